//! What a place would have taken, in words for the client.

use super::table::{Kind, Type};
use crate::schema::detail;

/// The keyword that a value of the wrong type breaks, and what to say about it.
pub(super) fn expected(ty: &Type) -> (&'static str, String) {
    match &ty.kind {
        Kind::Any => ("type", String::from("is not allowed")),
        Kind::Null => ("type", detail::types(&["null"])),
        Kind::Boolean => ("type", detail::types(&["boolean"])),
        Kind::Integer(_) => ("type", detail::types(&["integer"])),
        Kind::Number(_) => ("type", detail::types(&["number"])),
        Kind::Text(_) | Kind::Binary => ("type", detail::types(&["string"])),
        Kind::List(_) => ("type", detail::types(&["array"])),
        Kind::Map(_) | Kind::Object(_) => ("type", detail::types(&["object"])),
        Kind::Enumeration(literals) => {
            let values: Vec<_> = literals.iter().map(|literal| literal.to_json().to_string()).collect();
            ("enum", detail::enumeration(&values))
        }
        Kind::Union(union) if union.exclusive => ("oneOf", detail::one_of(0)),
        Kind::Union(_) => ("anyOf", detail::any_of()),
        Kind::Nullable(inner) => {
            let (keyword, detail) = expected(inner());
            (keyword, format!("{detail} or null"))
        }
        Kind::Wrapper(inner) => expected(inner()),
    }
}

/// A member that is there twice.
pub(super) fn duplicate() -> String {
    String::from("is there more than once")
}
