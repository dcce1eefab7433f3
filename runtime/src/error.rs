//! What goes wrong in a handler, and how it is answered.

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::{HeaderName, HeaderValue, Method, StatusCode, Uri, header};

use crate::problem::{Problem, refusal};

/// What handlers return: the value, or an [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request was not answered as it should.
///
/// `?` turns any error into one: it is logged with its causes, and the client reads an opaque 500. An error that
/// the client should understand is made by one of the constructors; what axum's extractors refuse, as `Json` and
/// `Multipart` do, is one already.
///
/// ```
/// use routewright::{Error, Result, http::StatusCode};
///
/// fn port(text: &str) -> Result<u16> {
///     let port: u16 = text.parse()?; // 500, logged
///     if port < 1024 {
///         return Err(Error::status(StatusCode::FORBIDDEN, "ports below 1024 are reserved"));
///     }
///     Ok(port)
/// }
///
/// assert_eq!(port("x").unwrap_err().status_code(), StatusCode::INTERNAL_SERVER_ERROR);
/// assert_eq!(port("80").unwrap_err().status_code(), StatusCode::FORBIDDEN);
/// assert_eq!(port("8080").unwrap(), 8080);
/// ```
pub struct Error(Box<Cause>);

struct Cause {
    answer: Answer,
    headers: Vec<(HeaderName, HeaderValue)>,
}

enum Answer {
    /// The client may know.
    Problem(Problem),
    /// The client may not.
    Opaque(Box<dyn StdError + Send + Sync>),
    /// The handler is still as it was generated.
    Unfilled,
    /// Already made, by an extractor for instance.
    Response(Response),
}

/// Marks the response of a handler that is still as it was generated, for the mock mode to find.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unfilled;

impl Error {
    fn new(answer: Answer) -> Self {
        Self(Box::new(Cause { answer, headers: Vec::new() }))
    }

    /// Answers with this problem.
    pub fn problem(problem: Problem) -> Self {
        Self::new(Answer::Problem(problem))
    }

    /// Answers with a problem of this status and says what is wrong.
    pub fn status(status: StatusCode, detail: impl Into<String>) -> Self {
        Self::problem(Problem::new(status).detail(detail))
    }

    /// Answers 400 and says what is wrong.
    pub fn bad_request(detail: impl Into<String>) -> Self {
        Self::status(StatusCode::BAD_REQUEST, detail)
    }

    /// Answers 401 and says how to authenticate, as `WWW-Authenticate` does: `Bearer`, `Basic realm="x"`.
    pub fn unauthorized(challenge: &str) -> Self {
        Self::status(StatusCode::UNAUTHORIZED, "the credentials of this request are not accepted")
            .header(header::WWW_AUTHENTICATE, challenge)
    }

    /// Answers 403 and says why.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::status(StatusCode::FORBIDDEN, detail)
    }

    /// Answers 404 and says that what the request names does not exist.
    pub fn not_found() -> Self {
        Self::status(StatusCode::NOT_FOUND, "what this request names does not exist")
    }

    /// Answers 409 and says with what the request is in conflict.
    pub fn conflict(detail: impl Into<String>) -> Self {
        Self::status(StatusCode::CONFLICT, detail)
    }

    /// Answers with this response.
    pub fn response(response: impl IntoResponse) -> Self {
        Self::new(Answer::Response(response.into_response()))
    }

    /// An error that only the log explains; the client reads an opaque 500.
    ///
    /// ```
    /// use routewright::Error;
    ///
    /// let error = Error::internal("the moon is in the wrong house");
    /// assert_eq!(error.to_string(), "the moon is in the wrong house");
    /// assert_eq!(error.status_code(), 500);
    /// ```
    pub fn internal(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(Answer::Opaque(source.into()))
    }

    /// Adds a header to the answer. A value that cannot stand in a header is left out.
    pub fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.0.headers.push((name, value));
        }
        self
    }

    /// The status that it is answered with.
    pub fn status_code(&self) -> StatusCode {
        match &self.0.answer {
            Answer::Problem(problem) => problem.status_code(),
            Answer::Opaque(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Answer::Unfilled => StatusCode::NOT_IMPLEMENTED,
            Answer::Response(response) => response.status(),
        }
    }

    /// Whether it comes from a function that is still as it was generated.
    pub(crate) fn is_unfilled(&self) -> bool {
        matches!(self.0.answer, Answer::Unfilled)
    }

    /// The error that `?` made it from, for code that wants to look at it.
    pub fn downcast_ref<E: StdError + 'static>(&self) -> Option<&E> {
        match &self.0.answer {
            Answer::Opaque(source) => source.downcast_ref(),
            _ => None,
        }
    }
}

