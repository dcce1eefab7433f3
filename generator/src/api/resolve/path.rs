//! Path items.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::Value;

use super::operation::{Security, Shared};
use super::{Resolver, methods};
use crate::api::{Method, Operation, Parameter, PathItem, PathTemplate, Piece};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Kind, Map, Member, Node};

/// The capability that an operation needs whose requests look like those of another one.
const TWIN: &str = "ambiguous-path";

impl<'d> Resolver<'d> {
    /// The paths, their operations, and those operations that an earlier one hides.
    pub(super) fn paths(
        &mut self,
        root: &'d Map,
        security: &Security<'_>,
    ) -> (Vec<PathItem>, Vec<Operation>, Vec<Operation>) {
        let (mut items, mut operations) = (Vec::new(), Vec::new());
        for (text, member) in self.object_member(root, "paths").into_iter().flatten() {
            if text.starts_with("x-") {
                continue;
            }
            let Some(template) = self.template(text, member.key) else { continue };
            if member.value.kind == Kind::Null {
                self.warn(member.key, "a path without a value; it is ignored");
                continue;
            }
            self.path_item(&template, member, security, &mut items, &mut operations);
        }
        self.warn_of_same_ids(root, &operations);
        let (operations, hidden) = self.part_twins(operations);
        (items, operations, hidden)
    }

    fn template(&mut self, text: &str, place: Place) -> Option<PathTemplate> {
        match PathTemplate::parse(text) {
            Ok(template) => Some(template),
            Err(_) if !text.starts_with('/') && PathTemplate::parse(&format!("/{text}")).is_ok() => {
                let warning =
                    Diagnostic::warning(place, format!("the path \"{text}\" must start with \"/\""));
                self.push(warning.help(format!("it is taken for \"/{text}\"")));
                PathTemplate::parse(&format!("/{text}")).ok()
            }
            Err(fault) => {
                // Points into the text where the file has it as it is.
                let written = self.document.sources.slice(place);
                let place = match written.find(text) {
                    Some(at) => Place {
                        start: place.start + at + fault.start,
                        end: place.start + at + fault.end,
                        ..place
                    },
                    None => place,
                };
                self.error(place, fault.message);
                None
            }
        }
    }

    fn path_item(
        &mut self,
        template: &PathTemplate,
        member: &'d Member,
        security: &Security<'_>,
        items: &mut Vec<PathItem>,
        operations: &mut Vec<Operation>,
    ) {
        let Some(own) = self.object(&member.value, "a path") else { return };
        let Some(followed) = self.follow(&member.value, "a path") else { return };
        let maps = if std::ptr::eq(own, followed.map) { vec![own] } else { vec![own, followed.map] };
        if !self.spend(1, member.key) {
            return;
        }
        let before = self.missing.len();
        let parameters = self.item_parameters(&maps);
        let missing = self.missing[before..].to_vec();
        let mut item = PathItem {
            template: template.clone(),
            place: member.key,
            summary: followed.summary,
            description: followed.description,
            extensions: serde_json::Map::new(),
        };
        let shared = Shared { template, parameters, missing, security };
        let mut seen = HashSet::new();
        for map in maps {
            self.check_item(map);
            item.summary = item.summary.take().or_else(|| self.text_member(map, "summary"));
            item.description = item.description.take().or_else(|| self.text_member(map, "description"));
            if let Some(servers) = self.present(map, "servers") {
                let servers = self.told(servers);
                item.extensions.entry("servers").or_insert(servers);
            }
            item.extensions.extend(self.extensions(map));
            for (method, member) in self.methods(map) {
                if seen.insert(method.clone()) {
                    operations.extend(self.operation(method, member, &shared));
                }
            }
        }
        items.push(item);
    }

