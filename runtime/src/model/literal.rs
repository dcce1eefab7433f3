//! Values that stand for themselves.

use serde_json::Value;

use super::slot::{Scalar, View};
use super::table::Literal;
use crate::schema::number::Num;

impl Literal {
    /// Whether `scalar` is this value.
    pub(crate) fn is(&self, scalar: &Scalar<'_>) -> bool {
        match (self, scalar) {
            (Self::Text(own), Scalar::Text(text)) => own == text,
            (Self::Integer(own), scalar) => scalar.number() == Some(Num::Integer((*own).into())),
            (Self::Json("null"), Scalar::Null) => true,
            (Self::Json(json), Scalar::Boolean(value)) => *json == if *value { "true" } else { "false" },
            (Self::Json(json), scalar)
                if json.starts_with(|first: char| first == '-' || first.is_ascii_digit()) =>
            {
                scalar.number() == Some(Num::written(json))
            }
            _ => false,
        }
    }

    /// The value as the engine encodes it.
    pub fn view(&self) -> View<'static> {
        match self {
            Self::Text(text) => View::Text(text),
            Self::Integer(value) => View::Integer(*value),
            Self::Json("null") => View::Null,
            Self::Json("true") => View::Boolean(true),
            Self::Json("false") => View::Boolean(false),
            Self::Json(json) => json.parse().map_or(View::Text(json), View::Float),
        }
    }

    /// The value as JSON.
    pub fn to_json(&self) -> Value {
        match self {
            Self::Text(text) => Value::from(*text),
            Self::Integer(value) => Value::from(*value),
            Self::Json(json) => serde_json::from_str(json).unwrap_or_default(),
        }
    }
}
