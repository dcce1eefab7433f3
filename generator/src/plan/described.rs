//! Operations as JSON, for those that are handled raw: they are described as they were read.

use serde_json::{Map, Value};

use super::media::said;
use crate::api::{Body, Header, Media, Operation, Parameter, Response, SchemaId, Schemas, Style};

/// The operation object.
pub fn operation(operation: &Operation, schemas: &Schemas) -> Value {
    let mut json = Map::new();
    let texts = [
        ("operationId", &operation.id),
        ("summary", &operation.summary),
        ("description", &operation.description),
    ];
    for (name, text) in texts {
        if let Some(text) = text {
            json.insert(name.to_owned(), Value::String(text.clone()));
        }
    }
    if !operation.tags.is_empty() {
        json.insert("tags".to_owned(), operation.tags.clone().into());
    }
    flag(&mut json, "deprecated", operation.deprecated);
    if !operation.parameters.is_empty() {
        let parameters = operation.parameters.iter().map(|it| parameter(it, schemas)).collect();
        json.insert("parameters".to_owned(), Value::Array(parameters));
    }
    if let Some(it) = &operation.body {
        json.insert("requestBody".to_owned(), body(it, schemas));
    }
    let responses = operation.responses.iter().map(|it| (it.status.to_string(), response(it, schemas)));
    json.insert("responses".to_owned(), Value::Object(responses.collect()));
    // Said even where it is none: left out, it would be what the document asks for everywhere.
    let alternatives = operation.security.iter().map(|schemes| {
        Value::Object(schemes.iter().map(|(name, scopes)| (name.clone(), scopes.clone().into())).collect())
    });
    json.insert("security".to_owned(), Value::Array(alternatives.collect()));
    json.extend(operation.extra.clone());
    Value::Object(json)
}

fn parameter(parameter: &Parameter, schemas: &Schemas) -> Value {
    let mut json = Map::new();
    json.insert("name".to_owned(), Value::String(parameter.name.clone()));
    json.insert("in".to_owned(), Value::String(parameter.location.name().to_owned()));
    text(&mut json, "description", parameter.description.as_deref());
    flag(&mut json, "required", parameter.required);
    flag(&mut json, "deprecated", parameter.deprecated);
    flag(&mut json, "allowReserved", parameter.allow_reserved);
    flag(&mut json, "allowEmptyValue", parameter.allow_empty);
    style(&mut json, parameter.style, parameter.explode, parameter.location.default_style());
    schema(&mut json, parameter.content.as_ref(), parameter.schema, schemas);
    json.extend(parameter.extra.clone());
    Value::Object(json)
}

/// The header object.
pub(super) fn header(header: &Header, schemas: &Schemas) -> Value {
    let mut json = Map::new();
    text(&mut json, "description", header.description.as_deref());
    flag(&mut json, "required", header.required);
    flag(&mut json, "deprecated", header.deprecated);
    style(&mut json, header.style, header.explode, Style::Simple);
    schema(&mut json, header.content.as_ref(), header.schema, schemas);
    json.extend(header.extra.clone());
    Value::Object(json)
}

fn body(body: &Body, schemas: &Schemas) -> Value {
    let mut json = Map::new();
    text(&mut json, "description", body.description.as_deref());
    flag(&mut json, "required", body.required);
    json.insert("content".to_owned(), contents(&body.content, schemas));
    json.extend(body.extra.clone());
    Value::Object(json)
}

fn response(response: &Response, schemas: &Schemas) -> Value {
    let mut json = Map::new();
    json.insert("description".to_owned(), Value::String(response.description.clone()));
    if !response.headers.is_empty() {
        let headers = response.headers.iter().map(|it| (it.name.clone(), header(it, schemas)));
        json.insert("headers".to_owned(), Value::Object(headers.collect()));
    }
    if !response.content.is_empty() {
        json.insert("content".to_owned(), contents(&response.content, schemas));
    }
    json.extend(response.extra.clone());
    Value::Object(json)
}

fn contents(media: &[Media], schemas: &Schemas) -> Value {
    let contents = media.iter().map(|media| {
        let mut json = Map::new();
        if let Some(schema) = media.schema {
            json.insert("schema".to_owned(), schemas.to_json(schema));
        }
        if let Some(items) = media.item_schema {
            json.insert("itemSchema".to_owned(), schemas.use_json(items));
        }
        json.extend(said(media, schemas));
        (media.range.clone(), Value::Object(json))
    });
    Value::Object(contents.collect())
}

fn text(json: &mut Map<String, Value>, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        json.insert(name.to_owned(), Value::String(text.to_owned()));
    }
}

fn flag(json: &mut Map<String, Value>, name: &str, set: bool) {
    if set {
        json.insert(name.to_owned(), Value::Bool(true));
    }
}

fn style(json: &mut Map<String, Value>, style: Style, explode: bool, usual: Style) {
    if style != usual {
        json.insert("style".to_owned(), Value::String(style.name().to_owned()));
    }
    if explode != style.default_explode() {
        json.insert("explode".to_owned(), Value::Bool(explode));
    }
}

fn schema(json: &mut Map<String, Value>, content: Option<&Media>, schema: SchemaId, schemas: &Schemas) {
    let Some(media) = content else {
        json.insert("schema".to_owned(), schemas.to_json(schema));
        return;
    };
    let mut object = Map::from_iter([("schema".to_owned(), schemas.to_json(schema))]);
    object.extend(said(media, schemas));
    let content = Map::from_iter([(media.range.clone(), Value::Object(object))]);
    json.insert("content".to_owned(), Value::Object(content));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::{Limits, load_text};

    #[test]
    fn an_operation_that_needs_no_credentials_says_so() {
        let text = "openapi: 3.1.0
info: { title: T, version: '1' }
security: [{ token: [] }]
paths:
  /a:
    get: { security: [], responses: { '204': { description: Done. } } }
    put: { responses: { '204': { description: Done. } } }
components: { securitySchemes: { token: { type: http, scheme: bearer } } }
";
        let document =
            load_text("a.yaml", text, &Limits::default()).unwrap_or_else(|problems| panic!("{problems}"));
        let api = crate::api::resolve(&document, &mut Vec::new()).expect("an API");
        let security: Vec<_> =
            api.operations.iter().map(|it| operation(it, &api.schemas)["security"].to_string()).collect();
        assert_eq!(security, ["[]", r#"[{"token":[]}]"#]);
    }
}
