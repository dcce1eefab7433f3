//! Limits on the head of a request.

use http::request::Parts;
use http::{StatusCode, header};

use crate::error::Error;

/// All names and values of headers together.
pub(super) const HEADER_BYTES: usize = 32 * 1024;

/// The path with the query.
pub(super) const URL_BYTES: usize = 16 * 1024;

/// The whole head. It leaves room for one that is over a limit by little, so that the answer can say which.
pub(super) const HEAD_BYTES: usize = 64 * 1024;

/// The error with which a request is answered whose head is over a limit.
pub(super) fn too_large(request: &Parts) -> Option<Error> {
    let url = request.uri.path_and_query().map_or(0, |text| text.as_str().len());
    if url > URL_BYTES {
        let detail = format!("the URL is longer than {URL_BYTES} bytes");
        return Some(Error::status(StatusCode::URI_TOO_LONG, detail));
    }
    let bytes: usize = request.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if bytes > HEADER_BYTES {
        let detail = format!("the headers are longer than {HEADER_BYTES} bytes");
        let error = Error::status(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, detail);
        return Some(error.header(header::CONNECTION, "close"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(url: &str, header: &str) -> Option<u16> {
        let request = http::Request::get(url).header("x", header).body(()).unwrap();
        too_large(&request.into_parts().0).map(|error| error.status_code().as_u16())
    }

    #[test]
    fn heads_have_a_limit() {
        assert_eq!(status("/", "x"), None);
        assert_eq!(status(&format!("/{}", "x".repeat(URL_BYTES)), "x"), Some(414));
        assert_eq!(status("/", &"x".repeat(HEADER_BYTES)), Some(431));
    }
}
