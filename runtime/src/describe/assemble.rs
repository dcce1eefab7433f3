//! The whole document, from its parts.

use serde_json::{Map, Value, json};
use utoipa::openapi::path::{HttpMethod, Operation, PathItem, PathsBuilder};
use utoipa::openapi::{Components as UtoipaComponents, Info, OpenApiBuilder, OpenApiVersion};

use super::schema::{Components, utoipa};
use super::{operation, order, path, response};
use crate::operation::{Document, Location, Media, Method, OperationInfo};

/// The document; `header` are its own members.
pub(super) fn assemble(
    document: &Document,
    header: Map<String, Value>,
    operations: &[&'static OperationInfo],
) -> Value {
    let mut components = Components::of_document();
    for of in document.components {
        components.add(of());
    }
    let mut paths = PathsBuilder::new();
    for info in operations {
        let operation = operation::operation(info, header.get("security"), &mut components);
        paths = paths.path(info.path, path_item(info.method, operation));
    }
    let schemas = components.finish();
    let names: Vec<String> = schemas.keys().cloned().collect();
    let mut described = UtoipaComponents::new();
    for (name, schema) in schemas {
        if let Value::Object(schema) = schema {
            described.schemas.insert(name, utoipa(schema));
        }
    }
    let built = OpenApiBuilder::new()
        .openapi(version(&header, operations))
        .info(info(&header))
        .paths(paths.build())
        .components((!names.is_empty()).then_some(described))
        .build();
    // What utoipa builds can always be written as JSON.
    let mut value = serde_json::to_value(&built).unwrap_or_default();
    path::all(&mut value, &header);
    merge(&mut value, header, document.mount);
    order::document(&mut value);
    order::like(value.pointer_mut("/components/schemas"), &names);
    operations.iter().for_each(|info| in_table_order(&mut value, info));
    value
}

/// What the document says it is written in: 3.2 where its specification is, or where it has what no version before has.
fn version(header: &Map<String, Value>, operations: &[&'static OperationInfo]) -> OpenApiVersion {
    let said = header.get("openapi").and_then(Value::as_str).unwrap_or_default();
    let is_new = |info: &&OperationInfo| {
        matches!(info.method, Method::Query | Method::Other(_))
            || info.parts.iter().any(|part| part.location == Location::QueryString)
    };
    match said.starts_with("3.2.") || operations.iter().any(is_new) {
        true => OpenApiVersion::Version32,
        false => OpenApiVersion::Version31,
    }
}

fn path_item(method: Method, operation: Operation) -> PathItem {
    let own = match method {
        Method::Get => HttpMethod::Get,
        Method::Head => HttpMethod::Head,
        Method::Post => HttpMethod::Post,
        Method::Put => HttpMethod::Put,
        Method::Patch => HttpMethod::Patch,
        Method::Delete => HttpMethod::Delete,
        Method::Options => HttpMethod::Options,
        Method::Trace => HttpMethod::Trace,
        Method::Query => {
            let mut item = PathItem::default();
            item.query = Some(operation);
            return item;
        }
        Method::Other(name) => {
            let mut item = PathItem::default();
            item.additional_operations.insert(name.to_owned(), operation);
            return item;
        }
    };
    PathItem::new(own, operation)
}

fn info(header: &Map<String, Value>) -> Info {
    let info = header.get("info").cloned().unwrap_or_default();
    serde_json::from_value(info).unwrap_or_else(|_| Info::new("API", "1"))
}

/// Adds the document's own members, exactly as they are.
fn merge(value: &mut Value, header: Map<String, Value>, mount: &str) {
    let Value::Object(members) = value else { return };
    if !mount.is_empty() && !header.contains_key("servers") {
        members.insert("servers".to_owned(), json!([{ "url": mount }]));
    }
    for (name, own) in header {
        match (name.as_str(), own) {
            ("openapi" | "paths", _) => {}
            ("components", Value::Object(own)) => {
                let components = members.entry(name).or_insert_with(|| json!({}));
                for (kind, own) in own {
                    if kind != "schemas" {
                        components[kind] = own;
                    }
                }
            }
            (_, own) => drop(members.insert(name, own)),
        }
    }
}

/// utoipa sorts what tables keep in the order of the specification that they come from.
fn in_table_order(value: &mut Value, info: &OperationInfo) {
    // Before that, a response had a description, if it was an empty one.
    let is_3_2 = value["openapi"] == "3.2.0";
    let item = value["paths"].get_mut(info.path);
    let Some(operation) = item.and_then(|item| path::operation(item, info.method.as_str())) else { return };
    if let Some(body) = &info.body {
        order::like(operation.pointer_mut("/requestBody/content"), &ranges(body.contents));
    }
    let Some(responses) = operation.get_mut("responses") else { return };
    let statuses: Vec<String> = info.responses.iter().map(|response| response.status.to_string()).collect();
    for (response, status) in info.responses.iter().zip(&statuses) {
        let headers: Vec<String> = response
            .headers
            .map(response::fields)
            .unwrap_or_default()
            .iter()
            .map(|field| field.name.to_owned())
            .collect();
        let Some(described) = responses.get_mut(status) else { continue };
        if is_3_2 && described["description"] == "" {
            described.as_object_mut().and_then(|response| response.shift_remove("description"));
        }
        order::like(described.get_mut("headers"), &headers);
        order::like(described.get_mut("content"), &ranges(response.contents));
    }
    order::like(Some(responses), &statuses);
}

fn ranges(contents: &[Media]) -> Vec<String> {
    contents.iter().map(|media| media.range.to_owned()).collect()
}
