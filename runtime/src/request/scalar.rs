//! What a text without parts means where a value of some type is expected.

use crate::model::{Kind, Literal, Scalar, Type, number_of_text};

use super::text::{Escapes, unescape};
use super::tree::Tree;

/// What a text means, to be read.
pub(crate) fn of_text(text: &str, ty: &'static Type) -> Tree {
    tree(&scalar(text, ty, false), text)
}

/// What a text means that is still escaped.
pub(super) fn of_raw(raw: &str, escapes: Escapes, ty: &'static Type) -> Tree {
    match unescape(raw, escapes) {
        Ok(text) => of_text(&text, ty),
        Err(broken) => Tree::Broken(broken, raw.to_owned()),
    }
}

/// The same where it is known what scalar it is.
pub(super) fn tree(scalar: &Scalar<'_>, text: &str) -> Tree {
    match scalar {
        Scalar::Null | Scalar::File(_) => Tree::null(),
        Scalar::Text(text) => Tree::text(text),
        // Words and numbers are written as in JSON.
        _ => Tree::Json(text.as_bytes().to_vec()),
    }
}

/// What text means where a value of that type is expected. Text that is none means itself, and is refused later.
/// With `optional`, there is no `null`: what is missing is left out.
pub(super) fn scalar<'t>(text: &'t str, ty: &'static Type, optional: bool) -> Scalar<'t> {
    match &ty.kind {
        Kind::Boolean => match text {
            "true" => Scalar::Boolean(true),
            "false" => Scalar::Boolean(false),
            _ => Scalar::Text(text),
        },
        Kind::Integer(_) | Kind::Number(_) => number_of_text(text).unwrap_or(Scalar::Text(text)),
        Kind::Null if text.is_empty() || text == "null" => Scalar::Null,
        Kind::Nullable(inner) if text == "null" && !optional && !is_text(inner()) => Scalar::Null,
        Kind::Nullable(inner) | Kind::Wrapper(inner) => scalar(text, inner(), false),
        Kind::Enumeration(literals) => literal(text, literals),
        Kind::Union(union) => {
            let mut members = union.members.iter().map(|member| scalar(text, (member.of)(), false));
            members.find(|scalar| !matches!(scalar, Scalar::Text(_))).unwrap_or(Scalar::Text(text))
        }
        _ => Scalar::Text(text),
    }
}

/// Whether any text is a value of that type.
pub(super) fn is_text(ty: &'static Type) -> bool {
    match &ty.kind {
        Kind::Text(_) | Kind::Any => true,
        Kind::Nullable(inner) | Kind::Wrapper(inner) => is_text(inner()),
        Kind::Union(union) => union.members.iter().any(|member| is_text((member.of)())),
        _ => false,
    }
}

fn literal<'t>(text: &'t str, literals: &[Literal]) -> Scalar<'t> {
    if literals.iter().any(|literal| matches!(literal, Literal::Text(other) if *other == text)) {
        return Scalar::Text(text);
    }
    let means = |scalar: &Scalar<'_>| literals.iter().any(|literal| literal.is(scalar));
    let other = match text {
        "null" => Some(Scalar::Null),
        "true" => Some(Scalar::Boolean(true)),
        "false" => Some(Scalar::Boolean(false)),
        _ => number_of_text(text),
    };
    other.filter(means).unwrap_or(Scalar::Text(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::type_of;

    fn json(text: &str, ty: &'static Type) -> String {
        match of_text(text, ty) {
            Tree::Json(json) => String::from_utf8(json).unwrap(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn text_becomes_what_its_type_expects() {
        assert_eq!(json("7", type_of::<i64>()), "7");
        assert_eq!(json("7", type_of::<String>()), "\"7\"");
        assert_eq!(json("-0.5", type_of::<f64>()), "-0.5");
        assert_eq!(json("1e3", type_of::<f64>()), "1e3");
        assert_eq!(json("true", type_of::<bool>()), "true");
        assert_eq!(json("null", type_of::<Option<i64>>()), "null");
        assert_eq!(json("null", type_of::<Option<String>>()), "\"null\"");
        assert_eq!(json("18446744073709551615", type_of::<u64>()), "18446744073709551615");
    }

    #[test]
    fn text_that_is_none_means_itself() {
        for text in ["", "+7", "007", "7 ", "0x7", "1_000", "NaN", "inf", "1e999", "-", "--1", "\u{661}"] {
            assert_eq!(json(text, type_of::<f64>()), format!("\"{text}\""));
            assert_eq!(json(text, type_of::<i64>()), format!("\"{text}\""));
        }
        assert_eq!(json("TRUE", type_of::<bool>()), "\"TRUE\"");
    }

    #[test]
    fn numbers_keep_their_digits() {
        for text in ["123456789012345678901234567890123456789012345", "0.30000000000000000001", "-0", "1.50"]
        {
            assert_eq!(json(text, type_of::<f64>()), text);
            assert_eq!(json(text, type_of::<crate::Decimal>()), text);
        }
    }
}
