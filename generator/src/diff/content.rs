//! Comparing bodies: their media types, and how the parts of forms are written.

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::comparison::{At, Comparison};
use super::difference::Kind;
use super::node::Node;
use super::side::Side;
use super::{extra, header, normalise};
use crate::api::{Body, Encoding, Media, Style};

/// Compares what two requests carry.
pub fn bodies(comparison: &mut Comparison, spec: Option<&Body>, types: Option<&Body>, at: &At) {
    let at = at.then("requestBody");
    match (spec, types) {
        (Some(spec), Some(types)) => {
            let at = at.placed(spec.place);
            comparison.texts(
                at.then("description"),
                spec.description.as_deref(),
                types.description.as_deref(),
            );
            comparison.flags(at.then("required"), spec.required, types.required);
            compare(comparison, &spec.content, &types.content, &at);
            extra::compare(comparison, &at, &spec.extra, &types.extra);
        }
        (Some(spec), None) => comparison.add(Kind::Missing, at.placed(spec.place), None, None),
        (None, Some(_)) => comparison.add(Kind::Added, at, None, None),
        (None, None) => {}
    }
}

/// Compares the media types of a body; their order says nothing.
pub fn compare(comparison: &mut Comparison, spec: &[Media], types: &[Media], at: &At) {
    let at = at.then("content");
    let (spec, types) = (by_type(spec), by_type(types));
    for (key, media) in &spec {
        let at = at.then(&media.range).placed(media.place);
        match types.get(key) {
            Some(other) => one(comparison, media, other, &at),
            None => comparison.add(Kind::Missing, at, None, None),
        }
    }
    for (key, media) in &types {
        if !spec.contains_key(key) {
            comparison.add(Kind::Added, at.then(&media.range), None, None);
        }
    }
}

fn by_type(content: &[Media]) -> IndexMap<String, &Media> {
    content.iter().map(|media| (normalise::media_type(&media.range), media)).collect()
}

fn one(comparison: &mut Comparison, spec: &Media, types: &Media, at: &At) {
    let schema = spec.schema.map(|id| comparison.spec.node(id));
    let other = types.schema.map(|id| comparison.types.node(id));
    let said = |side: &Side, node: &Node| normalise::said_by(&spec.range, &side.view(node));
    match (&schema, &other) {
        (Some(schema), None) if said(&comparison.spec, schema) => {}
        (None, Some(other)) if said(&comparison.types, other) => {}
        _ => comparison.optional_schemas(schema.as_ref(), other.as_ref(), at.then("schema")),
    }
    beside_schema(comparison, spec, types, at);
}

/// Compares the media types of two parameters or headers, whose schemas are compared as theirs.
pub fn parameters(comparison: &mut Comparison, spec: Option<&Media>, types: Option<&Media>, at: &At) {
    let at = at.then("content");
    let range = |media: Option<&Media>| media.map(|media| json!(normalise::media_type(&media.range)));
    comparison.values(at.clone(), range(spec), range(types));
    if let (Some(spec), Some(types)) = (spec, types) {
        beside_schema(comparison, spec, types, &at.then(&spec.range));
    }
}

/// Compares what media type objects say beside their schemas.
fn beside_schema(comparison: &mut Comparison, spec: &Media, types: &Media, at: &At) {
    let items = spec.item_schema.map(|id| comparison.spec.node(id));
    let other = types.item_schema.map(|id| comparison.types.node(id));
    comparison.optional_schemas(items.as_ref(), other.as_ref(), at.then("itemSchema"));
    for (name, encoding) in &spec.encoding {
        let at = at.then("encoding").then(name).placed(encoding.place);
        match types.encoding.get(name) {
            Some(other) => encodings(comparison, encoding, other, &at),
            None => comparison.add(Kind::Missing, at, None, None),
        }
    }
    for name in types.encoding.keys().filter(|name| !spec.encoding.contains_key(*name)) {
        comparison.add(Kind::Added, at.then("encoding").then(name), None, None);
    }
    extra::compare(comparison, at, &spec.extra, &types.extra);
}

fn encodings(comparison: &mut Comparison, spec: &Encoding, types: &Encoding, at: &At) {
    let media = |encoding: &Encoding| {
        let types = encoding.content_type.as_deref()?;
        let mut types: Vec<String> = types.split(',').map(normalise::media_type).collect();
        types.sort_unstable();
        Some(Value::from(types.join(", ")))
    };
    comparison.values(at.then("contentType"), media(spec), media(types));
    let style = |encoding: &Encoding| encoding.style.map(Style::name).map(Value::from);
    comparison.values(at.then("style"), style(spec), style(types));
    comparison.values(at.then("explode"), spec.explode.map(Value::from), types.explode.map(Value::from));
    comparison.flags(at.then("allowReserved"), spec.allow_reserved, types.allow_reserved);
    header::compare(comparison, &spec.headers, &types.headers, at);
    extra::compare(comparison, at, &spec.extra, &types.extra);
}
