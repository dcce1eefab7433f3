//! Comparing schemas.

use std::collections::BTreeSet;

use serde_json::{Number, Value, json};

use super::comparison::{At, Comparison};
use super::difference::Kind;
use super::node::Node;
use super::normalise::{self, Bound, End};
use super::pointer::Pointer;
use super::types::Types;
use super::union;
use super::view::{Annotations, View};

/// Compares a pair of schemas; their subschemas are noted to be compared later.
pub fn compare(comparison: &mut Comparison, spec: &Node, types: &Node, at: At) {
    let at = named(comparison, spec, types).unwrap_or(at);
    let (a, b) = (comparison.spec.view(spec), comparison.types.view(types));
    let (a, b) = normalise::sealed((&comparison.spec, spec, a), (&comparison.types, types, b));
    let (a, b) = normalise::distributed(a, b, spec, types);
    let at = At { place: a.place.or(at.place), ..at };
    let (of_a, of_b) = (comparison.spec.types(spec), comparison.types.types(types));
    comparison.values(at.then("type"), of_a.to_json(), of_b.to_json());
    enumeration(comparison, &a, &b, of_a, of_b, &at);
    // A keyword says something only about values that are possible at all.
    let both = of_a & of_b;
    if both.overlaps(Types::NUMBER) {
        numbers(comparison, &a, &b, both, &at);
    }
    if both.overlaps(Types::STRING) {
        strings(comparison, &a, &b, &at);
    }
    if both.overlaps(Types::ARRAY) {
        arrays(comparison, &a, &b, &at);
    }
    if both.overlaps(Types::OBJECT) {
        objects(comparison, &a, &b, &at);
    }
    comparison.values(at.then("format"), one_or_all(&a.formats), one_or_all(&b.formats));
    union::compare(comparison, &a, &b, &at);
    list(comparison, &a.nots, &b.nots, |_| at.then("not"));
    residual(comparison, &a, &b, &at);
    annotations(comparison, &a.annotations, &b.annotations, &at);
}

/// A component is compared under its own name, wherever both sides use it.
fn named(comparison: &Comparison, spec: &Node, types: &Node) -> Option<At> {
    let name =
        comparison.spec.component(spec).filter(|name| comparison.types.component(types) == Some(*name))?;
    Some(At { pointer: Pointer::root().then("components").then("schemas").then(name), place: None })
}

fn enumeration(comparison: &mut Comparison, a: &View, b: &View, of_a: Types, of_b: Types, at: &At) {
    let spec = normalise::possible(a.enumeration.as_deref(), of_a);
    let types = normalise::possible(b.enumeration.as_deref(), of_b);
    let at = at.then("enum");
    match (spec, types) {
        (Some(spec), Some(types)) => comparison.lists(&at, &spec, &types),
        (spec, types) => comparison.values(at, spec.map(Value::from), types.map(Value::from)),
    }
}

fn numbers(comparison: &mut Comparison, a: &View, b: &View, both: Types, at: &At) {
    let integers = both & Types::NUMBER == Types::INTEGER;
    let inside = |end: End, bound: &Option<Bound>| {
        let bound = bound.clone()?;
        Some(if integers { normalise::for_integers(end, bound) } else { bound })
    };
    for (end, spec, types) in [(End::Lower, &a.lower, &b.lower), (End::Upper, &a.upper, &b.upper)] {
        bounds(comparison, end, inside(end, spec), inside(end, types), at);
    }
    let multiples =
        |multiples: &[Number]| -> Vec<Value> { multiples.iter().cloned().map(Value::Number).collect() };
    comparison.lists(&at.then("multipleOf"), &multiples(&a.multiples), &multiples(&b.multiples));
}

fn bounds(comparison: &mut Comparison, end: End, spec: Option<Bound>, types: Option<Bound>, at: &At) {
    match (spec, types) {
        (Some(a), Some(b)) if a.same(&b) => {}
        (Some(a), Some(b)) if a.exclusive == b.exclusive => {
            comparison.add(Kind::Changed, at.then(a.keyword(end)), Some(a.to_json()), Some(b.to_json()));
        }
        (spec, types) => {
            if let Some(a) = spec {
                comparison.add(Kind::Missing, at.then(a.keyword(end)), Some(a.to_json()), None);
            }
            if let Some(b) = types {
                comparison.add(Kind::Added, at.then(b.keyword(end)), None, Some(b.to_json()));
            }
        }
    }
}

