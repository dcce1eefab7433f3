//! The property that names the member of a union: which value of it names which member.

use super::Types;
use crate::api::{Discriminator, SchemaId};

/// What names one member of a union.
pub(super) struct Tags<'a> {
    pub(super) texts: Vec<&'a str>,
    /// Whether the document lists them; otherwise it is the name of the member's component.
    pub(super) are_listed: bool,
    /// Whether a value is of it that is of no member by name.
    pub(super) is_fallback: bool,
}

impl Types<'_> {
    /// The tags of each member of a union. `None` when one of them has none, or when what takes all other values is none of
    /// them: the property cannot name it.
    pub(super) fn tags<'s>(
        &'s self,
        discriminator: &'s Discriminator,
        members: &[SchemaId],
    ) -> Option<Vec<Tags<'s>>> {
        let fallback = discriminator.fallback.map(|id| self.schemas.target(id));
        if fallback.is_some_and(|id| !members.iter().any(|&member| self.schemas.target(member) == id)) {
            return None;
        }
        members.iter().map(|&member| self.tags_of(discriminator, member)).collect()
    }

    fn tags_of<'s>(&'s self, discriminator: &'s Discriminator, member: SchemaId) -> Option<Tags<'s>> {
        let target = self.schemas.target(member);
        let listed = discriminator.mapping.iter().filter(|&(_, &id)| self.schemas.target(id) == target);
        let listed: Vec<&str> = listed.map(|(tag, _)| tag.as_str()).collect();
        let is_fallback = discriminator.fallback.is_some_and(|id| self.schemas.target(id) == target);
        match &self.schemas[target].component {
            Some(name) if listed.is_empty() => {
                Some(Tags { texts: vec![name], are_listed: false, is_fallback })
            }
            None if listed.is_empty() => None,
            _ => Some(Tags { texts: listed, are_listed: true, is_fallback }),
        }
    }
}
