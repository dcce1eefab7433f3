//! Fixed sets of values.

use serde_json::{Map, Value};

use super::Types;
use super::form::Form;
use crate::api::{Schema, SchemaId, Type, TypeSet};
use crate::plan::item::{Constant, Known, Rule, Shape};
use crate::plan::names;

impl Types<'_> {
    /// The type of a schema with `enum` or `const`.
    pub(super) fn enumeration(&self, id: SchemaId, schema: &Schema) -> Form {
        let mut values = allowed(schema);
        let nullable = values.contains(&Value::Null);
        values.retain(|value| !value.is_null());
        if values.is_empty() {
            // Nothing but `null`, or nothing at all.
            return if nullable && !self.says_more(schema) {
                Form::known(Known::Null)
            } else {
                self.opaque(id)
            };
        }
        if values.iter().any(|value| value.is_object() || value.is_array()) {
            return self.opaque(id);
        }
        if values.iter().all(Value::is_boolean) {
            return if self.says_more(schema) || (nullable && values.len() == 1) {
                self.opaque(id)
            } else {
                booleans(&values).nullable(nullable)
            };
        }
        if values.iter().all(|value| value.is_number() && !value.is_i64()) {
            return if self.says_more(schema) || nullable { self.opaque(id) } else { numbers(&values) };
        }
        let mut residual = Map::new();
        if self.says_more(schema) {
            if nullable {
                return self.opaque(id);
            }
            residual = self.assertions(id);
            for said in ["enum", "const", "type"] {
                residual.remove(said);
            }
        }
        Form::item(Shape::Enumeration(constants(&values))).residual(residual).nullable(nullable)
    }

    /// Whether a schema asserts something besides its values and their types.
    fn says_more(&self, schema: &Schema) -> bool {
        let mut rest = schema.clone();
        rest.enumeration = None;
        rest.constant = None;
        rest.types = None;
        super::residual::asserts(&rest)
    }
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
