use serde_json::{Map, Value};

use super::Media;
use crate::diagnostic::Place;

/// What a request carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Where the body is declared.
    pub place: Place,
    /// A text in Markdown.
    pub description: Option<String>,
    /// Whether a request without one is refused.
    pub required: bool,
    /// The media types it can have, in the order of the document.
    pub content: Vec<Media>,
    /// Extensions.
    pub extra: Map<String, Value>,
}
