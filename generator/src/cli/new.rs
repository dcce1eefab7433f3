//! `routewright new`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::Failure;
use super::generate::hold;
use super::terminal::{Terminal, count};
use crate::api;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::emit::Emitter;
use crate::load::{self, Document};
use crate::plan::{self, PlanOptions};
use crate::project::{Generation, Project, checkout, has_errors};

/// Makes a project from a spec: it builds and serves at once.
///
/// Copies the spec with the files that it refers to, and generates the rest. Nothing is left behind when it fails.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  routewright new shop --spec shop.yaml
  routewright new apps/shop --spec shop.json --runtime ../routewright/runtime
  cd shop && cargo run")]
pub struct New {
    /// The folder to make; its last part is the name of the package
    #[arg(value_name = "NAME")]
    folder: PathBuf,
    /// The OpenAPI document to start from, YAML or JSON
    #[arg(long, value_name = "FILE")]
    spec: PathBuf,
    /// Go on where the document refers to what is not there: a missing schema stands for any value
    #[arg(long)]
    allow_missing: bool,
    /// Use the runtime library in this folder instead of the published one. In a checkout of routewright, its own is used
    #[arg(long, value_name = "PATH")]
    runtime: Option<PathBuf>,
    /// Go on when the folder is there already. Files in it stay as they are
    #[arg(long)]
    force: bool,
}

/// A file of the new project.
struct Start {
    path: String,
    text: String,
}

impl New {
    /// Runs the command.
    pub fn run(self, terminal: Terminal) -> Result<ExitCode, Failure> {
        let name = self.package()?;
        let is_there = self.folder.read_dir().is_ok_and(|mut entries| entries.next().is_some());
        if (is_there && !self.force) || self.folder.is_file() {
            let message = format!("{} is there already", self.folder.display());
            return Err(Diagnostic::error(None, message).help("`--force` adds to it what is missing").into());
        }
        let mut files = self.spec(terminal)?;
        let spec = files[0].path.clone();
        files.extend(self.scaffold(&name, &spec)?);

        let above = match self.folder.parent() {
            Some(above) if !above.as_os_str().is_empty() => above,
            _ => Path::new("."),
        };
        std::fs::create_dir_all(above).map_err(|error| refused(above, &error))?;
        // Made beside its place and moved there when it is complete.
        let stage = tempfile::Builder::new().prefix(".routewright-new-").tempdir_in(above);
        let stage = stage.map_err(|error| refused(above, &error))?;
        for file in &files {
            write(&stage.path().join(&file.path), &file.text)?;
        }
        let project = Project { root: stage.path().to_owned() };
        let generation = {
            let held = hold(terminal, &project)?;
            Generation::new(&project, &held)?
        };
        let main = Emitter::new(None).and_then(|emitter| emitter.main(&generation.understood.plans));
        let main = main.map_err(|error| Failure::say(error.to_string()))?;
        write(&stage.path().join("src/main.rs"), &main)?;
        generation.write(&project).map_err(|error| Failure::say(error.to_string()))?;
        settle(stage, &self.folder)?;

        let operations = generation.understood.plans.routes.len();
        let word = if is_there { "completed" } else { "created" };
        terminal.item(word, format!("{}: {}", self.folder.display(), count(operations, "operation")));
        terminal.say(format!(
            "\n  cd {}\n  cargo run            serves http://127.0.0.1:3000",
            self.folder.display()
        ));
        terminal.say("  routewright dev      the same, and again whenever a file is saved");
        Ok(ExitCode::SUCCESS)
    }

    /// The name of the package.
    fn package(&self) -> Result<String, Failure> {
        let name = self.folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let fine = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        // What the package would hide from its own code.
        let taken = ["test", "core", "std", "alloc", "proc_macro", "proc-macro", "routewright", "tokio"]
            .contains(&name);
        let is_keyword = syn::parse_str::<syn::Ident>(&name.replace('-', "_")).is_err();
        if !fine || taken || is_keyword {
            let message = format!("`{name}` is no name for a package");
            let help = "letters, digits, `-` and `_`, with a letter first, and no word of Rust";
            return Err(Diagnostic::error(None, message).help(help).into());
        }
        Ok(name.to_owned())
    }

