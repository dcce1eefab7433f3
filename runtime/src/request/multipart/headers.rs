//! Holds the headers of a part against what the document says about them.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::head::Head;
use crate::json::Json;
use crate::model::Fragment;
use crate::operation::PartHeader;
use crate::request::Incoming;
use crate::schema::number::Num;
use crate::schema::{Failures, Pointer, Reason};

/// What is wrong with the headers of a part.
pub(super) fn check(head: &Head, declared: &'static [PartHeader]) -> Result<(), Failures> {
    let mut failures = Failures::new();
    for header in declared {
        let given = head.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(header.name));
        let reasons = match (given, header.schema) {
            (None, _) if header.required => vec![Reason::Required],
            (Some((_, text)), Some(schema)) => wrong(text, schema),
            _ => Vec::new(),
        };
        for reason in reasons {
            failures.add(Reason::PartHeader(header.name, Box::new(reason)), Pointer::default);
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

/// What is wrong with the text of a header. It is a text as well as what its schema makes of it, so one of both has to fit.
fn wrong(text: &str, schema: &Fragment) -> Vec<Reason> {
    let against = |value: &Json<'_>| {
        let mut cx = Incoming::context();
        schema.check(value, &[], &mut cx);
        cx.into_failures()
    };
    let value = value(text, schema.keywords());
    let mut failures = against(&value);
    if !failures.is_empty() && !matches!(value, Json::Text(_)) && against(&Json::Text(text.into())).is_empty()
    {
        failures = Failures::new();
    }
    failures.into_iter().map(|failure| failure.reason).collect()
}

/// What the text of a header means where a schema says what is expected: in the style `simple`, which headers have.
fn value<'t>(text: &'t str, schema: &Map<String, Value>) -> Json<'t> {
    let parts = parts(schema);
    let may_be = |name: &str| parts.iter().any(|part| says(part, name));
    let number = || serde_json::from_str::<serde_json::Number>(text).is_ok();
    match text {
        "true" | "false" if may_be("boolean") => Json::Boolean(text == "true"),
        "null" if may_be("null") => Json::Null,
        _ if (may_be("integer") || may_be("number")) && number() => Json::Number(Num::written(text)),
        _ if may_be("array") => {
            let none = Map::new();
            let of = parts.iter().find_map(|part| part.get("items")?.as_object()).unwrap_or(&none);
            Json::List(text.split(',').map(|item| value(item.trim(), of)).collect())
        }
        _ if may_be("object") => Json::Object(object(text, &parts)),
        _ => Json::Text(text.into()),
    }
}

/// A schema and those that it is put together from.
fn parts(schema: &Map<String, Value>) -> Vec<&Map<String, Value>> {
    let mut parts = vec![schema];
    let mut next = 0;
    while let Some(part) = parts.get(next) {
        let lists =
            ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|keyword| part.get(keyword)?.as_array());
        let more: Vec<_> = lists.flatten().filter_map(Value::as_object).collect();
        parts.extend(more);
        next += 1;
    }
    parts
}

/// Whether a schema says that values are of a type.
fn says(schema: &Map<String, Value>, name: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(only)) => only == name,
        Some(Value::Array(names)) => names.iter().any(|other| other == name),
        _ => false,
    }
}

/// An object: `a,1,b,2`, or `a=1,b=2`.
fn object<'t>(text: &'t str, parts: &[&Map<String, Value>]) -> IndexMap<Cow<'t, str>, Json<'t>> {
    let none = Map::new();
    let mut pieces = text.split(',').map(str::trim);
    let mut object = IndexMap::new();
    while let Some(piece) = pieces.next() {
        let (name, text) = match piece.split_once('=') {
            Some(pair) => pair,
            None => (piece, pieces.next().unwrap_or_default()),
        };
        let of = parts.iter().find_map(|part| part.get("properties")?.get(name)?.as_object());
        object.insert(name.into(), value(text, of.unwrap_or(&none)));
    }
    object
}
