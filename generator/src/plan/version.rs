//! One spec, from its description to everything that will be written about it.

use serde_json::{Map, Value};

use super::endless::endless;
use super::item::{Field, Item, Rule, Shape, Type};
use super::media::{self, Bodies, Direction};
use super::names::{self, Scope};
use super::operation::{Body, Handling, Operation, Part, Response, Status, Typed};
use super::scheme::Scheme;
use super::types::Types;
use super::types::recursion;
use super::{File, Plan, PlanOptions, Route, described, security, status};
use crate::api::{self, Api, Header, Location, Media, Parameter, PathItem, SchemaId, Style};
use crate::diagnostic::{Diagnostic, Place};

/// Decides everything about one spec.
pub fn plan(api: &Api, options: &PlanOptions, diagnostics: &mut Vec<Diagnostic>) -> Plan {
    let mut types = Types::new(api, options.validation, diagnostics);
    let schemes = security::schemes(api);
    let operations: Vec<Named> =
        api.operations.iter().map(|operation| Named::new(operation, &mut types)).collect();
    for media in
        api.operations.iter().filter_map(|operation| operation.body.as_ref()).flat_map(|body| &body.content)
    {
        if let (true, Some(schema)) = (media::is_multipart(&media.range), media.schema) {
            types.mark_files(schema);
        }
    }
    let mut schemas: Vec<File<Item>> = Vec::with_capacity(api.components.len());
    let mut modules = Scope::default();
    for (name, &id) in &api.components {
        let module = modules.take([names::module(types.name(id)).as_str()]);
        schemas.push(File { module, content: types.component(name, id) });
    }
    let mut problems = Vec::new();
    let mut planned: Vec<Operation> = Vec::with_capacity(operations.len());
    for (operation, named) in api.operations.iter().zip(&operations) {
        let mut planner = Planner { api, types: &mut types, schemes: &schemes, problems: &mut problems };
        planned.push(planner.operation(operation, named));
    }
    let all = schemas.iter().flat_map(|file| &file.content).chain(planned.iter().flat_map(Operation::items));
    for name in endless(&all.collect::<Vec<_>>()) {
        if let Some(id) = api.components.get(name) {
            types.warn(never_ends(api.schemas[*id].place));
        }
    }
    let mut items: Vec<&mut Item> = schemas.iter_mut().flat_map(|file| &mut file.content).collect();
    for operation in &mut planned {
        if let Handling::Typed(typed) = &mut operation.handling {
            items.extend(&mut typed.items);
        }
    }
    items.iter_mut().for_each(|item| types.name_mapped(item));
    diagnostics.append(&mut problems);
    recursion::untie(&mut items);
    let mount = mount(api, options);
    let routes = api
        .operations
        .iter()
        .zip(&planned)
        .map(|(it, planned)| route(it, planned, &mount, options))
        .collect();
    Plan {
        name: options.name.clone(),
        module: names::module(&options.name),
        mount,
        header: header(api),
        components: schemas.iter().filter_map(|file| Some(file.content.first()?.name.clone())).collect(),
        schemas,
        operations: files(planned),
        schemes,
        routes,
    }
}

fn never_ends(place: Place) -> Diagnostic {
    Diagnostic::warning(place, "no value of this schema ever ends: each one needs another one inside")
        .help("make a member on the way optional, or allow null for it")
}

/// The members of the document besides operations and schemas.
fn header(api: &Api) -> String {
    let mut header = api.header.clone();
    let mut paths: Map<String, Value> =
        api.paths.iter().map(|path| (path.template.text.clone(), path_item(path))).collect();
    paths.retain(|_, said| said.as_object().is_some_and(|said| !said.is_empty()));
    if !paths.is_empty()
        && let Value::Object(known) = header.entry("paths").or_insert_with(|| Value::Object(Map::new()))
    {
        known.extend(paths);
    }
    if !api.webhooks.is_empty() {
        header.insert("webhooks".to_owned(), Value::Object(api.webhooks.clone()));
    }
    Value::Object(header).to_string()
}

/// What is said about a path as a whole.
fn path_item(path: &PathItem) -> Value {
    let mut said = Map::new();
    for (name, text) in [("summary", &path.summary), ("description", &path.description)] {
        said.extend(text.iter().map(|text| (name.to_owned(), Value::String(text.clone()))));
    }
    said.extend(path.extensions.clone());
    Value::Object(said)
}

