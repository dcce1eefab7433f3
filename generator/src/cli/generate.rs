//! `routewright generate`

use std::process::ExitCode;

use clap::Args;

use super::terminal::{Terminal, count};
use super::{Failure, Target, report};
use crate::project::{Generation, Project};

/// Brings the code of a project up to date with its specs.
///
/// Writes `src/generated`, creates a `route.rs` for every new path and adds functions for new operations at the end of
/// those that are there. Nothing that a person wrote changes. Stopped at any point, it leaves the old files or the new ones;
/// where it was stopped while it put the new ones in place, the next command does the rest.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  routewright generate                  the project of the current folder
  routewright generate --project blog   another one
  routewright generate --check          writes nothing; exit code 1 when files are not up to date")]
pub struct Generate {
    #[command(flatten)]
    target: Target,
    /// Write nothing, and fail if there is anything to write
    #[arg(long)]
    check: bool,
}

impl Generate {
    /// Runs the command.
    pub fn run(self, terminal: Terminal) -> Result<ExitCode, Failure> {
        let project = self.target.find()?;
        terminal.heading(&format!("routewright generate: {}", project.shown()));
        let held = hold(terminal, &project)?;
        let generation = Generation::new(&project, &held)?;
        terminal.tell(&generation.understood.told);
        if self.check {
            if generation.changes.is_empty() {
                terminal.item("current", "every file is what the specs ask for");
                return Ok(ExitCode::SUCCESS);
            }
            report::stale(terminal, &project, &generation);
            terminal.say(format!(
                "{} to update: run `routewright generate`",
                count(generation.changes.len(), "file")
            ));
            return Ok(ExitCode::FAILURE);
        }
        generation.write(&project).map_err(|error| Failure::say(error.to_string()))?;
        report::specs(terminal, &generation);
        report::changes(terminal, &project, &generation);
        Ok(ExitCode::SUCCESS)
    }
}

/// Takes a project, and says why it takes long and what was found.
pub fn hold(terminal: Terminal, project: &Project) -> Result<crate::project::Held, Failure> {
    let held = project.hold(|| terminal.note("waiting for another routewright to finish in this project"))?;
    if held.recovered {
        terminal.note("finished what a run that was cut off had begun to write");
    }
    Ok(held)
}