/// What an operation answers whose handler was not written yet: 501, or an example in mock mode.
///
/// ```
/// use routewright::{Result, http::StatusCode, not_implemented};
///
/// fn answer() -> Result<u8> {
///     not_implemented()
/// }
/// assert_eq!(answer().unwrap_err().status_code(), StatusCode::NOT_IMPLEMENTED);
/// ```
pub fn not_implemented<T>() -> Result<T> {
    Err(Error::new(Answer::Unfilled))
}

impl<E: StdError + Send + Sync + 'static> From<E> for Error {
    fn from(source: E) -> Self {
        match refusal(&source) {
            Some(problem) => Self::problem(problem),
            None => Self::new(Answer::Opaque(Box::new(source))),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.answer {
            Answer::Problem(Problem { detail: Some(detail), .. }) => f.write_str(detail),
            Answer::Problem(problem) => f.write_str(&problem.title),
            Answer::Opaque(source) => source.fmt(f),
            Answer::Unfilled => f.write_str("not implemented yet"),
            Answer::Response(response) => write!(f, "answered with {}", response.status()),
        }
    }
}

/// With its causes, one a line: what `main` prints when it returns an error.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        if let Answer::Opaque(source) = &self.0.answer {
            for cause in causes(source.as_ref()) {
                write!(f, "\n  caused by: {cause}")?;
            }
        }
        Ok(())
    }
}

fn causes<'e>(error: &'e (dyn StdError + 'static)) -> impl Iterator<Item = &'e (dyn StdError + 'static)> {
    let mut next = error.source();
    std::iter::from_fn(move || {
        let cause = next?;
        next = cause.source();
        Some(cause)
    })
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let Cause { answer, headers } = *self.0;
        let mut response = match answer {
            Answer::Problem(problem) => problem.into_response(),
            Answer::Opaque(source) => {
                let mut response = Problem::new(StatusCode::INTERNAL_SERVER_ERROR).into_response();
                response.extensions_mut().insert(Unlogged(source.into()));
                response
            }
            Answer::Unfilled => {
                let mut response = Problem::new(StatusCode::NOT_IMPLEMENTED)
                    .detail("this operation is not implemented yet")
                    .into_response();
                response.extensions_mut().insert(Unfilled);
                response
            }
            Answer::Response(response) => response,
        };
        for (name, value) in headers {
            response.headers_mut().append(name, value);
        }
        response
    }
}

/// Why a response is an opaque 500. The route logs it, which knows the request.
#[derive(Clone)]
struct Unlogged(Arc<dyn StdError + Send + Sync>);

/// Logs why a request failed, if it did and nobody has logged it.
pub(crate) fn log(response: &mut Response, method: &Method, uri: &Uri) {
    if !response.status().is_server_error() {
        return;
    }
    let path = uri.path();
    if let Some(Unlogged(source)) = response.extensions_mut().remove() {
        let causes: Vec<String> = causes(source.as_ref()).map(ToString::to_string).collect();
        if causes.is_empty() {
            tracing::error!(%method, path, "{source}");
        } else {
            tracing::error!(%method, path, ?causes, "{source}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Outer(std::num::ParseIntError);

    impl fmt::Display for Outer {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("the configuration is broken")
        }
    }

    impl StdError for Outer {
        fn source(&self) -> Option<&(dyn StdError + 'static)> {
            Some(&self.0)
        }
    }

    #[tokio::test]
    async fn a_client_does_not_learn_why_the_server_failed() {
        let error = Error::from(Outer("x".parse::<u8>().unwrap_err()));
        assert!(error.downcast_ref::<Outer>().is_some());
        assert_eq!(
            format!("{error:?}"),
            "the configuration is broken\n  caused by: invalid digit found in string"
        );
        let response = error.into_response();
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let body = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
        assert!(!String::from_utf8_lossy(&body).contains("configuration"));
    }

    #[test]
    fn an_unauthorized_caller_is_told_how_to_authenticate() {
        let response = Error::unauthorized("Basic realm=\"x\"").into_response();
        assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(response.headers()[header::WWW_AUTHENTICATE], "Basic realm=\"x\"");
    }

    #[test]
    fn every_problem_for_clients_says_what_is_wrong() {
        for error in [Error::unauthorized("Bearer"), Error::not_found()] {
            let Answer::Problem(problem) = error.0.answer else { panic!("it is for the client") };
            assert!(problem.detail.is_some(), "{problem:?}");
        }
    }

    #[test]
    fn a_header_that_cannot_be_sent_is_left_out() {
        let response = Error::not_found().header(header::WARNING, "a\nb").into_response();
        assert!(response.headers().get(header::WARNING).is_none());
    }
}
