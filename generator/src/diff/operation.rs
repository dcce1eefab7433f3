//! Comparing operations.

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::comparison::{At, Comparison};
use super::difference::Kind;
use super::normalise::Requirement;
use super::{content, extra, header, normalise, parameter};
use crate::api::{Operation, Response, Status};

/// Compares an operation.
pub fn compare(comparison: &mut Comparison, spec: &Operation, types: &Operation, at: &At) {
    let id = |operation: &Operation| operation.id.clone().map(Value::from);
    comparison.values(at.then("operationId"), id(spec), id(types));
    comparison.texts(at.then("summary"), spec.summary.as_deref(), types.summary.as_deref());
    comparison.texts(at.then("description"), spec.description.as_deref(), types.description.as_deref());
    comparison.flags(at.then("deprecated"), spec.deprecated, types.deprecated);
    let tags = |operation: &Operation| -> Vec<Value> {
        normalise::names(&operation.tags).into_iter().map(Value::from).collect()
    };
    comparison.lists(&at.then("tags"), &tags(spec), &tags(types));
    comparison.lists(&at.then("security"), &security(spec), &security(types));
    parameter::compare(comparison, &spec.parameters, &types.parameters, at);
    content::bodies(comparison, spec.body.as_ref(), types.body.as_ref(), at);
    responses(comparison, &spec.responses, &types.responses, at);
    extra::compare(comparison, at, &spec.extra, &types.extra);
}

fn security(operation: &Operation) -> Vec<Value> {
    let alternatives: Vec<Requirement> = normalise::security(operation).into_iter().collect();
    alternatives.into_iter().map(|alternative| json!(alternative)).collect()
}

fn responses(comparison: &mut Comparison, spec: &[Response], types: &[Response], at: &At) {
    let at = at.then("responses");
    let (spec, types) = (by_status(spec), by_status(types));
    for (status, response) in &spec {
        let at = at.then(status.to_string()).placed(response.place);
        match types.get(status) {
            Some(other) => response_pair(comparison, response, other, &at),
            None => comparison.add(Kind::Missing, at, None, None),
        }
    }
    for status in types.keys().filter(|status| !spec.contains_key(*status)) {
        comparison.add(Kind::Added, at.then(status.to_string()), None, None);
    }
}

fn by_status(responses: &[Response]) -> IndexMap<Status, &Response> {
    responses.iter().map(|response| (response.status, response)).collect()
}

fn response_pair(comparison: &mut Comparison, spec: &Response, types: &Response, at: &At) {
    comparison.texts(at.then("description"), Some(&spec.description), Some(&types.description));
    header::compare(comparison, &spec.headers, &types.headers, at);
    content::compare(comparison, &spec.content, &types.content, at);
    extra::compare(comparison, at, &spec.extra, &types.extra);
}
