//! What the generated code connects: the user's modules, and what each serves.

use crate::api::Method;

/// The user's room, as generated code refers to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wiring {
    /// Every `route.rs` that serves something, sorted by file.
    pub modules: Vec<Wired>,
    /// Every `middleware.rs`, sorted by file, those of outer folders first.
    pub middleware: Vec<Attached>,
    /// Every `error.rs`, sorted by file, those of outer folders first.
    pub errors: Vec<Attached>,
    /// `auth.rs`, when there is one or there will be one.
    pub auth: Option<String>,
}

/// A `route.rs` and what it serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wired {
    /// A name for its module, unlike every other in the wiring: `api_v1_posts`.
    pub name: String,
    /// Its path relative to the project: `src/app/api/v1/posts/route.rs`.
    pub file: String,
    /// The settings that it declares, of [`SETTINGS`], sorted.
    pub constants: Vec<String>,
    /// What it serves, in the order of [`Method`].
    pub routes: Vec<WiredRoute>,
    /// What wraps it, from the outside in: positions in [`Wiring::middleware`].
    pub middleware: Vec<usize>,
    /// What shapes its errors: a position in [`Wiring::errors`].
    pub error: Option<usize>,
}

/// A function that serves a method of a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WiredRoute {
    /// The method.
    pub method: Method,
    /// The function: `get`.
    pub function: String,
    /// The URL's template: `/api/v1/posts/{id}`, `/files/{*path}` for the rest, `/files/{**path}` for the rest or nothing.
    pub url: String,
    /// Whether the function does more than say that it is not implemented.
    pub filled: bool,
    /// What it answers.
    pub serves: Serves,
}

/// What a function of the user's room answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Serves {
    /// An operation: its position in `Plans::routes`.
    Operation(usize),
    /// No operation: it was written by hand, with bare requests and responses.
    ByHand,
}

/// A file that applies to every route at or below its folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// A name for its module, unlike every other in the wiring: `api_v1_middleware`.
    pub name: String,
    /// Its path relative to the project.
    pub file: String,
    /// The URL at and below which it applies where no route is; none for a group, which has no URL of its own.
    pub url: Option<String>,
}

/// The settings that a `route.rs` may declare as constants.
pub const SETTINGS: &[&str] = &["BODY_LIMIT", "DYNAMIC", "MAX_DURATION", "REVALIDATE"];
