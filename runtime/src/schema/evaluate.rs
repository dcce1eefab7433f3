//! A whole JSON Schema (2020-12, with `format` asserted), run against a value.
//!
//! What can be said by a type and its rules is checked while the value is decoded; this runs what cannot: `not`,
//! `if`, overlapping unions, `unevaluatedProperties`, and schemas that are only known at run time.
//!
//! ```
//! use routewright::schema::Failures;
//! use routewright::schema::evaluate::{Components, Prepared};
//! use serde_json::json;
//!
//! let schema = json!({ "type": "object", "if": { "required": ["card"] }, "then": { "required": ["address"] } });
//! let prepared = Prepared::new(&schema, &Components::none())?;
//!
//! let mut failures = Failures::new();
//! prepared.evaluate(&json!({ "card": "x" }), &mut failures);
//! assert_eq!(failures[0].pointer, "/address");
//! assert_eq!(failures[0].reason.to_string(), "is required");
//! # Ok::<(), String>(())
//! ```

mod circles;
mod combinators;
mod compile;
mod items;
mod members;
mod memory;
mod numbers;
mod place;
mod references;
mod resources;
mod run;
mod text;
mod types;
mod unevaluated;
mod uri;

use serde_json::{Map, Value};

use run::Graph;

use super::pointer::unescaped;
use super::{Failures, Pointer, Reason};
use crate::json::Json;

/// Where schemas that others refer to are found.
pub trait Resolve {
    /// The schema that a reference means: `#/components/schemas/Post`, or the URI of a whole document without its
    /// fragment.
    fn resolve(&self, reference: &str) -> Option<&Value>;
}

/// The components of an OpenAPI document, by name.
#[derive(Clone, Debug, Default)]
pub struct Components(Map<String, Value>);

impl Components {
    /// No components.
    pub fn none() -> Self {
        Self::default()
    }
}

impl From<Map<String, Value>> for Components {
    fn from(schemas: Map<String, Value>) -> Self {
        Self(schemas)
    }
}

impl Resolve for Components {
    fn resolve(&self, reference: &str) -> Option<&Value> {
        let name = reference.strip_prefix("#/components/schemas/")?;
        self.0.get(name).or_else(|| self.0.get(&unescaped(name)))
    }
}

/// What `format` does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formats {
    /// Values must be of their format.
    #[default]
    Assert,
    /// It says something to readers, and nothing about values.
    Annotate,
}

/// A schema that is ready to run, any number of times and from any thread.
#[derive(Debug)]
pub struct Prepared {
    graph: Graph,
}

impl Prepared {
    /// Prepares a schema and all that it refers to.
    ///
    /// # Errors
    /// The message names a reference that leads nowhere.
    pub fn new(schema: &Value, resolve: &dyn Resolve) -> Result<Self, String> {
        Self::with_formats(schema, resolve, Formats::Assert)
    }

    /// Prepares a schema and all that it refers to.
    ///
    /// # Errors
    /// The message names a reference that leads nowhere.
    pub fn with_formats(schema: &Value, resolve: &dyn Resolve, formats: Formats) -> Result<Self, String> {
        compile::compile(schema, resolve, formats).map(|graph| Self { graph })
    }

    /// Adds what is wrong with a value to `out`.
    pub fn evaluate(&self, instance: &Value, out: &mut Failures) {
        self.evaluate_json(&Json::from(instance), &[], out);
    }

    /// The same of a value with all of its digits, as if it had those members that are `given`.
    pub(crate) fn evaluate_json(&self, instance: &Json<'_>, given: &[&str], out: &mut Failures) {
        self.graph.evaluate(instance, given, out);
    }

    /// Whether nothing is wrong with a value; faster than finding out what is.
    pub fn is_valid(&self, instance: &Value) -> bool {
        self.is_valid_json(&Json::from(instance))
    }

    pub(crate) fn is_valid_json(&self, instance: &Json<'_>) -> bool {
        self.graph.is_valid(instance)
    }
}

/// Runs a schema once. Where a schema is run more than once, [`Prepared`] does the work of reading it only once.
pub fn evaluate(schema: &Value, instance: &Value, root: &dyn Resolve, out: &mut Failures) {
    match Prepared::new(schema, root) {
        Ok(prepared) => prepared.evaluate(instance, out),
        Err(detail) => out.add(Reason::Unchecked(detail), Pointer::default),
    }
}

#[cfg(test)]
mod tests;
