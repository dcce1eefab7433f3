//! Values that may be `null`.

use serde_json::{Map, Value, json};

/// Keywords that speak of any value, also of `null`.
const OF_ANY_VALUE: &[&str] = &["$ref", "const", "allOf", "anyOf", "oneOf", "not", "if"];

pub(super) fn of(mut schema: Map<String, Value>) -> Map<String, Value> {
    if OF_ANY_VALUE.iter().any(|keyword| schema.contains_key(*keyword)) {
        return Map::from_iter([("anyOf".to_owned(), json!([schema, { "type": "null" }]))]);
    }
    match schema.get_mut("type") {
        // Without a type, `null` is fine already.
        None => return schema,
        Some(Value::Array(kinds)) if !kinds.iter().any(|kind| kind == "null") => kinds.push("null".into()),
        Some(Value::String(kind)) if kind != "null" => {
            let kind = std::mem::take(kind);
            schema.insert("type".to_owned(), json!([kind, "null"]));
        }
        Some(_) => {}
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum")
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    schema
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_joins_the_types() {
        let Value::Object(schema) = json!({ "type": "string", "enum": ["a"] }) else { unreachable!() };
        assert_eq!(Value::from(of(schema)), json!({ "type": ["string", "null"], "enum": ["a", null] }));
    }

    #[test]
    fn a_reference_gets_an_alternative() {
        let Value::Object(schema) = json!({ "$ref": "#/x" }) else { unreachable!() };
        assert_eq!(Value::from(of(schema)), json!({ "anyOf": [{ "$ref": "#/x" }, { "type": "null" }] }));
    }
}
