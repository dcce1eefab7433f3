//! Programs of this workspace, and of projects that the tests make.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use crate::workspace::root;

/// The `routewright` command, built.
pub fn routewright() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        build(root(), &["--package", "routewright-generator", "--bin", "routewright"], "routewright")
    })
}

/// The blog, built.
pub fn blog() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| build(root(), &["--package", "blog"], "blog"))
}

/// Builds a project of its own, and says where its program is.
pub fn project(folder: &Path, name: &str) -> PathBuf {
    build(folder, &[], name)
}

/// Runs a command to its end.
///
/// # Panics
/// When it cannot be started.
pub fn run(command: &mut Command) -> Output {
    command.output().unwrap_or_else(|error| panic!("{command:?} does not start: {error}"))
}

/// Both streams of a command that ended, as text.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// The folder into which cargo builds: the one from which this test runs, so that nothing is built twice.
pub fn target() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    // target/debug/deps/end_to_end-0123456789abcdef
    program.ancestors().nth(3).map_or_else(|| root().join("target"), Path::to_owned)
}

/// `cargo` with the target folder of this test.
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(folder);
    share_builds(&mut command, &target());
    command
}

/// Has a command that runs cargo build into a target folder what is not there yet.
pub fn share_builds(command: &mut Command, target: &Path) {
    command.env("CARGO_TARGET_DIR", target);
    // As this workspace has it, so that projects of their own share what is built.
    command.env("CARGO_PROFILE_DEV_BUILD_OVERRIDE_DEBUG", "line-tables-only");
}

fn build(folder: &Path, arguments: &[&str], name: &str) -> PathBuf {
    let output = run(cargo(folder).arg("build").args(arguments));
    assert!(output.status.success(), "{name} does not build:\n{}", said(&output));
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
