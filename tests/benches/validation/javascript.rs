//! The same texts, read and checked by what people use in JavaScript.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// Nanoseconds for one reading, by contestant, then by sample.
pub type Times = BTreeMap<String, BTreeMap<String, f64>>;

/// Has node measure. Nothing, with the reason said, if it cannot.
pub fn measure(samples: &[(&str, String)]) -> Option<Times> {
    measured(samples).map_err(|reason| println!("SKIPPED: ajv and zod: {reason}")).ok()
}

fn measured(samples: &[(&str, String)]) -> Result<Times, String> {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("javascript");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    if !folder.join("node_modules/zod").is_dir() {
        std::fs::write(folder.join("package.json"), r#"{"private":true,"type":"module"}"#)
            .map_err(|error| error.to_string())?;
        done(
            Command::new("npm").args(["install", "--silent", "--no-audit", "--no-fund", "ajv@8", "zod@4"]),
            &folder,
        )?;
    }
    for (name, text) in samples {
        std::fs::write(folder.join(format!("{name}.json")), text).map_err(|error| error.to_string())?;
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/validation/javascript.mjs");
    std::fs::copy(&script, folder.join("measure.mjs")).map_err(|error| error.to_string())?;
    let names: Vec<&str> = samples.iter().map(|(name, _)| *name).collect();
    let said = done(Command::new("node").arg("measure.mjs").args(names), &folder)?;
    serde_json::from_str::<Value>(&said)
        .and_then(serde_json::from_value)
        .map_err(|error| format!("node said something else: {error}"))
}

fn done(command: &mut Command, folder: &Path) -> Result<String, String> {
    let output = command.current_dir(folder).output().map_err(|error| format!("{command:?}: {error}"))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}
