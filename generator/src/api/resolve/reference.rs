//! References to everything but schemas.

use std::collections::HashSet;

use super::{Resolver, address};
use crate::load::{Map, Node};

/// What a reference, or a chain of them, leads to.
pub(super) struct Followed<'d> {
    pub(super) node: &'d Node,
    pub(super) map: &'d Map,
    /// What stands beside the reference and replaces what the target says (3.1).
    pub(super) description: Option<String>,
    pub(super) summary: Option<String>,
}

impl<'d> Resolver<'d> {
    /// The object itself, or the one that it refers to.
    pub(super) fn follow(&mut self, node: &'d Node, what: &str) -> Option<Followed<'d>> {
        let mut followed = Followed { node, map: self.object(node, what)?, description: None, summary: None };
        let mut seen = HashSet::from([address(node)]);
        while let Some(reference) = followed.map.get("$ref") {
            let text = self.text(&reference.value, "\"$ref\"")?;
            if !self.is_3_0() {
                let description = self.text_member(followed.map, "description");
                followed.description = followed.description.or(description);
                let summary = self.text_member(followed.map, "summary");
                followed.summary = followed.summary.or(summary);
            }
            let place = reference.value.place;
            match self.document.find(place.file, &text) {
                Ok(target) if !seen.insert(address(target.node)) => {
                    self.error(place, "this reference leads back to itself");
                    return None;
                }
                Ok(target) => {
                    followed.node = target.node;
                    followed.map = self.object(target.node, what)?;
                }
                Err(unresolved) => {
                    self.push(unresolved.at(place));
                    return None;
                }
            }
        }
        Some(followed)
    }
}
