//! The official JSON Schema test suite, read.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use serde_json::value::RawValue;

/// Where groups are that are made of those of the suite.
pub const TYPED: &str = "typed/";

/// A schema with the values that it is tried on.
pub struct Group {
    /// The file that it is in, without its ending: `optional/format/date`.
    pub file: String,
    /// Its position in the file.
    pub index: usize,
    /// What it is about.
    pub description: String,
    /// The schema, as it is written.
    pub schema: Box<RawValue>,
    /// The values.
    pub cases: Vec<Case>,
}

/// A value, and whether it is one of the schema's.
#[derive(Clone)]
pub struct Case {
    /// What it is about.
    pub description: String,
    /// The value, as it is written.
    pub data: Box<RawValue>,
    /// Whether it is valid.
    pub valid: bool,
}

impl Group {
    /// What nobody else is called: `optional/format/date/0`.
    pub fn name(&self) -> String {
        format!("{}/{}", self.file, self.index)
    }

    /// The same for text alone, which then has the type in Rust that its format has; nothing when it is about more than a format.
    pub fn typed(&self) -> Option<Group> {
        let format = self.file.strip_prefix("optional/format/")?;
        let Value::Object(mut schema) = self.value() else { return None };
        if !schema.contains_key("format") || schema.contains_key("type") {
            return None;
        }
        schema.insert("type".to_owned(), "string".into());
        let cases = self.cases.iter().filter(|case| case.data.get().starts_with('"')).cloned().collect();
        Some(Group {
            file: format!("{TYPED}{format}"),
            index: self.index,
            description: self.description.clone(),
            schema: serde_json::value::to_raw_value(&schema).ok()?,
            cases,
        })
    }

    /// The schema as a value.
    pub fn value(&self) -> Value {
        serde_json::from_str(self.schema.get()).expect("a schema")
    }
}

/// The groups of every file below `tests/DRAFT`, in the order of their names.
pub fn groups(suite: &Path, draft: &str) -> Vec<Group> {
    let folder = suite.join("tests").join(draft);
    files(&folder).into_iter().flat_map(|path| file(&folder, &path)).collect()
}

/// The JSON files below a folder, in the order of their names.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).expect("a folder of the suite");
        for path in entries.flatten().map(|entry| entry.path()) {
            match path.is_dir() {
                true => folders.push(path),
                false => files.extend(path.extension().is_some_and(|end| end == "json").then_some(path)),
            }
        }
    }
    files.sort();
    files
}

fn file(folder: &Path, path: &Path) -> Vec<Group> {
    #[derive(serde::Deserialize)]
    struct Written {
        description: String,
        schema: Box<RawValue>,
        tests: Vec<WrittenCase>,
    }
    #[derive(serde::Deserialize)]
    struct WrittenCase {
        description: String,
        data: Box<RawValue>,
        valid: bool,
    }

    let text = fs::read_to_string(path).expect("a file of the suite");
    let written: Vec<Written> = serde_json::from_str(&text).expect("groups of cases");
    let name = path.strip_prefix(folder).unwrap_or(path).with_extension("").display().to_string();
    let groups = written.into_iter().enumerate().map(|(index, group)| Group {
        file: name.clone(),
        index,
        description: group.description,
        schema: group.schema,
        cases: group
            .tests
            .into_iter()
            .map(|case| Case { description: case.description, data: case.data, valid: case.valid })
            .collect(),
    });
    groups.collect()
}
