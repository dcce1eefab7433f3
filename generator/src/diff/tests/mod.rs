//! Pairs of snippets, and what the comparison says of them.

mod documents;
mod equal_schemas;
mod schemas;
mod size;

use super::{Difference, compare};
use crate::api::{self, Api};
use crate::load;

/// Reads a document.
fn api(text: &str) -> Api {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("openapi.yaml");
    std::fs::write(&path, text).expect("writing a temporary file");
    let document = load::load(&path, &load::Options::default()).unwrap_or_else(|errors| panic!("{errors}"));
    let mut diagnostics = Vec::new();
    api::resolve(&document, &mut diagnostics).unwrap_or_else(|| {
        panic!("{}", document.sources.render_all(&diagnostics, crate::diagnostic::Colour::Never))
    })
}

fn differences(spec: &str, types: &str) -> Vec<Difference> {
    compare(&api(spec), &api(types))
}

/// A document whose schema `Post` is a snippet, beside two others that it can refer to.
fn with_schema(post: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: Blog, version: '1'}}
paths: {{}}
components:
  schemas:
    Post: {post}
    Author: {{type: object, description: A writer., required: [name], properties: {{name: {{type: string}}}}}}
    Colour: {{type: string, description: A colour., enum: [red, green]}}
"
    )
}

/// What differs between two schemas, a line each, with pointers that start at the schema.
fn schema_differences(spec: &str, types: &str) -> Vec<String> {
    let found = differences(&with_schema(spec), &with_schema(types));
    found.iter().map(|one| one.to_string().replace("/components/schemas/Post", "")).collect()
}