    /// The parameters of a path item and of the one that it refers to; its own ones win.
    fn item_parameters(&mut self, maps: &[&'d Map]) -> Vec<Parameter> {
        let mut parameters = IndexMap::new();
        for map in maps {
            for parameter in self.parameters(map) {
                parameters.entry((parameter.location, parameter.name.clone())).or_insert(parameter);
            }
        }
        parameters.into_values().collect()
    }

    fn check_item(&mut self, map: &'d Map) {
        const KNOWN: [&str; 13] = [
            "$ref",
            "summary",
            "description",
            "servers",
            "parameters",
            "get",
            "put",
            "post",
            "delete",
            "options",
            "head",
            "patch",
            "trace",
        ];
        for (key, member) in map {
            if matches!(&**key, "query" | "additionalOperations") && !self.is_3_2() {
                let message = format!("\"{key}\" is of OpenAPI 3.2, and not served");
                self.push(Diagnostic::warning(member.key, message).capability("additional-methods"));
            }
        }
        let later = ["query", "additionalOperations"];
        let known: Vec<&str> = KNOWN.into_iter().chain(later).collect();
        self.unknown(map, &known, "a path");
    }

    /// Two templates that differ in the names of their parameters only are one path, and requests for a method that both have
    /// cannot be told apart: the first is served, the others are hidden by it.
    fn part_twins(&mut self, operations: Vec<Operation>) -> (Vec<Operation>, Vec<Operation>) {
        let mut seen: HashMap<(String, String), (PathTemplate, Method, Place)> = HashMap::new();
        let (mut served, mut hidden) = (Vec::with_capacity(operations.len()), Vec::new());
        for mut operation in operations {
            if let Some(warning) = methods::unserved(&operation) {
                operation.unsupported.push(warning.clone());
                self.push(warning);
                hidden.push(operation);
                continue;
            }
            let key = (shape(&operation.path), methods::word(&operation.method));
            let Some((path, method, place)) = seen.get(&key) else {
                seen.insert(key, (operation.path.clone(), operation.method.clone(), operation.place));
                served.push(operation);
                continue;
            };
            let warning = match *method == operation.method {
                true => same_request(&operation, path),
                false => methods::same_function(&operation, method),
            };
            let warning = warning.related(*place, "it is here first, and the one that is served");
            operation.unsupported.push(warning.clone());
            self.push(warning);
            hidden.push(operation);
        }
        (served, hidden)
    }

    fn warn_of_same_ids(&mut self, root: &'d Map, operations: &[Operation]) {
        let served =
            operations.iter().filter_map(|operation| Some((operation.id.as_deref()?, operation.place)));
        let webhooks = root.get("webhooks").and_then(|member| member.value.as_map()).into_iter().flatten();
        let called = webhooks.filter_map(|(_, member)| member.value.as_map()).flatten();
        let called = called.filter(|(key, _)| Method::from_key(key).is_some());
        let called =
            called.filter_map(|(_, member)| Some((member.value.get("operationId")?.as_str()?, member.key)));
        let mut seen: HashMap<&str, Place> = HashMap::new();
        let mut warnings = Vec::new();
        for (id, place) in served.chain(called) {
            match seen.get(id) {
                Some(first) => {
                    let warning =
                        Diagnostic::warning(place, format!("the operationId \"{id}\" is there twice"));
                    warnings.push(warning.related(*first, "it is here first"));
                }
                None => drop(seen.insert(id, place)),
            }
        }
        warnings.into_iter().for_each(|warning| self.push(warning));
    }

    /// Looks at the parameters of a path item that nothing may have led to.
    fn check_parameters(&mut self, node: &'d Node) {
        let Some(item) = node.as_map() else { return };
        self.parameters(item);
        for (_, member) in self.methods(item) {
            if let Some(operation) = member.value.as_map() {
                self.parameters(operation);
            }
        }
    }

    /// Looks at the components that nothing may have led to.
    pub(super) fn check_components(&mut self, root: &'d Map) {
        use super::section;
        let named = |name: &'static str| section(root, name).into_iter().flatten();
        for (_, member) in named("parameters") {
            self.parameter(&member.value);
        }
        for (_, member) in named("requestBodies") {
            self.body(&member.value);
        }
        for (_, member) in named("responses") {
            self.response(crate::api::Status::Default, member.key, &member.value);
        }
        for (name, member) in named("headers") {
            self.header_object(name, member.key, &member.value);
        }
        for (_, member) in named("examples") {
            self.check_example(&member.value);
        }
        if self.is_3_2() {
            for (name, member) in named("mediaTypes") {
                self.media_object(name, member.key, &member.value);
            }
            for (_, member) in named("pathItems") {
                self.check_parameters(&member.value);
            }
        }
        if let Some(links) = section(root, "links") {
            self.check_links(links);
        }
        for name in ["examples", "links", "callbacks", "pathItems"] {
            for (_, member) in named(name) {
                let node: &Node = &member.value;
                if node.get("$ref").is_some() {
                    self.follow(node, "a component");
                }
            }
        }
        for name in [
            "parameters",
            "requestBodies",
            "responses",
            "headers",
            "examples",
            "links",
            "callbacks",
            "mediaTypes",
        ] {
            for (key, member) in named(name) {
                self.check_component_name(key, member.key);
            }
        }
    }
}

/// Says that requests for an operation look like those for another path.
fn same_request(operation: &Operation, path: &PathTemplate) -> Diagnostic {
    let message = format!("requests cannot tell {} {} from {path}", operation.method, operation.path);
    Diagnostic::warning(operation.place, message)
        .capability(TWIN)
        .help("merge the two, or change one of the paths")
}

/// A template without the names of its parameters.
fn shape(template: &PathTemplate) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Parameter(_) => "{}".to_owned(),
    };
    let segments: Vec<String> =
        template.segments.iter().map(|pieces| pieces.iter().map(piece).collect()).collect();
    Value::from(segments).to_string()
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;

    #[test]
    fn keeps_the_order_of_the_document() {
        let api = document("3.1.0", "paths:\n  /b: {post: {responses: {'200': {description: ''}}}, get: {responses: {'200': {description: ''}}}}\n  /a: {summary: S, x-a: 1}\n").clean();
        let operations: Vec<String> = api
            .operations
            .iter()
            .map(|operation| format!("{} {}", operation.method, operation.path))
            .collect();
        assert_eq!(operations, ["POST /b", "GET /b"]);
        assert_eq!(api.paths[1].summary.as_deref(), Some("S"));
        assert_eq!(api.paths[1].extensions["x-a"], 1);
    }

    #[test]
    fn points_into_a_wrong_path() {
        let problems = document("3.1.0", "paths:\n  /a/{id: {}\n  b: {}\n").problems;
        assert_eq!(
            problems,
            [
                "4:6: error: \"{\" without \"}\" in a path",
                "5:3: warning: the path \"b\" must start with \"/\""
            ]
        );
    }

    #[test]
    fn follows_path_items() {
        let text = "paths:\n  /a: {$ref: '#/components/pathItems/A', parameters: [{name: q, in: query, schema: {}}]}\ncomponents: {pathItems: {A: {get: {responses: {'200': {description: ''}}}}}}\n";
        let api = document("3.1.0", text).clean();
        assert_eq!(api.operations[0].parameters[0].name, "q");
        assert_eq!(
            document("3.1.0", "paths:\n  /a: {$ref: '#/paths/~1a'}\n").problems,
            ["4:14: error: this reference leads back to itself"]
        );
    }

    #[test]
    fn serves_the_first_of_two_that_look_the_same() {
        let get = "{get: {operationId: x, responses: {'200': {description: ''}}, parameters: [{name: N, in: path, required: true, schema: {}}]}}";
        let text =
            format!("paths:\n  /a/{{b}}: {}\n  /a/{{c}}: {}\n", get.replace('N', "b"), get.replace('N', "c"));
        let tried = document("3.1.0", &text);
        assert_eq!(
            tried.problems,
            [
                "5:12: warning: the operationId \"x\" is there twice",
                "5:12: warning: requests cannot tell GET /a/{c} from /a/{b}"
            ]
        );
        let api = tried.api();
        let paths = |operations: &[crate::api::Operation]| -> Vec<String> {
            operations.iter().map(|operation| operation.path.text.clone()).collect()
        };
        assert_eq!(
            (paths(&api.operations), paths(&api.hidden)),
            (vec!["/a/{b}".into()], vec!["/a/{c}".into()])
        );
        assert_eq!(api.hidden[0].unsupported[0].capability, Some("ambiguous-path"));
    }
}
