//! Security schemes and the functions that check them.

/// A security scheme that operations use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scheme {
    /// Its name in the spec: `bearerAuth`.
    pub name: String,
    /// The type of what handlers learn about a caller: `BearerAuth`.
    pub ty: String,
    /// The function that checks credentials: `bearer_auth`.
    pub function: String,
    /// Its description.
    pub doc: Option<String>,
    /// What the function gets.
    pub credentials: Credentials,
    /// Where a request carries it.
    pub source: Source,
}

/// What a function that checks credentials gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credentials {
    /// A token.
    Bearer,
    /// User and password.
    Basic,
    /// A key.
    ApiKey,
    /// A signature and what it signs.
    Signed,
}

/// Where a request carries credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// A header of this name.
    Header(String),
    /// A query parameter of this name.
    Query(String),
    /// A cookie of this name.
    Cookie(String),
    /// A header of this name that signs the body.
    Signature(String),
}