/// The path of a server's URL, without the slash at its end.
fn mount(api: &Api, options: &PlanOptions) -> String {
    let url = match (&options.mount, api.servers.first()) {
        (Some(mount), _) => mount.as_str(),
        (None, Some(server)) => server.url.as_str(),
        (None, None) => "",
    };
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => url.strip_prefix("//").map_or(url, |rest| rest.find('/').map_or("", |at| &rest[at..])),
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let segments: Vec<&str> = path
        .split('/')
        .filter(|it| !it.is_empty() && *it != "." && *it != ".." && !it.contains(['{', '}']))
        .collect();
    segments.iter().map(|segment| format!("/{segment}")).collect()
}

fn route(operation: &api::Operation, planned: &Operation, mount: &str, options: &PlanOptions) -> Route {
    let text = operation.summary.as_ref().or(operation.description.as_ref());
    let first = text.and_then(|text| text.trim().split("\n\n").next());
    let (request, response, described) = match &planned.handling {
        Handling::Typed(typed) => (typed.request.clone(), typed.response.clone(), None),
        Handling::Raw { described } => (String::new(), String::new(), Some(described.clone())),
    };
    Route {
        version: 0,
        document: options.name.clone(),
        module: names::module(&options.name),
        mount: mount.to_owned(),
        method: operation.method.clone(),
        template: operation.path.clone(),
        place: operation.place,
        request,
        response,
        doc: first.map(|text| text.lines().map(str::to_owned).collect()).unwrap_or_default(),
        raw: described.is_some(),
        described,
    }
}

/// One file for each path, in the order of the spec.
fn files(operations: Vec<Operation>) -> Vec<File<Operation>> {
    let mut modules = Scope::default();
    let mut files: Vec<File<Operation>> = Vec::new();
    let mut known = std::collections::HashMap::new();
    for operation in operations {
        let at = *known.entry(operation.path.clone()).or_insert_with(|| {
            let words = operation.path.replace(['{', '}'], "/");
            let module =
                if words.trim_matches('/').is_empty() { "root".to_owned() } else { names::module(&words) };
            files.push(File { module: modules.take([module.as_str()]), content: Vec::new() });
            files.len() - 1
        });
        files[at].content.push(operation);
    }
    files
}

/// The names of an operation's types, taken before those of types without a name.
struct Named {
    base: String,
    request: String,
    response: String,
    parts: Vec<(Location, String)>,
}

impl Named {
    fn new(operation: &api::Operation, types: &mut Types<'_>) -> Self {
        let base = match &operation.id {
            Some(id) => names::type_name(id),
            None => names::type_name(&format!(
                "{} {}",
                operation.method.upper().to_lowercase(),
                operation.path.text
            )),
        };
        let scope = &mut types.scope;
        let take = |scope: &mut Scope, ends: [&str; 3]| {
            let candidates = ends.map(|end| format!("{base}{end}"));
            scope.take(candidates.iter().map(String::as_str))
        };
        let request = take(scope, ["", "Request", "Operation"]);
        let response = take(scope, ["Response", "Reply", "Answer"]);
        let parts = Location::ALL
            .into_iter()
            .filter(|location| operation.parameters.iter().any(|parameter| parameter.location == *location))
            .map(|location| {
                let (_, word) = part(location);
                (location, take(scope, [word, &format!("{word}Parameters"), &format!("{word}Part")]))
            })
            .collect();
        Self { base, request, response, parts }
    }
}

fn part(location: Location) -> (&'static str, &'static str) {
    match location {
        Location::Path => ("path", "Path"),
        Location::Query | Location::QueryString => ("query", "Query"),
        Location::Header => ("headers", "Headers"),
        Location::Cookie => ("cookies", "Cookies"),
    }
}

struct Planner<'a, 'b> {
    api: &'a Api,
    types: &'b mut Types<'a>,
    schemes: &'b [Scheme],
    problems: &'b mut Vec<Diagnostic>,
}

