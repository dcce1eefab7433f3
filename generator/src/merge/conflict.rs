//! Files of the user's room that answer the same requests.

use std::collections::HashMap;

use super::pattern::{Pattern, Segment, Shape};
use super::wiring::Wired;
use crate::diagnostic::Diagnostic;

/// Reports each pair of files that answer one method of one URL.
pub(super) fn report<'a>(
    modules: impl Iterator<Item = (&'a Wired, &'a Pattern)>,
    faults: &mut Vec<Diagnostic>,
) {
    let mut known: HashMap<Vec<Shape>, Vec<&Wired>> = HashMap::new();
    for (module, pattern) in modules {
        for shapes in matched(pattern) {
            let others = known.entry(shapes).or_default();
            faults.extend(others.iter().filter_map(|other| both_answer(other, module)));
            others.push(module);
        }
    }
}

/// What a pattern matches: an optional rest can be there, or not.
fn matched(pattern: &Pattern) -> Vec<Vec<Shape>> {
    let whole = pattern.shapes();
    match pattern.segments.last() {
        Some(Segment::Rest { optional: true, .. }) => vec![whole[..whole.len() - 1].to_vec(), whole],
        _ => vec![whole],
    }
}

fn both_answer(first: &Wired, second: &Wired) -> Option<Diagnostic> {
    let shared =
        first.routes.iter().find(|one| second.routes.iter().any(|other| other.method == one.method))?;
    let (method, url) = (shared.method.upper(), &shared.url);
    let message = format!("{} and {} both answer {method} {url}", first.file, second.file);
    Some(Diagnostic::error(None, message).help("remove the function from one of them"))
}
