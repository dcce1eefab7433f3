//! The documents that companies publish.

use std::fs;
use std::path::{Path, PathBuf};

use crate::workspace;

/// Documents that refer to schemas and files which are not there.
const INCOMPLETE: [&str; 2] =
    ["square.json", "multifile/ga4gh-drs/openapi/data_repository_service.openapi.yaml"];

/// A document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path below the folder of all documents, which is its name, too.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
    /// The version of OpenAPI that it says: `3.0`.
    pub version: String,
}

impl Document {
    /// Whether it refers to what is not there, so that it has to be allowed to.
    pub fn is_incomplete(&self) -> bool {
        INCOMPLETE.contains(&self.name.as_str())
    }
}

/// Every document, by name; none where the folder is missing, which is said.
pub fn all() -> Vec<Document> {
    within(&["specs", "multifile"])
}

/// Every document that others test with, by name; some of them are to be refused.
pub fn suites() -> Vec<Document> {
    within(&["suites/oai-learn", "suites/oai-spec", "suites/ogen/positive", "suites/oapi-codegen"])
}

fn within(folders: &[&str]) -> Vec<Document> {
    let mut documents = Vec::new();
    for folder in folders {
        if let Some(path) = workspace::shared(folder) {
            let prefix = if *folder == "specs" { String::new() } else { format!("{folder}/") };
            collect(&path, &prefix, &mut documents);
        }
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    documents
}

/// One document, where it is there.
pub fn named(name: &str) -> Option<Document> {
    let path = workspace::shared(&format!("specs/{name}"))?;
    let version = version(&path)?;
    Some(Document { name: name.to_owned(), path, version })
}

fn collect(folder: &Path, prefix: &str, documents: &mut Vec<Document>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            collect(&path, &format!("{prefix}{name}/"), documents);
        } else if matches!(path.extension().and_then(|end| end.to_str()), Some("json" | "yaml" | "yml"))
            && let Some(version) = version(&path)
        {
            documents.push(Document { name: format!("{prefix}{name}"), path, version });
        }
    }
}

/// The version that a document says, `3.0`; none for a file that is no document but a part of one.
fn version(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    let keys = ["\"openapi\"", "\"swagger\"", "\nopenapi", "\nswagger"];
    // A key at the very start has no line before it.
    let text = format!("\n{text}");
    let said = keys.iter().find_map(|key| {
        let rest = text.split_once(key)?.1.trim_start_matches([' ', ':', '"', '\'', '\t']);
        let version: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        version.starts_with(['2', '3']).then_some(version)
    })?;
    Some(said.split('.').take(2).collect::<Vec<_>>().join("."))
}
