//! Path templates made folders, and back.
//!
//! A folder's name says its segment of the URL: `{id}` is `[id]`, `{id}.json` is `[id].json`, letters stand for
//! themselves. What a file system somewhere would refuse, or what means something else in a folder's name
//! (`(group)`, `_private`, brackets), is percent-escaped, so that every template has one name and every name one template.

use super::names::is_device;
use crate::api::Piece;

/// The folder of an empty segment, as in `/posts/`. No other name can be a lone percent sign.
const NOTHING: &str = "%";

/// Files of the user's room, which stand beside folders.
const FILES: &[&str] = &["route.rs", "middleware.rs", "error.rs", "auth.rs", "mod.rs"];

/// The name of a segment's folder.
pub fn name(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(text) => escape(text, &mut out),
            Piece::Parameter(name) => {
                out.push('[');
                match name.strip_prefix("...") {
                    // `[...name]` is a catch-all.
                    Some(rest) => {
                        out.push_str("%2E..");
                        escape(rest, &mut out);
                    }
                    None => escape(name, &mut out),
                }
                out.push(']');
            }
        }
    }
    if out.is_empty() { NOTHING.to_owned() } else { portable(out) }
}

/// The pieces of a segment from its folder's name; `None` for a name that is no segment of a template: a group,
/// a private folder, a catch-all, or a broken one.
pub fn pieces(name: &str) -> Option<Vec<Piece>> {
    if name == NOTHING {
        return Some(Vec::new());
    }
    if name.starts_with(['(', '_']) || name.is_empty() {
        return None;
    }
    let mut out = Vec::new();
    let mut rest = name;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('[') {
            let (inner, after) = after.split_once(']')?;
            if inner.starts_with("...") || inner.contains('[') || inner.is_empty() {
                return None;
            }
            out.push(Piece::Parameter(unescape(inner)?));
            rest = after;
        } else {
            let end = rest.find('[').unwrap_or(rest.len());
            out.push(Piece::Literal(unescape(&rest[..end])?));
            rest = &rest[end..];
        }
    }
    Some(out)
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_ascii_alphanumeric()
            || matches!(c, '-' | '_' | '.' | '~' | '@' | '+' | ',' | '=' | '!' | '\'')
        {
            out.push(c);
        } else {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                percent(byte, out);
            }
        }
    }
}

fn percent(byte: u8, out: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    out.push('%');
    out.push(char::from(DIGITS[usize::from(byte >> 4)]));
    out.push(char::from(DIGITS[usize::from(byte & 15)]));
}

fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: Option<u8>| byte.and_then(|byte| char::from(byte).to_digit(16));
            let (high, low) = (digit(rest.next())?, digit(rest.next())?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Escapes what only the whole name shows to be trouble.
fn portable(mut name: String) -> String {
    let first = name.as_bytes()[0];
    let stem = name.split('.').next().unwrap_or_default();
    if first == b'_' || is_device(stem) {
        let mut out = String::new();
        percent(first, &mut out);
        out.push_str(&name[1..]);
        name = out;
    }
    if name.ends_with('.') {
        // Windows drops it, and `.` and `..` are other folders.
        name.pop();
        name.push_str("%2E");
        if name == ".%2E" {
            name = "%2E%2E".to_owned();
        }
    }
    if FILES.iter().any(|file| file.eq_ignore_ascii_case(&name)) {
        name = name.replace('.', "%2E");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(text: &str) -> Piece {
        Piece::Literal(text.to_owned())
    }

    fn parameter(name: &str) -> Piece {
        Piece::Parameter(name.to_owned())
    }

    #[test]
    fn segments_become_names_and_come_back() {
        for (segment, expected) in [
            (vec![literal("posts")], "posts"),
            (vec![parameter("id")], "[id]"),
            (vec![parameter("id"), literal(".json")], "[id].json"),
            (vec![parameter("base"), literal("..."), parameter("head")], "[base]...[head]"),
            (vec![parameter("name"), literal(":cancel")], "[name]%3Acancel"),
            (vec![literal("(a)")], "%28a%29"),
            (vec![literal("_x")], "%5Fx"),
            (vec![literal("con")], "%63on"),
            (vec![literal("aux.json")], "%61ux.json"),
            (vec![literal("..")], "%2E%2E"),
            (vec![literal(".")], "%2E"),
            (vec![literal("route.rs")], "route%2Ers"),
            (vec![literal("a%20b")], "a%2520b"),
            (vec![literal("ö")], "%C3%B6"),
            (vec![parameter("...rest")], "[%2E..rest]"),
            (vec![], "%"),
            (vec![literal(".well-known")], ".well-known"),
        ] {
            assert_eq!(name(&segment), expected);
            assert_eq!(pieces(expected), Some(segment), "{expected}");
        }
        for other in ["(group)", "_private", "[...rest]", "[[...rest]]", "[id", "%zz"] {
            assert_eq!(pieces(other), None, "{other}");
        }
    }

    proptest::proptest! {
        #[test]
        fn every_literal_comes_back(text in "[^/]+", parameter in "[^/{}]+") {
            let segment = vec![Piece::Literal(text), Piece::Parameter(parameter)];
            let name = name(&segment);
            proptest::prop_assert!(!name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']));
            proptest::prop_assert!(!name.ends_with(['.', ' ']));
            proptest::prop_assert_eq!(pieces(&name), Some(segment));
        }
    }
}
