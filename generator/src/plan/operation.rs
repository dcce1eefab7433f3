//! Operations as they will be written.

use super::item::{Item, Type};
use crate::api::Method;

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its method.
    pub method: Method,
    /// Its template without the mount.
    pub path: String,
    /// Its `operationId`.
    pub id: Option<String>,
    /// Its summary.
    pub summary: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// Whether query parameters that it does not declare are refused.
    pub refuse_unknown_parameters: bool,
    /// Who may call it: alternatives of schemes with scopes.
    pub security: Vec<Vec<(String, Vec<String>)>>,
    /// Further members of the operation object, as JSON.
    pub extra: Option<String>,
    /// How it is handled.
    pub handling: Handling,
}

impl Operation {
    /// The types that only this operation needs.
    pub fn items(&self) -> &[Item] {
        match &self.handling {
            Handling::Typed(typed) => &typed.items,
            Handling::Raw { .. } => &[],
        }
    }
}

/// How an operation is handled.
#[derive(Clone, Debug)]
pub enum Handling {
    /// With a request type and a response type.
    Typed(Box<Typed>),
    /// With bare requests and responses, because it asks for something that cannot be typed yet.
    Raw {
        /// The operation object, as JSON: described as it was read.
        described: String,
    },
}

/// The types of an operation.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The name of the request type.
    pub request: String,
    /// What handlers learn about the caller.
    pub auth: Option<Auth>,
    /// Parameters.
    pub parts: Vec<Part>,
    /// The body.
    pub body: Option<Body>,
    /// The name of the response type.
    pub response: String,
    /// Its variants.
    pub responses: Vec<Response>,
    /// The types that only this operation needs, in the order in which they are written.
    pub items: Vec<Item>,
}

/// The parameters of one place.
#[derive(Clone, Debug)]
pub struct Part {
    /// The name of their field in the request type: `path`, `query`, `headers`, `cookies`.
    pub field: &'static str,
    /// The name of the struct that has them.
    pub item: String,
    /// The type of a parameter that is the whole query, which stands in the request type for its struct.
    pub whole: Option<Type>,
}

/// The type of the `auth` field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Auth {
    /// One scheme, by its name in the spec.
    Scheme(String),
    /// All of them.
    All(Vec<Auth>),
    /// One or the other.
    Either(Box<Auth>, Box<Auth>),
    /// None is needed.
    Optional(Box<Auth>),
}

/// A request body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its description.
    pub doc: Option<String>,
    /// The media type; `None` when `of` is an enum of several.
    pub content: Option<String>,
    /// Further members of the media type object, as JSON.
    pub extra: Option<String>,
    /// Further members of the request body object, as JSON.
    pub body_extra: Option<String>,
    /// Its type, an `Option` when it may be missing.
    pub of: Type,
}

/// A variant of a response type.
#[derive(Clone, Debug)]
pub struct Response {
    /// The variant's name.
    pub name: String,
    /// Its status.
    pub status: Status,
    /// Its description.
    pub doc: String,
    /// What it is called where it has no description.
    pub summary: Option<String>,
    /// The media type; `None` without a body, or when `body` is an enum of several.
    pub content: Option<String>,
    /// Further members of the media type object, as JSON.
    pub extra: Option<String>,
    /// Further members of the response object, as JSON.
    pub response_extra: Option<String>,
    /// The name of the struct of its headers.
    pub headers: Option<String>,
    /// Its body.
    pub body: Option<Type>,
}

/// The status of a variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// One code.
    Code(u16),
    /// `4XX` or `default`: the handler says which.
    Open(&'static str),
}
