//! Media types, and which of the declared ones a body has.

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use crate::error::Error;
use crate::operation::Media;
use crate::problem::Problem;

use super::attributes::{Attributed, is_token};

/// A media type or range: `text/plain; charset=utf-8`, `image/*`.
#[derive(Debug)]
pub(super) struct MediaType<'m> {
    kind: &'m str,
    subtype: &'m str,
    text: Attributed<'m>,
}

impl<'m> MediaType<'m> {
    /// What a body is of that does not say it.
    const BYTES: &'static str = "application/octet-stream";

    /// Takes a media type apart; `None` when `text` is none.
    pub(super) fn parse(text: &'m str) -> Option<Self> {
        let text = Attributed::parse(text)?;
        let (kind, subtype) = text.value.split_once('/')?;
        (is_token(kind) && is_token(subtype)).then_some(Self { kind, subtype, text })
    }

    /// The parameter of that name: `charset`, `boundary`.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.text.get(name)
    }

    /// Whether it stands for more than one type.
    fn is_range(&self) -> bool {
        self.kind == "*" || self.subtype == "*"
    }

    /// Whether text of this type is in a charset that is read.
    pub(super) fn is_utf8(&self) -> bool {
        let is_known = |charset: &str| {
            ["utf-8", "utf8", "us-ascii", "ascii"].iter().any(|name| charset.eq_ignore_ascii_case(name))
        };
        self.parameter("charset").is_none_or(is_known)
    }

    /// How well `given` fits this range: not at all, as any, as any of its kind, by name, and by how many parameters.
    /// Parameters that only one of them has do not matter.
    pub(super) fn fit(&self, given: &MediaType<'_>) -> Option<(u8, usize)> {
        let same = |left: &str, right: &str| left.eq_ignore_ascii_case(right);
        let level = match (self.kind, self.subtype) {
            ("*", "*") => 1,
            (kind, "*") if same(kind, given.kind) => 2,
            (kind, subtype) if same(kind, given.kind) && same(subtype, given.subtype) => 3,
            _ => return None,
        };
        let mut shared = 0;
        // The weight of a range says nothing about the type.
        for (name, value) in self.text.iter().filter(|(name, _)| !same(name, "q")) {
            match given.parameter(name) {
                Some(other) if same(other, value) => shared += 1,
                Some(_) => return None,
                None => {}
            }
        }
        Some((level, shared))
    }
}

/// A media type without its parameters: `application/json; charset=utf-8` is `application/json`.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Whether content of that type is JSON.
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.eq_ignore_ascii_case("application/json")
        || essence.eq_ignore_ascii_case("text/json")
        || essence.get(essence.len().saturating_sub(5)..).is_some_and(|end| end.eq_ignore_ascii_case("+json"))
}

/// Whether content of that type is the pairs of a form.
pub(super) fn is_form(media_type: &str) -> bool {
    essence(media_type).eq_ignore_ascii_case("application/x-www-form-urlencoded")
}

/// Which of the declared media types content says that it is of.
pub(crate) fn of_response<'m>(contents: &'m [Media], content_type: &str) -> Option<&'m Media> {
    let given = MediaType::parse(content_type)?;
    contents
        .iter()
        .filter_map(|media| Some((MediaType::parse(media.range)?.fit(&given)?, media)))
        .max_by_key(|(fit, _)| *fit)
        .map(|(_, media)| media)
}

/// Which of the declared media types a body has.
pub(super) fn choose(contents: &[Media], method: &Method, headers: &HeaderMap) -> Result<usize, Error> {
    let given = content_type(headers)?;
    // Nearly all clients send what the document says, to the letter.
    if let Some(given) = given
        && let Some(index) = contents.iter().position(|media| media.range == given)
        && !given.contains([';', '*'])
    {
        return Ok(index);
    }
    let Some(media_type) = MediaType::parse(given.unwrap_or(MediaType::BYTES)) else {
        return Err(Error::bad_request("the header Content-Type does not name a media type"));
    };
    let fits = contents.iter().enumerate().filter_map(|(index, media)| {
        // What a body is says no range.
        if media_type.is_range() {
            return None;
        }
        Some((MediaType::parse(media.range)?.fit(&media_type)?, usize::MAX - index))
    });
    let Some((_, index)) = fits.max() else {
        return Err(unsupported(
            contents,
            method,
            match given {
                Some(_) => "bodies of this media type are not taken",
                None => "the body does not say of which media type it is",
            },
        ));
    };
    let index = usize::MAX - index;
    // Whoever takes bytes can read any charset.
    if contents[index].of.is_some() && !media_type.is_utf8() {
        return Err(unsupported(contents, method, "bodies are taken in the charset UTF-8 only"));
    }
    Ok(index)
}

