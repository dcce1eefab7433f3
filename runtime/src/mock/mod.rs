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
mod shown;
mod text;

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use crate::describe::Components as Described;
use crate::model::Kind;
use crate::operation::{Media, OperationInfo, ResponseInfo, Status};
use crate::schema::evaluate::{Components, Prepared, Resolve};

/// A value that satisfies a schema, the same one at every call; `None` where none is found.
pub fn value(schema: &Value, root: &dyn Resolve) -> Option<Value> {
    let prepared = Prepared::new(schema, root).ok()?;
    build::candidates(schema, root).find(|candidate| prepared.is_valid(candidate))
}

/// An answer to an operation: its first successful response, or its default one, in a media type that the caller
/// accepts. `None` if no answer can be made up; then the operation is better left unimplemented.
pub fn response(info: &'static OperationInfo, accept: Option<&str>) -> Option<Response> {
    let declared = successful(info.responses)?;
    let media = body::choose(declared.contents, accept);
    let answer = answer(declared, media)?;
    let mut response = Response::new(Body::from(answer.body.clone()));
    *response.status_mut() = answer.status;
    *response.headers_mut() = answer.headers.clone();
    Some(response)
}

/// What is answered in one media type of one response.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

/// Answers by the addresses of the tables that they are made from; `None` where none can be made.
type Known = HashMap<(usize, usize), Option<Arc<Answer>>>;

/// Answers are made up once: tables are constants, so an answer never changes.
fn answer(declared: &'static ResponseInfo, media: Option<&'static Media>) -> Option<Arc<Answer>> {
    static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
    let key =
        (std::ptr::from_ref(declared).addr(), media.map_or(0, |media| std::ptr::from_ref(media).addr()));
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(answer) = known().get(&key) {
        return answer.clone();
    }
    let made = make_up(declared, media).map(Arc::new);
    known().insert(key, made.clone());
    made
}

fn make_up(declared: &ResponseInfo, media: Option<&Media>) -> Option<Answer> {
    let status = match declared.status {
        Status::Code(code) => StatusCode::from_u16(code).ok()?,
        Status::Range(_) | Status::Default => StatusCode::OK,
    };
    let mut described = Described::of_document();
    let content = media.map(|media| (media, body::schema(media, &mut described)));
    let declared = headers(declared, &mut described);
    let components = Components::from(described.finish());
    let mut answer = Answer { status, headers: HeaderMap::new(), body: Bytes::new() };
    if let Some((media, schema)) = content {
        let made = body::make(media, schema.as_ref(), &components)?;
        answer.headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_str(&made.content_type).ok()?);
        answer.body = made.bytes.into();
    }
    for header in declared {
        match header.value(&components) {
            Some(value) => drop(answer.headers.insert(header.name, value)),
            None if header.required => return None,
            None => {}
        }
    }
    Some(answer)
}

fn successful(responses: &'static [ResponseInfo]) -> Option<&'static ResponseInfo> {
    let is = |wanted: fn(Status) -> bool| responses.iter().find(move |response| wanted(response.status));
    is(|status| matches!(status, Status::Code(200..=299) | Status::Range(2)))
        .or_else(|| is(|status| status == Status::Default))
        .or_else(|| is(|status| matches!(status, Status::Code(300..=399))))
}

/// A declared header.
struct Header {
    name: HeaderName,
    schema: Value,
    example: Value,
    required: bool,
}

fn headers(response: &ResponseInfo, described: &mut Described) -> Vec<Header> {
    let Some(of) = response.headers else { return Vec::new() };
    let Kind::Object(object) = &of().kind else { return Vec::new() };
    let fields = object.fields.iter();
    fields
        .filter_map(|field| {
            let name = HeaderName::from_bytes(field.name.as_bytes()).ok()?;
            let extra: Value = serde_json::from_str(field.wire.extra).unwrap_or_default();
            let schema = described.of_field(field).into();
            Some(Header { name, schema, example: body::example(&extra), required: field.required })
        })
        .collect()
}

impl Header {
    fn value(&self, components: &Components) -> Option<HeaderValue> {
        let fits = !self.example.is_null()
            && Prepared::new(&self.schema, components).is_ok_and(|schema| schema.is_valid(&self.example));
        let value = if fits { Some(self.example.clone()) } else { value(&self.schema, components) };
        let text = match value? {
            Value::String(text) => text,
            Value::Array(items) => items.iter().map(body::plain).collect::<Vec<_>>().join(","),
            Value::Object(_) | Value::Null => return None,
            other => other.to_string(),
        };
        HeaderValue::from_str(&text).ok()
    }
}

#[cfg(test)]
mod tests;