fn strings(comparison: &mut Comparison, a: &View, b: &View, at: &At) {
    lengths(comparison, "minLength", a.min_length, b.min_length, at);
    lengths(comparison, "maxLength", a.max_length, b.max_length, at);
    comparison.values(at.then("pattern"), one_or_all(&a.patterns), one_or_all(&b.patterns));
    let text = |value: &Option<String>| value.clone().map(Value::from);
    comparison.values(at.then("contentEncoding"), text(&a.content_encoding), text(&b.content_encoding));
    comparison.values(at.then("contentMediaType"), text(&a.content_media_type), text(&b.content_media_type));
}

fn arrays(comparison: &mut Comparison, a: &View, b: &View, at: &At) {
    lengths(comparison, "minItems", a.min_items, b.min_items, at);
    lengths(comparison, "maxItems", a.max_items, b.max_items, at);
    comparison.flags(at.then("uniqueItems"), a.unique_items, b.unique_items);
    comparison.optional_schemas(a.items.as_ref(), b.items.as_ref(), at.then("items"));
    list(comparison, &a.prefix_items, &b.prefix_items, |index| {
        at.then("prefixItems").then(index.to_string())
    });
}

fn objects(comparison: &mut Comparison, a: &View, b: &View, at: &At) {
    lengths(comparison, "minProperties", a.min_properties, b.min_properties, at);
    lengths(comparison, "maxProperties", a.max_properties, b.max_properties, at);
    for (keyword, spec, types) in [
        ("properties", &a.properties, &b.properties),
        ("patternProperties", &a.pattern_properties, &b.pattern_properties),
    ] {
        let at = at.then(keyword);
        for (name, node) in spec {
            match types.get(name) {
                Some(other) => comparison.schemas(node.clone(), other.clone(), at.then(name)),
                None => comparison.add(Kind::Missing, at.then(name), None, None),
            }
        }
        for name in types.keys().filter(|name| !spec.contains_key(*name)) {
            comparison.add(Kind::Added, at.then(name), None, None);
        }
    }
    let names = |view: &View| view.required.iter().map(|name| json!(name)).collect::<Vec<_>>();
    comparison.lists(&at.then("required"), &names(a), &names(b));
    comparison.optional_schemas(
        a.additional.as_ref(),
        b.additional.as_ref(),
        at.then("additionalProperties"),
    );
    comparison.optional_schemas(
        a.property_names.as_ref(),
        b.property_names.as_ref(),
        at.then("propertyNames"),
    );
}

fn residual(comparison: &mut Comparison, a: &View, b: &View, at: &At) {
    for (name, value) in &a.residual {
        let mut others =
            b.residual.iter().filter(|(other, _)| other == name).map(|(_, value)| value).peekable();
        if others.peek().is_none() {
            comparison.add(Kind::Missing, at.then(name), Some(value.clone()), None);
        } else if !others.clone().any(|other| normalise::same_value(value, other)) {
            let other = others.next().cloned().unwrap_or_default();
            comparison.json(at.then(name), value, &other);
        }
    }
    for (name, value) in &b.residual {
        if !a.residual.iter().any(|(other, _)| other == name) {
            comparison.add(Kind::Added, at.then(name), None, Some(value.clone()));
        }
    }
}

fn annotations(comparison: &mut Comparison, a: &Annotations, b: &Annotations, at: &At) {
    comparison.texts(at.then("title"), a.title.as_deref(), b.title.as_deref());
    comparison.texts(at.then("description"), a.description.as_deref(), b.description.as_deref());
    comparison.values(at.then("default"), a.default.clone(), b.default.clone());
    comparison.lists(&at.then("examples"), &a.examples, &b.examples);
    comparison.flags(at.then("deprecated"), a.deprecated, b.deprecated);
    comparison.flags(at.then("readOnly"), a.read_only, b.read_only);
    comparison.flags(at.then("writeOnly"), a.write_only, b.write_only);
    comparison.objects(at, &a.extensions, &b.extensions);
}

fn lengths(comparison: &mut Comparison, keyword: &str, spec: Option<u64>, types: Option<u64>, at: &At) {
    comparison.values(at.then(keyword), normalise::length(spec), normalise::length(types));
}

/// Compares subschemas by their position.
fn list(comparison: &mut Comparison, spec: &[Node], types: &[Node], at: impl Fn(usize) -> At) {
    for index in 0..spec.len().max(types.len()) {
        comparison.optional_schemas(spec.get(index), types.get(index), at(index));
    }
}

/// The values of a keyword that composition can bring several times.
fn one_or_all(values: &BTreeSet<String>) -> Option<Value> {
    match values.len() {
        0 => None,
        1 => values.first().map(|value| json!(value)),
        _ => Some(json!(values)),
    }
}
