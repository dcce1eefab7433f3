//! Random schemas and values, small enough to meet.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

const NAMES: [&str; 4] = ["a", "b", "c", "ab"];
const TYPES: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];

/// A value.
pub fn instance() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::Array),
            (subsequence(&NAMES, 0..4), vec(inner, 4)).prop_map(|(names, values)| members(&names, values)),
        ]
    })
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        (-3..6).prop_map(Value::from),
        select(vec![json!(1.0), json!(1.5), json!(-0.5), json!(0.3)]),
        select(vec![json!(""), json!("a"), json!("ab"), json!("abc"), json!("1"), json!("\u{e9}")]),
    ]
}

fn members(names: &[&str], values: Vec<Value>) -> Value {
    names.iter().map(|name| (*name).to_owned()).zip(values).collect::<Map<_, _>>().into()
}

/// A schema.
pub fn schema() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        4 => vec(simple(), 1..4).prop_map(together),
        1 => any::<bool>().prop_map(Value::Bool),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        (vec(simple(), 0..3), vec(compound(inner), 1..3))
            .prop_map(|(simple, compound)| together([simple, compound].concat()))
    })
}

/// Keywords with their arguments as one schema.
fn together(keywords: Vec<Value>) -> Value {
    let mut schema = Map::new();
    for keyword in keywords {
        if let Value::Object(keyword) = keyword {
            schema.extend(keyword);
        }
    }
    schema.into()
}

fn simple() -> impl Strategy<Value = Value> {
    let count = || 0..4_u8;
    prop_oneof![
        4 => select(&TYPES).prop_map(|name| json!({ "type": name })),
        1 => subsequence(&TYPES, 1..4).prop_map(|names| json!({ "type": names })),
        1 => vec(instance(), 1..4).prop_map(|mut values| {
            values.dedup();
            json!({ "enum": values })
        }),
        1 => instance().prop_map(|value| json!({ "const": value })),
        1 => (-2..4).prop_map(|bound| json!({ "minimum": bound })),
        1 => (-2..4).prop_map(|bound| json!({ "exclusiveMaximum": bound })),
        1 => select(vec![json!(2), json!(0.5), json!(0.1)]).prop_map(|step| json!({ "multipleOf": step })),
        1 => count().prop_map(|count| json!({ "minLength": count })),
        1 => count().prop_map(|count| json!({ "maxLength": count })),
        1 => select(vec!["^a", "b$", "^.?$"]).prop_map(|pattern| json!({ "pattern": pattern })),
        1 => count().prop_map(|count| json!({ "minItems": count })),
        1 => count().prop_map(|count| json!({ "maxItems": count })),
        1 => any::<bool>().prop_map(|unique| json!({ "uniqueItems": unique })),
        1 => subsequence(&NAMES, 0..3).prop_map(|names| json!({ "required": names })),
        1 => count().prop_map(|count| json!({ "minProperties": count })),
        1 => count().prop_map(|count| json!({ "maxProperties": count })),
        1 => subsequence(&NAMES, 1..3).prop_map(|names| json!({ "dependentRequired": { "a": names } })),
    ]
}

fn compound(inner: impl Strategy<Value = Value> + Clone + 'static) -> impl Strategy<Value = Value> {
    let one =
        move |keyword: &'static str| inner.clone().prop_map(move |schema| json!({ keyword: schema })).boxed();
    let inner = one("not").prop_map(|schema| schema["not"].clone()).boxed();
    let list = {
        let inner = inner.clone();
        move |keyword: &'static str| {
            vec(inner.clone(), 1..4).prop_map(move |schemas| json!({ keyword: schemas })).boxed()
        }
    };
    let properties = (subsequence(&NAMES, 1..4), vec(inner.clone(), 4))
        .prop_map(|(names, schemas)| json!({ "properties": members(&names, schemas) }));
    let condition = vec(inner.clone(), 3)
        .prop_map(|schemas| json!({ "if": schemas[0], "then": schemas[1], "else": schemas[2] }));
    let contains = (inner.clone(), 0..3_u8, 0..3_u8)
        .prop_map(|(schema, least, more)| json!({ "contains": schema, "minContains": least, "maxContains": least + more }));
    prop_oneof![
        4 => properties,
        2 => one("items"),
        1 => one("additionalProperties"),
        1 => one("propertyNames"),
        1 => one("not"),
        1 => one("unevaluatedProperties"),
        1 => one("unevaluatedItems"),
        1 => list("prefixItems"),
        2 => list("allOf"),
        2 => list("anyOf"),
        2 => list("oneOf"),
        1 => condition,
        1 => contains,
        1 => inner.clone().prop_map(|schema| json!({ "patternProperties": { "^a": schema } })),
        1 => inner.prop_map(|schema| json!({ "dependentSchemas": { "b": schema } })),
    ]
}
