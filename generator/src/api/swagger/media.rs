//! `consumes` and `produces`: the media types of what has a schema.

use indexmap::IndexMap;

use super::Upgrade;
use super::object::{self, Object};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Map, Node};

/// What is meant where nobody says a media type.
pub(super) const USUAL: &str = "application/json";

/// Media types, and where they are named; none where nobody says any.
#[derive(Clone, Debug, Default)]
pub(super) struct MediaTypes(Vec<(Box<str>, Place)>);

impl MediaTypes {
    /// Those that are named, or else the usual one.
    pub(super) fn or_usual(self, usual: &str, place: Place) -> Vec<(Box<str>, Place)> {
        if self.0.is_empty() { vec![(usual.into(), place)] } else { self.0 }
    }

    /// Whether they are the same, wherever they are named.
    pub(super) fn are(&self, others: &Self) -> bool {
        self.0.iter().map(|(name, _)| name).eq(others.0.iter().map(|(name, _)| name))
    }

    /// Those for which it is so.
    pub(super) fn filter(mut self, is_so: impl Fn(&str) -> bool) -> Self {
        self.0.retain(|(name, _)| is_so(name));
        self
    }
}

impl<'d> Upgrade<'d> {
    /// The media types in a member, if it is there.
    pub(super) fn media_types(&mut self, map: &'d Map, name: &str) -> Option<MediaTypes> {
        let member = map.get(name)?;
        let mut all: IndexMap<Box<str>, Place> = IndexMap::new();
        for node in member.value.as_seq().unwrap_or(std::slice::from_ref(&member.value)) {
            match node.as_str() {
                Some(text) => _ = all.entry(text.into()).or_insert(node.place),
                None => {
                    let message = format!("\"{name}\" lists media types, and this is {}", node.kind_name());
                    self.problems.push(Diagnostic::error(node.place, message));
                }
            }
        }
        Some(MediaTypes(all.into_iter().collect()))
    }

    /// `content`: the same schema for each media type.
    pub(super) fn content(&mut self, schema: Node, types: &[(Box<str>, Place)]) -> Object {
        let mut content = Object::new(schema.place);
        for (name, at) in types {
            content.put(name, *at, object::single(schema.place, "schema", self.copy(&schema)));
        }
        content
    }
}

/// A reference to the schema of a media type.
pub(super) fn schema_within(way: &str, media_type: &str, place: Place) -> Node {
    let reference = format!("{way}/content/{}/schema", step(media_type));
    object::single(place, "$ref", object::text(place, &reference))
}

/// A step of a pointer within a reference.
pub(super) fn step(name: &str) -> String {
    name.replace('%', "%25").replace('~', "~0").replace('/', "~1")
}
