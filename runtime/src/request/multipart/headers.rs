//! Holds the headers of a part against what the document says about them.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::head::Head;
use crate::json::Json;
use crate::operation::PartHeader;
use crate::request::Incoming;
use crate::schema::number::Num;
use crate::schema::{Failures, Pointer, Reason};

/// What is wrong with the headers of a part.
pub(super) fn check(head: &Head, declared: &'static [PartHeader]) -> Result<(), Failures> {
    let mut failures = Failures::new();
    for header in declared {
        let given = head.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(header.name));
        match (given, header.schema) {
            (None, _) if header.required => {
                let detail = format!("must have the header {}", header.name).into();
                failures.add(Reason::Other { keyword: "required", detail }, Pointer::default);
            }
            (Some((_, text)), Some(schema)) => {
                let mut cx = Incoming::context();
                schema.check(&value(text, schema.keywords()), &mut cx);
                for failure in cx.into_failures() {
                    let detail = format!("has a header {}, which {}", header.name, failure.reason).into();
                    let keyword = failure.reason.keyword();
                    failures.add(Reason::Other { keyword, detail }, Pointer::default);
                }
            }
            _ => {}
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures) }
}

/// What the text of a header means where a schema says what is expected: in the style `simple`, which headers have.
fn value<'t>(text: &'t str, schema: &Map<String, Value>) -> Json<'t> {
    let may_be = |name: &str| match schema.get("type") {
        Some(Value::String(only)) => only == name,
        Some(Value::Array(names)) => names.iter().any(|other| other == name),
        _ => false,
    };
    let number = || serde_json::from_str::<serde_json::Number>(text).is_ok();
    match text {
        "true" | "false" if may_be("boolean") => Json::Boolean(text == "true"),
        "null" if may_be("null") => Json::Null,
        _ if (may_be("integer") || may_be("number")) && number() => Json::Number(Num::written(text)),
        _ if may_be("array") => {
            let none = Map::new();
            let of = schema.get("items").and_then(Value::as_object).unwrap_or(&none);
            Json::List(text.split(',').map(|item| value(item.trim(), of)).collect())
        }
        _ if may_be("object") => Json::Object(object(text, schema)),
        _ => Json::Text(text.into()),
    }
}

/// An object: `a,1,b,2`, or `a=1,b=2`.
fn object<'t>(text: &'t str, schema: &Map<String, Value>) -> IndexMap<Cow<'t, str>, Json<'t>> {
    let none = Map::new();
    let members = schema.get("properties");
    let mut pieces = text.split(',').map(str::trim);
    let mut object = IndexMap::new();
    while let Some(piece) = pieces.next() {
        let (name, text) = match piece.split_once('=') {
            Some(pair) => pair,
            None => (piece, pieces.next().unwrap_or_default()),
        };
        let of = members.and_then(|all| all.get(name)).and_then(Value::as_object);
        object.insert(name.into(), value(text, of.unwrap_or(&none)));
    }
    object
}
