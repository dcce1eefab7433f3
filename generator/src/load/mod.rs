//! Files become a document: trees of nodes that know their places.
//!
//! YAML 1.2 and JSON give the same tree. A document is untrusted: how deep, how long and how often repeated it may be is
//! bounded, and nothing outside of the root directory is read.

mod bundle;
mod document;
mod files;
mod identifiers;
mod indentation;
mod json;
mod node;
mod options;
mod reference;
mod remedy;
mod scalar;
mod uri;
mod yaml;

use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Place};

pub use document::Document;
pub use node::{Kind, Map, Member, Node};
pub use options::{Limits, Options};
pub use reference::{Target, Unresolved};

/// Reads a document and every file that it refers to.
pub fn load(path: &Path, options: &Options) -> Result<Document, Diagnostics> {
    files::Loader::new(options).load(path)
}

/// Reads a document from a text; it cannot refer to files.
pub fn load_text(name: &str, text: &str, limits: &Limits) -> Result<Document, Diagnostics> {
    let options = Options { limits: limits.clone(), ..Options::default() };
    files::Loader::new(&options).load_text(name, text)
}

/// Reads one text as a tree, without looking at references: YAML, or JSON when it looks like it. Beside the tree there may be
/// warnings.
fn read(
    file: FileId,
    name: &str,
    text: &str,
    limits: &Limits,
) -> Result<(Node, Vec<Diagnostic>), Vec<Diagnostic>> {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    if ["md", "markdown", "txt", "html"].iter().any(|prose| extension.eq_ignore_ascii_case(prose)) {
        // What `description: {$ref: intro.md}` means.
        let place = Place::new(file, 0, text.len());
        return Ok((Node { place, kind: Kind::String(text.into()) }, Vec::new()));
    }
    let is_json = extension.eq_ignore_ascii_case("json");
    let looks_like_json = text.trim_start_matches('\u{feff}').trim_start().starts_with(['{', '[']);
    if is_json || looks_like_json {
        match json::read(file, text, limits) {
            // Braces are YAML too.
            Err(_) if !is_json => {}
            result => return result.map(|node| (node, Vec::new())),
        }
    }
    yaml::read(file, text, limits)
}
