//! `routewright check`

use std::borrow::Cow;
use std::process::{Command, ExitCode, Stdio};

use clap::Args;
use serde_json::json;

use super::build::Build;
use super::generate::hold;
use super::terminal::{Terminal, count};
use super::{Failure, Target, report};
use crate::api::{self, Api};
use crate::diagnostic::Diagnostics;
use crate::diff;
use crate::load::{self, Limits};
use crate::project::{Generation, Project};

/// Fails when code and specs disagree: for CI.
///
/// Compares the generated files with what a run would write, then builds the project, asks its program for the document
/// that it serves, and compares that with the spec by meaning. Writes nothing in the project but what a build writes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  routewright check
  routewright check --project blog

Exit code 0: the code is current and the served documents mean what the specs mean. 1: they do not, or the build fails.")]
pub struct Check {
    #[command(flatten)]
    target: Target,
}

impl Check {
    /// Runs the command.
    pub fn run(self, terminal: Terminal) -> Result<ExitCode, Failure> {
        let project = self.target.find()?;
        terminal.heading(&format!("routewright check: {}", project.shown()));
        let generation = {
            let held = hold(terminal, &project)?;
            Generation::new(&project, &held)?
        };
        terminal.tell(&generation.understood.told);
        report::stale(terminal, &project, &generation);
        let stale = generation.changes.len();
        let program = Build::start(&project)?.program()?;
        let mut differing = 0;
        let understood = &generation.understood;
        for ((version, api), told) in
            understood.plans.versions.iter().zip(&understood.apis).zip(&understood.told)
        {
            let served = served(&project, &program, &version.name)?;
            let differences = diff::compare(&mounted(api, &version.mount), &served);
            for difference in &differences {
                let place = difference.place.map(|place| format!("{}: ", told.sources.locate(place)));
                terminal
                    .item("differs", format!("{}{}: {difference}", place.unwrap_or_default(), version.name));
            }
            if differences.is_empty() {
                terminal
                    .item("same", format!("{}: the served document means what the spec means", version.name));
            }
            differing += differences.len();
        }
        if stale == 0 && differing == 0 {
            return Ok(ExitCode::SUCCESS);
        }
        if stale > 0 {
            terminal.say(format!("{} not up to date: run `routewright generate`", count(stale, "file")));
        }
        if differing > 0 {
            terminal.say(format!("{} between specs and types", count(differing, "difference")));
        }
        Ok(ExitCode::FAILURE)
    }
}

/// The API of a spec that names no server, which is where the project's settings mount it.
fn mounted<'a>(api: &'a Api, mount: &str) -> Cow<'a, Api> {
    if mount.is_empty() || api.header.contains_key("servers") {
        return Cow::Borrowed(api);
    }
    let mut api = api.clone();
    api.header.insert("servers".to_owned(), json!([{ "url": mount }]));
    Cow::Owned(api)
}

/// The API that a program describes.
fn served(project: &Project, program: &std::path::Path, document: &str) -> Result<Api, Failure> {
    let mut command = Command::new(program);
    command.args(["openapi", "--document", document, "--format", "json"]).current_dir(&project.root);
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output();
    let output = output.map_err(|error| Failure::say(format!("{}: {error}", program.display())))?;
    if !output.status.success() {
        return Err(Failure::say(format!("{} printed no document {document}", program.display())));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let name = format!("the served document {document}.json");
    let loaded = load::load_text(&name, &text, &Limits::default())?;
    let mut list = Vec::new();
    let api = api::resolve(&loaded, &mut list);
    match api {
        Some(api) if !list.iter().any(crate::diagnostic::Diagnostic::is_error) => Ok(api),
        _ => Err(Diagnostics { sources: loaded.sources, list }.into()),
    }
}