    /// The spec and every file that it refers to; the spec comes first.
    fn spec(&self, terminal: Terminal) -> Result<Vec<Start>, Failure> {
        // Read under the name that the user gave, for the sake of the messages.
        let document = load::load(
            &self.spec,
            &load::Options { allow_missing: self.allow_missing, ..load::Options::default() },
        )?;
        let mut list = Vec::new();
        if let Some(api) = api::resolve(&document, &mut list) {
            let _ =
                plan::plan(&api, &PlanOptions { name: "v1".to_owned(), ..PlanOptions::default() }, &mut list);
        }
        let told = vec![Diagnostics { sources: document.sources.clone(), list }];
        if has_errors(&told) {
            return Err(told.into());
        }
        terminal.tell(&told);
        self.copied(&document)
    }

    /// The files of a document, as they lie in the new project.
    fn copied(&self, document: &Document) -> Result<Vec<Start>, Failure> {
        let real = self.spec.canonicalize().map_err(|error| refused(&self.spec, &error))?;
        let folder = real.parent().unwrap_or(&real);
        let shown = self.spec.parent().unwrap_or(Path::new(""));
        let sources = document.sources.ids().map(|id| (document.sources.name(id), document.sources.text(id)));
        let mut files: Vec<Start> = Vec::new();
        for (index, (name, text)) in sources.enumerate() {
            let name = Path::new(name);
            let relative = match index {
                0 => real.file_name().map(PathBuf::from),
                _ => match name.strip_prefix(shown) {
                    Ok(relative) => Some(relative.to_owned()),
                    // The spec may have been named by a way round, as in `specs/../specs/api.yaml`.
                    Err(_) => name
                        .canonicalize()
                        .ok()
                        .and_then(|name| Some(name.strip_prefix(folder).ok()?.to_owned())),
                },
            };
            let Some(relative) = relative else {
                return Err(Failure::say(format!(
                    "{} is not beside {}",
                    name.display(),
                    self.spec.display()
                )));
            };
            let relative: Vec<_> =
                relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            files.push(Start { path: format!("specs/{}", relative.join("/")), text: text.to_owned() });
        }
        if let [only] = &mut files[..] {
            let extension = real.extension().and_then(|extension| extension.to_str()).unwrap_or("yaml");
            only.path = format!("specs/v1.{extension}");
        }
        Ok(files)
    }

    /// What stands around the code.
    fn scaffold(&self, name: &str, spec: &str) -> Result<Vec<Start>, Failure> {
        let runtime = match &self.runtime {
            Some(folder) if folder.join("Cargo.toml").is_file() => Some(folder.clone()),
            Some(folder) => {
                return Err(Failure::say(format!(
                    "{} is no library: it has no Cargo.toml",
                    folder.display()
                )));
            }
            None => checkout().map(|checkout| checkout.join("runtime")),
        };
        let runtime = match runtime {
            Some(folder) => {
                let folder = folder.canonicalize().map_err(|error| refused(&folder, &error))?;
                format!("{{ path = {} }}", quoted(&folder.display().to_string()))
            }
            None => quoted(env!("CARGO_PKG_VERSION")),
        };
        let text = |text: &str| {
            text.replace("NAME", name).replace("RUNTIME", &runtime).replace("SPEC", &quoted(spec)).replace(
                "# allow_missing = true",
                if self.allow_missing { "allow_missing = true" } else { "# allow_missing = true" },
            )
        };
        let start = |path: &str, template: &str| Start { path: path.to_owned(), text: text(template) };
        Ok(vec![
            start("Cargo.toml", CARGO),
            start("routewright.toml", CONFIGURATION),
            start(".gitignore", "/target\n/.routewright\n"),
            start("README.md", README),
        ])
    }
}

const CARGO: &str = r#"[package]
name = "NAME"
version = "0.1.0"
edition = "2024"
publish = false

[dependencies]
routewright = RUNTIME
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

# A workspace of its own, wherever the folder lies.
[workspace]

# Places in panics, without the time that full debug information takes to build.
[profile.dev]
debug = "line-tables-only"
"#;

const CONFIGURATION: &str = r#"# One [[spec]] for each version of the API.
[[spec]]
name = "v1"
path = SPEC
# The path in front of every path of the spec; left out, the path of its first server.
# mount = "/api/v1"
# Go on where the spec refers to what is not there: a missing schema stands for any value.
# allow_missing = true

