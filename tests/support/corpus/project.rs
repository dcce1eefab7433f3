//! A project made of a document.

use std::path::{Path, PathBuf};
use std::process::Command;

use routewright_generator::api::{self, Api};
use routewright_generator::diff::{self, Difference};
use routewright_generator::load;

use super::documents::Document;
use crate::usage::{self, End, Limits, Usage};
use crate::workspace;

/// A project made of a document.
pub struct Project {
    /// Its folder.
    pub folder: PathBuf,
    /// The name of its package and program.
    pub name: String,
    document: Document,
}

/// How making it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generated {
    /// There is a project.
    Yes,
    /// The document was refused with a message.
    Refused,
    /// The command fell over: never right.
    Panicked,
    /// It took too long: never right.
    Hung,
    /// It took too much memory: never right.
    TooLarge,
}

impl Generated {
    /// What a table says of it.
    pub fn word(self) -> &'static str {
        match self {
            Generated::Yes => "yes",
            Generated::Refused => "refused",
            Generated::Panicked => "PANICKED",
            Generated::Hung => "HUNG",
            Generated::TooLarge => "TOO LARGE",
        }
    }

    fn of(usage: &Usage) -> Generated {
        match usage.end {
            End::Success => Generated::Yes,
            End::Timeout => Generated::Hung,
            End::Memory => Generated::TooLarge,
            // Rust's code for a panic, or no code at all: a signal.
            End::Failure(Some(101) | None) => Generated::Panicked,
            End::Failure(_) if usage.stderr.contains("panicked at") => Generated::Panicked,
            End::Failure(_) => Generated::Refused,
        }
    }
}

impl Project {
    /// Has the `routewright` command make it.
    ///
    /// # Panics
    /// When there is no such command.
    pub fn new(
        routewright: &Path,
        folder: &Path,
        document: &Document,
        limits: Limits,
    ) -> (Project, Generated, Usage) {
        let name = package_name(&document.name);
        let mut command = Command::new(routewright);
        command.args(["new", &name, "--spec"]).arg(&document.path).current_dir(folder);
        command.arg("--runtime").arg(workspace::root().join("runtime"));
        command.args(document.is_incomplete().then_some("--allow-missing"));
        let usage = usage::run(&mut command, limits);
        let project = Project { folder: folder.join(&name), name, document: document.clone() };
        (project, Generated::of(&usage), usage)
    }

    /// Has cargo check, build or run it.
    pub fn cargo(&self, target: &Path, arguments: &[&str], limits: Limits) -> Usage {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments).current_dir(&self.folder);
        command
            .env("CARGO_TARGET_DIR", target)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TERM_COLOR", "never");
        usage::run(&mut command, limits)
    }

    /// What the document that its types describe says differently from its spec.
    ///
    /// # Errors
    /// Says why that cannot be said.
    pub fn round_trip(&self, target: &Path, limits: Limits) -> Result<Vec<Difference>, String> {
        let usage = self.cargo(target, &["run", "--quiet", "--", "openapi", "--format", "json"], limits);
        if usage.end != End::Success {
            return Err(format!("{:?}: {}", usage.end, first_line(&usage.stderr)));
        }
        let served = self.folder.join("served.json");
        std::fs::write(&served, &usage.stdout).map_err(|error| error.to_string())?;
        let spec = read(&self.document.path, self.document.is_incomplete())?;
        Ok(diff::compare(&spec, &read(&served, false)?))
    }

    /// Removes it, and what was built of it, which is large.
    pub fn remove(&self, target: &Path) {
        if target.is_dir() && self.folder.is_dir() {
            self.cargo(target, &["clean", "--quiet", "--package", &self.name], Limits::NONE);
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }

    /// How many lines of Rust it has.
    pub fn lines(&self) -> usize {
        lines(&self.folder.join("src"))
    }
}

/// Reads a document, of which something may be missing where that is allowed.
///
/// # Errors
/// Says what is wrong with it.
pub fn read(path: &Path, allow_missing: bool) -> Result<Api, String> {
    let options = load::Options { allow_missing, ..load::Options::default() };
    let document = load::load(path, &options).map_err(|errors| errors.to_string())?;
    let mut diagnostics = Vec::new();
    api::resolve(&document, &mut diagnostics).ok_or_else(|| {
        let told = diagnostics.iter().find(|diagnostic| diagnostic.is_error());
        told.map_or_else(|| "not a document".to_owned(), |told| told.message.clone())
    })
}

fn lines(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let count = |path: PathBuf| match path.is_dir() {
        true => lines(&path),
        false => std::fs::read_to_string(&path).map_or(0, |text| text.lines().count()),
    };
    entries.map(|entry| count(entry.path())).sum()
}

/// A name that cargo accepts, which no other document has.
fn package_name(document: &str) -> String {
    let mut name = String::from("spec");
    for word in document.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        name.push('-');
        name.push_str(&word.to_ascii_lowercase());
    }
    name
}

/// The first line that says something.
pub fn first_line(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| line.contains("error") || line.contains("panicked"));
    let line = line.or_else(|| text.lines().map(str::trim).find(|line| !line.is_empty()));
    line.unwrap_or_default().chars().take(200).collect()
}
