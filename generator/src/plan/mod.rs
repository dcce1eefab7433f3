//! What will be written: names, Rust types, routes, files.
//!
//! [`plan`] decides everything about one spec; [`join`] puts the specs of a project into one tree of folders.

pub mod described;
mod endless;
pub mod folder;
pub mod item;
mod media;
pub mod names;
pub mod operation;
mod route;
mod scheme;
mod security;
mod status;
mod types;
mod validation;
mod version;

pub use route::{Route, join};
pub use scheme::{Credentials, Scheme, Source};
pub use validation::{
    ForeignMembers, Formats, Integers, Numbers, UnknownMembers, UnknownParameters, Untyped, Validation,
};
pub use version::plan;

use item::Item;
use operation::Operation;

/// What a project says about one of its specs.
#[derive(Clone, Debug, Default)]
pub struct PlanOptions {
    /// The name of the spec's module and document: `v1`.
    pub name: String,
    /// The path under which its operations stand; `None` for the path of its first server.
    pub mount: Option<String>,
    /// How its schemas are read.
    pub validation: Validation,
}

/// One spec, decided.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The name of its document, as the project calls it.
    pub name: String,
    /// The name of its module.
    pub module: String,
    /// The path under which its operations stand: `/api/v1`, or empty.
    pub mount: String,
    /// The members of the document besides paths and schemas, as JSON.
    pub header: String,
    /// The types of its components, in the order of the spec.
    pub components: Vec<String>,
    /// Files of schemas.
    pub schemas: Vec<File<Item>>,
    /// Files of operations, one for each path.
    pub operations: Vec<File<Operation>>,
    /// The security schemes that its operations use.
    pub schemes: Vec<Scheme>,
    /// Its operations, as the user's room sees them.
    pub routes: Vec<Route>,
}

/// A file of generated code.
#[derive(Clone, Debug)]
pub struct File<T> {
    /// The name of its module.
    pub module: String,
    /// What is in it.
    pub content: Vec<T>,
}

/// All specs of a project.
#[derive(Clone, Debug)]
pub struct Plans {
    /// The type of the state: `crate::App`.
    pub state: String,
    /// The module of generated code: `crate::generated`.
    pub generated: String,
    /// One plan for each spec, in the order of the project's configuration.
    pub versions: Vec<Plan>,
    /// The operations of all specs.
    pub routes: Vec<Route>,
    /// The security schemes of all specs.
    pub schemes: Vec<Scheme>,
}
