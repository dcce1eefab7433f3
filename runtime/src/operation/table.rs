//! What an operation says about itself, as constant data.
//!
//! `#[derive(Operation)]` writes it. The router mounts by it, requests are decoded by it, and the document is
//! built from it.

use crate::model::{Blank, Fragment, TypeOf};

/// What an operation says about itself.
#[derive(Debug)]
pub struct OperationInfo {
    /// Its method.
    pub method: Method,
    /// Its path template, without the document's mount: `/posts/{id}`.
    pub path: &'static str,
    /// The name of the document that it belongs to.
    pub document: &'static str,
    /// Its `operationId`; empty when the document gives none.
    pub id: &'static str,
    /// The name of its request type, for messages.
    pub name: &'static str,
    /// Its summary; empty for none.
    pub summary: &'static str,
    /// Its description; empty for none.
    pub doc: &'static str,
    /// Its tags.
    pub tags: &'static [&'static str],
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// Who may call it: one of the alternatives must hold. No alternative: everybody. An empty one: also
    /// callers without credentials.
    pub security: &'static [&'static [Requirement]],
    /// Further members of the operation object, as the text of a JSON object; empty for none.
    pub extra: &'static str,
    /// Its parameters, a struct for each place that has any.
    pub parts: &'static [Part],
    /// Its request body.
    pub body: Option<RequestBody>,
    /// Its responses, in the order of the variants.
    pub responses: &'static [ResponseInfo],
}

/// A security scheme that must accept a caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Requirement {
    /// The scheme's name among the document's components.
    pub scheme: &'static str,
    /// The scopes that the caller needs.
    pub scopes: &'static [&'static str],
}

/// The parameters of one place.
#[derive(Debug)]
pub struct Part {
    /// Where they stand.
    pub location: Location,
    /// The struct with a field for each.
    pub of: TypeOf,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// The query as a whole: the struct has one field, which is called `query`.
    QueryString,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Location {
    /// As the specification calls it: `path`, `query`, `querystring`, `header`, `cookie`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A request body.
#[derive(Debug)]
pub struct RequestBody {
    /// Whether a request must have it.
    pub required: bool,
    /// Its description; empty for none.
    pub doc: &'static str,
    /// What it may hold.
    pub contents: &'static [Media],
    /// Further members of the request body object, as the text of a JSON object; empty for none.
    pub extra: &'static str,
}

/// A media type and what is in it.
#[derive(Debug)]
pub struct Media {
    /// The media type or range: `application/json`, `image/*`.
    pub range: &'static str,
    /// The type of the content; `None` for bytes and streams.
    pub of: Option<TypeOf>,
    /// A value of that type to read content into; needed where responses are checked.
    pub blank: Option<Blank>,
    /// Further members of the media type object (examples, `schema` of a stream), as the text of a JSON object;
    /// empty for none.
    pub extra: &'static str,
    /// How the members of a form are written, where the document says so.
    pub encodings: &'static [Encoding],
}

/// How one member of a form is written.
#[derive(Clone, Copy, Debug)]
pub struct Encoding {
    /// The member's name.
    pub name: &'static str,
    /// The media types that its part may have; none: whatever the member's type asks for.
    pub content_types: &'static [&'static str],
    /// The headers of its part.
    pub headers: &'static [PartHeader],
    /// The style's name; empty for none.
    pub style: &'static str,
    /// Whether lists and objects become one pair per element.
    pub explode: Option<bool>,
}

/// A header of a part of a form.
#[derive(Clone, Copy, Debug)]
pub struct PartHeader {
    /// Its name.
    pub name: &'static str,
    /// Whether the part must have it.
    pub required: bool,
    /// What holds for its value, where that is said without references.
    pub schema: Option<&'static Fragment>,
}

/// One response of an operation.
#[derive(Debug)]
pub struct ResponseInfo {
    /// The status that it answers with.
    pub status: Status,
    /// Its description.
    pub doc: &'static str,
    /// The struct with a field for each of its headers.
    pub headers: Option<TypeOf>,
    /// A value of that struct to read headers into; needed where responses are checked.
    pub blank_headers: Option<Blank>,
    /// What its body may hold; none: no body.
    pub contents: &'static [Media],
    /// Further members of the response object (links, `x-…`), as the text of a JSON object; empty for none.
    pub extra: &'static str,
}

/// The status of a declared response.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// One code.
    Code(u16),
    /// A hundred of them: `4` is `4XX`.
    Range(u8),
    /// Whatever no other response declares.
    Default,
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Code(code) => write!(f, "{code}"),
            Self::Range(hundreds) => write!(f, "{hundreds}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// The methods that an operation may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `HEAD`
    Head,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
    /// `OPTIONS`
    Options,
    /// `TRACE`
    Trace,
    /// `QUERY`
    Query,
    /// One that documents call additional, as it stands on the wire: `COPY`.
    Other(&'static str),
}

impl Method {
    /// All that have a name of their own in documents.
    pub const ALL: [Self; 9] = [
        Self::Get,
        Self::Head,
        Self::Post,
        Self::Put,
        Self::Patch,
        Self::Delete,
        Self::Options,
        Self::Trace,
        Self::Query,
    ];

    /// As it stands on the wire: `GET`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(name) => name,
        }
    }

    /// The method with that name on the wire, if it has one of its own in documents.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|method| method.as_str() == name)
    }
}

/// Where the function that handles a route stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mounted {
    /// Its file, from the project's root.
    pub file: &'static str,
    /// Its name.
    pub function: &'static str,
}

/// An operation and the function that handles it.
#[derive(Clone, Copy, Debug)]
pub struct MountedOperation {
    /// The operation.
    pub info: &'static OperationInfo,
    /// The function.
    pub mounted: Mounted,
}

/// What an OpenAPI document has besides operations.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// Its name among the documents of the app: `v1`.
    pub name: &'static str,
    /// The path under which its operations stand: `/api/v1`, or empty.
    pub mount: &'static str,
    /// Its top-level members except operations and schemas, as the text of a JSON object. Its `paths` have what is said
    /// about paths as a whole; it is described where a path has operations.
    pub header: &'static str,
    /// Its component schemas.
    pub components: &'static [TypeOf],
}

impl Document {
    /// A document without anything in it but the operations that are mounted.
    ///
    /// ```
    /// let document = routewright::operation::Document::new("v1", "/api/v1");
    /// assert_eq!(document.mount, "/api/v1");
    /// ```
    pub const fn new(name: &'static str, mount: &'static str) -> Self {
        Self { name, mount, header: r#"{"info":{"title":"API","version":"1"}}"#, components: &[] }
    }
}

impl Mounted {
    /// For routes that were mounted by hand, where no tool needs to know where the function stands.
    ///
    /// ```
    /// assert_eq!(routewright::operation::Mounted::by_hand().file, "");
    /// ```
    pub const fn by_hand() -> Self {
        Self { file: "", function: "" }
    }
}
