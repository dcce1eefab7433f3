//! Composition: schemas with `allOf`, and references with something beside them.

use super::Types;
use super::annotation::strip;
use super::form::Form;
use super::residual::{asserts, asserts_beyond_types};
use crate::api::{Schema, SchemaId, TypeSet};

impl Types<'_> {
    /// The type of a schema with `allOf`, or of a reference with assertions beside it.
    pub(super) fn all_of(&mut self, id: SchemaId, schema: &Schema, hint: &str) -> Form {
        if let Some(only) = self.only_part(schema) {
            return self.form(only, hint);
        }
        match self.merge(schema, &mut vec![id]) {
            Some(mut merged) => {
                strip(&mut merged);
                let merged = self.schemas.push(merged);
                self.form(merged, hint)
            }
            None => self.opaque(id),
        }
    }

    /// The one member that asserts something, when the rest is annotation.
    pub(super) fn only_part(&self, schema: &Schema) -> Option<SchemaId> {
        let mut rest = schema.clone();
        rest.all_of = Vec::new();
        rest.reference = None;
        let types = rest.types.take();
        if asserts_beyond_types(&rest) {
            return None;
        }
        if let (Some(target), [], None) = (schema.reference, &schema.all_of[..], types) {
            // Even one that accepts everything has a name, and says what it is for.
            return Some(target);
        }
        let mut parts = schema
            .reference
            .into_iter()
            .chain(schema.all_of.iter().copied())
            .filter(|&member| !self.is_silent(member));
        let only = parts.next()?;
        let covered = |types: TypeSet| {
            let own = self.schemas[self.schemas.target(only)].types;
            own.is_some_and(|own| own.iter().all(|kind| types.contains(kind)))
        };
        (parts.next().is_none() && types.is_none_or(covered)).then_some(only)
    }

    /// The schemas elsewhere that a composition is made of, where it is nothing else than one of them with types or words
    /// beside it.
    pub(super) fn retold(&self, schema: &Schema) -> Vec<SchemaId> {
        let parts = || schema.reference.iter().chain(&schema.all_of).map(|&id| self.schemas.target(id));
        let mut own = schema.clone();
        own.reference = None;
        own.all_of = Vec::new();
        let asks = parts().filter(|&id| asserts_beyond_types(&self.schemas[id])).count()
            + usize::from(asserts_beyond_types(&own));
        if asks > 1 {
            return Vec::new();
        }
        let named = schema.all_of.iter().copied().filter(|&member| self.is_name(member));
        schema.reference.into_iter().chain(named.map(|member| self.schemas.target(member))).collect()
    }

    /// Whether a schema is there for its annotations alone.
    pub(super) fn is_silent(&self, id: SchemaId) -> bool {
        !asserts(&self.schemas[id])
    }

    /// Whether a schema accepts everything.
    pub(super) fn is_open(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[id];
        schema.always == Some(true) || (schema.always.is_none() && !asserts(schema))
    }
}
