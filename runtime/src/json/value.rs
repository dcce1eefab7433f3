//! JSON in memory.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde_json::Value;

use crate::schema::number::Num;

/// A JSON value whose numbers have all of their digits, and whose texts stay where they are.
#[derive(Clone, Debug)]
pub(crate) enum Json<'t> {
    Null,
    Boolean(bool),
    Number(Num<'t>),
    Text(Cow<'t, str>),
    List(Vec<Json<'t>>),
    Object(IndexMap<Cow<'t, str>, Json<'t>>),
}

impl<'t> From<&'t Value> for Json<'t> {
    fn from(value: &'t Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(value) => Self::Boolean(*value),
            Value::Number(number) => Self::Number(Num::of(number)),
            Value::String(text) => Self::Text(text.as_str().into()),
            Value::Array(items) => Self::List(items.iter().map(Self::from).collect()),
            Value::Object(members) => Self::Object(
                members.iter().map(|(name, value)| (name.as_str().into(), Self::from(value))).collect(),
            ),
        }
    }
}
