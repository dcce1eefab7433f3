//! Operations.

use std::collections::HashSet;

use serde_json::{Map as Json, Value};

use super::Resolver;
use super::json::Object;
use crate::api::{Location, Method, Operation, Parameter, PathTemplate};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Map, Member};

/// What an operation gets from its path item and its document.
pub(super) struct Shared<'a> {
    pub(super) template: &'a PathTemplate,
    pub(super) parameters: Vec<Parameter>,
    /// The parameters that are not there.
    pub(super) missing: Vec<Diagnostic>,
    pub(super) security: &'a Security<'a>,
}

/// What a document asks of callers where an operation says nothing else.
pub(super) struct Security<'a> {
    pub(super) common: &'a [Vec<(String, Vec<String>)>],
    /// The schemes that are not there.
    pub(super) undeclared: Vec<Diagnostic>,
}

/// Headers that a document says by other means.
const SAID_ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

impl<'d> Resolver<'d> {
    pub(super) fn operation(
        &mut self,
        method: Method,
        member: &'d Member,
        shared: &Shared<'_>,
    ) -> Option<Operation> {
        let map = self.object(&member.value, "an operation")?;
        let place = member.key;
        const KNOWN: [&str; 12] = [
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "parameters",
            "requestBody",
            "responses",
            "callbacks",
            "deprecated",
            "security",
            "servers",
        ];
        self.unknown(map, &KNOWN, "an operation");
        let before = self.missing.len();
        let own = self.security(map);
        let undeclared = if own.is_none() { &shared.security.undeclared[..] } else { &[] };
        let mut operation = Operation {
            place,
            method,
            path: shared.template.clone(),
            id: self.text_member(map, "operationId").filter(|id| !id.trim().is_empty()),
            summary: self.text_member(map, "summary"),
            description: self.text_member(map, "description"),
            tags: self.texts(map, "tags"),
            deprecated: self.flag(map, "deprecated"),
            parameters: self.all_parameters(map, place, shared),
            body: self.present(map, "requestBody").and_then(|node| self.body(node)),
            responses: self.responses(map, place),
            security: own.unwrap_or_else(|| shared.security.common.to_vec()),
            extra: self.operation_extra(map),
            unsupported: unsupported(shared.template, place),
        };
        let missing = shared.missing.iter().chain(undeclared).chain(&self.missing[before..]);
        operation.unsupported.extend(missing.cloned());
        self.check_key_beside(&operation);
        Some(operation)
    }

    /// The parameters of the operation and those of its path item that it does not replace.
    fn all_parameters(&mut self, map: &'d Map, place: Place, shared: &Shared<'_>) -> Vec<Parameter> {
        let own = self.parameters(map);
        let replaced: HashSet<(Location, String)> = own.iter().map(Parameter::key).collect();
        let mut parameters: Vec<Parameter> = shared
            .parameters
            .iter()
            .filter(|parameter| !replaced.contains(&parameter.key()))
            .cloned()
            .collect();
        self.spend(parameters.len() * 16, place);
        parameters.extend(own.iter().cloned());
        parameters.retain(|parameter| {
            parameter.location != Location::Header
                || !SAID_ELSEWHERE.iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
        });
        self.check_whole_query(&parameters);
        self.match_template(&mut parameters, place, shared.template);
        parameters
    }

    /// Drops path parameters that the path does not have, and declares those that only the path has.
    fn match_template(&mut self, parameters: &mut Vec<Parameter>, place: Place, template: &PathTemplate) {
        let names: HashSet<&str> = template.parameters().collect();
        parameters.retain(|parameter| {
            let is_there = parameter.location != Location::Path || names.contains(parameter.name.as_str());
            if !is_there {
                let message =
                    format!("the path {template} has no \"{}\"; the parameter is ignored", parameter.name);
                let warning = Diagnostic::warning(parameter.place, message);
                self.diagnostics.push(warning.did_you_mean(&parameter.name, names.iter().copied()));
            }
            is_there
        });
        let mut seen = HashSet::new();
        for name in template.parameters().filter(|name| seen.insert(*name)) {
            let declared = parameters
                .iter()
                .any(|parameter| parameter.location == Location::Path && parameter.name == name);
            if !declared {
                let message =
                    format!("the parameter \"{name}\" of {template} is not declared; it is taken for a text");
                self.warn(place, message);
                let schema = self.text_schema(place);
                parameters.push(undeclared(name, place, schema));
            }
        }
    }

