//! Answers made up from the description of an operation: what `serve --mock` answers for functions that are not
//! filled in yet.
//!
//! Examples of the document come first; where it has none, a value is built from the schema. The same description
//! always gives the same answer, and every answer satisfies its schema. Where none can be found, there is no answer.
//!
//! ```
//! use routewright::mock;
//! use routewright::schema::evaluate::Components;
//! use serde_json::json;
//!
//! let schema = json!({
//!     "type": "object",
//!     "required": ["id", "slug"],
//!     "properties": {
//!         "id": { "type": "string", "format": "uuid" },
//!         "slug": { "type": "string", "pattern": "^[a-z]{3,}-[0-9]+$" },
//!         "stars": { "type": "integer", "minimum": 1, "multipleOf": 2 },
//!     },
//! });
//! let value = mock::value(&schema, &Components::none()).expect("a value");
//! assert_eq!(value["slug"], "aaa-0");
//! assert_eq!(value["stars"], 2);
//! ```

mod body;
mod build;
mod flatten;
mod list;
mod number;
mod object;
mod pattern;
mod text;

use axum::body::Body;
use axum::response::Response;
use http::{HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use crate::describe::Components as Described;
use crate::model::Kind;
use crate::operation::{OperationInfo, ResponseInfo, Status};
use crate::schema::evaluate::{Components, Prepared, Resolve};

/// A value that satisfies a schema, the same one at every call; `None` where none is found.
pub fn value(schema: &Value, root: &dyn Resolve) -> Option<Value> {
    let prepared = Prepared::new(schema, root).ok()?;
    build::candidates(schema, root).find(|candidate| prepared.is_valid(candidate))
}

/// An answer to an operation: its first successful response, or its default one, in a media type that the caller
/// accepts. `None` if no answer can be made up; then the operation is better left unimplemented.
pub fn response(info: &OperationInfo, accept: Option<&str>) -> Option<Response> {
    let declared = successful(info.responses)?;
    let status = match declared.status {
        Status::Code(code) => StatusCode::from_u16(code).ok()?,
        Status::Range(_) | Status::Default => StatusCode::OK,
    };
    let mut described = Described::of_document();
    let content =
        body::choose(declared.contents, accept).map(|media| (media, body::schema(media, &mut described)));
    let headers = headers(declared, &mut described);
    let components = Components::from(described.finish());
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    if let Some((media, schema)) = content {
        let made = body::make(media, schema.as_ref(), &components)?;
        response
            .headers_mut()
            .insert(http::header::CONTENT_TYPE, HeaderValue::from_str(&made.content_type).ok()?);
        *response.body_mut() = Body::from(made.bytes);
    }
    for (name, schema, required) in headers {
        match header(&schema, &components) {
            Some(text) => drop(response.headers_mut().insert(name, text)),
            None if required => return None,
            None => {}
        }
    }
    Some(response)
}

fn successful(responses: &'static [ResponseInfo]) -> Option<&'static ResponseInfo> {
    let is = |wanted: fn(Status) -> bool| responses.iter().find(move |response| wanted(response.status));
    is(|status| matches!(status, Status::Code(200..=299) | Status::Range(2)))
        .or_else(|| is(|status| status == Status::Default))
        .or_else(|| is(|status| matches!(status, Status::Code(300..=399))))
}

fn headers(response: &ResponseInfo, described: &mut Described) -> Vec<(HeaderName, Value, bool)> {
    let Some(of) = response.headers else { return Vec::new() };
    let Kind::Object(object) = &of().kind else { return Vec::new() };
    let fields = object.fields.iter();
    fields
        .filter_map(|field| {
            let name = HeaderName::from_bytes(field.name.as_bytes()).ok()?;
            Some((name, described.of_field(field).into(), field.required))
        })
        .collect()
}

fn header(schema: &Value, components: &Components) -> Option<HeaderValue> {
    let text = match value(schema, components)? {
        Value::String(text) => text,
        Value::Array(items) => {
            let items =
                items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned));
            items.collect::<Vec<_>>().join(",")
        }
        Value::Object(_) | Value::Null => return None,
        other => other.to_string(),
    };
    HeaderValue::from_str(&text).ok()
}

#[cfg(test)]
mod tests;
