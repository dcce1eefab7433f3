//! Links from a response to other operations.

use serde_json::{Map as Json, Value};

use super::Resolver;
use super::json::Object;
use crate::load::Map;

/// What a link has.
const KNOWN: [&str; 8] =
    ["operationRef", "operationId", "parameters", "requestBody", "description", "server", "$ref", "summary"];

impl<'d> Resolver<'d> {
    /// Links by their names, as JSON.
    pub(super) fn links(&mut self, map: &'d Map) -> Json<String, Value> {
        self.check_links(map);
        self.described_map(map, Object::Link)
    }

    pub(super) fn check_links(&mut self, map: &'d Map) {
        for member in map.values() {
            if let Some(link) = member.value.as_map() {
                self.unknown(link, &KNOWN, "a link");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;

    #[test]
    fn says_what_a_link_does_not_have() {
        let links = "{next: {operationId: next, body: {}}}";
        let text = format!(
            "paths: {{/a: {{get: {{operationId: next, responses: {{'200': {{description: '', links: {links}}}}}}}}}}}\ncomponents: {{links: {links}}}\n"
        );
        let problems = document("3.1.0", &text).problems;
        assert_eq!(
            problems,
            [
                "3:110: warning: \"body\" is not known in a link; it is ignored",
                "4:48: warning: \"body\" is not known in a link; it is ignored"
            ]
        );
    }
}
