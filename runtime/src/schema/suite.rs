//! The official JSON Schema test suite, where it is at hand.

use std::fmt;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// What became of the tests.
#[derive(Default)]
pub struct Tally {
    pub passed: usize,
    pub failed: Vec<String>,
}

impl Tally {
    pub fn add(&mut self, name: String, right: bool) {
        if right {
            self.passed += 1;
        } else {
            self.failed.push(name);
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} passed", self.passed, self.passed + self.failed.len())?;
        self.failed.iter().try_for_each(|name| write!(f, "\n  failed: {name}"))
    }
}

/// The suite's folder, or a loud note that it is missing.
pub fn folder() -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let shared = std::env::var_os("ROUTEWRIGHT_SHARED").map_or_else(beside, PathBuf::from);
    let folder = shared.join("suites/json-schema-test-suite");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: the JSON Schema test suite is not at {}; set ROUTEWRIGHT_SHARED", folder.display());
    None
}

/// The JSON files of a folder, in order, with their names.
pub fn files(folder: &Path) -> Vec<(String, Value)> {
    let mut files: Vec<(String, Value)> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "json"))
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).expect("a file of the suite");
            let name = entry.path().file_stem().map(|stem| stem.to_string_lossy().into_owned());
            (name.unwrap_or_default(), serde_json::from_str(&text).expect("JSON"))
        })
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

/// Every (group, test) of a file.
pub fn cases(file: &Value) -> impl Iterator<Item = (&Value, &Value)> {
    let groups = file.as_array().into_iter().flatten();
    groups.flat_map(|group| group["tests"].as_array().into_iter().flatten().map(move |test| (group, test)))
}

/// Runs the tests of the formats.
pub fn formats(suite: &Path) -> Tally {
    let mut tally = Tally::default();
    for (name, file) in files(&suite.join("tests/draft2020-12/optional/format")) {
        for (group, test) in cases(&file) {
            let (Some(text), Some(format)) = (test["data"].as_str(), group["schema"]["format"].as_str())
            else {
                continue;
            };
            let verdict = super::format::is(format, text).unwrap_or(true);
            let right = verdict == test["valid"].as_bool().unwrap_or_default();
            tally.add(format!("{name}: {}: {}", test["description"], test["data"]), right);
        }
    }
    tally
}
