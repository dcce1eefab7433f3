//! A schema, or several at once.

use std::rc::Rc;

use crate::api::SchemaId;

/// The schemas that a value must all satisfy: one as a rule, several where `allOf` brings several for one member. The
/// first that says something about the value (a description) is the one that counts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Node(Rc<[SchemaId]>);

impl Node {
    /// One schema.
    pub fn of(id: SchemaId) -> Node {
        Node(Rc::from([id]))
    }

    /// Both at once.
    #[must_use]
    pub fn and(&self, other: &Node) -> Node {
        let mut ids = self.0.to_vec();
        ids.extend(other.0.iter().filter(|id| !self.0.contains(id)));
        if ids.len() == self.0.len() { self.clone() } else { Node(ids.into()) }
    }

    /// Its schemas.
    pub fn ids(&self) -> &[SchemaId] {
        &self.0
    }
}
