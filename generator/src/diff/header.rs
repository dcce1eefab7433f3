//! Comparing the headers of responses and of parts of forms.

use indexmap::IndexMap;

use super::comparison::{At, Comparison};
use super::difference::Kind;
use super::{content, extra, normalise};
use crate::api::Header;

/// Compares headers; their order says nothing, nor does the case of their names.
pub fn compare(comparison: &mut Comparison, spec: &[Header], types: &[Header], at: &At) {
    let at = at.then("headers");
    let (spec, types) = (by_name(spec), by_name(types));
    for (key, header) in &spec {
        let at = at.then(&header.name).placed(header.place);
        match types.get(key) {
            Some(other) => one(comparison, header, other, &at),
            None => comparison.add(Kind::Missing, at, None, None),
        }
    }
    for (key, header) in &types {
        if !spec.contains_key(key) {
            comparison.add(Kind::Added, at.then(&header.name), None, None);
        }
    }
}

fn by_name(headers: &[Header]) -> IndexMap<String, &Header> {
    headers.iter().filter_map(|header| Some((normalise::response_header(&header.name)?, header))).collect()
}

fn one(comparison: &mut Comparison, spec: &Header, types: &Header, at: &At) {
    comparison.flags(at.then("required"), spec.required, types.required);
    comparison.texts(at.then("description"), spec.description.as_deref(), types.description.as_deref());
    comparison.flags(at.then("deprecated"), spec.deprecated, types.deprecated);
    content::parameters(comparison, spec.content.as_ref(), types.content.as_ref(), at);
    // A header has one style; and `explode` tells only how objects are written.
    comparison.flags(at.then("explode"), spec.explode, types.explode);
    let (schema, other) = (comparison.spec.node(spec.schema), comparison.types.node(types.schema));
    comparison.schemas(schema, other, at.then("schema"));
    extra::compare(comparison, at, &spec.extra, &types.extra);
}
