//! Problem responses (RFC 9457): what a client reads when something is wrong.
//!
//! A request that does not keep to its schemas is answered with one problem that lists everything that is wrong:
//!
//! ```json
//! {
//!   "type": "about:blank", "title": "Bad Request", "status": 400,
//!   "detail": "2 things are wrong with this request",
//!   "errors": [
//!     { "pointer": "/title", "detail": "must be at least 1 character (is 0)",
//!       "keyword": "minLength", "limit": 1, "actual": 0 },
//!     { "parameter": "limit", "in": "query", "detail": "must be at most 100", "keyword": "maximum", "limit": 100 }
//!   ]
//! }
//! ```
//!
//! No value that a client sent is repeated in it. Of a long list of errors the first 64 are there, and `total` says how
//! many there are. `keyword` and the members after it are made for programs and stay the same; [`Violation`] lists them.

use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};
use serde_json::Value;

use crate::model::{Direction, Map, write_json};

mod rejection;
mod shape;
mod violation;

pub use self::shape::Shape;
pub use self::violation::Violation;

pub(crate) use self::rejection::{of_rejection, refusal};
pub(crate) use self::shape::{Shaper, is_error};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// What is wrong with a request, as the client gets to read it.
///
/// ```
/// use routewright::{Problem, http::StatusCode};
///
/// let problem = Problem::new(StatusCode::CONFLICT)
///     .detail("this slug is taken")
///     .with("slug", "hello-world");
/// assert_eq!(
///     serde_json::to_value(&problem).unwrap(),
///     serde_json::json!({
///         "type": "about:blank", "title": "Conflict", "status": 409,
///         "detail": "this slug is taken", "slug": "hello-world",
///     })
/// );
/// ```
#[derive(Clone, Debug, PartialEq, crate::Model)]
#[model(name = "Problem")]
pub struct Problem {
    /// A URI that names the kind of problem; `about:blank` when the status says it all.
    #[model(name = "type", default = "about:blank")]
    pub kind: String,
    /// The kind of problem in a few words.
    pub title: String,
    /// The status code of the response.
    #[model(minimum = 100, maximum = 999)]
    pub status: u16,
    /// What is wrong this time.
    pub detail: Option<String>,
    /// A URI that names this occurrence.
    pub instance: Option<String>,
    /// What is wrong with the parts of the request: all of it, unless there is a `total`.
    pub errors: Option<Vec<Violation>>,
    /// How many things are wrong, where not all of them are listed.
    pub total: Option<u64>,
    /// Any other members.
    #[model(additional)]
    pub others: Map<Value>,
}

impl Problem {
    /// A problem that the status describes.
    pub fn new(status: StatusCode) -> Self {
        Self {
            kind: "about:blank".to_owned(),
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            detail: None,
            instance: None,
            errors: None,
            total: None,
            others: Map::new(),
        }
    }

    /// Names its kind by a URI and says it in a few words.
    pub fn kind(mut self, uri: impl Into<String>, title: impl Into<String>) -> Self {
        self.kind = uri.into();
        self.title = title.into();
        self
    }

    /// Says what is wrong this time.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Adds a member of any name.
    pub fn with(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.others.insert(name.into(), value.into());
        self
    }

    /// Lists what is wrong with the parts of a request.
    pub fn errors(mut self, errors: Vec<Violation>) -> Self {
        self.errors = Some(errors);
        self
    }

    /// What is wrong with the parts of a request, `total` things in all.
    pub(crate) fn invalid(errors: Vec<Violation>, total: usize) -> Self {
        let listed = errors.len();
        let detail = match errors.as_slice() {
            [only] if total == 1 => only.to_string(),
            _ if total > listed => {
                format!("{total} things are wrong with this request; the first {listed} are listed")
            }
            _ => format!("{total} things are wrong with this request"),
        };
        let mut problem = Self::new(StatusCode::BAD_REQUEST).detail(detail).errors(errors);
        problem.total = (total > listed).then_some(total as u64);
        problem
    }

    /// Its status code; 500 when the number is none.
    pub fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut text = Vec::with_capacity(128);
        write_json(&self, Direction::Response, &mut text);
        let mut response = Response::new(Body::from(text));
        *response.status_mut() = self.status_code();
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        response.extensions_mut().insert(shape::Told(Arc::new(self)));
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_is_a_response_of_its_status() {
        let response = Problem::new(StatusCode::GONE).into_response();
        assert_eq!(response.status(), StatusCode::GONE);
        assert_eq!(response.headers()[header::CONTENT_TYPE], MEDIA_TYPE);
    }

    #[test]
    fn a_number_that_is_no_status_is_a_server_error() {
        let mut problem = Problem::new(StatusCode::OK);
        problem.status = 7;
        assert_eq!(problem.status_code(), StatusCode::INTERNAL_SERVER_ERROR);
    }
}
