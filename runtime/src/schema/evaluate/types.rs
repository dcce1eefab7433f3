//! `type`, `enum`, `const`, and schemas that are `false`.

use serde_json::{Map, Value};

use super::place::{Place, Seen};
use super::run::{Keyword, Run};
use crate::json::Json;
use crate::schema::Reason;
use crate::schema::equality::same;

pub(super) fn compile(keywords: &Map<String, Value>, out: &mut Vec<Box<dyn Keyword>>) {
    let names: Vec<&str> = match keywords.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !names.is_empty() {
        let known = |name: &str| TYPES.iter().copied().find(|known| *known == name);
        out.push(Box::new(Types(names.into_iter().filter_map(known).collect())));
    }
    if let Some(Value::Array(allowed)) = keywords.get("enum") {
        out.push(Box::new(Enumeration(allowed.clone())));
    }
    if let Some(only) = keywords.get("const") {
        out.push(Box::new(Constant(only.clone())));
    }
}

/// The types that JSON has.
const TYPES: &[&str] = &["string", "integer", "number", "boolean", "array", "object", "null"];

#[derive(Debug)]
struct Types(Vec<&'static str>);

fn is(name: &str, value: &Json<'_>) -> bool {
    match (name, value) {
        ("null", Json::Null)
        | ("boolean", Json::Boolean(_))
        | ("string", Json::Text(_))
        | ("number", Json::Number(_))
        | ("array", Json::List(_))
        | ("object", Json::Object(_)) => true,
        ("integer", Json::Number(number)) => number.is_integer(),
        _ => false,
    }
}

impl Keyword for Types {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        self.0.iter().any(|name| is(name, place.value))
            || run.fail(place.path, || Reason::Type(self.0.clone()))
    }
}

#[derive(Debug)]
struct Enumeration(Vec<Value>);

impl Keyword for Enumeration {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        self.0.iter().any(|allowed| same(&allowed.into(), place.value))
            || run.fail(place.path, || Reason::Enum(self.0.clone()))
    }
}

#[derive(Debug)]
struct Constant(Value);

impl Keyword for Constant {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        same(&Json::from(&self.0), place.value) || run.fail(place.path, || Reason::Const(self.0.clone()))
    }
}

/// A schema of `false`.
#[derive(Debug)]
pub(super) struct Never;

impl Keyword for Never {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        run.fail(place.path, || Reason::Never)
    }
}
