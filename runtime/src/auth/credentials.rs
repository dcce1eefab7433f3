//! Where credentials stand in a request.

use std::borrow::Cow;

use bytes::Bytes;
use http::request::Parts;
use http::{HeaderMap, header};

use crate::request::{cookies, text_of};

/// Where the credentials of a scheme stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// A header of that name.
    Header(&'static str),
    /// A query parameter of that name.
    Query(&'static str),
    /// A cookie of that name.
    Cookie(&'static str),
    /// A header of that name, with a signature of the body.
    Signature(&'static str),
}

/// What a request brings to prove who sent it.
#[derive(Clone, Debug)]
pub struct Evidence<'r> {
    /// The text at the scheme's source.
    pub text: Cow<'r, str>,
    /// The whole body, where it is signed.
    pub body: Bytes,
    /// All headers.
    pub headers: &'r HeaderMap,
    /// The scopes that the operation asks for.
    pub scopes: &'static [&'static str],
}

/// What callers prove themselves with.
pub trait Credentials: Sized + Send {
    /// Reads them; `None` when the text is none.
    fn read(evidence: Evidence<'_>) -> Option<Self>;
}

impl Source {
    /// What the request brings, if anything.
    pub(super) fn find(self, request: &Parts) -> Option<Evidence<'_>> {
        let headers = &request.headers;
        let header = |name: &str| headers.get(name)?.to_str().ok().map(Cow::Borrowed);
        let text = match self {
            Self::Bearer => Cow::Borrowed(authorization(headers, "bearer")?),
            Self::Basic => Cow::Borrowed(authorization(headers, "basic")?),
            Self::Header(name) | Self::Signature(name) => header(name)?,
            Self::Query(name) => Cow::Owned(text_of(request.uri.query()?, name)?),
            Self::Cookie(name) => Cow::Borrowed(cookies(headers).find(|(other, _)| *other == name)?.1),
        };
        Some(Evidence { text, body: Bytes::new(), headers, scopes: &[] })
    }

    /// How a client is told to authenticate, in the words of `WWW-Authenticate`.
    pub(super) fn challenge(self) -> String {
        match self {
            Self::Bearer => "Bearer".to_owned(),
            Self::Basic => "Basic realm=\"api\", charset=\"UTF-8\"".to_owned(),
            // There is no registered name for these; the header must be there all the same.
            Self::Header(name) => format!("ApiKey in=\"header\", name=\"{name}\""),
            Self::Query(name) => format!("ApiKey in=\"query\", name=\"{name}\""),
            Self::Cookie(name) => format!("ApiKey in=\"cookie\", name=\"{name}\""),
            Self::Signature(name) => format!("Signature in=\"header\", name=\"{name}\""),
        }
    }
}

/// The rest of `Authorization` after the name of the scheme.
fn authorization<'h>(headers: &'h HeaderMap, scheme: &str) -> Option<&'h str> {
    let (given, rest) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    given.eq_ignore_ascii_case(scheme).then(|| rest.trim())
}
