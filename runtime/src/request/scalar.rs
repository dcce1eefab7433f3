//! What a text without parts means where a value of some type is expected.

use serde_json::Value;

use crate::model::{Kind, Literal, Scalar, Type, number_of_text};
use crate::schema::number::Num;

/// The value of a text.
pub(crate) fn of_text(text: &str, ty: &'static Type) -> Value {
    to_value(scalar(text, ty, false), text, ty)
}

/// From here on, not every whole number is a float.
const SPARSE: f64 = 9_007_199_254_740_992.0;

/// The value of a scalar that `text` means. A number that no such value holds to the last digit stays a text where whole
/// numbers or all digits are expected: better refused than changed.
pub(super) fn to_value(scalar: Scalar<'_>, text: &str, ty: &'static Type) -> Value {
    let float = |float: f64| {
        let is_kept = float.is_finite() && (float.abs() < SPARSE || !is_whole(ty));
        let is_kept = is_kept && (!ty.keeps_digits() || Num::Float(float) == Num::written(text));
        if is_kept { Value::from(float) } else { Value::from(text) }
    };
    match scalar {
        Scalar::Null | Scalar::File(_) => Value::Null,
        Scalar::Boolean(value) => Value::Bool(value),
        Scalar::Integer(value) => match (i64::try_from(value), u64::try_from(value)) {
            (Ok(value), _) => value.into(),
            (_, Ok(value)) => value.into(),
            _ => float(value as f64),
        },
        Scalar::Float(value, _) => float(value),
        Scalar::Digits(_) => Value::from(text),
        Scalar::Text(text) => Value::from(text),
    }
}

/// Whether the numbers of that type are whole.
fn is_whole(ty: &'static Type) -> bool {
    match &ty.kind {
        Kind::Integer(_) => true,
        Kind::Nullable(inner) | Kind::Wrapper(inner) => is_whole(inner()),
        Kind::Union(union) => union.members.iter().any(|member| is_whole((member.of)())),
        _ => false,
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

    #[test]
    fn text_becomes_what_its_type_expects() {
        assert_eq!(of_text("7", type_of::<i64>()), 7);
        assert_eq!(of_text("7", type_of::<String>()), "7");
        assert_eq!(of_text("-0.5", type_of::<f64>()), -0.5);
        assert_eq!(of_text("1e3", type_of::<f64>()), 1000.0);
        assert_eq!(of_text("true", type_of::<bool>()), true);
        assert_eq!(of_text("null", type_of::<Option<i64>>()), Value::Null);
        assert_eq!(of_text("null", type_of::<Option<String>>()), "null");
        assert_eq!(of_text("18446744073709551615", type_of::<u64>()), u64::MAX);
    }

    #[test]
    fn text_that_is_none_means_itself() {
        for text in ["", "+7", "007", "7 ", "0x7", "1_000", "NaN", "inf", "1e999", "-", "--1", "\u{661}"] {
            assert_eq!(of_text(text, type_of::<f64>()), text);
            assert_eq!(of_text(text, type_of::<i64>()), text);
        }
        assert_eq!(of_text("TRUE", type_of::<bool>()), "TRUE");
        // No value holds it to the last digit.
        let long = "123456789012345678901234567890123456789012345";
        assert_eq!(of_text(long, type_of::<crate::Integer>()), long);
        assert_eq!(of_text(long, type_of::<f64>()), long.parse::<f64>().unwrap());
        assert_eq!(of_text("0.30000000000000000001", type_of::<f64>()), 0.3);
    }
}
