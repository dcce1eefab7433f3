//! How errors look on the wire.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, TRANSFER_ENCODING};
use http::request::Parts;
use http::{HeaderName, StatusCode};

use super::Problem;

/// A function that says how problems look on the wire, as an `error.rs` has one:
///
/// ```
/// use routewright::axum::Json;
/// use routewright::axum::response::IntoResponse;
/// use routewright::http::request::Parts;
/// use routewright::{Problem, Routes, TestClient};
///
/// /// The errors of this API have a code and a message.
/// fn error(problem: Problem, _request: &Parts) -> impl IntoResponse {
///     let message = problem.detail.unwrap_or(problem.title);
///     Json(serde_json::json!({ "code": problem.status, "message": message }))
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> routewright::Result<()> {
/// let mut routes = Routes::<()>::new();
/// routes.errors("/api", error);
///
/// let client = TestClient::new(routes, ())?;
/// let answer = client.get("/api/nothing").send().await;
/// assert_eq!(answer.status(), 404);
/// assert_eq!(answer.text(), r#"{"code":404,"message":"there is nothing at this path"}"#);
/// # Ok(()) }
/// ```
///
/// A problem that comes back is sent as problem+json; anything else is sent as it is. A response that says 200 gets the
/// status of the problem, and headers that the problem came with, such as `Allow`, stay unless the response has its own.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot say how errors look",
    label = "this function must be `fn error(problem: Problem, request: &Parts) -> impl IntoResponse`",
    note = "the types are `routewright::Problem` and `routewright::http::request::Parts`; a problem can be answered too"
)]
pub trait Shape<'r>: Send + Sync + 'static {
    /// The response to send.
    fn shape(&self, problem: Problem, request: &'r Parts) -> Response;
}

#[diagnostic::do_not_recommend]
impl<'r, F, R> Shape<'r> for F
where
    F: Fn(Problem, &'r Parts) -> R + Send + Sync + 'static,
    R: IntoResponse,
{
    fn shape(&self, problem: Problem, request: &'r Parts) -> Response {
        self(problem, request).into_response()
    }
}

/// A [`Shape`] of any type.
#[derive(Clone)]
pub(crate) struct Shaper(Arc<dyn for<'r> Shape<'r>>);

impl Shaper {
    pub(crate) fn new(shape: impl for<'r> Shape<'r>) -> Self {
        Self(Arc::new(shape))
    }

    /// The response as it is sent: what a problem became is made anew, anything else stays.
    pub(crate) fn apply(&self, mut response: Response, request: &Parts) -> Response {
        let Some(Told(problem)) = response.extensions_mut().remove() else { return response };
        let status = response.status();
        let problem = Arc::try_unwrap(problem).unwrap_or_else(|shared| Problem::clone(&shared));
        let shape = AssertUnwindSafe(|| self.0.shape(problem, request));
        let mut shaped = catch_unwind(shape).unwrap_or_else(|_| {
            tracing::error!("the function that says how errors look panicked");
            crate::response::opaque()
        });
        if shaped.status() == StatusCode::OK {
            *shaped.status_mut() = status;
        }
        keep_headers(&mut shaped, response.into_parts().0);
        shaped.extensions_mut().insert(Shaped);
        shaped
    }
}

/// Keeps what a response said beside its body, unless the one that takes its place says it too.
pub(super) fn keep_headers(response: &mut Response, before: http::response::Parts) {
    for name in before.headers.keys().filter(|name| !is_of_body(name)) {
        if !response.headers().contains_key(name) {
            for value in before.headers.get_all(name) {
                response.headers_mut().append(name, value.clone());
            }
        }
    }
    response.extensions_mut().extend(before.extensions);
}

/// Whether a header speaks of the body that it came with.
fn is_of_body(name: &HeaderName) -> bool {
    [CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, TRANSFER_ENCODING].contains(name)
}

impl std::fmt::Debug for Shaper {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shaper")
    }
}

/// Whether a response tells of a problem, whatever it looks like.
pub(crate) fn is_error(response: &Response) -> bool {
    response.extensions().get::<Told>().is_some() || response.extensions().get::<Shaped>().is_some()
}

/// Marks what a problem became.
#[derive(Clone, Copy)]
struct Shaped;

/// What a response tells, for whoever shapes it.
#[derive(Clone)]
pub(super) struct Told(pub(super) Arc<Problem>);

#[cfg(test)]
mod tests {
    use http::header::{ALLOW, VARY};

    use super::*;

    fn request() -> Parts {
        http::Request::new(()).into_parts().0
    }

    #[test]
    fn headers_of_the_problem_stay() {
        let shaper = Shaper::new(|problem: Problem, _: &Parts| ([(VARY, "accept")], problem.title));
        let mut response = Problem::new(StatusCode::METHOD_NOT_ALLOWED).into_response();
        response.headers_mut().insert(ALLOW, "GET".parse().unwrap());
        response.headers_mut().insert(CONTENT_ENCODING, "br".parse().unwrap());
        let shaped = shaper.apply(response, &request());
        assert_eq!(shaped.status(), StatusCode::METHOD_NOT_ALLOWED);
        assert_eq!(
            (&shaped.headers()[ALLOW], &shaped.headers()[VARY]),
            (&"GET".parse().unwrap(), &"accept".parse().unwrap())
        );
        assert!(!shaped.headers().contains_key(CONTENT_ENCODING));
        assert_eq!(shaped.headers()[CONTENT_TYPE], "text/plain; charset=utf-8");
    }

    #[test]
    fn what_is_no_problem_stays() {
        let shaper = Shaper::new(|_: Problem, _: &Parts| "shaped");
        let response = shaper.apply(StatusCode::NOT_FOUND.into_response(), &request());
        assert!(response.headers().is_empty());
    }
}
