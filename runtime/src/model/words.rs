//! What a place would have taken, in words for the client.

use serde_json::Value;

use super::table::{Kind, Literal, Type};
use crate::schema::Reason;

/// Why a value of another type is refused.
pub(super) fn expected(ty: &Type) -> Reason {
    match &ty.kind {
        Kind::Any => Reason::Never,
        Kind::Null => Reason::Type(vec!["null"]),
        Kind::Boolean => Reason::Type(vec!["boolean"]),
        Kind::Integer(_) => Reason::Type(vec!["integer"]),
        Kind::Number(_) => Reason::Type(vec!["number"]),
        Kind::Text(_) | Kind::Binary => Reason::Type(vec!["string"]),
        Kind::List(_) => Reason::Type(vec!["array"]),
        Kind::Map(_) | Kind::Object(_) => Reason::Type(vec!["object"]),
        Kind::Enumeration(literals) => Reason::Enum(literals.iter().map(Literal::to_json).collect()),
        Kind::Union(union) if union.exclusive => Reason::OneOf(0),
        Kind::Union(_) => Reason::AnyOf,
        Kind::Nullable(inner) => or_null(expected(inner())),
        Kind::Wrapper(inner) => expected(inner()),
    }
}

/// The same of a type that may take `null` as well.
pub(super) fn or_null_where(ty: &Type, reason: Reason) -> Reason {
    match &ty.kind {
        Kind::Nullable(_) => or_null(reason),
        Kind::Wrapper(inner) => or_null_where(inner(), reason),
        _ => reason,
    }
}

/// `null` would be right as well.
pub(super) fn or_null(reason: Reason) -> Reason {
    match reason {
        Reason::Type(mut types) if !types.contains(&"null") => {
            types.push("null");
            Reason::Type(types)
        }
        Reason::Enum(mut allowed) if !allowed.contains(&Value::Null) => {
            allowed.push(Value::Null);
            Reason::Enum(allowed)
        }
        other => other,
    }
}
