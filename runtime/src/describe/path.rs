//! What is said about paths as a whole: `summary`, `description`, `servers`, extensions.
//!
//! The header of a document has it below `paths`, where it waits for operations: a path that nothing is mounted on is
//! not described.

use serde_json::{Map, Value};

/// What a header says about paths, by path.
pub(super) fn said(header: &Map<String, Value>) -> Map<String, Value> {
    header.get("paths").and_then(Value::as_object).cloned().unwrap_or_default()
}

/// Adds what is said about a path to its path item.
pub(super) fn say(item: &mut Value, said: Option<&Value>) {
    let Some(Value::Object(said)) = said else { return };
    for (name, value) in said {
        item[name] = value.clone();
    }
}

/// Adds what is said about every path that has operations, and about all of them together.
pub(super) fn all(document: &mut Value, header: &Map<String, Value>) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else { return };
    for (path, said) in said(header) {
        if path.starts_with("x-") {
            paths.insert(path, said);
        } else if let Some(item) = paths.get_mut(&path) {
            say(item, Some(&said));
        }
    }
}
