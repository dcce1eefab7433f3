//! The documents that companies publish, and projects made of them.

mod documents;
mod project;

use std::path::PathBuf;
use std::process::Command;

pub use documents::{Document, all, named, suites};
pub use project::{Generated, Project, first_line, read};

use crate::usage::{self, End, Limits};
use crate::workspace;

/// The `routewright` command, built with optimisations.
///
/// # Panics
/// When it does not build.
pub fn command() -> PathBuf {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args([
        "build",
        "--release",
        "--quiet",
        "--package",
        "routewright-generator",
        "--bin",
        "routewright",
    ]);
    command.args(["--message-format", "json"]).current_dir(workspace::root());
    let usage = usage::run(&mut command, Limits::NONE);
    assert_eq!(usage.end, End::Success, "{}", usage.stderr);
    let messages =
        usage.stdout.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut programs = messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from));
    programs.next_back().expect("cargo says where the program is")
}
