//! Changes that the schema of a place speaks of.

use serde_json::{Map, Number, Value, json};

use super::change::Change;
use super::formats;
use super::spoken::Spoken;

/// The longest text and the longest list that is tried.
const LONGEST: (u64, u64) = (3_000, 40);
/// How many values of an enum, members of a union and members of an object are tried.
const MOST: usize = 60;

/// Finds the variants of a value whose place in the whole is the pointer.
pub fn find<'d>(value: &Value, spoken: &Spoken<'d, '_>, pointer: &str, found: &mut Vec<Change<'d>>) {
    if spoken.all.is_empty() {
        return;
    }
    let at = || pointer.to_owned();
    for keyword in ["enum", "examples"] {
        let values = spoken.keyword(keyword).filter_map(Value::as_array).flatten().take(MOST);
        found.extend(values.map(|value| Change::Put(at(), value.clone())));
    }
    for keyword in ["const", "default", "example"] {
        found.extend(spoken.keyword(keyword).map(|value| Change::Put(at(), value.clone())));
    }
    for keyword in ["oneOf", "anyOf"] {
        for member in spoken.keyword(keyword).filter_map(Value::as_array).flatten().take(MOST) {
            found.push(Change::Make(at(), member));
            if value.is_object() {
                found.push(Change::Join(at(), member));
            }
        }
    }
    match value {
        Value::Number(_) => numbers(spoken, pointer, found),
        Value::String(_) => texts(spoken, pointer, found),
        Value::Array(items) => list(items, spoken, pointer, found),
        Value::Object(members) => object(members, spoken, pointer, found),
        Value::Null | Value::Bool(_) => {}
    }
}

fn numbers<'d>(spoken: &Spoken<'d, '_>, pointer: &str, found: &mut Vec<Change<'d>>) {
    for keyword in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"] {
        for bound in spoken.keyword(keyword).filter_map(Value::as_number) {
            found.extend(around(bound).into_iter().map(|number| Change::Put(pointer.to_owned(), number)));
        }
    }
}

/// A bound, what is just above, and what is just below.
fn around(bound: &Number) -> Vec<Value> {
    let Some(whole) = bound.as_i64() else {
        let bound = bound.as_f64().unwrap_or_default();
        let near = bound.abs().max(1.0) * 1e-9;
        return vec![json!(bound), json!(bound - near), json!(bound + near), json!(bound * 2.0)];
    };
    let mut values: Vec<Value> =
        [-1, 0, 1].into_iter().filter_map(|step| whole.checked_add(step)).map(Value::from).collect();
    // A float of this size is exact.
    if whole.unsigned_abs() < 1 << 50 {
        values.extend([-0.5, 0.5].map(|step| json!(whole as f64 + step)));
    }
    values
}

fn texts<'d>(spoken: &Spoken<'d, '_>, pointer: &str, found: &mut Vec<Change<'d>>) {
    lengths(spoken, ["minLength", "maxLength"], LONGEST.0, pointer, found);
    for format in spoken.keyword("format").filter_map(Value::as_str) {
        let samples = formats::samples(format).iter();
        found.extend(samples.map(|text| Change::Put(pointer.to_owned(), json!(text))));
    }
}

fn list<'d>(items: &[Value], spoken: &Spoken<'d, '_>, pointer: &str, found: &mut Vec<Change<'d>>) {
    lengths(spoken, ["minItems", "maxItems"], LONGEST.1, pointer, found);
    for (index, item) in items.iter().enumerate().take(3) {
        find(item, &spoken.item(index), &format!("{pointer}/{index}"), found);
    }
}

fn object<'d>(
    members: &Map<String, Value>,
    spoken: &Spoken<'d, '_>,
    pointer: &str,
    found: &mut Vec<Change<'d>>,
) {
    let at = || pointer.to_owned();
    lengths(spoken, ["minProperties", "maxProperties"], LONGEST.1, pointer, found);
    let required = spoken.keyword("required").filter_map(Value::as_array).flatten();
    found.push(Change::Keep(at(), required.filter_map(Value::as_str).collect()));
    let properties = spoken.keyword("properties").filter_map(Value::as_object).flatten();
    for (name, schema) in properties.filter(|(name, _)| !members.contains_key(*name)).take(MOST) {
        found.push(Change::AddMade(at(), name.clone(), schema));
    }
    for schema in spoken.keyword("additionalProperties") {
        found.push(Change::AddMade(at(), "another member".to_owned(), schema));
    }
    for (name, member) in members {
        let token = name.replace('~', "~0").replace('/', "~1");
        find(member, &spoken.member(name), &format!("{pointer}/{token}"), found);
    }
}

/// Lengths at a bound, just above it, and just below it.
fn lengths<'d>(
    spoken: &Spoken<'d, '_>,
    keywords: [&str; 2],
    longest: u64,
    pointer: &str,
    found: &mut Vec<Change<'d>>,
) {
    let bounds = keywords.into_iter().flat_map(|keyword| spoken.keyword(keyword)).filter_map(Value::as_u64);
    for bound in bounds.filter(|bound| *bound <= longest) {
        let bound = usize::try_from(bound).unwrap_or_default();
        let lengths = [bound.checked_sub(1), Some(bound), Some(bound + 1)].into_iter().flatten();
        found.extend(lengths.map(|length| Change::Resize(pointer.to_owned(), length)));
    }
}
