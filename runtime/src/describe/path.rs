//! What is said about paths as a whole: `summary`, `description`, `servers`, extensions.
//!
//! The header of a document has it below `paths`, where it waits for operations: a path that nothing is mounted on is
//! not described.

use serde_json::{Map, Value, json};

use crate::operation::Method;

/// Where a path item has the methods without a member of their own.
pub(super) const ADDITIONAL: &str = "additionalOperations";

/// What a header says about paths, by path.
pub(super) fn said(header: &Map<String, Value>) -> Map<String, Value> {
    header.get("paths").and_then(Value::as_object).cloned().unwrap_or_default()
}

/// The operation of a path item for a method as it stands on the wire.
pub(super) fn operation<'v>(item: &'v mut Value, method: &str) -> Option<&'v mut Value> {
    match Method::parse(method) {
        Some(_) => item.get_mut(method.to_ascii_lowercase()),
        None => item.get_mut(ADDITIONAL)?.get_mut(method),
    }
}

/// Adds an operation to a path item.
pub(super) fn add(item: &mut Value, method: &str, operation: Value) {
    match Method::parse(method) {
        Some(_) => item[method.to_ascii_lowercase()] = operation,
        None => {
            if !item[ADDITIONAL].is_object() {
                item[ADDITIONAL] = json!({});
            }
            item[ADDITIONAL][method] = operation;
        }
    }
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
