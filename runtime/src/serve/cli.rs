//! The command line of an application.

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::response::Checks;

/// Serves this API, or tells about it.
#[derive(Debug, Parser)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub serve: Serve,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Serve the API; what happens without a command too.
    Serve(Serve),
    /// Print the OpenAPI document, as it is built from the code.
    Openapi(Openapi),
    /// Print which function answers what.
    Routes {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args, Debug)]
pub(super) struct Serve {
    /// The address to listen at.
    #[arg(long, env = "HOST", default_value = "127.0.0.1")]
    pub host: String,
    /// The port to listen at; 0 for any free one.
    #[arg(long, env = "PORT", default_value_t = 3000)]
    pub port: u16,
    /// Answer operations that are not written yet with examples.
    #[arg(long)]
    pub mock: bool,
    /// What to do about responses that break their contract; builds for development refuse them anyway.
    #[arg(long, env = "CHECK_RESPONSES", value_enum)]
    pub check_responses: Option<Checks>,
}

#[derive(Args, Debug)]
pub(super) struct Openapi {
    /// The name of the document, where there are several.
    #[arg(long)]
    pub document: Option<String>,
    /// The format to print it in.
    #[arg(long, value_enum, default_value_t = Format::Yaml)]
    pub format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Json,
    Yaml,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_command_it_serves() {
        let cli = Cli::try_parse_from(["app", "--port", "8080", "--mock"]).unwrap();
        assert!(cli.command.is_none());
        assert_eq!((cli.serve.port, cli.serve.mock), (8080, true));
        let cli = Cli::try_parse_from(["app", "serve", "--host", "0.0.0.0"]).unwrap();
        assert!(matches!(cli.command, Some(Command::Serve(serve)) if serve.host == "0.0.0.0"));
    }

    #[test]
    fn a_document_is_printed_in_either_format() {
        let cli = Cli::try_parse_from(["app", "openapi", "--format", "json"]).unwrap();
        assert!(matches!(cli.command, Some(Command::Openapi(openapi)) if openapi.format == Format::Json));
        assert!(Cli::try_parse_from(["app", "openapi", "--format", "xml"]).is_err());
    }
}
