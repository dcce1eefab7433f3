//! What stands at the top of a document.

use serde_json::{Map as Json, Value};

use super::json::Object;
use super::security::Requirement;
use super::{Resolver, section};
use crate::api::{Info, Server};
use crate::diagnostic::Diagnostic;
use crate::load::{Map, Node};

/// The version that documents are brought to, and the one that those of version 3.2 keep.
const NORMAL: [&str; 2] = ["3.1.1", "3.2.0"];

const TOP: [&str; 10] = [
    "openapi",
    "info",
    "jsonSchemaDialect",
    "servers",
    "paths",
    "webhooks",
    "components",
    "security",
    "tags",
    "externalDocs",
];

const SECTIONS: [&str; 10] = [
    "schemas",
    "responses",
    "parameters",
    "examples",
    "requestBodies",
    "headers",
    "securitySchemes",
    "links",
    "callbacks",
    "pathItems",
];

impl<'d> Resolver<'d> {
    pub(super) fn info(&mut self, root: &'d Map) -> Info {
        let mut info =
            Info { title: String::new(), version: String::new(), description: None, summary: None };
        let Some(node) = self.present(root, "info") else {
            let place = self.document.root(self.document.entry()).place;
            self.warn(place, "the document has no \"info\"");
            return info;
        };
        let Some(map) = self.object(node, "\"info\"") else { return info };
        for (key, slot) in [("title", &mut info.title), ("version", &mut info.version)] {
            match self.text_member(map, key) {
                Some(text) => *slot = text,
                None => self.warn(node.place, format!("\"info\" has no \"{key}\"")),
            }
        }
        info.description = self.text_member(map, "description");
        info.summary = self.text_member(map, "summary");
        const KNOWN: [&str; 7] =
            ["title", "version", "description", "summary", "termsOfService", "contact", "license"];
        self.unknown(map, &KNOWN, "\"info\"");
        info
    }

    pub(super) fn servers(&mut self, root: &'d Map) -> Vec<Server> {
        let list = self.list_member(root, "servers").unwrap_or_default();
        list.iter().filter_map(|node| self.server(node)).collect()
    }

    fn server(&mut self, node: &'d Node) -> Option<Server> {
        let map = self.object(node, "a server")?;
        let url = self.required_text(map, "url", node.place, "a server")?;
        let description = self.text_member(map, "description");
        let mut defaults: Vec<(&str, String)> = Vec::new();
        for (name, member) in self.object_member(map, "variables").into_iter().flatten() {
            let Some(variable) = self.object(&member.value, "a variable") else { continue };
            if let Some(default) = self.required_text(variable, "default", member.key, "a variable") {
                self.check_choices(variable, &default);
                defaults.push((name, default));
            }
        }
        self.unknown_before(map, &["url", "description", "variables"], &["name"], "a server");
        let url = self.substituted(&url, &defaults, map);
        Some(Server { url, description, place: node.place })
    }

    /// The values that a variable of a server may have.
    fn check_choices(&mut self, variable: &'d Map, default: &str) {
        let Some(member) = variable.get("enum") else { return };
        let choices = self.texts(variable, "enum");
        if choices.is_empty() && member.value.as_seq().is_some() {
            self.error(member.value.place, "\"enum\" of a variable must have at least one value");
        } else if !choices.iter().any(|choice| choice == default) {
            let place = variable.get("default").map_or(member.key, |member| member.value.place);
            self.warn(place, format!("the default \"{default}\" is not among the values of \"enum\""));
        }
    }

    /// A URL with its variables replaced, from left to right and each once.
    fn substituted(&mut self, url: &str, defaults: &[(&str, String)], map: &'d Map) -> String {
        let mut out = String::new();
        let mut rest = url;
        while let Some((before, behind)) = rest.split_once('{') {
            out.push_str(before);
            let Some((name, behind)) = behind.split_once('}') else {
                out.push('{');
                rest = behind;
                continue;
            };
            match defaults.iter().find(|(known, _)| *known == name) {
                Some((_, default)) => out.push_str(default),
                None => {
                    out.push_str(&format!("{{{name}}}"));
                    if let Some(member) = map.get("url") {
                        let warning = format!("the variable \"{name}\" of this server has no default");
                        let warning = Diagnostic::warning(member.value.place, warning);
                        self.push(warning.did_you_mean(name, defaults.iter().map(|(known, _)| *known)));
                    }
                }
            }
            rest = behind;
        }
        out + rest
    }

    pub(super) fn webhooks(&mut self, root: &'d Map) -> Json<String, Value> {
        let Some(map) = self.object_member(root, "webhooks") else { return Json::new() };
        if self.is_3_0()
            && let Some(member) = root.get("webhooks")
        {
            self.warn(member.key, "\"webhooks\" is a member of OpenAPI 3.1");
        }
        self.described_map(map, Object::PathItem)
    }

