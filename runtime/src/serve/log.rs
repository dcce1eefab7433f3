//! What the application writes while it serves.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// Writes to the standard error what `RUST_LOG` asks for. An application that has set up its own log keeps it.
pub(super) fn start() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let format = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_target(false);
    // It fails when there is one already.
    _ = format.try_init();
}
