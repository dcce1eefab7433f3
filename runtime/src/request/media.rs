//! Media types, and which of the declared ones a body has.

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use crate::error::Error;
use crate::operation::Media;
use crate::problem::Problem;

/// A media type without its parameters: `application/json; charset=utf-8` is `application/json`.
pub(crate) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The parameter of a media type: `charset`, `boundary`.
pub(super) fn parameter<'m>(media_type: &'m str, name: &str) -> Option<&'m str> {
    media_type.split(';').skip(1).find_map(|parameter| {
        let (key, value) = parameter.split_once('=')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"'))
    })
}

/// Whether content of that type is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.eq_ignore_ascii_case("application/json")
        || essence.eq_ignore_ascii_case("text/json")
        || essence.get(essence.len().saturating_sub(5)..).is_some_and(|end| end.eq_ignore_ascii_case("+json"))
}

/// How well a media type fits a range: not at all, as any, as any of its kind, by name.
pub(super) fn fit(range: &str, media_type: &str) -> Option<u8> {
    let (range, media_type) = (essence(range), essence(media_type));
    if range.eq_ignore_ascii_case(media_type) {
        return Some(3);
    }
    if range == "*/*" {
        return Some(1);
    }
    let kind = range.strip_suffix("/*")?;
    media_type.split('/').next().is_some_and(|other| other.eq_ignore_ascii_case(kind)).then_some(2)
}

/// Which of the declared media types a body has.
pub(super) fn choose(contents: &[Media], method: &Method, headers: &HeaderMap) -> Result<usize, Error> {
    let encoding = headers.get(header::CONTENT_ENCODING);
    if encoding.is_some_and(|encoding| !encoding.as_bytes().eq_ignore_ascii_case(b"identity")) {
        let error = Error::status(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "bodies are taken without a content encoding only",
        );
        return Err(error.header(header::ACCEPT_ENCODING, "identity"));
    }
    let given = headers.get(header::CONTENT_TYPE);
    let Some(given) = given.map(HeaderValue::as_bytes).and_then(|given| std::str::from_utf8(given).ok())
    else {
        return Err(unsupported(contents, method, "the body does not say of which media type it is"));
    };
    let fitting =
        contents.iter().enumerate().filter_map(|(index, media)| Some((fit(media.range, given)?, index)));
    let best = fitting.max_by_key(|(fit, index)| (*fit, usize::MAX - index));
    let Some((_, index)) = best else {
        return Err(unsupported(contents, method, "bodies of this media type are not taken"));
    };
    match parameter(given, "charset") {
        Some(charset) if !is_utf8(charset) => {
            Err(unsupported(contents, method, "bodies are taken in the charset UTF-8 only"))
        }
        _ => Ok(index),
    }
}

fn is_utf8(charset: &str) -> bool {
    ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|name| charset.eq_ignore_ascii_case(name))
}

#[cold]
fn unsupported(contents: &[Media], method: &Method, detail: &str) -> Error {
    let ranges: Vec<&str> = contents.iter().map(|media| media.range).collect();
    let list = ranges.join(", ");
    let problem = Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE).detail(detail).with("accepted", ranges);
    let error = Error::problem(problem).header(header::ACCEPT, &list);
    match *method {
        Method::POST => error.header(HeaderName::from_static("accept-post"), &list),
        Method::PATCH => error.header(HeaderName::from_static("accept-patch"), &list),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_fit_by_name_by_kind_or_all() {
        assert_eq!(fit("application/json", "Application/JSON; charset=utf-8"), Some(3));
        assert_eq!(fit("image/*", "image/png"), Some(2));
        assert_eq!(fit("*/*", "x/y"), Some(1));
        assert_eq!(fit("image/*", "imagery/png"), None);
        assert_eq!(fit("application/json", "application/jsonl"), None);
    }

    #[test]
    fn the_best_fit_is_chosen() {
        let media = |range| Media { range, of: None, extra: "" };
        let contents = [media("*/*"), media("text/*"), media("text/csv")];
        let choose = |given: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(given));
            choose(&contents, &Method::POST, &headers).map_err(|error| error.status_code())
        };
        assert_eq!(choose("text/csv"), Ok(2));
        assert_eq!(choose("text/plain"), Ok(1));
        assert_eq!(choose("image/png"), Ok(0));
        assert_eq!(choose("text/csv; charset=latin1"), Err(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }

    #[test]
    fn json_has_several_names() {
        for name in
            ["application/json", "application/problem+json; x=y", "TEXT/JSON", "application/vnd.x+JSON"]
        {
            assert!(is_json(name), "{name}");
        }
        for name in ["application/jsonl", "json", "application/xml", ""] {
            assert!(!is_json(name), "{name}");
        }
    }

    #[test]
    fn parameters_are_found() {
        assert_eq!(parameter("multipart/form-data; Boundary=\"x y\"", "boundary"), Some("x y"));
        assert_eq!(parameter("text/plain", "charset"), None);
    }
}
