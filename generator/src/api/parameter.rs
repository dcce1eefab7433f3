use serde_json::{Map, Value};

use super::{Media, SchemaId};
use crate::diagnostic::Place;

/// A value that a request carries outside of its body.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Where the parameter is declared.
    pub place: Place,
    /// Its name, as it is written.
    pub name: String,
    /// Where in the request it is.
    pub location: Location,
    /// Whether a request without it is refused.
    pub required: bool,
    /// A text in Markdown.
    pub description: Option<String>,
    /// Whether it should no longer be used.
    pub deprecated: bool,
    /// How a structured value becomes text.
    pub style: Style,
    /// Whether the members of a structured value stand apart.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// Whether `name=` is sent for a missing value.
    pub allow_empty: bool,
    /// What the value looks like.
    pub schema: SchemaId,
    /// The media type of the value, when `content` is used.
    pub content: Option<Media>,
    /// `example`, `examples` and extensions.
    pub extra: Map<String, Value>,
}

impl Parameter {
    /// What tells it from the other parameters of an operation: where it is and its name, which is the same in any case
    /// for headers.
    pub fn key(&self) -> (Location, String) {
        let name = match self.location {
            Location::Header => self.name.to_ascii_lowercase(),
            _ => self.name.clone(),
        };
        (self.location, name)
    }
}

/// Where in a request a parameter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Location {
    Path,
    Query,
    /// The query as a whole.
    QueryString,
    Header,
    Cookie,
}

impl Location {
    /// Every location.
    pub const ALL: [Self; 5] = [Self::Path, Self::Query, Self::QueryString, Self::Header, Self::Cookie];

    /// As a document spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// The style of a parameter that names none.
    pub fn default_style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style::Simple,
            Self::Query | Self::QueryString | Self::Cookie => Style::Form,
        }
    }
}

/// How a structured value becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are those of the specification")]
pub enum Style {
    Simple,
    Form,
    Label,
    Matrix,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
    Cookie,
}

impl Style {
    /// Every style.
    pub const ALL: [Self; 8] = [
        Self::Simple,
        Self::Form,
        Self::Label,
        Self::Matrix,
        Self::SpaceDelimited,
        Self::PipeDelimited,
        Self::DeepObject,
        Self::Cookie,
    ];

    /// As a document spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Form => "form",
            Self::Label => "label",
            Self::Matrix => "matrix",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
            Self::Cookie => "cookie",
        }
    }

    /// Whether members stand apart when the document does not say.
    pub fn default_explode(self) -> bool {
        matches!(self, Self::Form | Self::Cookie)
    }

    /// Whether a parameter in this location can be written so.
    pub fn fits(self, location: Location) -> bool {
        match location {
            Location::Path => matches!(self, Self::Simple | Self::Label | Self::Matrix),
            Location::Query => {
                matches!(self, Self::Form | Self::SpaceDelimited | Self::PipeDelimited | Self::DeepObject)
            }
            Location::QueryString => self == Self::Form,
            Location::Header => self == Self::Simple,
            Location::Cookie => matches!(self, Self::Form | Self::Cookie),
        }
    }
}
