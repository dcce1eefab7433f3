//! Values that stand for themselves.

use serde_json::Value;

use super::number;
use super::slot::{Scalar, View};
use super::table::Literal;

impl Literal {
    /// Whether `scalar` is this value.
    pub(crate) fn is(&self, scalar: &Scalar<'_>) -> bool {
        match (self, scalar) {
            (Self::Text(own), Scalar::Text(text)) => own == text,
            (Self::Integer(own), Scalar::Integer(value)) => i128::from(*own) == *value,
            (Self::Integer(own), Scalar::Float(value, _)) => *own as f64 == *value,
            (Self::Integer(own), Scalar::Digits(text)) => {
                number::is_whole(text) && number::nearest(text) == Some(*own as f64)
            }
            (Self::Json("null"), Scalar::Null) => true,
            (Self::Json(json), Scalar::Boolean(value)) => *json == if *value { "true" } else { "false" },
            (Self::Json(json), Scalar::Integer(value)) => {
                json.parse().is_ok_and(|own: f64| own == *value as f64)
            }
            (Self::Json(json), Scalar::Float(value, _)) => json.parse().is_ok_and(|own: f64| own == *value),
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
