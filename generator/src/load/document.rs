use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::identifiers::Identifiers;
use super::reference::is_url;
use super::{Node, Unresolved};
use crate::diagnostic::{Diagnostic, Diagnostics, FileId, Sources};

/// A document: its first file, and every file that it refers to.
#[derive(Clone, Debug)]
pub struct Document {
    /// The texts, to show places in.
    pub sources: Sources,
    /// What was read although it should be mended.
    pub warnings: Vec<Diagnostic>,
    /// Whether references to schemas that are not there are warned of and mean anything.
    pub(crate) allow_missing: bool,
    pub(super) files: Vec<Node>,
    /// What the names of files in references mean, by the file in which they are written.
    pub(super) links: HashMap<(FileId, String), Result<FileId, Unresolved>>,
    /// What `$id` and `$anchor` name.
    pub(super) identifiers: Identifiers,
    /// How many suggestions were looked for.
    pub(super) suggestions: Arc<AtomicUsize>,
}

/// Looking for what may have been meant takes time, and after so many slips nobody reads on.
const SUGGESTIONS: usize = 200;

impl Document {
    /// The file that was asked for.
    pub fn entry(&self) -> FileId {
        FileId(0)
    }

    /// Whether it is worth to look for what may have been meant by a name that is not there.
    pub(crate) fn may_suggest(&self) -> bool {
        self.suggestions.fetch_add(1, Ordering::Relaxed) < SUGGESTIONS
    }

    /// The tree of a file.
    pub fn root(&self, file: FileId) -> &Node {
        &self.files[file.index()]
    }

    /// The same document with other trees.
    pub(crate) fn map<'d>(&'d self, mut convert: impl FnMut(FileId, &'d Node) -> Node) -> Self {
        let files = self.files.iter().zip(self.files()).map(|(node, file)| convert(file, node)).collect();
        Self { files, ..self.clone() }
    }

    /// The files, the one that was asked for first.
    pub fn files(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.files.len() as u32).map(FileId)
    }

    /// Gives up the trees for what was wrong with them.
    pub fn into_diagnostics(self, list: Vec<Diagnostic>) -> Diagnostics {
        Diagnostics { sources: self.sources, list }
    }

    /// The file that a reference names.
    pub(super) fn file(&self, from: FileId, name: &str) -> Result<FileId, Unresolved> {
        if is_url(name) {
            return Err(Unresolved::new(format!("\"{name}\" is on the network, where nothing is read"))
                .help("save the file beside the document and refer to it by a relative path"));
        }
        match self.links.get(&(from, name.to_owned())) {
            Some(result) => result.clone(),
            None => Err(Unresolved::new(format!("the file \"{name}\" was not read"))),
        }
    }
}
