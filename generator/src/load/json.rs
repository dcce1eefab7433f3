//! JSON with places.

use indexmap::map::Entry;
use serde_json::Number;

use super::{Kind, Limits, Map, Member, Node, scalar};
use crate::diagnostic::{Diagnostic, FileId, Place};

/// Reads a JSON text.
pub(super) fn read(file: FileId, text: &str, limits: &Limits) -> Result<Node, Vec<Diagnostic>> {
    let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut reader = Reader { file, text, at, depth: 0, nodes: 0, limits, problems: Vec::new() };
    let result = reader.document();
    match result {
        Ok(node) if reader.problems.is_empty() => Ok(node),
        Ok(_) => Err(reader.problems),
        Err(problem) => {
            reader.problems.push(*problem);
            Err(reader.problems)
        }
    }
}

type Result<T, E = Box<Diagnostic>> = std::result::Result<T, E>;

struct Reader<'a> {
    file: FileId,
    text: &'a str,
    at: usize,
    depth: usize,
    nodes: usize,
    limits: &'a Limits,
    /// What is wrong without making the rest unreadable.
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<Node> {
        let node = self.value()?;
        self.space();
        match self.peek() {
            None => Ok(node),
            Some(_) => Err(self.unexpected("the end of the file")),
        }
    }

    fn value(&mut self) -> Result<Node> {
        self.space();
        let start = self.at;
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(self.fault(start, start + 1, "the document has too many values"));
        }
        let kind = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Kind::String(self.string()?.into()),
            Some(b'-' | b'0'..=b'9') => Kind::Number(self.number()?),
            Some(b't') => self.word("true", Kind::Bool(true))?,
            Some(b'f') => self.word("false", Kind::Bool(false))?,
            Some(b'n') => self.word("null", Kind::Null)?,
            _ => return Err(self.unexpected("a value")),
        };
        Ok(Node { place: Place::new(self.file, start, self.at), kind })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Kind>) -> Result<Kind> {
        self.depth += 1;
        if self.depth > self.limits.depth {
            return Err(self.fault(self.at, self.at + 1, "the document is nested too deeply"));
        }
        self.at += 1;
        let kind = read(self)?;
        self.depth -= 1;
        Ok(kind)
    }

    fn object(&mut self) -> Result<Kind> {
        let mut map = Map::new();
        self.space();
        if self.eat(b'}') {
            return Ok(Kind::Map(map));
        }
        loop {
            self.space();
            let start = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("a key in quotes"));
            }
            let key = self.string()?;
            let place = Place::new(self.file, start, self.at);
            self.space();
            if !self.eat(b':') {
                return Err(self.unexpected("\":\""));
            }
            let value = self.value()?;
            insert(&mut map, key.into(), Member { key: place, value }, &mut self.problems);
            self.space();
            if self.eat(b'}') {
                return Ok(Kind::Map(map));
            }
            if !self.eat(b',') {
                return Err(self.unexpected("\",\" or \"}\""));
            }
        }
    }

    fn array(&mut self) -> Result<Kind> {
        let mut seq = Vec::new();
        self.space();
        if self.eat(b']') {
            return Ok(Kind::Seq(seq));
        }
        loop {
            seq.push(self.value()?);
            self.space();
            if self.eat(b']') {
                return Ok(Kind::Seq(seq));
            }
            if !self.eat(b',') {
                return Err(self.unexpected("\",\" or \"]\""));
            }
        }
    }

    fn word(&mut self, word: &str, kind: Kind) -> Result<Kind> {
        if self.text[self.at..].starts_with(word) {
            self.at += word.len();
            return Ok(kind);
        }
        Err(self.unexpected("a value"))
    }

    fn number(&mut self) -> Result<Number> {
        let start = self.at;
        while matches!(self.peek(), Some(b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) {
            self.at += 1;
        }
        let text = &self.text[start..self.at];
        let valid = text.parse::<Number>().ok();
        valid
            .and_then(|_| scalar::exact(text))
            .ok_or_else(|| self.fault(start, self.at, "this is not a number that JSON can hold"))
    }

    /// A string; the reader stands at its opening quote.
    fn string(&mut self) -> Result<String> {
        let start = self.at;
        self.at += 1;
        let mut out = String::new();
        loop {
            let rest = &self.text.as_bytes()[self.at..];
            let length = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f));
            let Some(length) = length else {
                return Err(self.fault(start, start + 1, "this string has no end"));
            };
            out.push_str(&self.text[self.at..self.at + length]);
            self.at += length;
            match rest[length] {
                b'"' => {
                    self.at += 1;
                    return Ok(out);
                }
                b'\\' => out.push(self.escape()?),
                _ => {
                    return Err(self
                        .fault(self.at, self.at + 1, "a control character in a string")
                        .map_help("write it as an escape: a line break is \\n"));
                }
            }
        }
    }

    /// The character that an escape stands for; the reader stands at the backslash.
    fn escape(&mut self) -> Result<char> {
        let start = self.at;
        let letter = self.text.as_bytes().get(start + 1).copied();
        self.at += 2;
        Ok(match letter {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode(start),
            _ => return Err(self.fault(start, start + 2, "this is not an escape that JSON knows")),
        })
    }

    /// The character that `\uXXXX`, or a pair of them, stands for.
    fn unicode(&mut self, start: usize) -> Result<char> {
        let first = self.hex(start)?;
        let code = match first {
            0xd800..=0xdbff if self.text[self.at..].starts_with("\\u") => {
                self.at += 2;
                let second = self.hex(start)?;
                match second {
                    0xdc00..=0xdfff => 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00),
                    _ => first,
                }
            }
            _ => first,
        };
        char::from_u32(code).ok_or_else(|| self.fault(start, self.at, "half of a surrogate pair"))
    }

    fn hex(&mut self, start: usize) -> Result<u32> {
        let digits = self.text.get(self.at..self.at + 4);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at = (self.at + 4).min(self.text.len());
        code.ok_or_else(|| self.fault(start, start + 2, "\\u is followed by four hexadecimal digits"))
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.at += usize::from(found);
        found
    }

    fn unexpected(&self, expected: &str) -> Box<Diagnostic> {
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(found) => {
                let message = format!("not valid JSON: expected {expected}, found \"{found}\"");
                self.fault(self.at, self.at + found.len_utf8(), &message)
            }
            None => {
                self.fault(self.at, self.at, &format!("not valid JSON: expected {expected}, found the end"))
            }
        }
    }

    fn fault(&self, start: usize, end: usize, message: &str) -> Box<Diagnostic> {
        Box::new(Diagnostic::error(Place::new(self.file, start, end), message))
    }
}

