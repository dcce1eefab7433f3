//! Small documents to try the reader with.

use crate::api::{Api, Schema, resolve};
use crate::diagnostic::{Diagnostic, Severity};
use crate::load::{Document, Limits, load_text};

/// A document and what is said about it, a line each: `line:column: severity: message`.
pub(super) struct Tried {
    pub(super) api: Option<Api>,
    pub(super) problems: Vec<String>,
}

/// Resolves a text that begins behind `openapi` and `info`, which take two lines.
pub(super) fn document(version: &str, rest: &str) -> Tried {
    whole(&format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\n{rest}"))
}

/// Resolves a text as [`document`] does, where what it refers to may be missing.
pub(super) fn incomplete(version: &str, rest: &str) -> Tried {
    let mut document = read(&format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\n{rest}"));
    document.allow_missing = true;
    resolved(document)
}

/// Resolves a whole text.
pub(super) fn whole(text: &str) -> Tried {
    resolved(read(text))
}

fn read(text: &str) -> Document {
    load_text("a.yaml", text, &Limits::default()).unwrap_or_else(|problems| panic!("{problems}"))
}

fn resolved(document: Document) -> Tried {
    let mut list = Vec::new();
    let api = resolve(&document, &mut list);
    assert_eq!(
        api.is_none(),
        list.iter().any(Diagnostic::is_error),
        "refused exactly when there is an error"
    );
    Tried { api, problems: list.iter().map(|problem| line(&document, problem)).collect() }
}

fn line(document: &Document, problem: &Diagnostic) -> String {
    let place = problem.place.expect("every problem has a place");
    let place = document.sources.locate(place);
    let place = place.trim_start_matches("a.yaml:");
    let severity = match problem.severity {
        Severity::Error => "error",
        _ => "warning",
    };
    format!("{place}: {severity}: {}", problem.message)
}

impl Tried {
    /// The API, when nothing at all is said about it.
    pub(super) fn clean(self) -> Api {
        assert_eq!(self.problems, [""; 0]);
        self.api.expect("an API")
    }

    /// The API, whatever is said about it.
    pub(super) fn api(self) -> Api {
        self.api.unwrap_or_else(|| panic!("{:#?}", self.problems))
    }
}

/// Components of version 3.1 and no paths, each written on a line from line 5 on.
pub(super) fn schemas(version: &str, lines: &str) -> Tried {
    let lines: String = lines.lines().map(|line| format!("    {line}\n")).collect();
    document(version, &format!("components:\n  schemas:\n{lines}paths: {{}}\n"))
}

/// What is said about one schema of 3.1, with its columns from one.
pub(super) fn schema_problems(schema: &str) -> Vec<String> {
    let tried = schemas("3.1.0", &format!("S: {schema}"));
    let lines = tried.problems.iter();
    lines
        .map(|line| {
            let mut parts = line.splitn(3, ':');
            let column = parts.nth(1).and_then(|column| column.parse::<usize>().ok()).unwrap_or(0);
            format!("{}:{}", column.saturating_sub(7), parts.next().unwrap_or_default())
        })
        .collect()
}

/// A component.
pub(super) fn component<'a>(api: &'a Api, name: &str) -> &'a Schema {
    &api.schemas[api.components[name]]
}
