//! The documents of a suite, and what becomes of them.

use std::fs;
use std::path::{Path, PathBuf};

use routewright_generator::api;
use routewright_generator::diagnostic::Diagnostic;
use routewright_generator::load::{self, Limits, Options};
use routewright_generator::plan::{self, PlanOptions, Validation};

/// A document.
pub struct Document {
    /// Its path below the folder of all suites.
    pub name: String,
    path: PathBuf,
    /// The document around a schema, where the file is nothing but that.
    around: Option<String>,
}

/// What becomes of a document.
pub enum Verdict {
    /// Nothing is said about it.
    Read,
    /// It is read, with a warning that has a place.
    Warned,
    /// It is refused with this text.
    Refused(String),
}

fn suites() -> PathBuf {
    let named = std::env::var_os("ROUTEWRIGHT_SHARED").map(PathBuf::from);
    let usual = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    named.unwrap_or(usual).join("suites")
}

/// The documents of versions 3.0, 3.1 and 3.2 in a folder, by name, and its files that are schemas.
pub fn documents(folder: &str) -> Vec<Document> {
    let root = suites();
    if !root.join(folder).is_dir() {
        eprintln!(
            "SKIPPED: {} is not there; set ROUTEWRIGHT_SHARED to the folder of documents",
            root.join(folder).display()
        );
        return Vec::new();
    }
    let mut found = Vec::new();
    collect(&root.join(folder), &root, &mut found);
    found.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn collect(folder: &Path, root: &Path, found: &mut Vec<Document>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, root, found);
            continue;
        }
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let text = fs::read_to_string(&path).unwrap_or_default();
        if name.contains("/schema-negative/") {
            found.push(Document { name, path, around: Some(around(&text)) });
        } else if is_document(&text) {
            found.push(Document { name, path, around: None });
        }
    }
}

/// Whether a text says that it is a document, of whatever version it pretends to be, as long as no other reader is meant.
fn is_document(text: &str) -> bool {
    let line = text.lines().map(|line| line.trim_start_matches([' ', '{', '"', '\'']));
    let mut versions = line.filter_map(|line| {
        let rest = line.strip_prefix("openapi")?.trim_start_matches(['"', '\'', ' ']);
        rest.strip_prefix(':').map(|version| version.trim_matches([' ', '"', '\'', ',']))
    });
    versions.next().is_some()
}

/// A document with a schema in it.
fn around(schema: &str) -> String {
    format!(
        "{{\"openapi\": \"3.1.0\", \"info\": {{\"title\": \"T\", \"version\": \"1\"}}, \"paths\": {{}},\n\"components\": {{\"schemas\": {{\"Tried\": {schema}}}}}}}"
    )
}

/// What becomes of a document on the way to its plan.
///
/// # Panics
/// When something is said without a place.
pub fn verdict(document: &Document) -> Verdict {
    let read = match &document.around {
        Some(text) => load::load_text(&document.name, text, &Limits::default()),
        None => {
            let options = Options { root: Some(suites()), ..Options::default() };
            load::load(&document.path, &options)
        }
    };
    let loaded = match read {
        Ok(loaded) => loaded,
        Err(problems) => return Verdict::Refused(problems.to_string()),
    };
    let mut list = Vec::new();
    if let Some(api) = api::resolve(&loaded, &mut list) {
        let validation = Validation::default();
        plan::plan(&api, &PlanOptions { name: "v1".to_owned(), mount: None, validation }, &mut list);
    }
    assert!(list.iter().all(|diagnostic| diagnostic.place.is_some()), "{}", document.name);
    match (list.iter().any(Diagnostic::is_error), list.is_empty()) {
        (true, _) => Verdict::Refused(loaded.into_diagnostics(list).to_string()),
        (false, false) => Verdict::Warned,
        (false, true) => Verdict::Read,
    }
}
