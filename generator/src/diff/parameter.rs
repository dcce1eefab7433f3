//! Comparing parameters.

use indexmap::IndexMap;
use serde_json::Value;

use super::comparison::{At, Comparison};
use super::difference::Kind;
use super::normalise;
use super::side::Side;
use super::{content, extra};
use crate::api::{Location, Parameter, Style};

/// Compares the parameters of an operation; their order says nothing.
pub fn compare(comparison: &mut Comparison, spec: &[Parameter], types: &[Parameter], at: &At) {
    let at = at.then("parameters");
    let (spec, types) = (by_name(spec), by_name(types));
    for (key, parameter) in &spec {
        let at = at.then(token(parameter)).placed(parameter.place);
        match types.get(key) {
            Some(other) => one(comparison, parameter, other, &at),
            None => comparison.add(Kind::Missing, at, None, None),
        }
    }
    for (key, parameter) in &types {
        if !spec.contains_key(key) {
            comparison.add(Kind::Added, at.then(token(parameter)), None, None);
        }
    }
}

fn by_name(parameters: &[Parameter]) -> IndexMap<(Location, String), &Parameter> {
    let key = |parameter: &Parameter| {
        (parameter.location, normalise::parameter(parameter.location, &parameter.name))
    };
    parameters.iter().map(|parameter| (key(parameter), parameter)).collect()
}

/// How a pointer names a parameter: by what tells it from the others, which its position does not.
fn token(parameter: &Parameter) -> String {
    format!("{}:{}", parameter.location.name(), parameter.name)
}

fn one(comparison: &mut Comparison, spec: &Parameter, types: &Parameter, at: &At) {
    comparison.flags(at.then("required"), spec.required, types.required);
    comparison.texts(at.then("description"), spec.description.as_deref(), types.description.as_deref());
    comparison.flags(at.then("deprecated"), spec.deprecated, types.deprecated);
    comparison.flags(at.then("allowReserved"), spec.allow_reserved, types.allow_reserved);
    comparison.flags(at.then("allowEmptyValue"), spec.allow_empty, types.allow_empty);
    content::parameters(comparison, spec.content.as_ref(), types.content.as_ref(), at);
    let (style, explode) = written(&comparison.spec, spec);
    let (other_style, other_explode) = written(&comparison.types, types);
    comparison.values(at.then("style"), style, other_style);
    comparison.values(at.then("explode"), explode, other_explode);
    let (schema, other) = (comparison.spec.node(spec.schema), comparison.types.node(types.schema));
    comparison.schemas(schema, other, at.then("schema"));
    extra::compare(comparison, at, &spec.extra, &types.extra);
}

fn written(side: &Side, parameter: &Parameter) -> (Option<Value>, Option<Value>) {
    let (style, explode) = normalise::style(side, parameter);
    (style.map(Style::name).map(Value::from), explode.map(Value::from))
}
