//! A `$ref` is what it refers to: whether a schema stands in place or is referred to says nothing.

use crate::api::SchemaId;
use crate::diff::side::Side;
use crate::diff::view::View;

/// How many references may follow on one another.
const CHAIN: usize = 100;

/// What a schema refers to, through any number of references that say nothing of their own.
pub fn referent(side: &Side, id: SchemaId) -> SchemaId {
    let mut at = id;
    for _ in 0..CHAIN {
        let schema = side.schema(at);
        let Some(target) = schema.reference else { return at };
        // A component that is an alias of another is still itself.
        if schema.component.is_some() || says_something(side, at) {
            return at;
        }
        at = target;
    }
    id
}

/// Whether there is anything beside the `$ref`.
fn says_something(side: &Side, id: SchemaId) -> bool {
    let schema = side.schema(id);
    !schema.all_of.is_empty()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
        || schema.discriminator.is_some()
        || !View::own(schema).is_trivial()
}