/// The media type that a request says its body has.
pub(super) fn content_type(headers: &HeaderMap) -> Result<Option<&str>, Error> {
    let mut lines = headers.get_all(header::CONTENT_TYPE).iter();
    let first = lines.next();
    if lines.next().is_some() {
        return Err(Error::bad_request("the header Content-Type is there more than once"));
    }
    match first.map(HeaderValue::to_str) {
        None => Ok(None),
        Some(Ok(text)) => Ok(Some(text)),
        Some(Err(_)) => Err(Error::bad_request("the header Content-Type does not name a media type")),
    }
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
        _ if method.as_str() == "QUERY" => error.header(HeaderName::from_static("accept-query"), &list),
        _ => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::type_of;

    #[test]
    fn ranges_fit_by_name_by_kind_or_all() {
        let fit = |range, given| MediaType::parse(range).unwrap().fit(&MediaType::parse(given).unwrap());
        assert_eq!(fit("application/json", "Application/JSON; charset=utf-8"), Some((3, 0)));
        assert_eq!(fit("image/*", "IMAGE/png"), Some((2, 0)));
        assert_eq!(fit("*/*", "x/y"), Some((1, 0)));
        assert_eq!(fit("image/*", "imagery/png"), None);
        assert_eq!(fit("application/json", "application/jsonl"), None);
        assert_eq!(fit("application/json", "application/problem+json"), None);
        assert_eq!(fit("a/b; v=1", "a/b; V=\"1\""), Some((3, 1)));
        assert_eq!(fit("a/b; v=1", "a/b; v=2"), None);
        assert_eq!(fit("a/b; charset=utf-8", "a/b"), Some((3, 0)));
    }

    /// What becomes of bodies that are sent with these lines of `Content-Type`.
    fn choose_of(ranges: &[&'static str], lines: &[&str]) -> Result<usize, StatusCode> {
        let of = |range: &str| (!range.contains('*')).then_some(type_of::<String> as crate::model::TypeOf);
        let contents: Vec<Media> = ranges
            .iter()
            .map(|&range| Media { range, of: of(range), blank: None, extra: "", encodings: &[] })
            .collect();
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append(header::CONTENT_TYPE, HeaderValue::from_bytes(line.as_bytes()).unwrap());
        }
        choose(&contents, &Method::POST, &headers).map_err(|error| error.status_code())
    }

    #[test]
    fn the_best_fit_is_chosen() {
        let choose = |given| choose_of(&["*/*", "text/*", "text/csv", "text/csv; header=present"], &[given]);
        assert_eq!(choose("text/csv"), Ok(2));
        assert_eq!(choose("TEXT/CSV;charset=\"UTF-8\""), Ok(2));
        assert_eq!(choose("text/csv; header=present"), Ok(3));
        assert_eq!(choose("text/csv; header=absent"), Ok(2));
        assert_eq!(choose("text/plain"), Ok(1));
        assert_eq!(choose("image/png"), Ok(0));
        // Whoever takes bytes can read any charset.
        assert_eq!(choose("text/plain; charset=latin1"), Ok(1));
        assert_eq!(choose("text/csv; charset=latin1"), Err(StatusCode::UNSUPPORTED_MEDIA_TYPE));
    }

    #[test]
    fn a_content_type_is_there_once_and_names_a_media_type() {
        let json = |lines: &[&str]| choose_of(&["application/json"], lines);
        assert_eq!(json(&["application/json"]), Ok(0));
        for written in
            ["APPLICATION/Json", " application/json ", "application/json;", "application/json ; x=y"]
        {
            assert_eq!(json(&[written]), Ok(0), "{written}");
        }
        for line in [
            "",
            "json",
            "application/",
            "a/b/c",
            "application/json charset=utf-8",
            "application/json; charset",
            "application/json; charset = utf-8",
            "application/json, application/json",
            "application/json; charset=utf-8; charset=utf-8",
            "application/json\u{e9}",
        ] {
            assert_eq!(json(&[line]), Err(StatusCode::BAD_REQUEST), "{line}");
        }
        assert_eq!(json(&["application/json", "application/json"]), Err(StatusCode::BAD_REQUEST));
        for line in [
            "text/json",
            "application/jsonl",
            "application/x+json",
            "*/*",
            "application/*",
            "application/json; charset=utf-16",
        ] {
            assert_eq!(json(&[line]), Err(StatusCode::UNSUPPORTED_MEDIA_TYPE), "{line}");
        }
        for line in ["*/*", "image/*"] {
            assert_eq!(
                choose_of(&["image/*", "*/*"], &[line]),
                Err(StatusCode::UNSUPPORTED_MEDIA_TYPE),
                "{line}"
            );
        }
        // A body that says nothing is bytes.
        assert_eq!(json(&[]), Err(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        assert_eq!(choose_of(&["application/json", "*/*"], &[]), Ok(1));
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
}
