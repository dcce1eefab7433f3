//! Security schemes, and who asks for them.

use super::{Resolver, address, section};
use crate::api::{ApiKeyLocation, SchemeKind, SecurityScheme};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Map, Node};

/// Schemes that a caller has to satisfy together, with their scopes.
pub(super) type Requirement = Vec<(String, Vec<String>)>;

impl<'d> Resolver<'d> {
    pub(super) fn read_security_schemes(&mut self, root: &'d Map) {
        for (name, member) in section(root, "securitySchemes").into_iter().flatten() {
            self.check_component_name(name, member.key);
            self.read_scheme(name, member.key, &member.value);
        }
    }

    fn read_scheme(&mut self, name: &str, place: Place, node: &'d Node) -> Option<()> {
        let followed = self.follow(node, "a security scheme")?;
        let kind = self.scheme_kind(followed.map, followed.node.place)?;
        let own = self.text_member(followed.map, "description");
        let scheme = SecurityScheme {
            place,
            kind,
            description: followed.description.or(own),
            extensions: self.extensions(followed.map),
        };
        self.security_schemes.insert(name.to_owned(), scheme);
        Some(())
    }

    fn scheme_kind(&mut self, map: &'d Map, place: Place) -> Option<SchemeKind> {
        const TYPES: [&str; 5] = ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"];
        const KNOWN: [&str; 8] =
            ["type", "description", "name", "in", "scheme", "bearerFormat", "flows", "openIdConnectUrl"];
        let kind = self.required_text(map, "type", place, "a security scheme")?;
        self.unknown_before(map, &KNOWN, &["oauth2MetadataUrl", "deprecated"], "a security scheme");
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
        const FLOWS: [(&str, &[&str]); 5] = [
            ("implicit", &["authorizationUrl"]),
            ("password", &["tokenUrl"]),
            ("clientCredentials", &["tokenUrl"]),
            ("authorizationCode", &["authorizationUrl", "tokenUrl"]),
            ("deviceAuthorization", &["deviceAuthorizationUrl", "tokenUrl"]),
        ];
        let Some(flows) = self.object_member(map, "flows") else {
            self.warn(place, "an OAuth 2 scheme has \"flows\"");
            return;
        };
        let names = FLOWS.map(|(name, _)| name);
        self.unknown_before(flows, &names[..4], &names[4..], "the flows of OAuth 2");
        for (name, needed) in FLOWS {
            let Some(flow) = self.object_member(flows, name) else { continue };
            let place = flows.get(name).map_or(place, |member| member.key);
            for key in ["authorizationUrl", "deviceAuthorizationUrl", "tokenUrl"] {
                match self.text_member(flow, key) {
                    None if needed.contains(&key) => {
                        self.warn(place, format!("the flow \"{name}\" has no \"{key}\""))
                    }
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
            let Some(scheme) = self.scheme_named(name, member.key) else {
                self.refuse_scheme(name, member.key);
                continue;
            };
            let scopes = self.texts(map, name);
            schemes.push((scheme, scopes));
        }
        Some(schemes)
    }

    /// The scheme that a requirement means: a component by its name, or, since OpenAPI 3.2, one by its URI.
    fn scheme_named(&mut self, name: &str, place: Place) -> Option<String> {
        if self.security_schemes.contains_key(name) {
            return Some(name.to_owned());
        }
        let target = self.document.find(place.file, name).ok().filter(|_| self.is_3_2())?;
        let own = match target.path.as_slice() {
            [components, section, own] if components == "components" && section == "securitySchemes" => own,
            _ => return None,
        };
        if target.file == self.document.entry() {
            return self.security_schemes.contains_key(own).then(|| own.clone());
        }
        let known = self.foreign_schemes.get(&address(target.node));
        match known {
            Some(known) => Some(known.clone()),
            None => self.take_in_scheme(own, target.node, place),
        }
    }

    /// Makes a scheme of another file one of this document, under a name that is free.
    fn take_in_scheme(&mut self, own: &str, node: &'d Node, place: Place) -> Option<String> {
        let mut name = own.to_owned();
        let mut number = 1;
        while self.security_schemes.contains_key(&name) {
            number += 1;
            name = format!("{own}_{number}");
        }
        self.read_scheme(&name, place, node)?;
        self.foreign_schemes.insert(address(node), name.clone());
        self.taken_in.push((name.clone(), node));
        Some(name)
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
    use super::super::testing::{document, incomplete};
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
    fn a_scheme_has_a_uri() {
        let text = format!(
            "{SCHEMES}$self: https://example.com/api/a.yaml\nsecurity: [{{'#/components/securitySchemes/key': []}}]\npaths:\n  /a: {{get: {{responses: {{'200': {{}}}}, security: [{{'https://example.com/api/a.yaml#/components/securitySchemes/bearer': []}}]}}}}\n"
        );
        let api = document("3.2.0", &text).clean();
        assert_eq!(api.operations[0].security, [vec![("bearer".to_owned(), vec![])]]);
        assert_eq!(api.header["security"], serde_json::json!([{ "key": [] }]));
    }

    #[test]
    fn what_is_not_declared_is_still_asked_for() {
        let text = "security: [{key: []}]\npaths: {}\n";
        let api = incomplete("3.2.0", text).api();
        assert_eq!(api.header["security"], serde_json::json!([{ "key": [] }]));
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
