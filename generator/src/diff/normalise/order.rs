//! Lists whose order says nothing: security alternatives, their schemes and scopes, tags, required names.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::Operation;

/// One way to be let in: the scopes asked for, by scheme.
pub type Requirement = BTreeMap<String, BTreeSet<String>>;

/// The security alternatives of an operation, without order and without repetition. To ask for nothing, in one
/// alternative only, is to have none.
pub fn security(operation: &Operation) -> BTreeSet<Requirement> {
    let alternatives: BTreeSet<Requirement> = operation
        .security
        .iter()
        .map(|alternative| {
            let schemes = alternative.iter();
            schemes.map(|(scheme, scopes)| (scheme.clone(), scopes.iter().cloned().collect())).collect()
        })
        .collect();
    if alternatives.iter().all(BTreeMap::is_empty) { BTreeSet::new() } else { alternatives }
}

/// The names in a list, without order and without repetition.
pub fn names(names: &[String]) -> BTreeSet<String> {
    names.iter().cloned().collect()
}
