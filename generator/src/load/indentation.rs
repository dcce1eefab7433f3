//! Lines within quotes or brackets that are indented less than the block around them.
//!
//! YAML forbids them, nearly every parser takes them, and so documents have them:
//!
//! ```yaml
//! example: {
//!   id: 1
//! }
//! ```
//!
//! The white space in front of such a line means nothing, so there may as well be more of it.

/// A text with white space put in, and what it takes to find places in the original again.
pub(super) struct Indented {
    pub(super) text: String,
    /// Where in the new text white space ends that was put in, and how much there is up to there; both in bytes.
    insertions: Vec<(usize, usize)>,
}

impl Indented {
    /// A text as it is.
    pub(super) fn unchanged(text: &str) -> Self {
        Self { text: text.to_owned(), insertions: Vec::new() }
    }

    /// A text with enough white space in front of the lines that have too little.
    pub(super) fn repaired(text: &str) -> Self {
        let mut out = Self { text: String::with_capacity(text.len() + 1024), insertions: Vec::new() };
        let mut inserted = 0;
        let mut done = 0;
        for (line, missing) in
            (Scanner { text: text.as_bytes(), at: 0, open: None, lines: Vec::new() }).scan()
        {
            out.text.push_str(&text[done..line]);
            out.text.extend(std::iter::repeat_n(' ', missing));
            inserted += missing;
            out.insertions.push((out.text.len(), inserted));
            done = line;
        }
        out.text.push_str(&text[done..]);
        out
    }

    /// Where a byte of the new text was.
    pub(super) fn original(&self, byte: usize) -> usize {
        let before = self.insertions.partition_point(|(end, _)| *end <= byte);
        let inserted = before.checked_sub(1).map_or(0, |index| self.insertions[index].1);
        byte - inserted
    }
}

/// Tells tokens apart just enough to know which lines stand within quotes or brackets.
struct Scanner<'a> {
    text: &'a [u8],
    at: usize,
    /// The column of a key whose value starts on a later line.
    open: Option<usize>,
    /// The lines that lack white space: where they start, and how much they lack.
    lines: Vec<(usize, usize)>,
}

