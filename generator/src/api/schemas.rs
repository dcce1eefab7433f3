use std::ops::Index;

use super::Schema;

/// The number of a schema in [`Schemas`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub(super) u32);

impl SchemaId {
    /// The position in [`Schemas`].
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Every schema of an API; those that refer to each other do so by number.
#[derive(Clone, Debug, Default)]
pub struct Schemas {
    list: Vec<Schema>,
}

impl Schemas {
    /// No schemas yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a schema.
    pub fn push(&mut self, schema: Schema) -> SchemaId {
        self.list.push(schema);
        SchemaId(self.list.len() as u32 - 1)
    }

    /// A schema, to be changed.
    pub fn get_mut(&mut self, id: SchemaId) -> &mut Schema {
        &mut self.list[id.index()]
    }

    /// Every schema with its number.
    pub fn iter(&self) -> impl Iterator<Item = (SchemaId, &Schema)> {
        self.list.iter().enumerate().map(|(index, schema)| (SchemaId(index as u32), schema))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The schema that a chain of bare references ends at: what a reference means, siblings aside.
    pub fn target(&self, id: SchemaId) -> SchemaId {
        let mut id = id;
        // Chains that come back to themselves are refused when a document is read; the limit is for hand-made ones.
        for _ in 0..self.list.len() {
            match self[id].reference {
                Some(target) => id = target,
                None => break,
            }
        }
        id
    }
}

impl Index<SchemaId> for Schemas {
    type Output = Schema;

    fn index(&self, id: SchemaId) -> &Schema {
        &self.list[id.index()]
    }
}