    pub(super) fn check_top(&mut self, root: &'d Map) {
        self.unknown_before(root, &TOP, &["$self"], "a document");
        self.check_self(root);
        if let Some(components) = root.get("components").and_then(|member| member.value.as_map()) {
            self.unknown_before(components, &SECTIONS, &["mediaTypes"], "\"components\"");
            if let (true, Some(member)) = (self.is_3_0(), components.get("pathItems")) {
                self.warn(member.key, "\"pathItems\" is a member of OpenAPI 3.1");
            }
        }
        let place = self.document.root(self.document.entry()).place;
        let has = |name: &str| root.get(name).is_some();
        if !self.is_3_0() && !has("paths") && !has("webhooks") && !has("components") {
            let error = "a document has \"paths\", \"webhooks\" or \"components\"; this one has none of them";
            self.error(place, error);
        } else if !has("paths") && (self.is_3_0() || !has("webhooks")) {
            self.warn(place, "the document has no \"paths\"");
        }
    }

    /// What a document calls itself is a base for references, which has no place in it.
    fn check_self(&mut self, root: &'d Map) {
        if let Some(member) = root.get("$self").filter(|_| self.is_3_2())
            && self.text_member(root, "$self").is_some_and(|uri| uri.contains('#'))
        {
            self.error(member.value.place, "\"$self\" is the URI of a document and has no fragment");
        }
    }

    /// The document without its paths, webhooks and schemas. `security` is what it asks of callers, where all of it is declared.
    pub(super) fn header(
        &mut self,
        root: &'d Map,
        security: Option<Vec<Requirement>>,
    ) -> Json<String, Value> {
        let mut header = Json::new();
        header.insert("openapi".to_owned(), NORMAL[usize::from(self.is_3_2())].into());
        for (key, member) in root {
            let is_kept = match &**key {
                "openapi" | "paths" | "webhooks" | "components" => false,
                "$self" => self.is_3_2(),
                key => TOP.contains(&key) || key.starts_with("x-"),
            };
            if is_kept {
                let is_own = key.starts_with("x-");
                let value = if is_own { self.plain(&member.value) } else { self.told(&member.value) };
                header.insert(key.to_string(), value);
            }
        }
        if let Some(security) = security.filter(|_| self.is_3_2()) {
            // By the names that schemes have here, where the document may have their URIs.
            let requirement = |schemes: Requirement| -> Json<String, Value> {
                schemes.into_iter().map(|(name, scopes)| (name, scopes.into())).collect()
            };
            let security = security.into_iter().map(|schemes| Value::Object(requirement(schemes)));
            header.insert("security".to_owned(), security.collect());
        }
        let paths = root.get("paths").and_then(|member| member.value.as_map());
        let extensions = paths.map(|paths| self.extensions(paths)).unwrap_or_default();
        if !extensions.is_empty() {
            header.insert("paths".to_owned(), Value::Object(extensions));
        }
        let components = self.header_components(root);
        if !components.is_empty() {
            header.insert("components".to_owned(), Value::Object(components));
        }
        header
    }

