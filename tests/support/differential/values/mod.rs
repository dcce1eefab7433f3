//! Values for a schema: one that is made for it, and that with one thing changed.
//!
//! Some changes are what the schema speaks of (another member of a union, a bound and what is beside it), others are what
//! goes wrong anywhere.

mod change;
mod formats;
mod made;
mod mutants;
mod spoken;
mod variants;

use serde_json::{Value, json};

pub use made::Made;

use change::Change;
use spoken::Spoken;

/// How many variants and how many mutants a schema gets.
const MOST: (usize, usize) = (320, 200);
/// How many bytes the values of a schema may have together.
const BYTES: usize = 3 << 20;

/// Values for a schema, valid ones and others.
pub fn values<'d>(schema: &'d Value, made: &Made<'d>) -> Vec<Value> {
    let mut values = Vec::new();
    if let Some(value) = made.value(schema) {
        let room = BYTES / value.to_string().len().max(1);
        let mut changes = Vec::new();
        variants::find(&value, &Spoken::of(schema, made), "", &mut changes);
        let variants = spread(changes, MOST.0.min(room / 2));
        let mut changes = Vec::new();
        mutants::find(&value, "", &mut changes);
        let mutants = spread(changes, MOST.1.min(room / 2));
        let changes = variants.into_iter().chain(mutants);
        values.extend(changes.filter_map(|change| change.of(&value, made)));
        values.push(value);
    }
    values.extend(others());
    values
}

/// All of them where there are few, and as many from everywhere in the value where there are more.
fn spread(changes: Vec<Change<'_>>, most: usize) -> impl Iterator<Item = Change<'_>> {
    let step = changes.len().div_ceil(most.max(1)).max(1);
    changes.into_iter().step_by(step)
}

/// Values of every type.
fn others() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-7),
        json!(2.0),
        json!(1.5),
        json!(3_000_000_000_u64),
        json!(""),
        json!("text"),
        json!([]),
        json!([null]),
        json!({}),
        json!({ "unknown": [1] }),
    ]
}
