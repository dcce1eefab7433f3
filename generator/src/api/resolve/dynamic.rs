//! Dynamic references: what they mean depends on the way on which they are reached.
//!
//! A schema from which one can be reached is no sum of its parts. It stays JSON, with all that it refers to.

use std::collections::HashMap;

use super::Resolver;
use super::schema::bare_reference;
use crate::api::{Schema, SchemaId};
use crate::diagnostic::Diagnostic;

impl Resolver<'_> {
    /// Takes schemas whose meaning depends on dynamic references as they are written.
    pub(super) fn keep_dynamic_schemas(&mut self) {
        if self.dynamic.is_empty() {
            return;
        }
        let mut users: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
        for (id, schema) in self.schemas.iter() {
            schema.parts().for_each(|part| users.entry(part).or_default().push(id));
        }
        for &(owner, part) in &self.residual_parts {
            users.entry(part).or_default().push(owner);
        }
        let mut open = self.dynamic.clone();
        let mut found = std::collections::BTreeSet::new();
        while let Some(id) = open.pop() {
            if found.insert(id) {
                open.extend(users.get(&id).into_iter().flatten());
            }
        }
        for id in found {
            // What only refers to such a schema means what that one means.
            if self.nodes.get(&id).is_some_and(|node| bare_reference(node).is_some()) {
                continue;
            }
            let Some(bundle) = self.nodes.get(&id).and_then(|node| self.document.bundle(node)) else {
                continue;
            };
            let before = self.schemas[id].clone();
            self.push(
                Diagnostic::note(
                    before.place,
                    "a dynamic reference decides what this schema means: any value is read and checked",
                )
                .capability("dynamic-reference"),
            );
            *self.schemas.get_mut(id) = Schema {
                component: before.component,
                title: before.title,
                description: before.description,
                deprecated: before.deprecated,
                read_only: before.read_only,
                write_only: before.write_only,
                residual: bundle,
                ..Schema::new(before.place)
            };
        }
    }
}
