//! The schemas of OpenAPI in the words of JSON Schema 2020-12.
//!
//! Written for these tests from the specification, and not from what the generator does.

use serde_json::{Map, Value, json};

use super::schemas;

/// Brings the schemas at these pointers, and what they refer to, to JSON Schema.
pub fn translate(document: &mut Value, pointers: Vec<String>) {
    let is_2_0 = document.get("swagger").is_some();
    let is_3_0 = document["openapi"].as_str().is_some_and(|version| version.starts_with("3.0"));
    schemas::change(document, pointers, &mut |schema| {
        if is_2_0 {
            from_2_0(schema);
            from_3_0(schema);
        }
        if is_3_0 {
            from_3_0(schema);
        }
        state_range(schema);
    });
}

/// OpenAPI 2.0 has the dialect of 3.0, but for two words.
fn from_2_0(schema: &mut Map<String, Value>) {
    if let Some(nullable) = schema.remove("x-nullable") {
        schema.insert("nullable".to_owned(), nullable);
    }
    if schema.get("type") == Some(&json!("file")) {
        schema.insert("type".to_owned(), json!("string"));
    }
}

/// OpenAPI 3.0 has a dialect of its own.
fn from_3_0(schema: &mut Map<String, Value>) {
    if schema.contains_key("$ref") {
        schema.retain(|keyword, _| keyword == "$ref");
    }
    if schema.remove("nullable") == Some(Value::Bool(true)) {
        match schema.get_mut("type") {
            Some(Value::Array(types)) => types.push(json!("null")),
            Some(one) => *one = json!([one, "null"]),
            // It widens a type; where there is none, it has no effect.
            None => {}
        }
    }
    for (exclusive, inclusive) in [("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")] {
        if let Some(Value::Bool(flag)) = schema.get(exclusive) {
            let flag = *flag;
            schema.remove(exclusive);
            if flag && let Some(bound) = schema.remove(inclusive) {
                schema.insert(exclusive.to_owned(), bound);
            }
        }
    }
}

/// What the formats of numbers mean, which JSON Schema does not know.
fn state_range(schema: &mut Map<String, Value>) {
    let (least, most) = match schema.get("format").and_then(Value::as_str) {
        Some("int8") => (json!(i8::MIN), json!(i8::MAX)),
        Some("int16") => (json!(i16::MIN), json!(i16::MAX)),
        Some("int32") => (json!(i32::MIN), json!(i32::MAX)),
        Some("int64") => (json!(i64::MIN), json!(i64::MAX)),
        Some("uint8") => (json!(0), json!(u8::MAX)),
        Some("uint16") => (json!(0), json!(u16::MAX)),
        Some("uint32") => (json!(0), json!(u32::MAX)),
        Some("uint64") => (json!(0), json!(u64::MAX)),
        _ => return,
    };
    let mut range = json!({ "minimum": least, "maximum": most });
    if schema.get("type") != Some(&json!("integer")) {
        range["multipleOf"] = json!(1);
    }
    if let Value::Array(all) = schema.entry("allOf").or_insert_with(|| json!([])) {
        all.push(range);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn translated(version: &str, schema: Value) -> Value {
        let mut document = json!({ "openapi": version, "schema": schema });
        translate(&mut document, vec!["/schema".to_owned()]);
        document["schema"].take()
    }

    #[test]
    fn brings_3_0_to_json_schema() {
        let schema = json!({ "properties": {
            "nullable": { "type": "string", "nullable": true },
            "b": { "minimum": 1, "exclusiveMinimum": true, "maximum": 2, "exclusiveMaximum": false },
            "c": { "$ref": "#/schema", "minLength": 3 },
        } });
        let expected = json!({ "properties": {
            "nullable": { "type": ["string", "null"] },
            "b": { "exclusiveMinimum": 1, "maximum": 2 },
            "c": { "$ref": "#/schema" },
        } });
        assert_eq!(translated("3.0.3", schema.clone()), expected);
        assert_eq!(translated("3.1.0", schema.clone()), schema);
    }

    #[test]
    fn states_the_ranges_of_formats() {
        assert_eq!(
            translated("3.1.0", json!({ "type": "integer", "format": "uint8" })),
            json!({ "type": "integer", "format": "uint8", "allOf": [{ "minimum": 0, "maximum": 255 }] })
        );
    }
}
