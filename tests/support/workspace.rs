//! The checkout in which the tests run, and what lies beside it.

use std::path::{Path, PathBuf};

/// The root of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."))
}

/// The example project.
pub fn blog() -> PathBuf {
    root().join("runtime/examples/blog")
}

/// A file of the specs and suites that are kept beside the repository, or nothing, said loudly, where they are not.
pub fn shared(path: &str) -> Option<PathBuf> {
    let folder =
        std::env::var_os("ROUTEWRIGHT_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let path = folder.join(path);
    if path.exists() {
        return Some(path);
    }
    skipped(&format!("there is no {} (set ROUTEWRIGHT_SHARED)", path.display()));
    None
}

/// Says, past the capture of test output, that something was not tested.
pub fn skipped(reason: &str) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "\n*** SKIPPED: {reason} ***");
}
