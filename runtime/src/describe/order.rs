//! The order of members. Those of a specification have none, but people read it, and the same types must give the
//! same text.

use serde_json::{Map, Value};

const SCHEMA: &[&str] = &[
    "$id",
    "$ref",
    "title",
    "description",
    "deprecated",
    "readOnly",
    "writeOnly",
    "type",
    "format",
    "enum",
    "const",
    "default",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "contentEncoding",
    "contentMediaType",
    "minItems",
    "maxItems",
    "uniqueItems",
    "prefixItems",
    "items",
    "properties",
    "required",
    "patternProperties",
    "additionalProperties",
    "propertyNames",
    "minProperties",
    "maxProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "discriminator",
    "not",
    "if",
    "then",
    "else",
    "examples",
];
const DOCUMENT: &[&str] = &[
    "openapi",
    "$self",
    "info",
    "jsonSchemaDialect",
    "servers",
    "security",
    "tags",
    "externalDocs",
    "paths",
    "webhooks",
];
const PATH_ITEM: &[&str] = &["summary", "description", "servers"];
const METHODS: [&str; 9] = ["get", "head", "post", "put", "patch", "delete", "options", "trace", "query"];
const OPERATION: &[&str] = &[
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "deprecated",
    "security",
    "servers",
    "parameters",
    "requestBody",
    "responses",
    "callbacks",
];
const PARAMETER: &[&str] = &[
    "name",
    "in",
    "description",
    "required",
    "deprecated",
    "allowEmptyValue",
    "style",
    "explode",
    "allowReserved",
    "schema",
    "content",
    "example",
    "examples",
];
const BODY: &[&str] = &["description", "required", "content"];
const RESPONSE: &[&str] = &["summary", "description", "headers", "content", "links"];
const MEDIA: &[&str] = &[
    "description",
    "schema",
    "itemSchema",
    "example",
    "examples",
    "encoding",
    "prefixEncoding",
    "itemEncoding",
];

/// A member that is put in order in its turn, and how.
type Part = (&'static str, fn(&mut Value));

/// The members named in `first`, in that order, then the others by name.
fn members(map: Map<String, Value>, first: &[&str]) -> Map<String, Value> {
    let rank = |name: &str| first.iter().position(|known| *known == name).unwrap_or(first.len());
    let mut members: Vec<(String, Value)> = map.into_iter().collect();
    members.sort_by(|(a, _), (b, _)| rank(a).cmp(&rank(b)).then_with(|| a.cmp(b)));
    members.into_iter().collect()
}

/// Puts the members of an object in order, then sees to some of them.
fn each(value: &mut Value, first: &[&str], parts: &[Part]) {
    let Value::Object(map) = value else { return };
    *map = members(std::mem::take(map), first);
    each_part(map, parts);
}

fn each_part(map: &mut Map<String, Value>, parts: &[Part]) {
    for (name, order) in parts {
        if let Some(part) = map.get_mut(*name) {
            order(part);
        }
    }
}

fn all(value: &mut Value, order: fn(&mut Value)) {
    match value {
        Value::Object(map) => map.values_mut().for_each(order),
        Value::Array(list) => list.iter_mut().for_each(order),
        _ => {}
    }
}

/// Puts the keywords of a schema in order. What is inside them has been put in order before.
pub(super) fn schema(schema: Map<String, Value>) -> Map<String, Value> {
    members(schema, SCHEMA)
}

fn keywords(value: &mut Value) {
    each(value, SCHEMA, &[]);
}

fn media(value: &mut Value) {
    each(value, MEDIA, &[("schema", keywords), ("itemSchema", keywords)]);
}

fn contents(value: &mut Value) {
    all(value, media);
}

fn parameter(value: &mut Value) {
    each(value, PARAMETER, &[("schema", keywords), ("content", contents)]);
    // What is not said is not required either.
    if let Value::Object(map) = value
        && map.get("required") == Some(&Value::Bool(false))
    {
        map.shift_remove("required");
    }
}

fn response(value: &mut Value) {
    each(value, RESPONSE, &[("headers", |headers| all(headers, parameter)), ("content", contents)]);
}

fn operation(value: &mut Value) {
    let parts: &[Part] = &[
        ("parameters", |parameters| all(parameters, parameter)),
        ("requestBody", |body| each(body, BODY, &[("content", contents)])),
        ("responses", |responses| all(responses, response)),
    ];
    each(value, OPERATION, parts);
}

/// Puts a path item in order.
pub(super) fn path_item(value: &mut Value) {
    let parts = METHODS.map(|method| (method, operation as fn(&mut Value)));
    let Value::Object(map) = value else { return };
    let is_method = |name: &str| METHODS.contains(&name) || name == super::path::ADDITIONAL;
    // The operations stay in the order in which they are mounted.
    let (said, operations) = std::mem::take(map).into_iter().partition(|(name, _)| !is_method(name));
    *map = members(said, PATH_ITEM);
    map.extend::<Map<String, Value>>(operations);
    each_part(map, &parts);
    each_part(map, &[(super::path::ADDITIONAL, |additional| all(additional, operation))]);
}

/// Puts a document in order.
pub(super) fn document(value: &mut Value) {
    each(
        value,
        DOCUMENT,
        &[
            ("paths", |paths| all(paths, path_item)),
            ("components", |components| {
                each(components, &["schemas"], &[("schemas", |schemas| all(schemas, keywords))]);
            }),
        ],
    );
}

/// Puts the members of an object in the order of a list of names.
pub(super) fn like(value: Option<&mut Value>, names: &[String]) {
    if let Some(Value::Object(map)) = value {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        *map = members(std::mem::take(map), &names);
    }
}