# Where everything is; these are the defaults.
# [project]
# state = "crate::App"
# app = "src/app"
# generated = "src/generated"
# templates = "templates"
"#;

const README: &str = r#"# NAME

An API in which a folder is a URL and a function is a method, kept in step with its OpenAPI document by
Routewright.

    cargo run                     serve on http://127.0.0.1:3000, with docs at /docs
    cargo run -- serve --mock     answer what is not filled in yet with examples from the spec
    routewright dev               serve, and again whenever a file is saved
    routewright generate          bring the code up to date with `specs/`
    routewright routes            what is served, and what is not filled in yet
    routewright check             fail when code and specs disagree

`specs/` is the contract. `src/app/` is yours: fill in the functions of each `route.rs`. `src/generated/` belongs to the
tool and is written anew at each run.
"#;

/// A basic string of TOML.
fn quoted(text: &str) -> String {
    // JSON escapes the same characters in the same way.
    serde_json::Value::from(text).to_string()
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(path, text))
        .map_err(|error| refused(path, &error))
}

/// Moves a finished project to its place.
fn settle(stage: tempfile::TempDir, folder: &Path) -> Result<(), Failure> {
    let is_empty = folder.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    if is_empty {
        std::fs::remove_dir(folder).map_err(|error| refused(folder, &error))?;
    }
    if folder.exists() {
        return fill(stage.path(), folder);
    }
    let stage = stage.keep();
    std::fs::rename(&stage, folder).map_err(|error| refused(folder, &error))?;
    open(folder);
    Ok(())
}

/// Adds the files that are missing in a folder that was there before.
fn fill(stage: &Path, folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| refused(folder, &error))?;
    for entry in std::fs::read_dir(stage).map_err(|error| refused(stage, &error))?.flatten() {
        let target = folder.join(entry.file_name());
        if entry.path().is_dir() {
            fill(&entry.path(), &target)?;
        } else if !target.exists() {
            std::fs::copy(entry.path(), &target).map_err(|error| refused(&target, &error))?;
        }
    }
    Ok(())
}

/// A temporary folder is its owner's alone; a project is like any other folder.
#[cfg(unix)]
fn open(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    let above = folder.join("src").metadata().map(|metadata| metadata.permissions().mode());
    let mode = above.unwrap_or(0o755);
    let _ = std::fs::set_permissions(folder, std::fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn open(_folder: &Path) {}

fn refused(path: &Path, error: &std::io::Error) -> Failure {
    Failure::say(format!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(folder: &Path, spec: &Path) -> New {
        New {
            folder: folder.to_owned(),
            spec: spec.to_owned(),
            runtime: None,
            allow_missing: false,
            force: false,
        }
    }

    #[test]
    fn names_of_packages() {
        let is_fine = |name: &str| new(Path::new(name), Path::new("x")).package().is_ok();
        for name in ["shop", "apps/shop-2", "my_shop", "./Shop"] {
            assert!(is_fine(name), "{name}");
        }
        for name in ["", "2shop", "shöp", "a b", "fn", "test", "..", "routewright"] {
            assert!(!is_fine(name), "{name}");
        }
    }

    #[test]
    fn copies_a_spec_with_the_files_that_it_refers_to() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| super::write(&folder.path().join(path), text).expect("a file");
        write("shop.yaml", "openapi: 3.1.0\nx: { $ref: 'parts/item.yaml' }\n");
        write("parts/item.yaml", "y: { $ref: '../more.yaml' }\n");
        write("more.yaml", "z: 1\n");
        write("alone.json", "{}");
        let paths = |spec: &str| -> Vec<String> {
            let path = folder.path().join(spec);
            let document = load::load(&path, &load::Options::default()).expect("a document");
            let files = new(Path::new("shop"), &path).copied(&document).expect("files");
            files.into_iter().map(|file| file.path).collect()
        };
        for way in ["shop.yaml", "parts/../shop.yaml"] {
            assert_eq!(paths(way), ["specs/shop.yaml", "specs/parts/item.yaml", "specs/more.yaml"]);
        }
        assert_eq!(paths("alone.json"), ["specs/v1.json"]);
    }
}
