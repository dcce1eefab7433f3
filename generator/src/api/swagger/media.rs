//! `consumes` and `produces`: the media types of what has a schema.

use indexmap::IndexMap;

use super::Upgrade;
use super::object::{self, Object};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Map, Node};

/// What is meant where nobody says a media type.
pub(super) const USUAL: &str = "application/json";

/// Media types, and where they are named. None are named where a document says nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct MediaTypes(Option<Vec<(Box<str>, Place)>>);

impl MediaTypes {
    /// Those that are named, or else the usual one.
    pub(super) fn or_usual(&self, usual: &str, place: Place) -> Vec<(Box<str>, Place)> {
        match &self.0 {
            Some(all) if !all.is_empty() => all.clone(),
            _ => vec![(usual.into(), place)],
        }
    }

    /// Whether they are the same, wherever they are named.
    pub(super) fn are(&self, others: &Self) -> bool {
        let names = |types: &Self| types.0.iter().flatten().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        names(self) == names(others)
    }

    /// Those for which it is so.
    pub(super) fn filter(&self, is_so: impl Fn(&str) -> bool) -> Self {
        let all = self.0.iter().flatten().filter(|(name, _)| is_so(name)).cloned();
        Self(Some(all.collect()))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().flatten().next().is_none()
    }
}

impl<'d> Upgrade<'d> {
    /// The media types in a member.
    pub(super) fn media_types(&mut self, map: &'d Map, name: &str) -> MediaTypes {
        let Some(member) = map.get(name) else { return MediaTypes(None) };
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
        MediaTypes(Some(all.into_iter().collect()))
    }

    /// The media types of an operation: its own, or those of the document.
    pub(super) fn own_media_types(
        &mut self,
        operation: &'d Map,
        name: &str,
        common: MediaTypes,
    ) -> MediaTypes {
        match operation.contains_key(name) {
            true => self.media_types(operation, name),
            false => common,
        }
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
