//! Operations.

use serde_json::{Value, json};
use utoipa::openapi::Deprecated;
use utoipa::openapi::path::Operation;
use utoipa::openapi::response::ResponsesBuilder;

use super::schema::Components;
use super::{body, extra, parameter, response};
use crate::operation::{OperationInfo, Requirement};

/// Describes an operation. `common` is the security that holds where an operation says nothing.
pub(super) fn operation(
    info: &OperationInfo,
    common: Option<&Value>,
    components: &mut Components,
) -> Operation {
    let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let mut operation = Operation::new();
    operation.summary = text(info.summary);
    operation.description = text(info.doc);
    operation.operation_id = text(info.id);
    operation.tags = (!info.tags.is_empty()).then(|| info.tags.iter().map(|tag| (*tag).to_owned()).collect());
    operation.deprecated = info.deprecated.then_some(Deprecated::True);
    let parameters: Vec<_> = info
        .parts
        .iter()
        .flat_map(|part| response::fields(part.of).iter().map(|field| (field, part.location)))
        .map(|(field, location)| parameter::parameter(field, location, components).into())
        .collect();
    operation.parameters = (!parameters.is_empty()).then_some(parameters);
    operation.request_body = info.body.as_ref().map(|body| body::body(body, components).into());
    operation.responses = info
        .responses
        .iter()
        .fold(ResponsesBuilder::new(), |responses, info| {
            responses.response(info.status.to_string(), response::response(info, components))
        })
        .build();
    let mut rest = extra::read(info.extra);
    let security = security(info.security);
    if common.map_or(!info.security.is_empty(), |common| *common != security) {
        rest.insert("security".to_owned(), security);
    }
    operation.extensions = extra::extensions(rest);
    operation
}

fn security(alternatives: &[&[Requirement]]) -> Value {
    let alternatives = alternatives.iter().map(|requirements| {
        requirements
            .iter()
            .map(|requirement| (requirement.scheme.to_owned(), json!(requirement.scopes)))
            .collect()
    });
    Value::Array(alternatives.map(Value::Object).collect())
}
