//! Fixed sets of values.

use serde_json::{Map, Value};

use super::Types;
use super::form::Form;
use super::residual::asserts;
use crate::api::{Schema, SchemaId, Type, TypeSet};
use crate::plan::item::{Constant, Known, Rule, Shape};
use crate::plan::names;

impl Types<'_> {
    /// The type of a schema with `enum` or `const`.
    pub(super) fn enumeration(&self, id: SchemaId, schema: &Schema) -> Form {
        let mut values = allowed(schema);
        let nullable = values.contains(&Value::Null);
        values.retain(|value| !value.is_null());
        let more = says_more(schema);
        let form = if values.is_empty() {
            // Nothing but `null`, or nothing at all.
            (nullable && !more).then(|| Form::known(Known::Null))
        } else if values.iter().any(|value| value.is_object() || value.is_array()) {
            None
        } else if values.iter().all(Value::is_boolean) {
            let one_or_null = nullable && values.len() == 1;
            (!more && !one_or_null).then(|| booleans(&values).nullable(nullable))
        } else if values.iter().all(|value| value.is_number() && !value.is_i64()) {
            (!more && !nullable).then(|| numbers(&values))
        } else {
            let shape = Shape::Enumeration(constants(&values));
            match (more, nullable) {
                (true, true) => None,
                (true, false) => Some(Form::item(shape).residual(self.beside_values(id))),
                (false, _) => Some(Form::item(shape).nullable(nullable)),
            }
        };
        form.unwrap_or_else(|| self.opaque(id))
    }

    /// What a schema asserts besides its values and their types.
    fn beside_values(&self, id: SchemaId) -> Map<String, Value> {
        let mut json = self.assertions(id);
        json.retain(|keyword, _| !matches!(keyword.as_str(), "enum" | "const" | "type"));
        json
    }
}

/// Whether a schema asserts something besides its values and their types.
fn says_more(schema: &Schema) -> bool {
    let mut rest = schema.clone();
    rest.enumeration = None;
    rest.constant = None;
    rest.types = None;
    asserts(&rest)
}

/// The values that `enum`, `const` and `type` agree upon.
fn allowed(schema: &Schema) -> Vec<Value> {
    let mut values = match (&schema.enumeration, &schema.constant) {
        (Some(values), None) => values.clone(),
        (Some(values), Some(constant)) if values.iter().any(|value| is_equal(value, constant)) => {
            vec![constant.clone()]
        }
        (Some(_), Some(_)) => Vec::new(),
        (None, constant) => constant.iter().cloned().collect(),
    };
    if let Some(types) = schema.types {
        values.retain(|value| is_of(value, types));
    }
    let mut distinct: Vec<Value> = Vec::with_capacity(values.len());
    let mut seen = std::collections::HashSet::new();
    for value in values {
        if seen.insert(value.to_string()) {
            distinct.push(value);
        }
    }
    distinct
}

/// Whether two values are the same; 1 and 1.0 are.
pub(super) fn is_equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || (one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, one)| other.get(name).is_some_and(|other| is_equal(one, other)))
        }
        _ => one == other,
    }
}

/// Whether a value is of one of the types.
pub(super) fn is_of(value: &Value, types: TypeSet) -> bool {
    match value {
        Value::Null => types.contains(Type::Null),
        Value::Bool(_) => types.contains(Type::Boolean),
        Value::Number(number) => {
            let whole =
                number.is_i64() || number.is_u64() || number.as_f64().is_some_and(|n| n.fract() == 0.0);
            types.contains(Type::Number) || whole && types.contains(Type::Integer)
        }
        Value::String(_) => types.contains(Type::String),
        Value::Array(_) => types.contains(Type::Array),
        Value::Object(_) => types.contains(Type::Object),
    }
}

fn booleans(values: &[Value]) -> Form {
    let form = Form::known(Known::Bool);
    if values.len() == 2 { form } else { form.residual(enum_json(values)) }
}

fn numbers(values: &[Value]) -> Form {
    Form::known(Known::F64).residual(enum_json(values))
}

fn enum_json(values: &[Value]) -> Map<String, Value> {
    Map::from_iter([("enum".to_owned(), Value::Array(values.to_vec()))])
}

fn constants(values: &[Value]) -> Vec<Constant> {
    let texts: Vec<String> = values
        .iter()
        .map(|value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        })
        .collect();
    let names = names::distinct(texts.iter().map(String::as_str), names::variant);
    values
        .iter()
        .zip(texts)
        .zip(names)
        .map(|((value, text), name)| {
            let rule = match value {
                Value::String(_) => Rule::Text("value", text),
                Value::Number(number) if number.is_i64() => Rule::Number("value", text),
                _ => Rule::Json("value_json", text),
            };
            Constant { name, rule }
        })
        .collect()
}
