//! Turns the text of parameters into values.

use serde_json::{Map, Number, Value};

use crate::model::{Context, Field, Kind, Literal, Mode, Object, Scalar, Slot, Type, read_text, read_value};
use crate::operation::Location;
use crate::problem::Violation;
use crate::schema::evaluate::Failure;

use super::style::{Parts, Shape, cut, of, shape};
use super::text::{Broken, Escapes, unescape};

/// Reads a parameter that stands in one piece into its slot.
pub(super) fn read(
    slot: &mut dyn Slot,
    field: &'static Field,
    location: Location,
    raw: &str,
    escapes: Escapes,
    cx: &mut Context,
) {
    if let Err(broken) = try_read(slot, field, location, raw, escapes, cx) {
        cx.fail(broken.keyword(), broken.detail());
    }
}

fn try_read(
    slot: &mut dyn Slot,
    field: &'static Field,
    location: Location,
    raw: &str,
    escapes: Escapes,
    cx: &mut Context,
) -> Result<(), Broken> {
    if !field.wire.content.is_empty() {
        document(slot, field, &unescape(raw, escapes)?, cx);
        return Ok(());
    }
    let ty = (field.of)();
    let (style, explode) = of(field, location);
    let parts = cut(raw, field.name, style, explode, shape(ty, 1))?;
    if let Parts::Scalar(raw) = parts {
        put(slot, field, ty, &unescape(raw, escapes)?, cx);
    } else {
        read_value(&value(parts, ty, escapes)?, slot, field.rules, cx);
    }
    Ok(())
}

/// Reads a parameter that is a small document of its own.
pub(super) fn document(slot: &mut dyn Slot, field: &'static Field, text: &str, cx: &mut Context) {
    if super::media::is_json(field.wire.content) {
        read_text(text.as_bytes(), slot, field.rules, cx);
    } else {
        read_value(&Value::from(text), slot, field.rules, cx);
    }
}

/// Puts text without parts into a slot.
pub(super) fn put(
    slot: &mut dyn Slot,
    field: &'static Field,
    ty: &'static Type,
    text: &str,
    cx: &mut Context,
) {
    if text.is_empty() && field.wire.allow_empty && !is_text(ty) {
        return;
    }
    let scalar = scalar(text, ty, field.rules.optional);
    if ty.mode == Mode::Direct && field.rules.fragment.is_none() {
        slot.put(scalar, field.rules, cx);
    } else {
        read_value(&to_value(scalar), slot, field.rules, cx);
    }
}

fn is_text(ty: &'static Type) -> bool {
    match &ty.kind {
        Kind::Text(_) | Kind::Any => true,
        Kind::Nullable(inner) | Kind::Wrapper(inner) => is_text(inner()),
        _ => false,
    }
}

/// The value of a parameter that has parts.
pub(super) fn value(parts: Parts<'_>, ty: &'static Type, escapes: Escapes) -> Result<Value, Broken> {
    match parts {
        Parts::Scalar(raw) => Ok(of_text(&unescape(raw, escapes)?, ty)),
        Parts::List(raws) => {
            let of = element(ty);
            let element = |raw: &str| unescape(raw, escapes).map(|text| of_text(&text, of));
            raws.into_iter().map(element).collect::<Result<_, _>>().map(Value::Array)
        }
        Parts::Pairs(pairs) => {
            let mut object = Map::new();
            for (name, raw) in pairs {
                let name = unescape(name, escapes)?;
                let of = member(ty, &name);
                insert(&mut object, &name, of_text(&unescape(raw, escapes)?, of), of);
            }
            Ok(Value::Object(object))
        }
    }
}

/// Adds a member to an object. Where a list is expected, members of one name become one.
pub(super) fn insert(object: &mut Map<String, Value>, name: &str, value: Value, of: &'static Type) {
    if shape(of, 2) != Shape::List {
        object.insert(name.to_owned(), value);
        return;
    }
    match object.entry(name).or_insert_with(|| Value::Array(Vec::new())) {
        Value::Array(list) => list.push(value),
        other => *other = value,
    }
}

/// The value of a text by itself; for a list, of one of its elements.
pub(super) fn of_text(text: &str, ty: &'static Type) -> Value {
    to_value(scalar(text, ty, false))
}

fn to_value(scalar: Scalar<'_>) -> Value {
    match scalar {
        Scalar::Null | Scalar::File(_) => Value::Null,
        Scalar::Boolean(value) => Value::Bool(value),
        Scalar::Integer(value) => i64::try_from(value)
            .map(Number::from)
            .or_else(|_| u64::try_from(value).map(Number::from))
            .map_or_else(|_| Value::from(value as f64), Value::Number),
        Scalar::Float(value) => Value::from(value),
        Scalar::Text(text) => Value::from(text),
    }
}