    fn operation_extra(&mut self, map: &'d Map) -> Json<String, Value> {
        let mut extra = Json::new();
        if let Some(callbacks) = self.object_member(map, "callbacks") {
            let callbacks = self.described_map(callbacks, Object::Callback);
            extra.insert("callbacks".to_owned(), Value::Object(callbacks));
        }
        for key in ["servers", "externalDocs"] {
            if let Some(node) = self.present(map, key) {
                extra.insert(key.to_owned(), self.told(node));
            }
        }
        extra.extend(self.extensions(map));
        extra
    }
}

fn undeclared(name: &str, place: Place, schema: crate::api::SchemaId) -> Parameter {
    Parameter {
        place,
        name: name.to_owned(),
        location: Location::Path,
        required: true,
        description: None,
        deprecated: false,
        style: Location::Path.default_style(),
        explode: false,
        allow_reserved: false,
        allow_empty: false,
        schema,
        content: None,
        extra: Json::new(),
    }
}

/// What about a path cannot be served.
fn unsupported(template: &PathTemplate, place: Place) -> Vec<Diagnostic> {
    let mut problems = Vec::new();
    let mut seen = HashSet::new();
    if let Some(name) = template.parameters().find(|name| !seen.insert(*name)) {
        let message = format!("the path {template} has the parameter \"{name}\" twice");
        problems.push(Diagnostic::warning(place, message).capability("repeated-path-parameter"));
    }
    if template.text.contains(['?', '#']) {
        let message =
            format!("the path {template} has a query or a fragment, which no path of a request has");
        let help = "declare what stands behind the \"?\" as query parameters";
        problems.push(Diagnostic::warning(place, message).capability("query-in-path").help(help));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;
    use crate::api::Location;

    #[test]
    fn merges_the_parameters_of_the_path() {
        let text = "paths:
  /a/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: integer}}
      - {name: q, in: query, schema: {type: string}}
      - {name: Accept, in: header, schema: {type: string}}
    get:
      parameters: [{name: q, in: query, required: true, schema: {type: integer}}]
      responses: {'200': {description: ''}}
";
        let api = document("3.1.0", text).clean();
        let parameters: Vec<(Location, &str, bool)> = api.operations[0]
            .parameters
            .iter()
            .map(|parameter| (parameter.location, parameter.name.as_str(), parameter.required))
            .collect();
        assert_eq!(parameters, [(Location::Path, "id", true), (Location::Query, "q", true)]);
    }

    #[test]
    fn goes_on_where_path_and_parameters_disagree() {
        let tried = document(
            "3.1.0",
            "paths:\n  /a/{id}:\n    get: {parameters: [{name: di, in: path, required: true, schema: {}}], responses: {'200': {description: ''}}}\n",
        );
        assert_eq!(
            tried.problems,
            [
                "5:24: warning: the path /a/{id} has no \"di\"; the parameter is ignored",
                "5:5: warning: the parameter \"id\" of /a/{id} is not declared; it is taken for a text"
            ]
        );
        let api = tried.api();
        let parameter = &api.operations[0].parameters[0];
        assert_eq!((parameter.name.as_str(), parameter.required), ("id", true));
        assert_eq!(api.schemas.to_json(parameter.schema)["type"], "string");
    }

    #[test]
    fn describes_callbacks() {
        let text = "paths:
  /a:
    post:
      responses: {'200': {description: ''}}
      callbacks:
        done:
          '{$request.body#/url}':
            post:
              requestBody: {content: {application/json: {schema: {type: string, nullable: true}}}}
              responses: {'200': {$ref: '#/components/responses/Ok'}}
components: {responses: {Ok: {description: fine}}}
";
        let api = document("3.0.3", text).clean();
        let callback = &api.operations[0].extra["callbacks"]["done"]["{$request.body#/url}"]["post"];
        assert_eq!(
            callback["requestBody"]["content"]["application/json"]["schema"],
            serde_json::json!({"type": ["string", "null"]})
        );
        assert_eq!(callback["responses"]["200"]["$ref"], "#/components/responses/Ok");
        assert_eq!(api.header["components"]["responses"]["Ok"]["description"], "fine");
    }
}
