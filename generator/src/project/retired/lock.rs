//! What the last run knew: the operations and schemas of a spec, as a document of OpenAPI 3.1.

use std::collections::BTreeMap;
use std::fmt::Write;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::api::{self, Api, Method, Operation, PathTemplate, SpecVersion};
use crate::load::{self, Limits};
use crate::plan::{Plan, Route, described};
use crate::project::MARK;

/// The name of the file, beside `routewright.toml`.
pub const FILE: &str = "routewright.lock";
/// The extension that holds the name of an operation's request type.
const REQUEST: &str = "x-routewright-request";
/// Where a path has the methods that have no member of their own.
const ADDITIONAL: &str = "additionalOperations";

/// The text of the file, from what it says about each spec.
pub fn text(parts: &[(&str, String)]) -> String {
    let mut out = format!("{MARK}; do not edit: by it, operations that leave a spec are noticed.\n{{");
    let mut separator = "\n";
    for (name, part) in parts {
        let _ = write!(out, "{separator}{}:{part}", quoted(name));
        separator = ",\n";
    }
    out.push_str("\n}\n");
    out
}

/// What the file says about a spec: an operation or a schema a line, so that little changes when little changes.
pub fn part(api: &Api, plan: &Plan, retired: &[Route]) -> String {
    let mut out = "{".to_owned();
    let head = [
        ("openapi", Value::from(if needs_3_2(api) { "3.2.0" } else { "3.1.0" })),
        ("info", serde_json::json!({ "title": "", "version": "" })),
    ];
    for (name, value) in head {
        let _ = write!(out, "{}:{value},", quoted(name));
    }
    let security = api.header.get("components").and_then(|components| components.get("securitySchemes"));
    let security = security.cloned().unwrap_or_else(|| Value::Object(Map::new()));
    let _ = write!(out, "\"components\":{{\"securitySchemes\":{security},\"schemas\":{{");
    let mut separator = "\n";
    for (name, id) in &api.components {
        let _ = write!(out, "{separator}{}:{}", quoted(name), api.schemas.to_json(*id));
        separator = ",\n";
    }
    out.push_str("\n}},\"paths\":{");
    let routes = plan.routes.iter().chain(retired);
    let mut paths: IndexMap<&str, Vec<(&Operation, &Route)>> = IndexMap::new();
    for (operation, route) in api.operations.iter().zip(routes) {
        paths.entry(&operation.path.text).or_default().push((operation, route));
    }
    separator = "\n";
    for (path, operations) in paths {
        let _ = write!(out, "{separator}{}:", quoted(path));
        let (additional, own): (Vec<_>, Vec<_>) =
            operations.into_iter().partition(|(operation, _)| operation.method.is_additional());
        let mut inner = "{\n";
        each(&mut out, api, &own, &mut inner);
        if !additional.is_empty() {
            let _ = write!(out, "{inner}{}:", quoted(ADDITIONAL));
            each(&mut out, api, &additional, &mut "{\n");
            out.push('}');
        }
        out.push('}');
        separator = ",\n";
    }
    out.push_str("\n}}");
    out
}

/// Operations by their methods, a line each.
fn each(out: &mut String, api: &Api, operations: &[(&Operation, &Route)], before: &mut &str) {
    for (operation, route) in operations {
        let mut json = described::operation(operation, &api.schemas);
        json[REQUEST] = Value::from(route.request.as_str());
        let _ = write!(out, "{before}{}:{json}", quoted(operation.method.key()));
        *before = ",\n";
    }
}

/// Whether an operation has what no version before 3.2 has.
fn needs_3_2(api: &Api) -> bool {
    let is_new =
        |operation: &Operation| operation.method == Method::Query || operation.method.is_additional();
    api.version == SpecVersion::V3_2 || api.operations.iter().any(is_new)
}

fn quoted(text: &str) -> Value {
    Value::from(text)
}

/// A lock file that was read.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    specs: Map<String, Value>,
}

impl Lock {
    /// Reads a lock file; one that is broken says nothing.
    pub fn read(text: &str) -> Self {
        let json = text.strip_prefix(MARK).and_then(|rest| rest.split_once('\n')).map(|(_, json)| json);
        Self { specs: json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default() }
    }

    /// The names of the request types of specs that are no longer among `names`, with the names of these specs.
    pub fn gone(&self, names: &[&str]) -> BTreeMap<&str, &str> {
        let specs = self.specs.iter().filter(|(name, _)| !names.contains(&name.as_str()));
        let requests = specs.flat_map(|(name, spec)| {
            let paths = spec.get("paths").and_then(Value::as_object).into_iter().flatten();
            let operations = paths.filter_map(|(_, item)| item.as_object()).flatten();
            operations
                .filter_map(move |(_, operation)| Some((operation.get(REQUEST)?.as_str()?, name.as_str())))
        });
        requests.collect()
    }

    /// What it says about a spec, to be said again.
    pub fn part(&self, name: &str) -> Option<String> {
        self.specs.get(name).map(Value::to_string)
    }

    /// An API of the operations of a spec that are chosen by path, method and the name of their request type; none of no
    /// operations.
    pub fn operations(
        &self,
        spec: &str,
        is_chosen: impl Fn(&PathTemplate, &Method, &str) -> bool,
    ) -> Option<Api> {
        let spec = self.specs.get(spec)?;
        let mut chosen = Vec::new();
        for (path, item) in spec.get("paths")?.as_object()? {
            let Ok(template) = PathTemplate::parse(path) else { continue };
            let own = item.as_object().into_iter().flatten();
            let own = own.filter_map(|(key, operation)| Some((Method::from_key(key)?, operation)));
            let additional = item.get(ADDITIONAL).and_then(Value::as_object).into_iter().flatten();
            let additional =
                additional.map(|(name, operation)| (Method::Other(name.as_str().into()), operation));
            for (method, operation) in own.chain(additional) {
                let request = operation.get(REQUEST).and_then(Value::as_str).unwrap_or_default();
                if !request.is_empty() && is_chosen(&template, &method, request) {
                    chosen.push((path.as_str(), method));
                }
            }
        }
        if chosen.is_empty() {
            return None;
        }
        let document =
            load::load_text("routewright.lock.json", &spec.to_string(), &Limits::default()).ok()?;
        let mut api = api::resolve(&document, &mut Vec::new())?;
        let is_chosen = |operation: &Operation| {
            chosen.iter().any(|(path, method)| *path == operation.path.text && *method == operation.method)
        };
        api.operations.retain(is_chosen);
        for operation in &mut api.operations {
            operation.extra.remove(REQUEST);
        }
        Some(api)
    }
}
