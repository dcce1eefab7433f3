//! `example: x` is `examples` with one entry that has a value and nothing else, whatever that entry is called.

use serde_json::{Map, Value, json};

/// Rewrites the `example` of a parameter, header or media type object as `examples`.
pub fn examples(extra: &mut Map<String, Value>) {
    let single = extra.shift_remove("example");
    let Some(examples) = extra.get_mut("examples").and_then(Value::as_object_mut) else {
        if let Some(value) = single {
            extra.insert("examples".to_owned(), json!({ "": { "value": value } }));
        }
        return;
    };
    if examples.len() != 1 {
        return;
    }
    let only = examples.values().next().cloned().unwrap_or_default();
    if only.as_object().is_some_and(|example| example.len() == 1 && example.contains_key("value")) {
        examples.clear();
        examples.insert(String::new(), only);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(value: Value) -> Value {
        let mut map = value.as_object().cloned().unwrap_or_default();
        examples(&mut map);
        Value::Object(map)
    }

    #[test]
    fn one_example_has_no_name() {
        assert_eq!(normal(json!({"example": 1})), normal(json!({"examples": {"any": {"value": 1}}})));
        assert_ne!(
            normal(json!({"example": 1})),
            normal(json!({"examples": {"any": {"value": 1, "summary": "One"}}}))
        );
        assert_eq!(normal(json!({"x-a": 1})), json!({"x-a": 1}));
    }
}
