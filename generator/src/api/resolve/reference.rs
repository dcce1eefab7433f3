//! References to everything but schemas.

use std::collections::HashSet;

use super::{Resolver, address};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::load::{Map, Node, Target, Unresolved};

/// The capability that an operation needs a part of which is not there.
const MISSING: &str = "missing-reference";

/// What a reference, or a chain of them, leads to.
pub(super) struct Followed<'d> {
    pub(super) node: &'d Node,
    pub(super) map: &'d Map,
    /// Where it is, if it is not where it is used.
    pub(super) target: Option<Target<'d>>,
    /// What stands beside the reference and replaces what the target says (3.1).
    pub(super) description: Option<String>,
    pub(super) summary: Option<String>,
}

impl<'d> Resolver<'d> {
    /// The object itself, or the one that it refers to.
    pub(super) fn follow(&mut self, node: &'d Node, what: &str) -> Option<Followed<'d>> {
        let map = self.object(node, what)?;
        let mut followed = Followed { node, map, target: None, description: None, summary: None };
        let mut seen = HashSet::from([address(node)]);
        while let Some(reference) = followed.map.get("$ref") {
            let text = self.text(&reference.value, "\"$ref\"")?;
            if !self.is_3_0() {
                let description = self.text_member(followed.map, "description");
                followed.description = followed.description.or(description);
                let summary = self.text_member(followed.map, "summary");
                followed.summary = followed.summary.or(summary);
            }
            let place = reference.value.place;
            match self.document.find(place.file, &text) {
                Ok(target) if !seen.insert(address(target.node)) => {
                    self.error(place, "this reference leads back to itself");
                    return None;
                }
                Ok(target) => {
                    followed.node = target.node;
                    followed.map = self.object(target.node, what)?;
                    followed.target = Some(target);
                }
                Err(unresolved) => {
                    let problem = self.unresolved(unresolved, place);
                    self.missing.push(problem.capability(MISSING));
                    return None;
                }
            }
        }
        Some(followed)
    }

    /// Says that a reference leads nowhere: an error, and a warning where that is allowed.
    pub(super) fn unresolved(&mut self, unresolved: Unresolved, place: Place) -> Diagnostic {
        self.dangling(unresolved.at(place))
    }

    /// Says what is not there: an error, and a warning where that is allowed.
    pub(super) fn dangling(&mut self, mut problem: Diagnostic) -> Diagnostic {
        if self.document.allow_missing {
            problem.severity = Severity::Warning;
        } else if problem.help.is_none() {
            problem = problem.help("declare it, or go on without it with `allow_missing`");
        }
        self.push(problem.clone());
        problem
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{document, incomplete};

    const INCOMPLETE: &str = "paths:
  /a:
    get:
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Post'}}}}}
    post:
      requestBody: {$ref: '#/components/requestBodies/Post'}
      responses: {'200': {description: ''}}
components: {schemas: {Other: {}}}
";

    #[test]
    fn what_is_not_there_is_an_error() {
        let tried = document("3.1.0", INCOMPLETE);
        assert_eq!(
            tried.problems,
            [
                "8:27: error: \"#/components/requestBodies/Post\" points at nothing: there is no \"requestBodies\" in /components",
                "6:88: error: there is no \"Post\" in components.schemas"
            ]
        );
    }

    #[test]
    fn what_may_be_missing_costs_its_operation_no_more_than_its_types() {
        let tried = incomplete("3.1.0", INCOMPLETE);
        assert!(tried.problems.iter().all(|problem| problem.contains(": warning: ")), "{:?}", tried.problems);
        let api = tried.api();
        let content = &api.operations[0].responses[0].content[0];
        assert_eq!(content.schema.map(|id| api.schemas.to_json(id)), Some(serde_json::json!({})));
        assert!(api.operations[0].unsupported.is_empty());
        assert_eq!(api.operations[1].unsupported[0].capability, Some("missing-reference"));
    }
}
