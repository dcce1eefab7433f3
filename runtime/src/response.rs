//! What operations answer.

use axum::body::Body;
use axum::response::Response as HttpResponse;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode, header};

use crate::model::{Direction, Place, Slot, View, write_json};
use crate::operation::{ResponseInfo, Status};
use crate::problem::Problem;

/// A type with a variant for each response of an operation. Derive it:
///
/// ```
/// use routewright::{Model, Response, http::StatusCode};
///
/// #[derive(Debug, Response)]
/// pub enum DeletePostResponse {
///     /// The post is gone.
///     #[response(status = 204)]
///     NoContent,
///     /// The post is locked.
///     #[response(status = 423, content = "text/plain")]
///     Locked { headers: LockedHeaders, body: String },
///     /// Something else.
///     #[response(status = "default")]
///     Default { status: StatusCode },
/// }
///
/// #[derive(Clone, Debug, PartialEq, Model)]
/// pub struct LockedHeaders {
///     #[model(name = "Retry-After")]
///     pub retry_after: i64,
/// }
///
/// let locked = DeletePostResponse::Locked {
///     headers: LockedHeaders { retry_after: 60 },
///     body: "being edited".to_owned(),
/// };
/// let response = locked.into_http();
/// assert_eq!(response.status(), 423);
/// assert_eq!(response.headers()["retry-after"], "60");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the response of an operation",
    note = "response types are enums that derive `Response`"
)]
pub trait Response: Sized + Send + 'static {
    /// The responses, in the order of the variants.
    const INFO: &'static [ResponseInfo];

    /// The response to send.
    fn into_http(self) -> HttpResponse;
}

/// A body on its way out, and its media type.
#[derive(Debug)]
pub struct Outgoing {
    /// The media type; `None` for the one that is declared.
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Body,
}

impl Outgoing {
    /// A body of the declared media type.
    pub fn new(body: Body) -> Self {
        Self { content_type: None, headers: Vec::new(), body }
    }

    /// A value as JSON, without the members that are only for requests.
    pub fn json(value: &dyn Slot) -> Self {
        let mut text = Vec::with_capacity(256);
        write_json(value, Direction::Response, &mut text);
        Self::new(Body::from(text))
    }

    /// A value as plain text.
    pub fn text(value: &dyn Slot) -> Self {
        Self::new(Body::from(plain(value).unwrap_or_default()))
    }

    /// Says of which media type the body is, unless the body says so itself.
    #[must_use]
    pub fn of(mut self, media_type: &'static str) -> Self {
        if self.content_type.is_none() {
            self.content_type = Some(HeaderValue::from_static(media_type));
        }
        self
    }

