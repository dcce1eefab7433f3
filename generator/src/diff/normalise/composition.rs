//! `allOf` is its members merged into one schema. A `$ref` with keywords beside it is such a composition, too.
//!
//! What is said about the values (descriptions, examples, …) comes from the schema itself first, then from members that
//! stand in place, then from those that have a name elsewhere. Only where something new is composed out of several schemas does it not take over what a
//! *named* part says of itself: a dog is an animal, but not described by the description of animals.

use std::rc::Rc;

use indexmap::IndexMap;
use serde_json::Value;

use super::bound::{End, at_least, at_most, stronger};
use super::number::{same_number, same_value};
use crate::api::{Schema, SchemaId};
use crate::diff::node::Node;
use crate::diff::side::Side;
use crate::diff::view::{Annotations, View};

/// Merges into `view` what its schema refers to and is composed of.
pub fn parts(side: &Side, schema: &Schema, view: &mut View, trail: &mut Vec<SchemaId>) {
    let ids = schema.reference.iter().chain(&schema.all_of);
    let mut parts: Vec<(Rc<View>, bool)> =
        ids.map(|id| (side.view_of(*id, trail), is_named(side, schema, *id))).collect();
    parts.sort_by_key(|(_, named)| *named);
    let asking = parts.iter().filter(|(part, _)| part.asks()).count() + usize::from(view.asks());
    let composed = asking > 1;
    for (part, named) in parts {
        join(view, &part, !(composed && named));
    }
}

/// Whether a part is a schema with a name, and not one that stands here for the composition alone.
fn is_named(side: &Side, schema: &Schema, id: SchemaId) -> bool {
    schema.reference == Some(id)
        || side.schema(id).component.is_some()
        || side.schema(super::referent(side, id)).component.is_some()
}

/// Merges one view into another: a value has to satisfy both. `annotated`: also take over what it says about the
/// value.
pub fn join(view: &mut View, part: &View, annotated: bool) {
    join_values(view, part);
    join_objects(view, part);
    view.items = both(view.items.take(), part.items.as_ref());
    join_prefix(view, part);
    for union in &part.unions {
        if !view.unions.contains(union) {
            view.unions.push(union.clone());
        }
    }
    for not in &part.nots {
        if !view.nots.contains(not) {
            view.nots.push(not.clone());
        }
    }
    for (name, value) in &part.residual {
        if !view.residual.iter().any(|(other, seen)| other == name && same_value(seen, value)) {
            view.residual.push((name.clone(), value.clone()));
        }
    }
    view.place = view.place.or(part.place);
    if annotated {
        if view.discriminator.is_none() {
            view.discriminator.clone_from(&part.discriminator);
        }
        annotate(&mut view.annotations, &part.annotations);
    }
}

fn join_values(view: &mut View, part: &View) {
    view.never |= part.never;
    view.types = match (view.types, part.types) {
        (Some(a), Some(b)) => Some(a & b),
        (a, b) => a.or(b),
    };
    view.enumeration = match (view.enumeration.take(), &part.enumeration) {
        (Some(values), Some(others)) => {
            let in_both = |value: &Value| others.iter().any(|other| same_value(value, other));
            Some(values.into_iter().filter(in_both).collect())
        }
        (values, others) => values.or_else(|| others.clone()),
    };
    view.lower = stronger(End::Lower, view.lower.take(), part.lower.clone());
    view.upper = stronger(End::Upper, view.upper.take(), part.upper.clone());
    for multiple in &part.multiples {
        if !view.multiples.iter().any(|seen| same_number(seen, multiple)) {
            view.multiples.push(multiple.clone());
        }
    }
    view.min_length = at_least(view.min_length, part.min_length);
    view.max_length = at_most(view.max_length, part.max_length);
    view.min_items = at_least(view.min_items, part.min_items);
    view.max_items = at_most(view.max_items, part.max_items);
    view.min_properties = at_least(view.min_properties, part.min_properties);
    view.max_properties = at_most(view.max_properties, part.max_properties);
    view.patterns.extend(part.patterns.iter().cloned());
    view.formats.extend(part.formats.iter().cloned());
    view.unique_items |= part.unique_items;
    if view.content_encoding.is_none() {
        view.content_encoding.clone_from(&part.content_encoding);
    }
    if view.content_media_type.is_none() {
        view.content_media_type.clone_from(&part.content_media_type);
    }
}

fn join_objects(view: &mut View, part: &View) {
    // What the one says of "other members" holds for those that only the other names.
    let mut properties = std::mem::take(&mut view.properties);
    for (name, node) in &mut properties {
        if let (false, Some(others)) = (part.properties.contains_key(name), &part.additional) {
            *node = node.and(others);
        }
    }
    for (name, node) in &part.properties {
        let merged = match (properties.get(name), &view.additional) {
            (Some(own), _) => own.and(node),
            (None, Some(others)) => node.and(others),
            (None, None) => node.clone(),
        };
        properties.insert(name.clone(), merged);
    }
    view.properties = properties;
    view.required.extend(part.required.iter().cloned());
    view.additional = both(view.additional.take(), part.additional.as_ref());
    let mut patterns: IndexMap<String, Node> = std::mem::take(&mut view.pattern_properties);
    for (pattern, node) in &part.pattern_properties {
        let merged = patterns.get(pattern).map_or_else(|| node.clone(), |own| own.and(node));
        patterns.insert(pattern.clone(), merged);
    }
    view.pattern_properties = patterns;
    view.property_names = both(view.property_names.take(), part.property_names.as_ref());
}

fn join_prefix(view: &mut View, part: &View) {
    for (index, node) in part.prefix_items.iter().enumerate() {
        match view.prefix_items.get_mut(index) {
            Some(own) => *own = own.and(node),
            None => view.prefix_items.push(node.clone()),
        }
    }
}

fn both(a: Option<Node>, b: Option<&Node>) -> Option<Node> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.and(b)),
        (a, b) => a.or_else(|| b.cloned()),
    }
}

/// Takes over what is not said yet.
fn annotate(own: &mut Annotations, part: &Annotations) {
    if own.title.is_none() {
        own.title.clone_from(&part.title);
    }
    if own.description.is_none() {
        own.description.clone_from(&part.description);
    }
    if own.default.is_none() {
        own.default.clone_from(&part.default);
    }
    if own.examples.is_empty() {
        own.examples.clone_from(&part.examples);
    }
    own.deprecated |= part.deprecated;
    own.read_only |= part.read_only;
    own.write_only |= part.write_only;
    for (name, value) in &part.extensions {
        if !own.extensions.contains_key(name) {
            own.extensions.insert(name.clone(), value.clone());
        }
    }
}
