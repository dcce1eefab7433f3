//! Building a user's project with cargo.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::JoinHandle;

use serde_json::Value;

use super::Failure;
use super::process::{Process, TICK};
use crate::project::Project;

/// A build that goes on.
#[derive(Debug)]
pub struct Build {
    process: Process,
    program: JoinHandle<Option<PathBuf>>,
}

impl Build {
    /// Starts to build the program of a project.
    pub fn start(project: &Project) -> Result<Self, Failure> {
        let manifest = project.root.join("Cargo.toml");
        let manifest = manifest.canonicalize().unwrap_or(manifest);
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = Command::new(cargo);
        command
            .arg("build")
            .arg("--manifest-path")
            .arg(&manifest)
            .arg("--message-format=json-render-diagnostics");
        command.current_dir(&project.root).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut process = Process::start(&mut command)
            .map_err(|error| Failure::say(format!("cargo did not start: {error}")))?;
        let output = process.output();
        let program = std::thread::spawn(move || {
            let mut programs = Vec::new();
            for line in BufReader::new(output?).lines().map_while(Result::ok) {
                programs.extend(program(&line, &manifest));
            }
            // One called like the package comes first.
            programs.sort_by_key(|(is_main, _)| !is_main);
            programs.into_iter().next().map(|(_, path)| path)
        });
        Ok(Self { process, program })
    }

    /// Whether it has ended.
    pub fn has_ended(&mut self) -> bool {
        self.process.ended().is_some()
    }

    /// The program that was built. Cargo has said what is wrong if there is none.
    pub fn program(mut self) -> Result<PathBuf, Failure> {
        let status = loop {
            match self.process.ended() {
                Some(status) => break status,
                None => std::thread::sleep(TICK),
            }
        };
        let program = self.program.join().ok().flatten();
        match program {
            _ if !status.success() => Err(Failure::silent()),
            Some(program) => Ok(program),
            None => Err(Failure::say("the project builds no program: it has no src/main.rs")),
        }
    }
}

/// The program in a message of cargo, and whether it has the name of its package.
fn program(line: &str, manifest: &Path) -> Option<(bool, PathBuf)> {
    let message: Value = serde_json::from_str(line).ok()?;
    let executable = message.get("executable")?.as_str()?;
    let of = PathBuf::from(message.get("manifest_path")?.as_str()?);
    let is_program = message.pointer("/target/kind/0").and_then(Value::as_str) == Some("bin");
    if !is_program || of.canonicalize().unwrap_or(of) != manifest {
        return None;
    }
    let name = message.pointer("/target/name")?.as_str()?;
    // `…#shop@0.1.0`, or `…/shop#0.1.0` when the folder is called like the package.
    let package = message.get("package_id")?.as_str()?;
    let (path, fragment) = package.rsplit_once('#').unwrap_or((package, ""));
    let package =
        fragment.split_once('@').map_or_else(|| path.rsplit('/').next().unwrap_or(""), |(name, _)| name);
    Some((name == package, PathBuf::from(executable)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_program_of_the_package() {
        let message = |id: &str, name: &str, kind: &str| {
            format!(
                r#"{{"reason":"compiler-artifact","package_id":"{id}","manifest_path":"/x/shop/Cargo.toml","target":{{"kind":["{kind}"],"name":"{name}"}},"executable":"/t/{name}"}}"#
            )
        };
        let manifest = Path::new("/x/shop/Cargo.toml");
        let found = |line: &str| program(line, manifest);
        assert_eq!(
            found(&message("path+file:///x/shop#0.1.0", "shop", "bin")),
            Some((true, "/t/shop".into()))
        );
        assert_eq!(
            found(&message("path+file:///x/shop#other@0.1.0", "other", "bin")),
            Some((true, "/t/other".into()))
        );
        assert_eq!(
            found(&message("path+file:///x/shop#0.1.0", "tool", "bin")),
            Some((false, "/t/tool".into()))
        );
        assert_eq!(found(&message("path+file:///x/shop#0.1.0", "it", "example")), None);
        assert_eq!(found("not JSON"), None);
    }
}
