//! The `routewright` command, a file a subcommand.

mod build;
mod check;
mod dev;
mod generate;
mod new;
mod process;
mod report;
mod routes;
mod schema;
mod terminal;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use crate::diagnostic::{Diagnostic, Diagnostics, Sources};
use crate::project::Project;
use terminal::Terminal;

/// Turns OpenAPI documents into Rust servers in which a folder is a URL and a function is a method.
#[derive(Debug, Parser)]
#[command(name = "routewright", version, arg_required_else_help = true)]
#[command(after_help = "\
Examples:
  routewright new shop --spec shop.yaml     a project that builds and serves at once
  routewright dev                           serve it, and again whenever a file is saved
  routewright generate                      bring the code up to date with the specs
  routewright check                         fail when code and specs disagree, for CI

The project is the one of --project, or of the nearest routewright.toml above the current folder.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// Show every warning, and not only some of each kind
    #[arg(long, short, global = true)]
    verbose: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    Generate(generate::Generate),
    Dev(dev::Dev),
    New(new::New),
    Routes(routes::Routes),
    Check(check::Check),
    Schema(schema::Schema),
}

/// Which project a command is about.
#[derive(Clone, Debug, Args)]
struct Target {
    /// The folder of the project. Left out: the nearest folder with a routewright.toml, from here upwards
    #[arg(long, value_name = "DIR")]
    project: Option<PathBuf>,
}

impl Target {
    fn find(&self) -> Result<Project, Failure> {
        let here =
            std::env::current_dir().map_err(|error| Failure::say(format!("no current folder: {error}")))?;
        Ok(Project::find(self.project.as_deref(), &here)?)
    }
}

/// Why a command did not do what it was asked to.
#[derive(Debug, Default)]
struct Failure {
    told: Vec<Diagnostics>,
}

impl Failure {
    /// One sentence.
    fn say(message: impl Into<String>) -> Self {
        Diagnostic::error(None, message).into()
    }

    /// Everything has been said already.
    fn silent() -> Self {
        Self::default()
    }
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Diagnostics { sources: Sources::new(), list: vec![diagnostic] }.into()
    }
}

impl From<Diagnostics> for Failure {
    fn from(diagnostics: Diagnostics) -> Self {
        Self { told: vec![diagnostics] }
    }
}

impl From<Vec<Diagnostics>> for Failure {
    fn from(told: Vec<Diagnostics>) -> Self {
        Self { told }
    }
}

/// How deep a document is nested decides how deep the calls are that read it; the limits on it fit into this.
const STACK: usize = 256 << 20;

/// Runs the command of this process's arguments.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let terminal = Terminal::detect(cli.verbose);
    match on_a_large_stack(move || execute(cli.command, terminal)) {
        Ok(code) => code,
        Err(failure) => {
            terminal.tell(&failure.told);
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command, terminal: Terminal) -> Result<ExitCode, Failure> {
    match command {
        Command::Generate(generate) => generate.run(terminal),
        Command::Dev(dev) => dev.run(terminal),
        Command::New(new) => new.run(terminal),
        Command::Routes(routes) => routes.run(terminal),
        Command::Check(check) => check.run(terminal),
        Command::Schema(schema) => schema.run(),
    }
}

/// Calls a function on a thread of its own, which is also what frees everything that reading Rust code leaves behind.
fn on_a_large_stack<T: Send + 'static>(
    call: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(call);
    let thread = thread.map_err(|error| Failure::say(format!("no thread: {error}")))?;
    // A panic has printed itself.
    thread.join().unwrap_or_else(|_| Err(Failure::silent()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
