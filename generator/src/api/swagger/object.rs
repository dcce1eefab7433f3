//! Values that are put together.

use crate::diagnostic::Place;
use crate::load::{Kind, Map, Member, Node};

/// An object that is put together.
pub(super) struct Object {
    place: Place,
    members: Map,
}

impl Object {
    pub(super) fn new(place: Place) -> Self {
        Self { place, members: Map::new() }
    }

    /// Adds a member, whose name stands at `key` or is meant there.
    pub(super) fn put(&mut self, name: &str, key: Place, value: Node) {
        self.members.insert(name.into(), Member { key, value });
    }

    /// Adds a member to the object that is a member of this one, or becomes it.
    pub(super) fn add_to(&mut self, name: &str, key: Place, inner: &str, value: Node) {
        let place = value.place;
        let member = self.members.entry(name.into());
        let member = member.or_insert_with(|| Member { key, value: Self::new(place).finish() });
        if let Kind::Map(members) = &mut member.value.kind {
            members.insert(inner.into(), Member { key, value });
        }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    pub(super) fn finish(self) -> Node {
        Node { place: self.place, kind: Kind::Map(self.members) }
    }
}

pub(super) fn text(place: Place, text: &str) -> Node {
    Node { place, kind: Kind::String(text.into()) }
}

pub(super) fn boolean(place: Place, value: bool) -> Node {
    Node { place, kind: Kind::Bool(value) }
}

pub(super) fn null(place: Place) -> Node {
    Node { place, kind: Kind::Null }
}

pub(super) fn list(place: Place, values: Vec<Node>) -> Node {
    Node { place, kind: Kind::Seq(values) }
}

/// An object of one member, all of it at one place.
pub(super) fn single(place: Place, name: &str, value: Node) -> Node {
    let mut object = Object::new(place);
    object.put(name, place, value);
    object.finish()
}

/// How many values a value is.
pub(super) fn size(node: &Node) -> usize {
    1 + match &node.kind {
        Kind::Map(map) => map.values().map(|member| size(&member.value)).sum(),
        Kind::Seq(values) => values.iter().map(size).sum(),
        _ => 0,
    }
}
