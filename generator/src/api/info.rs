use crate::diagnostic::Place;

/// What an API is called.
#[derive(Clone, Debug, PartialEq)]
pub struct Info {
    /// Its name.
    pub title: String,
    /// The version of the API.
    pub version: String,
    /// A text in Markdown.
    pub description: Option<String>,
    /// One line.
    pub summary: Option<String>,
}

/// Where an API is served.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The URL, variables replaced by their defaults.
    pub url: String,
    /// A text in Markdown.
    pub description: Option<String>,
    /// Where the server is declared.
    pub place: Place,
}

/// A group of operations.
#[derive(Clone, Debug, PartialEq)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// A text in Markdown.
    pub description: Option<String>,
}
