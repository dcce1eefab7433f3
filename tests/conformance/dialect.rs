//! What OpenAPI 3.0 has of draft 4.

use serde_json::Value;

/// The first thing in a schema that cannot be said in OpenAPI 3.0.
pub fn foreign_to_3_0(schema: &Value) -> Option<String> {
    let Value::Object(keywords) = schema else { return None };
    if keywords.contains_key("$ref") && keywords.len() > 1 {
        return Some("a schema is nothing else beside its \"$ref\" in OpenAPI 3.0".to_owned());
    }
    keywords.iter().find_map(|(keyword, value)| match (keyword.as_str(), value) {
        ("type", Value::Array(_)) => Some("OpenAPI 3.0 has no lists of types".to_owned()),
        ("type", Value::String(name)) if name == "null" => {
            Some("OpenAPI 3.0 has no type \"null\"".to_owned())
        }
        ("items", Value::Array(_)) => Some("OpenAPI 3.0 has no tuples".to_owned()),
        ("$ref", Value::String(target)) if target.contains("://") => {
            Some("refers to what lies on the network".to_owned())
        }
        ("allOf" | "anyOf" | "oneOf", Value::Array(members)) => members.iter().find_map(foreign_to_3_0),
        ("not" | "items" | "additionalProperties", inner) => foreign_to_3_0(inner),
        ("properties", Value::Object(members)) => members.values().find_map(foreign_to_3_0),
        (keyword, _) if FOREIGN.contains(&keyword) => Some(format!("OpenAPI 3.0 has no \"{keyword}\"")),
        _ => None,
    })
}

const FOREIGN: &[&str] =
    &["id", "$schema", "definitions", "dependencies", "patternProperties", "additionalItems"];