impl Scanner<'_> {
    fn scan(mut self) -> Vec<(usize, usize)> {
        while self.at < self.text.len() {
            self.block_line();
        }
        self.lines
    }

    /// One line outside of quotes and brackets, and what goes on from it.
    fn block_line(&mut self) {
        let start = self.at;
        self.space();
        if matches!(self.peek(0), None | Some(b'\n' | b'#')) {
            return self.next_line();
        }
        let first = self.at - start;
        let mut parent = self.open.take().filter(|open| *open < first);
        loop {
            self.space();
            let column = self.at - start;
            match self.peek(0) {
                None | Some(b'\n' | b'#') => {
                    self.open = parent;
                    return self.next_line();
                }
                Some(b'-' | b'?' | b':') if self.is_blank(1) => {
                    parent = Some(column);
                    self.at += 1;
                }
                Some(b'&' | b'!' | b'*') => self.word(),
                Some(quote @ (b'"' | b'\'')) => {
                    self.quoted(quote, parent.map_or(0, |parent| parent + 1));
                    parent = self.key(column, parent);
                }
                Some(b'[' | b'{') => {
                    self.flow(parent.map_or(0, |parent| parent + 1));
                    parent = self.key(column, parent);
                }
                Some(b'|' | b'>') if parent.is_some() || column == 0 => {
                    self.next_line();
                    return self.skip_deeper(parent);
                }
                Some(_) => {
                    if self.plain() {
                        parent = Some(column);
                    } else {
                        self.next_line();
                        return self.skip_deeper(parent);
                    }
                }
            }
            // Quotes and brackets may have led to another line.
            if self.text[start..self.at].contains(&b'\n') {
                return self.next_line();
            }
        }
    }

    /// Whether what was read is a key: the column that its value belongs to.
    fn key(&mut self, column: usize, parent: Option<usize>) -> Option<usize> {
        self.space();
        if self.peek(0) == Some(b':') {
            self.at += 1;
            return Some(column);
        }
        parent
    }

    /// A plain scalar up to the end of the line, or behind the colon that makes it a key.
    fn plain(&mut self) -> bool {
        while let Some(byte) = self.peek(0) {
            match byte {
                b'\n' => return false,
                b':' if self.is_blank(1) => {
                    self.at += 1;
                    return true;
                }
                b'#' if self.at > 0 && self.text[self.at - 1].is_ascii_whitespace() => return false,
                _ => self.at += 1,
            }
        }
        false
    }

    /// The lines that belong to a text that began before: blank ones, and those further in than its parent.
    fn skip_deeper(&mut self, parent: Option<usize>) {
        while self.at < self.text.len() {
            let start = self.at;
            self.space();
            let column = self.at - start;
            let is_blank = matches!(self.peek(0), None | Some(b'\n'));
            if !is_blank && parent.is_none_or(|parent| column <= parent) {
                self.at = start;
                return;
            }
            self.next_line();
        }
    }

    fn quoted(&mut self, quote: u8, indent: usize) {
        self.at += 1;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'\\' if quote == b'"' && !matches!(self.peek(0), None | Some(b'\n')) => self.at += 1,
                b'\n' => self.line(indent),
                byte if byte != quote => {}
                _ if quote == b'\'' && self.peek(0) == Some(quote) => self.at += 1,
                _ => return,
            }
        }
    }

    fn flow(&mut self, indent: usize) {
        let mut depth = 0usize;
        let mut previous = b' ';
        while let Some(byte) = self.peek(0) {
            match byte {
                b'"' | b'\'' if b" \t\n[{,:".contains(&previous) => {
                    self.quoted(byte, indent);
                    previous = byte;
                    continue;
                }
                b'#' if previous.is_ascii_whitespace() => {
                    while !matches!(self.peek(0), None | Some(b'\n')) {
                        self.at += 1;
                    }
                    previous = b' ';
                    continue;
                }
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            previous = byte;
            if byte == b'\n' {
                self.line(indent);
            }
            if depth == 0 {
                return;
            }
        }
    }

    /// The start of a line within quotes or brackets.
    fn line(&mut self, indent: usize) {
        let start = self.at;
        self.space();
        let column = self.at - start;
        if column < indent && !matches!(self.peek(0), None | Some(b'\n')) {
            self.lines.push((start, indent - column));
        }
    }

    fn space(&mut self) {
        while matches!(self.peek(0), Some(b' ' | b'\t' | b'\r')) {
            self.at += 1;
        }
    }

    fn word(&mut self) {
        while !self.is_blank(0) {
            self.at += 1;
        }
    }

    fn next_line(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        self.at += rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.get(self.at + ahead).copied()
    }

    fn is_blank(&self, ahead: usize) -> bool {
        matches!(self.peek(ahead), None | Some(b' ' | b'\t' | b'\r' | b'\n'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indents_what_stands_in_quotes_and_brackets() {
        let text = "a:\n  b: {\n x: 'it''s',\n  }\n  c: \"one\n\ntwo\"\n";
        let repaired = Indented::repaired(text);
        assert_eq!(repaired.text, "a:\n  b: {\n   x: 'it''s',\n   }\n  c: \"one\n\n   two\"\n");
        let place = repaired.text.find("two").expect("two");
        assert_eq!(&text[repaired.original(place)..][..3], "two");
        let place = repaired.text.find("a:").expect("a");
        assert_eq!(repaired.original(place), 0);
        assert_eq!(Indented::repaired("a:\n  b:\n    {\n  c: 1 }\n").text, "a:\n  b:\n    {\n   c: 1 }\n");
    }

    #[test]
    fn leaves_everything_else_alone() {
        for text in [
            "a: |\n  {\n  \"\nb: c\n",
            "a: it's [not\n  { a \" list\nb: don't\n",
            "# \"{[\na: b # {\nb: 'c'\n",
            "a: >-\n\n  text {\n\n   more\n- 'x'\n",
            "\"a\": \"b\"\n'c': {d: e, f: g's}\n",
            "a:\n  {b: c,\n   d: e}\nf:\n\n  |\n  {\n",
            "- - {a: b}\n  - |\n   x\n- c\n",
            "a: &x !t [1,\n     2]\nb: *x\n",
        ] {
            assert_eq!(Indented::repaired(text).text, text);
        }
    }

    #[test]
    fn ends_on_any_input() {
        for text in ["\"", "'", "{", "[\n", "\"\\", "a: [}\n]]", "|", "-", "{{\n}", "a: \"\\\n"] {
            let repaired = Indented::repaired(text);
            assert!(repaired.text.len() >= text.len());
        }
    }
}