impl Planner<'_, '_> {
    fn operation(&mut self, operation: &api::Operation, named: &Named) -> Operation {
        let alternatives = security::alternatives(operation);
        let handling = match self.typed(operation, named, &alternatives) {
            Ok(typed) => Handling::Typed(Box::new(typed)),
            Err(problems) => {
                self.problems.extend(problems);
                let described = described::operation(operation, &self.api.schemas).to_string();
                Handling::Raw { described }
            }
        };
        Operation {
            method: operation.method.clone(),
            path: operation.path.text.clone(),
            id: operation.id.clone(),
            summary: operation.summary.clone(),
            description: operation.description.clone(),
            tags: operation.tags.clone(),
            deprecated: operation.deprecated,
            refuse_unknown_parameters: self.types.validation.refuses_unknown_parameters(),
            security: alternatives,
            extra: media::json(operation.extra.clone()),
            handling,
        }
    }

    fn typed(
        &mut self,
        operation: &api::Operation,
        named: &Named,
        alternatives: &[Vec<(String, Vec<String>)>],
    ) -> Result<Typed, Vec<Diagnostic>> {
        if !operation.unsupported.is_empty() {
            return Err(operation.unsupported.clone());
        }
        if operation.responses.is_empty() {
            let problem =
                Diagnostic::warning(operation.place, "this operation has no responses: its handler is raw");
            return Err(vec![problem.help("declare at least one response, such as `default`")]);
        }
        let auth = security::auth(operation, alternatives, self.schemes).map_err(|problem| vec![problem])?;
        let mut parts = Vec::new();
        let mut items = Vec::new();
        for (location, name) in &named.parts {
            let parameters: Vec<&Parameter> =
                operation.parameters.iter().filter(|parameter| parameter.location == *location).collect();
            let item = self.parameters(name, &parameters);
            let whole = whole(&item).filter(|_| *location == Location::QueryString);
            parts.push(Part { field: part(*location).0, item: name.clone(), whole });
            items.push(item);
            items.append(&mut self.types.collect_made());
        }
        let body = operation.body.as_ref().and_then(|body| self.body(body, &named.base));
        items.append(&mut self.types.collect_made());
        let responses = self.responses(&operation.responses, &named.base, &mut items);
        Ok(Typed {
            request: named.request.clone(),
            auth,
            parts,
            body,
            response: named.response.clone(),
            responses,
            items,
        })
    }

    fn parameters(&mut self, name: &str, parameters: &[&Parameter]) -> Item {
        let names = parameters.iter().map(|parameter| match parameter.location {
            Location::QueryString => "query",
            _ => parameter.name.as_str(),
        });
        let idents = names::distinct(names, names::field);
        let fields = parameters.iter().zip(idents).map(|(parameter, ident)| {
            let wire = Wire {
                style: (parameter.style != parameter.location.default_style()).then_some(parameter.style),
                explode: (parameter.explode != parameter.style.default_explode())
                    .then_some(parameter.explode),
                content: parameter.content.as_ref().map(|media| self.content(media)),
                flags: [
                    ("allow_reserved", parameter.allow_reserved),
                    ("allow_empty", parameter.allow_empty),
                    ("deprecated", parameter.deprecated),
                ],
                extra: media::json(parameter.extra.clone()),
            };
            let required = parameter.required || parameter.location == Location::Path;
            let mut field = self.carried(name, ident, &parameter.name, parameter.schema, required, wire);
            field.doc.clone_from(&parameter.description);
            field
        });
        let shape = Shape::Struct(fields.collect());
        Item { name: name.to_owned(), component: None, doc: None, rules: Vec::new(), shape }
    }

    fn headers(&mut self, name: &str, headers: &[Header]) -> Item {
        let idents = names::distinct(headers.iter().map(|header| header.name.as_str()), names::field);
        let fields = headers.iter().zip(idents).map(|(header, ident)| {
            let wire = Wire {
                style: (header.style != Style::Simple).then_some(header.style),
                explode: (header.explode != header.style.default_explode()).then_some(header.explode),
                content: header.content.as_ref().map(|media| self.content(media)),
                flags: [("allow_reserved", false), ("allow_empty", false), ("deprecated", header.deprecated)],
                extra: media::json(header.extra.clone()),
            };
            let mut field = self.carried(name, ident, &header.name, header.schema, header.required, wire);
            field.doc.clone_from(&header.description);
            field
        });
        let shape = Shape::Struct(fields.collect());
        Item { name: name.to_owned(), component: None, doc: None, rules: Vec::new(), shape }
    }

