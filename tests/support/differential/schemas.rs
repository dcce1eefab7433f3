//! A walk through the schemas of a document.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

/// Keywords whose members are schemas.
pub const NAMED: [&str; 5] = ["properties", "patternProperties", "dependentSchemas", "$defs", "definitions"];
/// Keywords with a list of schemas.
pub const LISTS: [&str; 4] = ["allOf", "anyOf", "oneOf", "prefixItems"];
/// Keywords with one schema.
pub const SINGLE: [&str; 11] = [
    "items",
    "additionalProperties",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];

/// Changes the schemas at these pointers, those in them, and those that they refer to.
pub fn change(document: &mut Value, pointers: Vec<String>, how: &mut dyn FnMut(&mut Map<String, Value>)) {
    let mut open = pointers;
    let mut seen = HashSet::new();
    while let Some(pointer) = open.pop() {
        if seen.insert(pointer.clone())
            && let Some(schema) = document.pointer_mut(&pointer)
        {
            change_one(schema, how, &mut open);
        }
    }
}

fn change_one(schema: &mut Value, how: &mut dyn FnMut(&mut Map<String, Value>), found: &mut Vec<String>) {
    let Value::Object(keywords) = schema else { return };
    how(keywords);
    if let Some(Value::String(reference)) = keywords.get("$ref") {
        found.extend(pointer(reference));
    }
    for (keyword, value) in keywords {
        match value {
            Value::Object(members) if NAMED.contains(&keyword.as_str()) => {
                members.values_mut().for_each(|schema| change_one(schema, how, found));
            }
            Value::Array(schemas) if LISTS.contains(&keyword.as_str()) => {
                schemas.iter_mut().for_each(|schema| change_one(schema, how, found));
            }
            Value::Object(_) if SINGLE.contains(&keyword.as_str()) => change_one(value, how, found),
            _ => {}
        }
    }
}

/// The pointer that a reference into the same document is.
pub fn pointer(reference: &str) -> Option<String> {
    Some(percent_decode_str(reference.strip_prefix('#')?).decode_utf8().ok()?.into_owned())
}
