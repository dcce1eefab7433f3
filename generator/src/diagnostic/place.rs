/// A file among the [`Sources`](super::Sources).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

impl FileId {
    /// The position of the file in its [`Sources`](super::Sources).
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A stretch of a file, in bytes: `start` included, `end` not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

impl Place {
    /// A stretch of a file.
    pub fn new(file: FileId, start: usize, end: usize) -> Self {
        Self { file, start, end }
    }

    /// From the start of this place to the end of another one in the same file.
    pub fn to(self, other: Place) -> Self {
        Self { end: other.end.max(self.start), ..self }
    }
}