trait MapHelp {
    fn map_help(self, help: &str) -> Self;
}

impl MapHelp for Box<Diagnostic> {
    fn map_help(mut self, help: &str) -> Self {
        self.help = Some(help.to_owned());
        self
    }
}

/// Adds a member, or says that its key is there already.
pub(super) fn insert(map: &mut Map, key: Box<str>, member: Member, problems: &mut Vec<Diagnostic>) {
    match map.entry(key) {
        Entry::Vacant(entry) => {
            entry.insert(member);
        }
        Entry::Occupied(entry) => problems.push(
            Diagnostic::error(member.key, format!("the key \"{}\" is there twice", entry.key()))
                .related(entry.get().key, "it is here first"),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    fn tree(text: &str) -> std::result::Result<Node, String> {
        let mut sources = Sources::new();
        let file = sources.add("a.json", text);
        read(file, text, &Limits::default())
            .map_err(|problems| problems.iter().map(|problem| sources.render(problem)).collect())
    }

    fn refused(text: &str) -> String {
        let text = tree(text).expect_err("it is refused");
        text.lines().next().unwrap_or_default().to_owned()
    }

    #[test]
    fn knows_the_place_of_everything() {
        let text = r#"{"a": [1, "x\nä"], "b": {"c": null}}"#;
        let node = tree(text).expect("valid");
        let slice = |node: &Node| &text[node.place.start..node.place.end];
        let a = node.get("a").expect("a");
        assert_eq!(slice(a), r#"[1, "x\nä"]"#);
        assert_eq!(slice(&a.as_seq().expect("list")[1]), r#""x\nä""#);
        assert_eq!(a.as_seq().expect("list")[1].as_str(), Some("x\nä"));
        let c = node.get("b").and_then(|b| b.member("c")).expect("c");
        assert_eq!(&text[c.key.start..c.key.end], "\"c\"");
        assert_eq!(c.value.kind, Kind::Null);
    }

    #[test]
    fn agrees_with_serde() {
        let text = "\u{feff} {\"e\":[1.5e3,-0.0,18446744073709551615,-1,true,false,null],\"\\u00e4\\ud83d\\ude00\\/\":{}} \r\n";
        let expected: serde_json::Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).expect("JSON");
        assert_eq!(tree(text).expect("valid").to_json(), expected);
    }

    #[test]
    fn says_where_it_is_wrong() {
        assert_eq!(
            refused("{\"a\": 1,}"),
            "a.json:1:9: error: not valid JSON: expected a key in quotes, found \"}\""
        );
        assert_eq!(refused("{\"a\": }"), "a.json:1:7: error: not valid JSON: expected a value, found \"}\"");
        assert_eq!(
            refused("[1\n 2]"),
            "a.json:2:2: error: not valid JSON: expected \",\" or \"]\", found \"2\""
        );
        assert_eq!(
            refused("{} x"),
            "a.json:1:4: error: not valid JSON: expected the end of the file, found \"x\""
        );
        assert_eq!(refused("\"abc"), "a.json:1:1: error: this string has no end");
        assert_eq!(refused("[01]"), "a.json:1:2: error: this is not a number that JSON can hold");
        assert_eq!(refused("[\"\\ud800\"]"), "a.json:1:3: error: half of a surrogate pair");
        assert_eq!(refused("[\"\\u12"), "a.json:1:3: error: \\u is followed by four hexadecimal digits");
        assert!(refused("").starts_with("a.json:1:1: error: not valid JSON"));
        assert!(refused("[1e999]").contains("1:2: error"));
        assert!(refused("[\"\\").contains("1:3: error"));
    }

    #[test]
    fn shows_both_places_of_a_duplicate_key() {
        let text = tree("{\"a\": 1,\n \"a\": 2}").expect_err("duplicate");
        assert!(text.contains("a.json:2:2: error: the key \"a\" is there twice"), "{text}");
        assert!(text.contains("a.json:1:2: note: it is here first"), "{text}");
    }

    #[test]
    fn refuses_what_is_too_deep() {
        assert!(refused(&"[".repeat(100_000)).contains("nested too deeply"));
        assert!(refused(&"{\"a\":".repeat(100_000)).contains("nested too deeply"));
    }
}
