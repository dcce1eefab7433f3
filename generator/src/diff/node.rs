//! A schema, or several at once.

use std::rc::Rc;

use crate::api::SchemaId;

/// The schemas that a value must all satisfy: one as a rule, several where `allOf` brings several for one member. The
/// first that says something about the value (a description) is the one that counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Node(Rc<[Part]>);

/// One of the schemas of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// All of a schema.
    Whole(SchemaId),
    /// What a schema asks for beside its union, and nothing that it says about values.
    Base(SchemaId),
}

impl Node {
    /// One schema.
    pub fn of(id: SchemaId) -> Node {
        Node(Rc::from([Part::Whole(id)]))
    }

    /// The schema, where it is one and all of it.
    pub fn only(&self) -> Option<SchemaId> {
        if let [Part::Whole(id)] = self.0[..] { Some(id) } else { None }
    }

    /// Both at once.
    #[must_use]
    pub fn and(&self, other: &Node) -> Node {
        let mut parts = self.0.to_vec();
        parts.extend(other.0.iter().filter(|part| !self.0.contains(part)));
        if parts.len() == self.0.len() { self.clone() } else { Node(parts.into()) }
    }

    /// What it asks for beside its union.
    #[must_use]
    pub fn base(&self) -> Node {
        let base = |part: &Part| match *part {
            Part::Whole(id) | Part::Base(id) => Part::Base(id),
        };
        Node(self.0.iter().map(base).collect())
    }

    /// Its schemas.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }
}
