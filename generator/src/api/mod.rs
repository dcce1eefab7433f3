//! The one resolved description of an API, in the nouns of the specification; everything after it reads this.
//!
//! Whatever version a document is written in, it arrives here in the shape of OpenAPI 3.1: references are looked up,
//! parameters of a path are merged into its operations, and schemas speak JSON Schema 2020-12.

mod body;
mod header;
mod info;
mod media;
mod operation;
mod parameter;
mod path;
mod print;
mod resolve;
mod response;
mod schema;
mod schemas;
mod security;
mod swagger;
mod types;
mod version;

use indexmap::IndexMap;
use serde_json::{Map, Value};

pub use body::Body;
pub use header::Header;
pub use info::{Info, Server, Tag};
pub use media::{Encoding, Media};
pub use operation::{Method, Operation};
pub use parameter::{Location, Parameter, Style};
pub use path::{PathItem, PathTemplate, Piece};
pub use print::{component_reference, referred_component};
pub use resolve::resolve;
pub use response::{Response, Status};
pub use schema::{Discriminator, Schema};
pub use schemas::{SchemaId, Schemas};
pub use security::{ApiKeyLocation, SchemeKind, SecurityScheme};
pub use types::{Type, TypeSet};
pub use version::SpecVersion;

/// A resolved API.
#[derive(Clone, Debug)]
pub struct Api {
    /// The version of the specification the document was written in.
    pub version: SpecVersion,
    /// What the API is called.
    pub info: Info,
    /// Where it is served.
    pub servers: Vec<Server>,
    /// The groups of operations.
    pub tags: Vec<Tag>,
    /// The top-level members except `webhooks` and `components.schemas`, as JSON of version 3.1; of `paths`, its extensions.
    pub header: Map<String, Value>,
    /// Every schema.
    pub schemas: Schemas,
    /// The named schemas, in the order of the document; behind them those that got a name because something points at them.
    pub components: IndexMap<String, SchemaId>,
    /// How callers can prove who they are.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// The paths, in the order of the document.
    pub paths: Vec<PathItem>,
    /// The operations, in the order of the document.
    pub operations: Vec<Operation>,
    /// Operations that are not served, because no request for them can be told from one for an operation before them.
    pub hidden: Vec<Operation>,
    /// Requests that the API makes itself, as JSON of version 3.1: they are described, not served.
    pub webhooks: Map<String, Value>,
}
