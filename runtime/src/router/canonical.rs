//! One spelling for each path.
//!
//! A URL can be written in many ways that mean the same: `/posts`, `/p%6Fsts`. The router compares canonical
//! spellings: characters that need no escape have none, all others have one in capital letters. Escaped characters
//! that would mean something else unescaped (`%2F`) stay escaped.

use std::borrow::Cow;
use std::fmt::Write;

/// The canonical spelling of a path or a part of one. Borrowed when it is canonical already, as nearly all are.
pub(crate) fn of(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| PLAIN[usize::from(byte)]) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(spell(text))
    }
}

/// [`is_plain`] of each byte: every request asks for each byte of its path.
const PLAIN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = is_plain(byte as u8);
        byte += 1;
    }
    table
};

/// Whether a byte can stand in a path as it is. `/` is none of the router's business here.
const fn is_plain(byte: u8) -> bool {
    is_unreserved(byte) || matches!(byte, b'!' | b'$' | b'&'..=b',' | b';' | b'=' | b':' | b'@' | b'/')
}

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn spell(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut spelled = String::with_capacity(text.len() + 8);
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        at += 1;
        if PLAIN[usize::from(byte)] {
            spelled.push(char::from(byte));
            continue;
        }
        let escaped = if byte == b'%' { escape_at(bytes, at) } else { None };
        match escaped {
            Some(escaped) if is_unreserved(escaped) => {
                spelled.push(char::from(escaped));
                at += 2;
            }
            Some(escaped) => {
                push_escape(&mut spelled, escaped);
                at += 2;
            }
            // A broken escape matches no literal, and is complained about where it is a parameter.
            None if byte == b'%' => spelled.push('%'),
            None => push_escape(&mut spelled, byte),
        }
    }
    spelled
}

fn escape_at(bytes: &[u8], at: usize) -> Option<u8> {
    let high = char::from(*bytes.get(at)?).to_digit(16)?;
    let low = char::from(*bytes.get(at + 1)?).to_digit(16)?;
    u8::try_from(high * 16 + low).ok()
}

fn push_escape(text: &mut String, byte: u8) {
    // Writing to a string cannot fail.
    _ = write!(text, "%{byte:02X}");
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn equal_paths_have_one_spelling() {
        for (written, canonical) in [
            ("/posts", "/posts"),
            ("/p%6Fsts", "/posts"),
            ("/a%2fb", "/a%2Fb"),
            ("/a%2Fb", "/a%2Fb"),
            ("/café", "/caf%C3%A9"),
            ("/caf%c3%a9", "/caf%C3%A9"),
            ("/a b", "/a%20b"),
            ("/50%", "/50%"),
            ("/%zz", "/%zz"),
            ("/%e", "/%e"),
            ("/x:cancel", "/x:cancel"),
            ("/x%3Acancel", "/x%3Acancel"),
        ] {
            assert_eq!(of(written), canonical);
        }
    }
}
