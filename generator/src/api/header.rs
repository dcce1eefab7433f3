use serde_json::{Map, Value};

use super::{Media, SchemaId, Style};
use crate::diagnostic::Place;

/// A header of a response, or of a part of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Where the header is declared.
    pub place: Place,
    /// Its name, as it is written.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// A text in Markdown.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// What the value looks like.
    pub schema: SchemaId,
    /// How a structured value becomes text; always [`Style::Simple`] where the document is right.
    pub style: Style,
    /// Whether the members of an object are written `name=value`.
    pub explode: bool,
    /// The media type of the value, when `content` is used.
    pub content: Option<Media>,
    /// `example`, `examples` and extensions.
    pub extra: Map<String, Value>,
}