    /// The media type in which a parameter or a header is written, and what else its object says.
    fn content<'m>(&self, media: &'m Media) -> (&'m str, Option<String>) {
        (&media.range, media::json(media::said(media, &self.api.schemas)))
    }

    /// The field of a parameter or a header. Its description is its own; what its schema says stays in the schema.
    fn carried(
        &mut self,
        parent: &str,
        ident: String,
        name: &str,
        schema: SchemaId,
        required: bool,
        wire: Wire<'_>,
    ) -> Field {
        let used = self.types.usage(schema, &format!("{parent}{}", names::pascal(name)));
        let mut annotations = self.types.annotations(schema);
        if let Some(description) = annotations.description.take() {
            annotations.others.insert("description".to_owned(), Value::String(description));
        }
        let mut field = self.types.member(ident, name, schema, required, used, annotations);
        let end = field.rules.iter().position(|rule| rule.key() == "schema").unwrap_or(field.rules.len());
        field.rules.splice(end..end, wire.rules());
        field
    }

    fn body(&mut self, body: &api::Body, base: &str) -> Option<Body> {
        let hint = format!("{base}Body");
        let Bodies { content, extra, of } =
            media::bodies(self.types, &self.api.schemas, &body.content, Direction::Request, &hint)?;
        Some(Body {
            doc: body.description.clone(),
            content,
            extra,
            body_extra: media::json(body.extra.clone()),
            of: if body.required { of } else { Type::Option(Box::new(of)) },
        })
    }

    fn responses(&mut self, responses: &[api::Response], base: &str, items: &mut Vec<Item>) -> Vec<Response> {
        let names: Vec<String> = responses.iter().map(|response| status::variant(response.status)).collect();
        let idents = names::distinct(names.iter().map(String::as_str), names::pascal);
        let responses = responses.iter().zip(idents).map(|(response, name)| {
            let hint = format!("{base}{name}");
            let headers = (!response.headers.is_empty()).then(|| {
                let name = self.types.scope.take([format!("{hint}Headers").as_str()]);
                items.push(self.headers(&name, &response.headers));
                items.append(&mut self.types.collect_made());
                name
            });
            let bodies =
                media::bodies(self.types, &self.api.schemas, &response.content, Direction::Response, &hint);
            items.append(&mut self.types.collect_made());
            let (content, extra, body) = match bodies {
                Some(Bodies { content, extra, of }) => (content, extra, Some(of)),
                None => (None, None, None),
            };
            Response {
                name,
                status: match response.status {
                    api::Status::Code(code) => Status::Code(code),
                    api::Status::Range(digit) => Status::Open(range_text(digit)),
                    api::Status::Default => Status::Open("default"),
                },
                doc: response.description.clone(),
                summary: summary(response),
                content,
                extra,
                response_extra: media::json(response.extra.clone()),
                headers,
                body,
            }
        });
        responses.collect()
    }
}

/// The type of the only field.
fn whole(item: &Item) -> Option<Type> {
    match &item.shape {
        Shape::Struct(fields) => fields.first().map(|field| field.of.clone()),
        _ => None,
    }
}

/// What a response without a description says of itself.
fn summary(response: &api::Response) -> Option<String> {
    let said = response.extra.get("summary").and_then(Value::as_str);
    said.filter(|_| response.description.is_empty()).map(str::to_owned)
}

fn range_text(digit: u8) -> &'static str {
    ["0XX", "1XX", "2XX", "3XX", "4XX", "5XX"].get(usize::from(digit)).copied().unwrap_or("default")
}

/// How a parameter or a header is written.
struct Wire<'a> {
    style: Option<Style>,
    explode: Option<bool>,
    /// The media type, and further members of its object as JSON.
    content: Option<(&'a str, Option<String>)>,
    flags: [(&'static str, bool); 3],
    extra: Option<String>,
}

impl Wire<'_> {
    fn rules(self) -> Vec<Rule> {
        let mut rules = Vec::new();
        rules.extend(self.style.map(|style| Rule::Text("style", style.name().to_owned())));
        rules.extend(self.explode.map(|explode| Rule::Bool("explode", explode)));
        let (content, content_extra) = self.content.unzip();
        rules.extend(content.map(|content| Rule::Text("content", content.to_owned())));
        rules.extend(self.flags.into_iter().filter(|(_, set)| *set).map(|(key, _)| Rule::Flag(key)));
        rules.extend(self.extra.map(|extra| Rule::Json("extra", extra)));
        rules.extend(content_extra.flatten().map(|extra| Rule::Json("content_extra", extra)));
        rules
    }
}
