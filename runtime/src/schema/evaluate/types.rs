//! `type`, `enum`, `const`, and schemas that are `false`.

use serde_json::{Map, Value};

use super::place::{Place, Seen};
use super::run::{Keyword, Run};
use crate::schema::equality::equal;
use crate::schema::{detail, number::Num};

pub(super) fn compile(keywords: &Map<String, Value>, out: &mut Vec<Box<dyn Keyword>>) {
    let names: Vec<&str> = match keywords.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !names.is_empty() {
        out.push(Box::new(Types(names.into_iter().map(str::to_owned).collect())));
    }
    if let Some(Value::Array(allowed)) = keywords.get("enum") {
        out.push(Box::new(Enumeration { keyword: "enum", allowed: allowed.clone() }));
    }
    if let Some(only) = keywords.get("const") {
        out.push(Box::new(Enumeration { keyword: "const", allowed: vec![only.clone()] }));
    }
}

#[derive(Debug)]
struct Types(Vec<String>);

fn is(name: &str, value: &Value) -> bool {
    match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_number().is_some_and(|number| Num::of(number).is_integer()),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    }
}

impl Keyword for Types {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        self.0.iter().any(|name| is(name, place.value))
            || run.fail(place.path, "type", || {
                detail::types(&self.0.iter().map(String::as_str).collect::<Vec<_>>())
            })
    }
}

#[derive(Debug)]
struct Enumeration {
    keyword: &'static str,
    allowed: Vec<Value>,
}

impl Keyword for Enumeration {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        self.allowed.iter().any(|allowed| equal(allowed, place.value))
            || run.fail(place.path, self.keyword, || {
                detail::enumeration(&self.allowed.iter().map(Value::to_string).collect::<Vec<_>>())
            })
    }
}

/// A schema of `false`.
#[derive(Debug)]
pub(super) struct Never;

impl Keyword for Never {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        run.fail(place.path, "false", detail::never)
    }
}
