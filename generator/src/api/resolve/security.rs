//! Security schemes, and who asks for them.

use super::{Resolver, section};
use crate::api::{ApiKeyLocation, SchemeKind, SecurityScheme};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Map, Node};

/// Schemes that a caller has to satisfy together, with their scopes.
type Requirement = Vec<(String, Vec<String>)>;

impl<'d> Resolver<'d> {
    pub(super) fn read_security_schemes(&mut self, root: &'d Map) {
        for (name, member) in section(root, "securitySchemes").into_iter().flatten() {
            self.check_component_name(name, member.key);
            let Some(followed) = self.follow(&member.value, "a security scheme") else { continue };
            let Some(kind) = self.scheme_kind(followed.map, followed.node.place) else { continue };
            let own = self.text_member(followed.map, "description");
            let scheme = SecurityScheme {
                place: member.key,
                kind,
                description: followed.description.or(own),
                extensions: self.extensions(followed.map),
            };
            self.security_schemes.insert(name.to_string(), scheme);
        }
    }

    fn scheme_kind(&mut self, map: &'d Map, place: Place) -> Option<SchemeKind> {
        const TYPES: [&str; 5] = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
        const KNOWN: [&str; 9] = [
            "type",
            "description",
            "name",
            "in",
            "scheme",
            "bearerFormat",
            "flows",
            "openIdConnectUrl",
            "oauth2MetadataUrl",
        ];
        let kind = self.required_text(map, "type", place, "a security scheme")?;
        self.unknown(map, &KNOWN, "a security scheme");
        match &*kind {
            "apiKey" => {
                let name = self.required_text(map, "name", place, "an API key")?;
                let location = self.key_location(map, place)?;
                Some(SchemeKind::ApiKey { location, name })
            }
            "http" => {
                let scheme = self.required_text(map, "scheme", place, "an HTTP security scheme")?;
                let bearer_format = self.text_member(map, "bearerFormat");
                Some(SchemeKind::Http { scheme: scheme.to_ascii_lowercase(), bearer_format })
            }
            "oauth2" => {
                self.check_flows(map, place);
                Some(SchemeKind::OAuth2)
            }
            "openIdConnect" => Some(SchemeKind::OpenIdConnect),
            "mutualTLS" => Some(SchemeKind::MutualTls),
            other => {
                let place = map.get("type").map_or(place, |member| member.value.place);
                let error =
                    Diagnostic::error(place, format!("there is no security scheme of type \"{other}\""));
                self.push(match other {
                    "basic" => error.help("since OpenAPI 3.0 it is \"type: http\" with \"scheme: basic\""),
                    _ => error.did_you_mean(other, TYPES),
                });
                None
            }
        }
    }

    fn key_location(&mut self, map: &'d Map, place: Place) -> Option<ApiKeyLocation> {
        let written = self.required_text(map, "in", place, "an API key")?;
        match &*written {
            "header" => Some(ApiKeyLocation::Header),
            "query" => Some(ApiKeyLocation::Query),
            "cookie" => Some(ApiKeyLocation::Cookie),
            other => {
                let place = map.get("in").map_or(place, |member| member.value.place);
                let error = Diagnostic::error(place, format!("an API key cannot be in \"{other}\""));
                self.push(error.did_you_mean(other, ["header", "query", "cookie"]));
                None
            }
        }
    }

