//! The OpenAPI document of an app, built from the types and the routes that are really mounted.
//!
//! ```
//! use routewright::describe::Specification;
//! use routewright::operation::Document;
//! use routewright::{Model, type_of};
//!
//! /// A post.
//! #[derive(Clone, Debug, PartialEq, Model)]
//! #[model(name = "Post")]
//! pub struct Post {
//!     /// Headline.
//!     #[model(min_length = 1)]
//!     pub title: String,
//! }
//!
//! let document = Document {
//!     name: "v1",
//!     mount: "/api",
//!     header: r#"{"info":{"title":"Blog","version":"1.0.0"}}"#,
//!     components: &[type_of::<Post>],
//! };
//! let specification = Specification::new(&document, []);
//!
//! let post = &specification.as_value()["components"]["schemas"]["Post"];
//! assert_eq!(post["properties"]["title"]["minLength"], 1);
//! assert_eq!(post["properties"]["title"]["description"], "Headline.");
//! assert!(specification.to_yaml().starts_with("openapi: 3.1.0\n"));
//! ```

mod assemble;
mod body;
mod extra;
mod operation;
mod order;
mod parameter;
mod path;
mod response;
mod rules;
mod schema;

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::model::Type;
use crate::operation::{Document, OperationInfo};

pub(crate) use self::body::schema as media_schema;
pub(crate) use self::schema::Components;

/// An OpenAPI document.
#[derive(Clone, Debug, PartialEq)]
pub struct Specification {
    value: Value,
    /// What is said about paths as a whole, by path: some may still get their first operation.
    paths: Map<String, Value>,
}

impl Specification {
    /// Builds a document from its own members, its components and the operations that are mounted. Operations
    /// of other documents are left out.
    pub fn new(document: &Document, operations: impl IntoIterator<Item = &'static OperationInfo>) -> Self {
        let operations: Vec<_> =
            operations.into_iter().filter(|info| info.document == document.name).collect();
        let header = extra::read(document.header);
        let paths = path::said(&header);
        Self { value: assemble::assemble(document, header, &operations), paths }
    }

    /// Adds an operation that no type describes, as a JSON operation object.
    #[must_use]
    pub fn with_operation(mut self, method: &str, path: &str, operation: Value) -> Self {
        let item = &mut self.value["paths"][path];
        path::say(item, self.paths.get(path));
        path::add(item, method, operation);
        order::path_item(item);
        self
    }

    /// The document as a JSON value.
    pub fn as_value(&self) -> &Value {
        &self.value
    }

    /// The document as JSON text, written for people.
    pub fn to_json(&self) -> String {
        format!("{:#}\n", self.value)
    }

    /// The document as YAML text.
    pub fn to_yaml(&self) -> String {
        // A JSON value has nothing in it that YAML could not say.
        yaml_serde::to_string(&self.value).unwrap_or_else(|_| self.to_json())
    }
}

/// The schema of a type for [`schemars`], complete in itself: named types that it refers to are among its `$defs`.
///
/// ```
/// use routewright::{Model, describe, type_of};
///
/// #[derive(Clone, Debug, PartialEq, Model)]
/// #[model(name = "Tree")]
/// pub struct Tree { pub children: Vec<Tree> }
///
/// let schema = describe::schemars_of(type_of::<Tree>());
/// assert_eq!(schema.pointer("/$defs/Tree/properties/children/items/$ref").unwrap(), "#/$defs/Tree");
/// ```
pub fn schemars_of(ty: &'static Type) -> schemars::Schema {
    let mut components = Components::new("#/$defs/");
    let mut schema = components.reference(ty);
    let definitions = components.finish();
    if !definitions.is_empty() {
        // An identifier makes it a resource of its own, so that its references hold wherever it is put.
        let mut id = String::from("urn:routewright:");
        for byte in ty.name.bytes() {
            if byte.is_ascii_alphanumeric() {
                id.push(char::from(byte));
            } else {
                _ = write!(id, "%{byte:02X}");
            }
        }
        if !ty.name.is_empty() {
            schema.insert("$id".to_owned(), id.into());
        }
        schema.insert("$defs".to_owned(), definitions.into());
    }
    schema.into()
}

#[cfg(test)]
mod tests;
