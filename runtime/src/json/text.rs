//! Texts, with their escapes.

use super::reader::Reader;
use super::scan;
use super::syntax::{Fault, Stop};

impl<'t> Reader<'t> {
    /// The text whose quote was seen, and goes behind it.
    #[inline]
    pub(crate) fn text(&mut self) -> Result<&str, Stop> {
        let start = self.at + 1;
        let end = scan::special(self.text.as_bytes(), start);
        if self.byte(end) == Some(b'"') {
            self.at = end + 1;
            return Ok(&self.text[start..end]);
        }
        self.escaped(start, end)
    }

    /// A text that is not plain from `start` to its end. Plain is what comes before `end`.
    #[inline(never)]
    fn escaped(&mut self, start: usize, end: usize) -> Result<&str, Stop> {
        self.scratch.clear();
        self.scratch.push_str(&self.text[start..end]);
        self.at = end;
        loop {
            match self.byte(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(&self.scratch);
                }
                Some(b'\\') => {
                    let character = self.escape()?;
                    self.scratch.push(character);
                }
                _ => return self.fault(Fault::Control),
            }
            let plain = self.at;
            self.at = scan::special(self.text.as_bytes(), plain);
            self.scratch.push_str(&self.text[plain..self.at]);
        }
    }

    /// The character that an escape stands for.
    fn escape(&mut self) -> Result<char, Stop> {
        let character = match self.byte(self.at + 1) {
            Some(b'u') => return self.unicode(),
            Some(b'n') => '\n',
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b't') => '\t',
            Some(b'r') => '\r',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            _ => return self.fault(Fault::Escape),
        };
        self.at += 2;
        Ok(character)
    }

    fn unicode(&mut self) -> Result<char, Stop> {
        let Some(first) = self.code_unit(self.at) else { return self.fault(Fault::Escape) };
        if let Some(character) = char::from_u32(first) {
            self.at += 6;
            return Ok(character);
        }
        // Characters beyond the first 65,536 are two escapes.
        let second = self.code_unit(self.at + 6);
        match (first, second) {
            (0xD800..0xDC00, Some(second @ 0xDC00..0xE000)) => {
                let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                match char::from_u32(code) {
                    Some(character) => {
                        self.at += 12;
                        Ok(character)
                    }
                    None => self.fault(Fault::Surrogate),
                }
            }
            _ => self.fault(Fault::Surrogate),
        }
    }

    /// The number in `\u1234`, if such an escape stands there.
    fn code_unit(&self, at: usize) -> Option<u32> {
        let [b'\\', b'u', digits @ ..] = self.text.as_bytes().get(at..at + 6)? else { return None };
        digits.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<String, Fault> {
        let mut reader = Reader::new(text);
        let read = reader.text().map(ToOwned::to_owned);
        let read = read.and_then(|read| reader.end().map(|()| read));
        read.map_err(|Stop| reader.why().fault)
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(read(r#""""#).as_deref(), Ok(""));
        assert_eq!(read(r#""plain text of some length""#).as_deref(), Ok("plain text of some length"));
        assert_eq!(read(r#""a\n\"\\\/\b\f\r\tz""#).as_deref(), Ok("a\n\"\\/\u{8}\u{c}\r\tz"));
        assert_eq!(read(r#""\u00e4\u0000\u20AC""#).as_deref(), Ok("ä\0€"));
        assert_eq!(read(r#""x\uD83D\uDE00y\\""#).as_deref(), Ok("x😀y\\"));
        assert_eq!(read("\"ü😀\u{2028}\"").as_deref(), Ok("ü😀\u{2028}"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (text, fault) in [
            (r#""abc"#, Fault::End),
            (r#""abcdefghijklmnop"#, Fault::End),
            (r#""\x""#, Fault::Escape),
            (r#""\u12g4""#, Fault::Escape),
            (r#""\u+123""#, Fault::Escape),
            (r#""\u12"#, Fault::Escape),
            (r#""\ud800""#, Fault::Surrogate),
            (r#""\udc00\ud800""#, Fault::Surrogate),
            (r#""\ud800\n""#, Fault::Surrogate),
            ("\"a\nb\"", Fault::Control),
            ("\"a\0b\"", Fault::Control),
        ] {
            assert_eq!(read(text), Err(fault), "{text}");
        }
    }
}