    /// A response of that status with this body.
    pub fn respond(self, status: StatusCode) -> HttpResponse {
        let mut response = HttpResponse::new(self.body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        if let Some(content_type) = self.content_type {
            headers.insert(header::CONTENT_TYPE, content_type);
        }
        headers.extend(self.headers);
        response
    }
}

/// A response without a body.
pub fn empty(status: StatusCode) -> HttpResponse {
    let mut response = HttpResponse::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// The status code of a declared status: its own, or the handler's choice if that is within what is declared.
pub fn status(declared: Status, chosen: Option<StatusCode>) -> StatusCode {
    match (declared, chosen) {
        (Status::Code(code), _) => StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        (Status::Range(hundreds), Some(chosen)) if chosen.as_u16() / 100 != u16::from(hundreds) => {
            tracing::error!(%declared, %chosen, "a handler chose a status outside of the declared range");
            StatusCode::INTERNAL_SERVER_ERROR
        }
        (_, Some(chosen)) => chosen,
        (Status::Range(hundreds), None) => {
            StatusCode::from_u16(u16::from(hundreds) * 100).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
        }
        (Status::Default, None) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Adds the fields of `headers` to a response.
pub fn add_headers(mut response: HttpResponse, headers: &mut dyn Slot) -> HttpResponse {
    let crate::model::Kind::Object(object) = &headers.describe().kind else { return response };
    let Place::Record(record) = headers.place() else { return response };
    for (index, field) in object.fields.iter().enumerate() {
        let value = if field.wire.content.is_empty() {
            simple(record.get(index), field.wire.explode.unwrap_or(false))
        } else {
            json(record.get(index))
        };
        let Some(value) = value else { continue };
        match (HeaderName::from_bytes(field.name.as_bytes()), HeaderValue::from_bytes(value.as_bytes())) {
            (Ok(name), Ok(value)) => _ = response.headers_mut().append(name, value),
            _ => tracing::error!(
                header = field.name,
                "a header cannot be sent: a character in it is not allowed"
            ),
        }
    }
    response
}

fn json(value: &dyn Slot) -> Option<String> {
    if matches!(value.view(), View::Absent | View::Null) {
        return None;
    }
    let mut text = Vec::new();
    write_json(value, Direction::Response, &mut text);
    String::from_utf8(text).ok()
}

/// A value in the style `simple`; `None` for one that is not there.
fn simple(value: &dyn Slot, explode: bool) -> Option<String> {
    let mut parts = Vec::new();
    match value.view() {
        View::List(list) => parts.extend((0..list.len()).filter_map(|index| plain(list.get(index)))),
        View::Entries(entries) => {
            for index in 0..entries.len() {
                let (name, value) = entries.get(index);
                push_pair(name, plain(value), explode, &mut parts);
            }
        }
        View::Record(record, ty) => {
            let crate::model::Kind::Object(object) = &ty.kind else { return None };
            for (index, field) in object.fields.iter().enumerate() {
                push_pair(field.name, plain(record.get(index)), explode, &mut parts);
            }
        }
        _ => return plain(value),
    }
    Some(parts.join(","))
}

fn push_pair(name: &str, value: Option<String>, explode: bool, parts: &mut Vec<String>) {
    let Some(value) = value else { return };
    if explode {
        parts.push(format!("{name}={value}"));
    } else {
        parts.extend([name.to_owned(), value]);
    }
}

/// A value without parts as text; any other as JSON.
fn plain(value: &dyn Slot) -> Option<String> {
    match value.view() {
        View::Absent | View::Null => None,
        View::Boolean(value) => Some(value.to_string()),
        View::Integer(value) => Some(value.to_string()),
        View::Unsigned(value) => Some(value.to_string()),
        View::Float(value) => Some(value.to_string()),
        View::Text(text) => Some(text.to_owned()),
        View::Display(text) => Some(text.to_string()),
        View::Any(serde_json::Value::String(text)) => Some(text.clone()),
        _ => json(value),
    }
}

/// An opaque 500, for what went wrong on this side.
pub(crate) fn opaque() -> HttpResponse {
    use axum::response::IntoResponse;
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}

impl From<Bytes> for Outgoing {
    fn from(bytes: Bytes) -> Self {
        Self::new(Body::from(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_in_the_simple_style() {
        assert_eq!(simple(&vec![1_i64, 2], false).as_deref(), Some("1,2"));
        assert_eq!(simple(&"a b".to_owned(), false).as_deref(), Some("a b"));
        assert_eq!(simple(&None::<bool>, false), None);
        let map: crate::Map<i64> = [("a".to_owned(), 1), ("b".to_owned(), 2)].into_iter().collect();
        assert_eq!(simple(&map, false).as_deref(), Some("a,1,b,2"));
        assert_eq!(simple(&map, true).as_deref(), Some("a=1,b=2"));
    }

    #[test]
    fn a_status_outside_of_the_range_is_a_server_error() {
        assert_eq!(status(Status::Range(4), Some(StatusCode::NOT_FOUND)), StatusCode::NOT_FOUND);
        assert_eq!(status(Status::Range(4), Some(StatusCode::OK)), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(status(Status::Default, Some(StatusCode::OK)), StatusCode::OK);
        assert_eq!(status(Status::Code(201), None), StatusCode::CREATED);
    }
}
