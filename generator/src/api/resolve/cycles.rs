//! Schemas that consist of themselves.

use super::Resolver;
use crate::api::{Schema, SchemaId};

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    Open,
    Done,
}

impl Resolver<'_> {
    /// A schema may contain itself in a property or an item, but not be a part of what it is: nothing would ever decide whether a
    /// value fits.
    pub(super) fn refuse_cycles(&mut self) {
        let mut visits = vec![Visit::New; self.schemas.len()];
        let ids: Vec<SchemaId> = self.schemas.iter().map(|(id, _)| id).collect();
        for id in ids {
            if visits[id.index()] == Visit::New
                && let Some(id) = self.cycle_from(id, &mut visits)
            {
                let place = self.schemas[id].place;
                let name = self.schemas[id].component.clone();
                self.error(
                    place,
                    match name {
                        Some(name) => format!("the schema \"{name}\" consists of itself"),
                        None => "this schema consists of itself".to_owned(),
                    },
                );
            }
        }
    }

    /// The first schema on the way that leads back to itself.
    fn cycle_from(&self, start: SchemaId, visits: &mut [Visit]) -> Option<SchemaId> {
        let mut found = None;
        let mut path = vec![(start, parts(&self.schemas[start]))];
        visits[start.index()] = Visit::Open;
        while let Some((id, rest)) = path.last_mut() {
            let Some(next) = rest.pop() else {
                visits[id.index()] = Visit::Done;
                path.pop();
                continue;
            };
            match visits[next.index()] {
                Visit::New => {
                    visits[next.index()] = Visit::Open;
                    path.push((next, parts(&self.schemas[next])));
                }
                Visit::Open => found = found.or(Some(next)),
                Visit::Done => {}
            }
        }
        found
    }
}

/// The schemas that a value of this one has to be looked at with as well.
fn parts(schema: &Schema) -> Vec<SchemaId> {
    let lists = schema.all_of.iter().chain(&schema.any_of).chain(&schema.one_of);
    schema.reference.iter().chain(lists).chain(schema.not.iter()).copied().collect()
}
