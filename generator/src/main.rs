//! The `routewright` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    routewright_generator::cli::run()
}
