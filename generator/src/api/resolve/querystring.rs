//! Parameters that are the whole query, since OpenAPI 3.2.

use super::Resolver;
use crate::api::{ApiKeyLocation, Location, Media, Operation, Parameter, SchemeKind};
use crate::diagnostic::Diagnostic;

/// The media type in which a query can have something beside a value.
const FORM: &str = "application/x-www-form-urlencoded";

impl Resolver<'_> {
    /// Whoever takes the whole query leaves nothing of it to others.
    pub(super) fn check_whole_query(&mut self, parameters: &[Parameter]) {
        let whole = parameters.iter().find(|it| it.location == Location::QueryString);
        let Some(whole) = whole else { return };
        let takes_query = |it: &&Parameter| {
            it.location == Location::Query || it.location == Location::QueryString && it.name != whole.name
        };
        for other in parameters.iter().filter(takes_query) {
            let message = format!(
                "the {} parameter \"{}\" stands beside \"{}\", which is the whole query",
                other.location.name(),
                other.name,
                whole.name
            );
            let error = Diagnostic::error(other.place, message).related(whole.place, "it is here");
            self.push(error.help("make it a member of the whole query's schema"));
        }
    }

    /// Warns of a key in a query that is a document.
    pub(super) fn check_key_beside(&mut self, operation: &Operation) {
        let is_document = |it: &&Parameter| {
            let is_form = |media: &Media| media.range.starts_with(FORM);
            it.location == Location::QueryString && it.content.as_ref().is_some_and(|media| !is_form(media))
        };
        let Some(whole) = operation.parameters.iter().find(is_document) else { return };
        let is_key = |name: &str| {
            let kind = self.security_schemes.get(name).map(|scheme| &scheme.kind);
            matches!(kind, Some(SchemeKind::ApiKey { location: ApiKeyLocation::Query, .. }))
        };
        if let Some((name, _)) = operation.security.iter().flatten().find(|(name, _)| is_key(name)) {
            let message =
                format!("the query is \"{}\" as a whole, and cannot have the key of \"{name}\"", whole.name);
            let warning = Diagnostic::warning(whole.place, message);
            self.push(warning.help(format!("put the key into a header, or write the query as {FORM}")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;

    fn problems(parameters: &str) -> Vec<String> {
        let text = format!(
            "components: {{securitySchemes: {{k: {{type: apiKey, in: query, name: key}}}}}}\nsecurity: [{{k: []}}]\npaths:\n  /a:\n    get: {{responses: {{'200': {{}}}}, parameters: [{parameters}]}}\n"
        );
        document("3.2.0", &text).problems
    }

    const FORM: &str =
        "{name: a, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object}}}}";
    const JSON: &str = "{name: a, in: querystring, content: {application/json: {schema: {}}}}";

    #[test]
    fn nothing_stands_beside_a_whole_query() {
        assert_eq!(problems(FORM), [""; 0]);
        let query = "{name: b, in: query, schema: {}}";
        assert_eq!(
            problems(&format!("{FORM}, {query}")),
            ["7:148: error: the query parameter \"b\" stands beside \"a\", which is the whole query"]
        );
        let other = FORM.replace("name: a", "name: b");
        assert_eq!(
            problems(&format!("{FORM}, {other}")),
            ["7:148: error: the querystring parameter \"b\" stands beside \"a\", which is the whole query"]
        );
    }

    #[test]
    fn a_document_has_no_place_for_a_key() {
        assert_eq!(
            problems(JSON),
            ["7:48: warning: the query is \"a\" as a whole, and cannot have the key of \"k\""]
        );
    }

    #[test]
    fn a_whole_query_is_written_in_a_media_type() {
        assert_eq!(
            problems("{name: a, in: querystring, schema: {}}"),
            ["7:75: error: a querystring parameter must have \"content\""]
        );
    }
}