/// What text means where a value of that type is expected. Text that is none means itself, and is refused later.
fn scalar<'t>(text: &'t str, ty: &'static Type, optional: bool) -> Scalar<'t> {
    match &ty.kind {
        Kind::Boolean => match text {
            "true" => Scalar::Boolean(true),
            "false" => Scalar::Boolean(false),
            _ => Scalar::Text(text),
        },
        Kind::Integer(_) | Kind::Number(_) => number(text).unwrap_or(Scalar::Text(text)),
        Kind::Null if text.is_empty() || text == "null" => Scalar::Null,
        Kind::Nullable(inner) if text == "null" && !optional && !is_text(inner()) => Scalar::Null,
        Kind::Nullable(inner) | Kind::Wrapper(inner) | Kind::List(inner) => scalar(text, inner(), false),
        Kind::Enumeration(literals) => literal(text, literals),
        Kind::Union(union) => {
            let other = union.members.iter().map(|member| scalar(text, (member.of)(), false));
            other.into_iter().find(|scalar| !matches!(scalar, Scalar::Text(_))).unwrap_or(Scalar::Text(text))
        }
        _ => Scalar::Text(text),
    }
}

fn literal<'t>(text: &'t str, literals: &[Literal]) -> Scalar<'t> {
    if literals.iter().any(|literal| matches!(literal, Literal::Text(other) if *other == text)) {
        return Scalar::Text(text);
    }
    let means = |scalar: &Scalar<'_>| {
        let value = to_value(scalar.clone());
        literals.iter().any(|literal| literal.to_json() == value)
    };
    let other = match text {
        "null" => Some(Scalar::Null),
        "true" => Some(Scalar::Boolean(true)),
        "false" => Some(Scalar::Boolean(false)),
        _ => number(text),
    };
    other.filter(means).unwrap_or(Scalar::Text(text))
}

/// A number, written as JSON writes it.
fn number(text: &str) -> Option<Scalar<'static>> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.len() < 38 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let is_json = !digits.is_empty() && (digits == "0" || !digits.starts_with('0'));
        return is_json.then(|| text.parse().ok().map(Scalar::Integer)).flatten();
    }
    // The parser would take white space around it.
    if !text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
        return None;
    }
    let number: f64 = serde_json::from_str(text).ok()?;
    number.is_finite().then_some(Scalar::Float(number))
}

/// The type of the elements of a list.
pub(super) fn element(ty: &'static Type) -> &'static Type {
    match &ty.kind {
        Kind::List(inner) => inner(),
        Kind::Nullable(inner) | Kind::Wrapper(inner) => element(inner()),
        Kind::Union(union) => {
            let list =
                union.members.iter().map(|member| (member.of)()).find(|ty| shape(ty, 2) == Shape::List);
            list.map_or(ty, element)
        }
        _ => ty,
    }
}

/// The object that a type is, if it is one.
pub(super) fn object(ty: &'static Type) -> Option<&'static Object> {
    match &ty.kind {
        Kind::Object(object) => Some(object),
        Kind::Nullable(inner) | Kind::Wrapper(inner) => object(inner()),
        Kind::Union(union) => union.members.iter().find_map(|member| object((member.of)())),
        _ => None,
    }
}

/// The type of a member of an object.
pub(super) fn member(ty: &'static Type, name: &str) -> &'static Type {
    const ANY: &Type = &Type::plain(Kind::Any);
    if let Kind::Map(of) = &ty.kind {
        return of();
    }
    if let Kind::Nullable(inner) | Kind::Wrapper(inner) = &ty.kind {
        return member(inner(), name);
    }
    let Some(object) = object(ty) else { return ANY };
    match object.fields.iter().find(|field| field.name == name) {
        Some(field) => (field.of)(),
        None => match object.additional {
            crate::model::Additional::Keep(_, of) => of(),
            _ => ANY,
        },
    }
}

/// What was found wrong with a parameter, as the client reads it.
pub(super) fn violation(location: Location, failure: Failure) -> Violation {
    let path = failure.pointer.strip_prefix('/').unwrap_or(&failure.pointer);
    let (name, within) = path.find('/').map_or((path, ""), |at| path.split_at(at));
    Violation {
        pointer: (!within.is_empty()).then(|| within.to_owned()),
        parameter: Some(name.replace("~1", "/").replace("~0", "~")),
        location: Some(location.as_str().to_owned()),
        detail: failure.detail,
        keyword: failure.keyword.to_owned(),
    }
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
    }

    #[test]
    fn violations_name_the_parameter_and_the_place_in_it() {
        let failure =
            |pointer: &str| Failure { pointer: pointer.to_owned(), keyword: "type", detail: String::new() };
        let found = violation(Location::Query, failure("/a~1b/0/x"));
        assert_eq!(found.parameter.as_deref(), Some("a/b"));
        assert_eq!(found.pointer.as_deref(), Some("/0/x"));
        let found = violation(Location::Path, failure("/id"));
        assert_eq!((found.parameter.as_deref(), found.pointer), (Some("id"), None));
    }
}
