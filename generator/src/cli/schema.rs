//! `routewright schema`

use std::process::ExitCode;

use clap::Args;

use super::Failure;
use crate::project::config;

/// Prints the JSON Schema of routewright.toml, for editors.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  routewright schema > routewright.schema.json
  # and as the first line of routewright.toml:
  #:schema ./routewright.schema.json")]
pub struct Schema {}

impl Schema {
    /// Runs the command.
    pub fn run(self) -> Result<ExitCode, Failure> {
        print!("{}", config::schema_text());
        Ok(ExitCode::SUCCESS)
    }
}
