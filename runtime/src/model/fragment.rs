//! Keywords that have no attribute of their own, kept as the JSON they were written in.

use std::sync::OnceLock;

use serde_json::{Map, Value};

use super::context::Context;
use super::table::TypeOf;
use crate::describe;
use crate::json::Json;
use crate::schema::evaluate::{self, Formats, Prepared};
use crate::schema::{Failures, Reason};

/// A part of a schema, as JSON text that is read once.
///
/// It is described as it stands, and the assertions in it are run: what the document says and what is checked are
/// the same text.
#[derive(Debug)]
pub struct Fragment {
    text: &'static str,
    refs: &'static [TypeOf],
    formats: Formats,
    read: OnceLock<Map<String, Value>>,
    prepared: OnceLock<Result<Prepared, String>>,
}

/// Keywords that say something about a schema and nothing about values.
const ANNOTATIONS: &[&str] = &[
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
    "discriminator",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "$comment",
    "$schema",
    "$id",
    "$anchor",
    "$defs",
    "definitions",
];

impl Fragment {
    /// A fragment from the text of a JSON object, and the types that its references name.
    pub const fn new(text: &'static str, refs: &'static [TypeOf]) -> Self {
        Self { text, refs, formats: Formats::Assert, read: OnceLock::new(), prepared: OnceLock::new() }
    }

    /// The same, where formats assert nothing.
    pub const fn annotating(text: &'static str, refs: &'static [TypeOf]) -> Self {
        Self { text, refs, formats: Formats::Annotate, read: OnceLock::new(), prepared: OnceLock::new() }
    }

    /// Its keywords. Text that is not a JSON object has none; the derive refuses such text.
    pub fn keywords(&self) -> &Map<String, Value> {
        self.read.get_or_init(|| serde_json::from_str(self.text).unwrap_or_default())
    }

    /// The types that its references name.
    pub fn refs(&self) -> &'static [TypeOf] {
        self.refs
    }

    /// Whether it says anything about values.
    pub fn asserts(&self) -> bool {
        self.keywords()
            .keys()
            .filter(|keyword| self.formats == Formats::Assert || *keyword != "format")
            .any(|keyword| !keyword.starts_with("x-") && !ANNOTATIONS.contains(&keyword.as_str()))
    }
}

impl Fragment {
    /// Holds a value against the assertions. Members that are `given` by its receiver are not there yet, so it has to fit
    /// with them or without.
    pub(crate) fn check(&self, value: &Json<'_>, given: &[&str], cx: &mut Context) {
        match self.prepared.get_or_init(|| self.prepare()) {
            Ok(prepared) => {
                let mut failures = Failures::new();
                prepared.evaluate_json(value, given, &mut failures);
                let fits_without = || !given.is_empty() && prepared.is_valid_json(value);
                if !failures.is_empty() && !fits_without() {
                    cx.adopt(failures);
                }
            }
            // What cannot be checked is not let through.
            Err(reason) => cx.fail(Reason::Unchecked(reason.clone())),
        }
    }

    /// A reference that leads nowhere leaves a fragment that cannot be run; the generator refuses such documents.
    fn prepare(&self) -> Result<Prepared, String> {
        let mut components = describe::Components::of_document();
        for of in self.refs {
            components.add(of());
        }
        let components = evaluate::Components::from(components.finish());
        Prepared::with_formats(&Value::Object(self.keywords().clone()), &components, self.formats)
    }
}