    /// The flows are for clients; what they lack is worth a word, and stops nothing.
    fn check_flows(&mut self, map: &'d Map, place: Place) {
        const FLOWS: [(&str, bool, bool); 5] = [
            ("implicit", true, false),
            ("password", false, true),
            ("clientCredentials", false, true),
            ("authorizationCode", true, true),
            ("deviceAuthorization", false, true),
        ];
        let Some(flows) = self.object_member(map, "flows") else {
            self.warn(place, "an OAuth 2 scheme has \"flows\"");
            return;
        };
        self.unknown(flows, &FLOWS.map(|(name, ..)| name), "the flows of OAuth 2");
        for (name, authorization, token) in FLOWS {
            let Some(flow) = self.object_member(flows, name) else { continue };
            let place = flows.get(name).map_or(place, |member| member.key);
            for (key, needed) in [("authorizationUrl", authorization), ("tokenUrl", token)] {
                match self.text_member(flow, key) {
                    None if needed => self.warn(place, format!("the flow \"{name}\" has no \"{key}\"")),
                    Some(url) if url.contains(|c: char| c.is_whitespace() || c.is_control()) => {
                        let place = flow.get(key).map_or(place, |member| member.value.place);
                        self.warn(place, format!("\"{key}\" is not a URL"));
                    }
                    _ => {}
                }
            }
        }
    }

    /// The alternatives in a member `security`; nothing when there is no such member.
    pub(super) fn security(&mut self, map: &'d Map) -> Option<Vec<Requirement>> {
        let list = self.list_member(map, "security")?;
        Some(list.iter().filter_map(|node| self.requirement(node)).collect())
    }

    fn requirement(&mut self, node: &'d Node) -> Option<Requirement> {
        let map = self.object(node, "a security requirement")?;
        let mut schemes = Vec::new();
        for (name, member) in map {
            if !self.security_schemes.contains_key(&**name) {
                self.refuse_scheme(name, member.key);
                continue;
            }
            let scopes = self.texts(map, name);
            schemes.push((name.to_string(), scopes));
        }
        Some(schemes)
    }

    fn refuse_scheme(&mut self, name: &str, place: Place) {
        let root = self.document.root(self.document.entry()).as_map();
        let declared = root.and_then(|root| section(root, "securitySchemes"));
        if declared.is_some_and(|declared| declared.contains_key(name)) {
            // It is there, and something else was already said about it.
            return;
        }
        let error = Diagnostic::error(place, format!("there is no \"{name}\" in components.securitySchemes"));
        let names = declared.into_iter().flat_map(|declared| declared.keys()).map(|name| &**name);
        let error = if self.document.may_suggest() { error.did_you_mean(name, names) } else { error };
        let problem = self.dangling(error);
        self.missing.push(problem.capability("undeclared-security"));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;
    use crate::api::SchemeKind;

    const SCHEMES: &str = "components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, bearer: {type: http, scheme: Bearer}}}\n";

    #[test]
    fn an_operation_says_more_than_the_document() {
        let text = format!(
            "{SCHEMES}security: [{{key: []}}]\npaths:\n  /a: {{get: {{responses: {{'200': {{description: ''}}}}}}, put: {{security: [], responses: {{'200': {{description: ''}}}}}}, post: {{security: [{{}}, {{key: [], bearer: [a]}}], responses: {{'200': {{description: ''}}}}}}}}\n"
        );
        let api = document("3.1.0", &text).clean();
        assert_eq!(api.operations[0].security, [vec![("key".to_owned(), vec![])]]);
        assert!(api.operations[1].security.is_empty());
        assert_eq!(api.operations[2].security[0], []);
        assert_eq!(api.operations[2].security[1][1], ("bearer".to_owned(), vec!["a".to_owned()]));
        let bearer = SchemeKind::Http { scheme: "bearer".to_owned(), bearer_format: None };
        assert_eq!(api.security_schemes["bearer"].kind, bearer);
        assert_eq!(api.header["components"]["securitySchemes"]["key"]["in"], "header");
    }

    #[test]
    fn points_at_schemes_that_are_not_there() {
        let tried = document("3.1.0", &format!("{SCHEMES}security: [{{kay: []}}]\npaths: {{}}\n"));
        assert_eq!(tried.problems, ["4:13: error: there is no \"kay\" in components.securitySchemes"]);
        let wrong = "components: {securitySchemes: {a: {type: basic}}}\npaths: {}\n";
        assert_eq!(
            document("3.1.0", wrong).problems,
            ["3:42: error: there is no security scheme of type \"basic\""]
        );
    }
}
