//! Sets of values.

use serde_json::{Map, Value};

use crate::model::Literal;

pub(super) fn of(literals: &[Literal]) -> Map<String, Value> {
    let values: Vec<Value> = literals.iter().map(value).collect();
    let mut kinds: Vec<&str> = Vec::new();
    for value in &values {
        let kind = kind(value);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let mut schema = Map::new();
    match kinds[..] {
        [] => {}
        [kind] => drop(schema.insert("type".to_owned(), kind.into())),
        _ => drop(schema.insert("type".to_owned(), kinds.into())),
    }
    schema.insert("enum".to_owned(), values.into());
    schema
}

fn value(literal: &Literal) -> Value {
    match literal {
        Literal::Text(text) => Value::from(*text),
        Literal::Integer(number) => Value::from(*number),
        Literal::Json(text) => serde_json::from_str(text).unwrap_or_default(),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn mixed_values_have_several_types() {
        let schema = of(&[Literal::Text("a"), Literal::Integer(1), Literal::Json("null")]);
        assert_eq!(
            Value::from(schema),
            json!({ "type": ["string", "integer", "null"], "enum": ["a", 1, null] })
        );
    }
}