    /// The security schemes, and the components that something described refers to.
    fn header_components(&mut self, root: &'d Map) -> Json<String, Value> {
        let mut components = Json::new();
        let written = root.get("components").and_then(|member| member.value.as_map());
        for (key, member) in written.into_iter().flatten() {
            if key.starts_with("x-") {
                components.insert(key.to_string(), self.plain(&member.value));
            }
        }
        if let Some(schemes) = section(root, "securitySchemes") {
            let schemes = self.described_map(schemes, Object::SecurityScheme);
            components.insert("securitySchemes".to_owned(), Value::Object(schemes));
        }
        for (name, node) in std::mem::take(&mut self.taken_in) {
            let scheme = self.described(node, Object::SecurityScheme);
            let schemes = components.entry("securitySchemes").or_insert_with(|| Value::Object(Json::new()));
            schemes[name] = scheme;
        }
        let mut next = 0;
        while let Some((kind, name)) = self.used.get_index(next).cloned() {
            next += 1;
            let member = section(root, kind).and_then(|section| section.get(&*name));
            let (Some(member), Some(object)) = (member, Object::of_section(kind)) else { continue };
            let value = self.described(&member.value, object);
            let section = components.entry(kind).or_insert_with(|| Value::Object(Json::new()));
            if let Value::Object(section) = section {
                section.insert(name, value);
            }
        }
        components
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{document, incomplete, whole};

    #[test]
    fn keeps_what_stands_at_the_top() {
        let text = "servers: [{url: 'https://{host}/v1', variables: {host: {default: example.com}}}]\ntags: [{name: a}]\npaths: {}\nx-a: {b: 1}\ncomponents: {schemas: {A: {}}}\n";
        let api = document("3.0.0", text).clean();
        assert_eq!(api.servers[0].url, "https://example.com/v1");
        assert_eq!(api.tags[0].name, "a");
        let keys: Vec<&String> = api.header.keys().collect();
        assert_eq!(keys, ["openapi", "info", "servers", "tags", "x-a"]);
        assert_eq!(api.header["openapi"], "3.1.1");
    }

    #[test]
    fn keeps_the_texts_that_descriptions_refer_to() {
        let text = "servers: [{url: /, variables: {a: {default: b, description: {$ref: '#/x-told'}}}}]\ntags: [{name: a, description: {$ref: '#/x-told'}}, {name: b, description: {$ref: '#/x-gone'}}]\nx-told: 'Told, elsewhere.'\nx-a: {description: {$ref: '#/x-told'}}\nwebhooks: {new: {post: {requestBody: {description: {$ref: '#/x-told'}}}}}\npaths: {/a: {servers: [{url: /, description: {$ref: '#/x-told'}}]}}\n";
        let tried = incomplete("3.1.0", text);
        assert!(tried.problems.iter().all(|problem| problem.contains(": warning: ")), "{:?}", tried.problems);
        let api = tried.api();
        assert_eq!(
            api.header["tags"],
            json!([{ "name": "a", "description": "Told, elsewhere." }, { "name": "b" }])
        );
        assert_eq!(api.header["servers"][0]["variables"]["a"]["description"], "Told, elsewhere.");
        assert_eq!(api.webhooks["new"]["post"]["requestBody"]["description"], "Told, elsewhere.");
        assert_eq!(api.paths[0].extensions["servers"][0]["description"], "Told, elsewhere.");
        // What an extension means nobody knows.
        assert_eq!(api.header["x-a"], json!({ "description": { "$ref": "#/x-told" } }));
    }

    #[test]
    fn describes_webhooks() {
        let text = "webhooks: {new: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}}}\ncomponents: {schemas: {A: {type: object}}}\n";
        let api = document("3.1.0", text).clean();
        let schema = &api.webhooks["new"]["post"]["requestBody"]["content"]["application/json"]["schema"];
        assert_eq!(schema["$ref"], "#/components/schemas/A");
    }

    #[test]
    fn names_the_version_that_it_cannot_read() {
        let first = |text: &str| whole(text).problems.swap_remove(0);
        assert_eq!(first("swagger: '1.2'\n"), "1:1: error: this version of Swagger is not supported: 2.0 is");
        assert_eq!(first("openapi: 3.3.0\n"), "1:10: error: \"3.3.0\" is not a version of OpenAPI");
        assert_eq!(first("openapi: 4.0.0\n"), "1:10: error: \"4.0.0\" is not a version of OpenAPI");
        assert_eq!(first("a: 1\n"), "1:1: error: this is not an OpenAPI document: it has no \"openapi\"");
        assert_eq!(first("[]\n"), "1:1: error: this is not an OpenAPI document: it has no \"openapi\"");
    }

    #[test]
    fn a_version_may_lack_its_quotes() {
        let tried = whole("openapi: 3.1\ninfo: {title: T, version: 1.10}\npaths: {}\n");
        assert_eq!(tried.problems, ["2:27: warning: \"version\" must be a text, not a number"]);
        assert_eq!(tried.api().info.version, "1.10");
    }

    #[test]
    fn warns_of_slips_and_goes_on() {
        let tried = document("3.1.0", "path: {}\npaths: {}\nservers: [{url: '/{a}'}]\n");
        assert_eq!(
            tried.problems,
            [
                "5:17: warning: the variable \"a\" of this server has no default",
                "3:1: warning: \"path\" is not known in a document; it is ignored"
            ]
        );
    }

    #[test]
    fn a_document_is_about_something() {
        let about = "a document has \"paths\", \"webhooks\" or \"components\"; this one has none of them";
        assert_eq!(document("3.1.0", "tags: []\n").problems, [format!("1:1: error: {about}")]);
        assert_eq!(
            document("3.1.0", "components: {}\n").problems,
            ["1:1: warning: the document has no \"paths\""]
        );
        assert_eq!(document("3.0.0", "tags: []\n").problems, ["1:1: warning: the document has no \"paths\""]);
    }

    #[test]
    fn a_variable_has_one_of_its_values() {
        let problems = |variable: &str| {
            document(
                "3.1.0",
                &format!("paths: {{}}\nservers: [{{url: '/{{a}}', variables: {{a: {variable}}}}}]\n"),
            )
            .problems
        };
        assert_eq!(problems("{default: x, enum: [x, y]}"), [""; 0]);
        assert_eq!(
            problems("{default: x, enum: []}"),
            ["4:59: error: \"enum\" of a variable must have at least one value"]
        );
        assert_eq!(
            problems("{default: z, enum: [x, y]}"),
            ["4:50: warning: the default \"z\" is not among the values of \"enum\""]
        );
    }

    #[test]
    fn bounds_what_references_repeat() {
        let parameters: String =
            (0..2000).map(|index| format!("      - {{name: p{index}, in: query, schema: {{}}}}\n")).collect();
        let paths: String =
            (0..2000).map(|index| format!("  /{index}: {{$ref: '#/components/pathItems/A'}}\n")).collect();
        let text = format!(
            "paths:\n{paths}components:\n  pathItems:\n    A:\n      get: {{responses: {{}}}}\n      parameters:\n{parameters}"
        );
        let problems = document("3.1.0", &text).problems;
        assert!(problems.iter().any(|problem| problem.contains("becomes too large")), "{problems:?}");
    }
}
