use serde_json::{Map, Value};

use crate::diagnostic::Place;

/// A way for callers to prove who they are.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Where the scheme is declared: its name in the document.
    pub place: Place,
    /// What the caller sends.
    pub kind: SchemeKind,
    /// A text in Markdown.
    pub description: Option<String>,
    /// Extensions.
    pub extensions: Map<String, Value>,
}

/// What a caller sends to prove who they are.
#[derive(Clone, Debug, PartialEq)]
pub enum SchemeKind {
    /// A secret of its own.
    ApiKey {
        /// Where in the request it is.
        location: ApiKeyLocation,
        /// The name of the header, query parameter or cookie.
        name: String,
    },
    /// The `Authorization` header.
    Http {
        /// Its scheme, in lower case: `bearer`, `basic`.
        scheme: String,
        /// How a bearer token looks.
        bearer_format: Option<String>,
    },
    /// OAuth 2.
    OAuth2,
    /// OpenID Connect.
    OpenIdConnect,
    /// A certificate of the client.
    MutualTls,
}

/// Where in a request an API key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum ApiKeyLocation {
    Header,
    Query,
    Cookie,
}
