use super::Node;
use crate::diagnostic::{FileId, Sources};

/// A document: its first file, and every file that it refers to.
#[derive(Clone, Debug)]
pub struct Document {
    /// The texts, to show places in.
    pub sources: Sources,
    pub(super) files: Vec<Node>,
}

impl Document {
    /// The file that was asked for.
    pub fn entry(&self) -> FileId {
        FileId(0)
    }

    /// The tree of a file.
    pub fn root(&self, file: FileId) -> &Node {
        &self.files[file.index()]
    }
}
