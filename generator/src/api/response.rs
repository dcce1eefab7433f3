use std::fmt;

use serde_json::{Map, Value};

use super::{Header, Media};
use crate::diagnostic::Place;

/// One answer of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// Where the response is declared: its status in the document.
    pub place: Place,
    /// The status it has.
    pub status: Status,
    /// A text in Markdown; may be empty.
    pub description: String,
    /// The headers it carries, `Content-Type` left out.
    pub headers: Vec<Header>,
    /// The media types it can have, in the order of the document; none: there is no body.
    pub content: Vec<Media>,
    /// `links`, `summary` and extensions.
    pub extra: Map<String, Value>,
}

/// The statuses a response stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// One status.
    Code(u16),
    /// A hundred of them, by their first digit: `4XX`.
    Range(u8),
    /// Every other one.
    Default,
}

impl fmt::Display for Status {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code(code) => write!(formatter, "{code}"),
            Self::Range(digit) => write!(formatter, "{digit}XX"),
            Self::Default => formatter.write_str("default"),
        }
    }
}
