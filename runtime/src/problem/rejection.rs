//! What extractors answer when they refuse a request.

use std::error::Error as StdError;

use axum::extract::multipart::{MultipartError, MultipartRejection};
use axum::extract::rejection::{
    BytesRejection, FormRejection, JsonRejection, PathRejection, QueryRejection, RawFormRejection,
    RawPathParamsRejection, StringRejection,
};
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;

use super::Problem;
use super::shape::{Told, keep_headers};
use crate::error::Error;

/// So much of an extractor's words is read.
const MOST: usize = 4096;

/// The answer of an extractor, as a problem if it is plain words. What is wrong on this side is only logged, as any other
/// failure.
pub(crate) async fn of_rejection(response: Response) -> Response {
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let is_text = |kind: &http::HeaderValue| kind.as_bytes().starts_with(b"text/plain");
    if !is_error
        || response.extensions().get::<Told>().is_some()
        || !response.headers().get(CONTENT_TYPE).is_some_and(is_text)
    {
        return response;
    }
    let (parts, body) = response.into_parts();
    let words = axum::body::to_bytes(body, MOST).await.unwrap_or_default();
    let words = String::from_utf8_lossy(&words).into_owned();
    let error = if status.is_server_error() {
        Error::internal(words)
    } else {
        Error::problem(Problem::new(status).detail(words))
    };
    let mut response = error.into_response();
    keep_headers(&mut response, parts);
    response
}

/// What an error tells the client that an extractor made because the request is wrong.
pub(crate) fn refusal(error: &(dyn StdError + 'static)) -> Option<Problem> {
    macro_rules! first_of {
        ($($kind:ty),*) => {{
            $(if let Some(rejection) = error.downcast_ref::<$kind>() {
                let (status, words) = (rejection.status(), rejection.body_text());
                return status.is_client_error().then(|| Problem::new(status).detail(words));
            })*
            None
        }};
    }
    first_of!(
        BytesRejection,
        FormRejection,
        JsonRejection,
        MultipartError,
        MultipartRejection,
        PathRejection,
        QueryRejection,
        RawFormRejection,
        RawPathParamsRejection,
        StringRejection,
        WebSocketUpgradeRejection
    )
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;

    async fn told(status: StatusCode, words: &'static str) -> (StatusCode, String) {
        let response = of_rejection((status, words).into_response()).await;
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 1000).await.unwrap();
        (status, String::from_utf8_lossy(&body).into_owned())
    }

    #[tokio::test]
    async fn plain_words_become_a_problem() {
        let (status, body) = told(StatusCode::BAD_REQUEST, "no such page").await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert!(body.contains(r#""detail":"no such page""#), "{body}");
    }

    #[tokio::test]
    async fn what_is_wrong_here_is_nobodys_business() {
        let (status, body) = told(StatusCode::INTERNAL_SERVER_ERROR, "missing extension Secret").await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(!body.contains("Secret"), "{body}");
    }
}
