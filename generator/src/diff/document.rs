//! Comparing what a document says beside its operations.

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::comparison::{At, Comparison};
use super::difference::Kind;
use super::pointer::Pointer;
use super::{extra, normalise, operation};
use crate::api::{Api, Method, Operation, PathItem};

/// What is compared in its own way below, or not at all.
const APART: [&str; 9] = [
    "openapi",
    "jsonSchemaDialect",
    "info",
    "servers",
    "security",
    "tags",
    "paths",
    "components",
    "webhooks",
];

/// Compares everything; the pairs of schemas are noted.
pub fn compare(comparison: &mut Comparison) {
    let (spec, types) = (comparison.spec.api, comparison.types.api);
    let root = At { pointer: Pointer::root(), place: None };
    header(comparison, spec, types, &root);
    // Components come before what uses them, so that a difference in one is reported at its name.
    components(comparison, spec, types, &root);
    paths(comparison, &spec.paths, &types.paths, &root.then("paths"));
    operations(comparison, spec, types, &root.then("paths"));
    extra::compare(comparison, &root.then("webhooks"), &spec.webhooks, &types.webhooks);
}

fn header(comparison: &mut Comparison, spec: &Api, types: &Api, root: &At) {
    let rest = |api: &Api| {
        let mut rest = api.header.clone();
        rest.retain(|name, _| !APART.contains(&name.as_str()));
        rest
    };
    extra::compare(comparison, root, &rest(spec), &rest(types));
    for name in ["info", "paths"] {
        extra::compare(comparison, &root.then(name), &object(spec, name), &object(types, name));
    }
    servers(comparison, spec, types, &root.then("servers"));
    let tags = |api: &Api| by_name(api.header.get("tags"));
    extra::compare(comparison, &root.then("tags"), &tags(spec), &tags(types));
    let schemes = |api: &Api| {
        let schemes = api.header.get("components").and_then(|components| components.get("securitySchemes"));
        schemes.and_then(Value::as_object).cloned().unwrap_or_default()
    };
    let at = root.then("components").then("securitySchemes");
    comparison.objects(&at, &schemes(spec), &schemes(types));
}

fn object(api: &Api, name: &str) -> Map<String, Value> {
    api.header.get(name).and_then(Value::as_object).cloned().unwrap_or_default()
}

/// Tags by their name: their order says nothing.
fn by_name(tags: Option<&Value>) -> Map<String, Value> {
    let tags = tags.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let named = tags.iter().filter_map(|tag| {
        let mut tag = tag.as_object()?.clone();
        let name = tag.shift_remove("name")?;
        Some((name.as_str()?.to_owned(), Value::Object(tag)))
    });
    named.collect()
}

fn servers(comparison: &mut Comparison, spec: &Api, types: &Api, at: &At) {
    let spec = normalise::servers(spec.header.get("servers"));
    let types = normalise::servers(types.header.get("servers"));
    for index in 0..spec.len().max(types.len()) {
        let at = at.then(index.to_string());
        match (spec.get(index), types.get(index)) {
            (Some(spec), Some(types)) => comparison.objects(&at, spec, types),
            (spec, types) => {
                comparison.values(at, spec.cloned().map(Value::Object), types.cloned().map(Value::Object));
            }
        }
    }
}

fn components(comparison: &mut Comparison, spec: &Api, types: &Api, root: &At) {
    let at = root.then("components").then("schemas");
    for (name, id) in &spec.components {
        let at = at.then(name).placed(spec.schemas[*id].place);
        match types.components.get(name) {
            Some(other) => {
                let pair = (comparison.spec.node(*id), comparison.types.node(*other));
                comparison.schemas(pair.0, pair.1, at);
            }
            None => comparison.add(Kind::Missing, at, None, None),
        }
    }
}

fn paths(comparison: &mut Comparison, spec: &[PathItem], types: &[PathItem], at: &At) {
    let by_template = |paths: &[PathItem]| -> IndexMap<String, PathItem> {
        paths.iter().map(|path| (path.template.text.clone(), path.clone())).collect()
    };
    let (spec, types) = (by_template(spec), by_template(types));
    for (template, path) in &spec {
        // A path that is missing as a whole is reported by its operations.
        let Some(other) = types.get(template) else { continue };
        let at = at.then(template).placed(path.place);
        comparison.texts(at.then("summary"), path.summary.as_deref(), other.summary.as_deref());
        comparison.texts(at.then("description"), path.description.as_deref(), other.description.as_deref());
        extra::compare(comparison, &at, &path.extensions, &other.extensions);
    }
}

fn operations(comparison: &mut Comparison, spec: &Api, types: &Api, at: &At) {
    fn by_route(api: &Api) -> IndexMap<(&str, &Method), &Operation> {
        api.operations
            .iter()
            .chain(&api.hidden)
            .map(|operation| ((operation.path.text.as_str(), &operation.method), operation))
            .collect()
    }
    let place = |(template, method): &(&str, &Method)| match method.is_additional() {
        true => at.then(*template).then("additionalOperations").then(method.key()),
        false => at.then(*template).then(method.key()),
    };
    let (spec, types) = (by_route(spec), by_route(types));
    for (route, operation) in &spec {
        let at = place(route).placed(operation.place);
        match types.get(route) {
            Some(other) => operation::compare(comparison, operation, other, &at),
            None => comparison.add(Kind::Missing, at, None, None),
        }
    }
    for route in types.keys().filter(|route| !spec.contains_key(*route)) {
        comparison.add(Kind::Added, place(route), None, None);
    }
}
