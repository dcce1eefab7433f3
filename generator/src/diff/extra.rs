//! Comparing what descriptions carry along: examples, links, external docs, extensions.

use serde_json::{Map, Value};

use super::comparison::{At, Comparison};
use super::normalise;

/// Compares what two descriptions carry along.
pub fn compare(comparison: &mut Comparison, at: &At, spec: &Map<String, Value>, types: &Map<String, Value>) {
    comparison.objects(at, &normal(spec), &normal(types));
}

fn normal(extra: &Map<String, Value>) -> Map<String, Value> {
    let mut extra = extra.clone();
    normalise::comment(&mut extra);
    normalise::examples(&mut extra);
    normalise::members(&mut extra);
    extra
}
