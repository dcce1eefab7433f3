//! Two schemas that must both hold.

use crate::api::{Schema, SchemaId};
use crate::plan::types::Types;
use crate::plan::types::annotation::strip;

impl Types<'_> {
    /// A schema for the values of both, where there are two.
    pub(super) fn both_of(
        &mut self,
        one: Option<SchemaId>,
        other: Option<SchemaId>,
    ) -> Option<Option<SchemaId>> {
        match (one, other) {
            (Some(one), Some(other)) => self.both(one, other, false).map(Some),
            (one, other) => Some(one.or(other)),
        }
    }

    /// A schema for the values of both. The word of the one counts first, unless it is the other's turn.
    pub(super) fn both(&mut self, one: SchemaId, other: SchemaId, turn: bool) -> Option<SchemaId> {
        if one == other || self.is_same(one, other) || self.is_mute(other) {
            return Some(one);
        }
        if self.is_mute(one) {
            return Some(other);
        }
        if self.schemas[one].always == Some(false) || self.schemas[other].always == Some(false) {
            return None;
        }
        if let Some(&known) = self.pairs.get(&(one, other, turn)) {
            return Some(known);
        }
        let mut schema = Schema::new(self.schemas[other].place);
        schema.all_of = if turn { vec![other, one] } else { vec![one, other] };
        let both = self.schemas.push(schema);
        self.pairs.insert((one, other, turn), both);
        Some(both)
    }

    /// Whether a schema accepts everything and says nothing about it.
    pub(in crate::plan::types) fn is_mute(&self, id: SchemaId) -> bool {
        self.is_open(id) && self.schemas[id].reference.is_none() && {
            let mut stripped = self.schemas[id].clone();
            strip(&mut stripped);
            stripped.component.clone_from(&self.schemas[id].component);
            stripped == self.schemas[id]
        }
    }

    fn is_same(&self, one: SchemaId, other: SchemaId) -> bool {
        let (left, right) = (&self.schemas[one], &self.schemas[other]);
        left.types == right.types
            && left.reference == right.reference
            && left.format == right.format
            && left.properties.len() == right.properties.len()
            && self.schemas.to_json(one) == self.schemas.to_json(other)
    }
}
