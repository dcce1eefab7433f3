use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::{Header, SchemaId, Style};
use crate::diagnostic::Place;

/// One media type of a body.
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    /// Where the media type is declared.
    pub place: Place,
    /// The media type or range, as it is written: `application/json`, `image/*`.
    pub range: String,
    /// What the body looks like.
    pub schema: Option<SchemaId>,
    /// What each item of a sequence looks like: of events, lines, parts.
    pub item_schema: Option<SchemaId>,
    /// How the parts of a form are written, by the name of the property.
    pub encoding: IndexMap<String, Encoding>,
    /// `example`, `examples`, how parts without names are written, and extensions.
    pub extra: Map<String, Value>,
}

/// How a part of a form is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Encoding {
    /// Where it is declared.
    pub place: Place,
    /// The media type of the part, or several with commas between.
    pub content_type: Option<String>,
    /// Headers of the part.
    pub headers: Vec<Header>,
    /// How a structured value becomes text, when it is said.
    pub style: Option<Style>,
    /// Whether the members of a structured value stand apart, when it is said.
    pub explode: Option<bool>,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// How what is within the part is written, and extensions.
    pub extra: Map<String, Value>,
}
