//! What the head of a request must be like.

use http::request::Parts;
use http::{HeaderMap, StatusCode, Version, header};

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
        return Some(Error::status(StatusCode::URI_TOO_LONG, detail).header(header::CONNECTION, "close"));
    }
    let bytes: usize = request.headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if bytes > HEADER_BYTES {
        let detail = format!("the headers are longer than {HEADER_BYTES} bytes");
        let error = Error::status(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, detail);
        return Some(error.header(header::CONNECTION, "close"));
    }
    None
}

/// The error with which a request of HTTP/1 is answered of which nobody can say for certain whom it asks, or where it
/// ends: what stands behind it on the connection would be a guess, and another one than that of a proxy.
pub(super) fn ambiguous(request: &Parts) -> Option<Error> {
    let hosts = request.headers.get_all(header::HOST).iter().count();
    let detail = if hosts > 1 || hosts == 0 && request.version == Version::HTTP_11 {
        "the header Host must be there once"
    } else if !is_chunked_at_most(&request.headers) {
        "bodies come with the transfer coding chunked only, once"
    } else {
        return None;
    };
    Some(Error::bad_request(detail).header(header::CONNECTION, "close"))
}

/// Whether the body has no transfer coding but `chunked`. The coding that is last says where it ends, but not what it is.
fn is_chunked_at_most(headers: &HeaderMap) -> bool {
    let mut lines = headers.get_all(header::TRANSFER_ENCODING).iter();
    lines.next().is_none_or(|coding| coding.as_bytes().eq_ignore_ascii_case(b"chunked"))
        && lines.next().is_none()
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

    fn is_ambiguous(version: Version, headers: &[(&str, &str)]) -> bool {
        let request = http::Request::get("/").version(version);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        ambiguous(&request.body(()).unwrap().into_parts().0).is_some()
    }

    #[test]
    fn a_request_has_one_host_and_one_end() {
        let (host, coded) = (("host", "x"), |coding| ("transfer-encoding", coding));
        assert!(!is_ambiguous(Version::HTTP_11, &[host]));
        assert!(!is_ambiguous(Version::HTTP_10, &[]));
        assert!(is_ambiguous(Version::HTTP_11, &[]));
        assert!(is_ambiguous(Version::HTTP_11, &[host, host]));
        assert!(is_ambiguous(Version::HTTP_10, &[host, ("host", "y")]));
        assert!(!is_ambiguous(Version::HTTP_11, &[host, coded("Chunked")]));
        for coding in ["gzip, chunked", "chunked, chunked", "xchunked", "identity", ""] {
            assert!(is_ambiguous(Version::HTTP_11, &[host, coded(coding)]), "{coding}");
        }
        assert!(is_ambiguous(Version::HTTP_11, &[host, coded("chunked"), coded("chunked")]));
    }
}
