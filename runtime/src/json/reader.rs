//! Goes through JSON text, one piece after the other.

use super::syntax::{Fault, Stop, Syntax};

/// A place in JSON text, and the way on from there.
///
/// Each method expects what its name says and goes behind it. The caller looks at the next byte with
/// [`peek`](Self::peek) to know what there is.
#[derive(Debug)]
pub(crate) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// Where text is put together that has escapes in it.
    pub(super) scratch: String,
    /// Why there is no way on, once that is so.
    stop: Syntax,
}

impl<'t> Reader<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self { text, at: 0, scratch: String::new(), stop: Syntax { at: 0, fault: Fault::End } }
    }

    /// The whole text.
    pub(crate) fn whole(&self) -> &'t str {
        self.text
    }

    /// So many bytes into the text.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Goes back, or on, to where it was when [`at`](Self::at) said so.
    pub(crate) fn go_to(&mut self, at: usize) {
        self.at = at;
    }

    #[inline]
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Why there is no way on, after something has said [`Stop`].
    pub(crate) fn why(&self) -> Syntax {
        self.stop
    }

    /// Something else is here than what should be.
    #[cold]
    pub(crate) fn fault<T>(&mut self, fault: Fault) -> Result<T, Stop> {
        self.halt(if self.at >= self.text.len() { Fault::End } else { fault })
    }

    /// There is no way on, whatever is here.
    #[cold]
    pub(crate) fn halt<T>(&mut self, fault: Fault) -> Result<T, Stop> {
        self.stop = Syntax { at: self.at, fault };
        Err(Stop)
    }

    /// The first byte of what comes next, which is no white space.
    #[inline]
    pub(crate) fn peek(&mut self) -> Result<u8, Stop> {
        match self.byte(self.at) {
            Some(byte) if byte > b' ' => Ok(byte),
            _ => self.peek_behind_space(),
        }
    }

    fn peek_behind_space(&mut self) -> Result<u8, Stop> {
        loop {
            match self.byte(self.at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                Some(byte) => return Ok(byte),
                None => return self.fault(Fault::End),
            }
        }
    }

    /// Goes behind `text`, if that is what stands here.
    #[inline]
    pub(crate) fn takes(&mut self, text: &[u8]) -> bool {
        let end = self.at + text.len();
        let is_here = self.text.as_bytes().get(self.at..end).is_some_and(|here| is_equal(here, text));
        if is_here {
            self.at = end;
        }
        is_here
    }

    /// Nothing but white space is left.
    pub(crate) fn end(&mut self) -> Result<(), Stop> {
        match self.peek() {
            Ok(_) => self.fault(Fault::Rest),
            Err(_) => Ok(()),
        }
    }

    /// Goes behind the bracket that was seen.
    #[inline]
    pub(crate) fn open(&mut self) {
        self.at += 1;
    }

    /// Whether another element follows; goes behind the comma or the bracket.
    #[inline]
    pub(crate) fn element_follows(&mut self, is_first: bool) -> Result<bool, Stop> {
        match self.peek()? {
            b']' => self.at += 1,
            b',' if !is_first => {
                self.at += 1;
                if self.peek()? == b']' {
                    return self.fault(Fault::TrailingComma);
                }
                return Ok(true);
            }
            _ if is_first => return Ok(true),
            _ => return self.fault(Fault::ListGoesOn),
        }
        Ok(false)
    }

    /// Whether another member follows, whose name is next; goes behind the comma or the bracket.
    #[inline]
    pub(crate) fn member_follows(&mut self, is_first: bool) -> Result<bool, Stop> {
        let mut next = self.peek()?;
        if next == b',' && !is_first {
            self.at += 1;
            next = self.peek()?;
            if next == b'}' {
                return self.fault(Fault::TrailingComma);
            }
        } else if next == b'}' {
            self.at += 1;
            return Ok(false);
        } else if !is_first {
            return self.fault(Fault::ObjectGoesOn);
        }
        if next == b'"' { Ok(true) } else { self.fault(Fault::Name) }
    }

    /// Goes behind the colon after a name.
    #[inline]
    pub(crate) fn colon(&mut self) -> Result<(), Stop> {
        if self.peek()? != b':' {
            return self.fault(Fault::Colon);
        }
        self.at += 1;
        Ok(())
    }
}

/// Whether two texts of the same length are equal. Of names, this takes fewer steps than a call.
#[inline]
fn is_equal(here: &[u8], text: &[u8]) -> bool {
    match text.len() {
        4..8 => has_ends_of::<4>(here, text),
        8..=16 => has_ends_of::<8>(here, text),
        _ => here == text,
    }
}

/// Whether two texts begin and end with the same bytes, so many. They may overlap.
#[inline]
fn has_ends_of<const SIZE: usize>(here: &[u8], text: &[u8]) -> bool {
    here.first_chunk::<SIZE>() == text.first_chunk() && here.last_chunk::<SIZE>() == text.last_chunk()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<(usize, Fault)> {
        let mut reader = Reader::new(text);
        let read = reader.skip(9).and_then(|()| reader.end());
        let Syntax { at, fault } = reader.why();
        read.is_err().then_some((at, fault))
    }

    #[test]
    fn what_is_json_is_gone_through_to_its_end() {
        for text in
            ["1", " [ ] ", "{}", "[1,2]", r#"{"a":[{"b":null}],"c":true}"#, "\t[ 1 ,\r\n \"x\" ] ", "false"]
        {
            assert_eq!(fault(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_not_json_is_told_with_its_place() {
        for (text, at, expected) in [
            ("", 0, Fault::End),
            ("  ", 2, Fault::End),
            ("[1,]", 3, Fault::TrailingComma),
            ("[1 2]", 3, Fault::ListGoesOn),
            ("[,1]", 1, Fault::Value),
            ("[1", 2, Fault::End),
            ("{\"a\":1,}", 7, Fault::TrailingComma),
            ("{\"a\" 1}", 5, Fault::Colon),
            ("{\"a\":1 \"b\":2}", 7, Fault::ObjectGoesOn),
            ("{a:1}", 1, Fault::Name),
            ("{,}", 1, Fault::Name),
            ("{1:2}", 1, Fault::Name),
            ("1 2", 2, Fault::Rest),
            ("tru", 3, Fault::End),
            ("trux", 3, Fault::Value),
            ("nul]", 3, Fault::Value),
            ("'a'", 0, Fault::Value),
            ("\u{feff}1", 0, Fault::Value),
            ("[\u{a0}1]", 1, Fault::Value),
        ] {
            assert_eq!(fault(text), Some((at, expected)), "{text}");
        }
    }

    #[test]
    fn depth_has_a_limit() {
        assert_eq!(fault(&format!("{}{}", "[".repeat(9), "]".repeat(9))), None);
        assert_eq!(fault(&"[".repeat(100_000)), Some((9, Fault::Deep(9))));
        assert_eq!(fault(&"{\"a\":".repeat(100_000)), Some((45, Fault::Deep(9))));
    }
}
