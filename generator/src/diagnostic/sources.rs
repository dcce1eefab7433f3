use super::FileId;

/// The texts that places refer to.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
}

#[derive(Clone, Debug)]
struct Source {
    name: String,
    text: String,
    /// The byte at which each line starts.
    lines: Vec<usize>,
}

/// A line and a column as people count them, from one; the column counts characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

impl Sources {
    /// No files yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a file under the name that is shown to the user.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let lines = std::iter::once(0).chain(line_starts(&text)).collect();
        self.files.push(Source { name: name.into(), text, lines });
        FileId(self.files.len() as u32 - 1)
    }

    /// The name of a file as it is shown to the user.
    pub fn name(&self, file: FileId) -> &str {
        self.files.get(file.index()).map_or("", |source| &source.name)
    }

    /// The text of a file.
    pub fn text(&self, file: FileId) -> &str {
        self.files.get(file.index()).map_or("", |source| &source.text)
    }

    /// Every file.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.files.len() as u32).map(FileId)
    }

    /// The text at a place.
    pub fn slice(&self, place: super::Place) -> &str {
        self.text(place.file).get(place.start..place.end).unwrap_or("")
    }

    /// The line and column of a byte.
    pub fn position(&self, file: FileId, offset: usize) -> Position {
        let (line, start) = self.line_start(file, offset);
        let text = self.text(file);
        let offset = floor(text, offset);
        let column = text.get(start..offset).map_or(0, |before| before.chars().count());
        Position { line, column: column + 1 }
    }

    /// `name:line:column` of the start of a place.
    pub fn locate(&self, place: super::Place) -> String {
        let Position { line, column } = self.position(place.file, place.start);
        format!("{}:{line}:{column}", self.name(place.file))
    }

    /// The number of the line that holds a byte, and where it starts.
    pub(super) fn line_start(&self, file: FileId, offset: usize) -> (usize, usize) {
        let Some(source) = self.files.get(file.index()) else { return (1, 0) };
        let line = source.lines.partition_point(|start| *start <= offset).max(1);
        let start = source.lines.get(line - 1).copied().unwrap_or(0);
        // The mark at the start of a file is not a character that anybody sees.
        let mark = if start == 0 && source.text.starts_with('\u{feff}') { 3 } else { 0 };
        (line, start + mark)
    }
}

/// Where lines start, after the first: behind a line feed, or a carriage return that none follows.
fn line_starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().filter_map(move |(at, byte)| match byte {
        b'\n' => Some(at + 1),
        b'\r' if bytes.get(at + 1) != Some(&b'\n') => Some(at + 1),
        _ => None,
    })
}

/// The nearest character boundary at or before an offset.
pub(super) fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
