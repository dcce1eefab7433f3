use std::path::PathBuf;

/// How documents are read.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The directory below which files are read; the one of the document when there is none.
    pub root: Option<PathBuf>,
    /// Whether references that lead nowhere are warned of instead of refused. A schema that is not there then stands for
    /// any value; what else is not there, its operation is handled without.
    pub allow_missing: bool,
    /// Folders whose files stand for what is on the network, by the beginning of its URIs.
    pub mirrors: Vec<(String, PathBuf)>,
    /// How much is read.
    pub limits: Limits,
}

/// How much of an untrusted document is read.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The bytes of all files together.
    pub bytes: usize,
    /// How many files.
    pub files: usize,
    /// How deep values are nested.
    pub depth: usize,
    /// How many values a file has, when its aliases are written out. Long texts count for more than one.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 64 << 20, files: 10_000, depth: 200, nodes: 3_000_000 }
    }
}
