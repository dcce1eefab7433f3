//! Values of headers that have attributes behind them: `text/plain; charset=utf-8`, `form-data; name="file"`.

use std::borrow::Cow;

use smallvec::SmallVec;

/// A header's value, taken apart as RFC 9110 writes it.
#[derive(Debug)]
pub(super) struct Attributed<'h> {
    /// What stands before the first semicolon.
    pub(super) value: &'h str,
    attributes: SmallVec<[(&'h str, Cow<'h, str>); 2]>,
}

impl<'h> Attributed<'h> {
    /// Takes `text` apart; `None` when it is not written so, or has an attribute twice.
    pub(super) fn parse(text: &'h str) -> Option<Self> {
        let (value, mut rest) = text.split_once(';').unwrap_or((text, ""));
        let mut attributes: SmallVec<[(&str, Cow<'_, str>); 2]> = SmallVec::new();
        loop {
            // Semicolons with nothing between them mean nothing.
            rest = rest.trim_start_matches([' ', '\t', ';']);
            if rest.is_empty() {
                return Some(Self { value: value.trim_matches([' ', '\t']), attributes });
            }
            let (name, after) = rest.split_once('=')?;
            let (value, after) = if after.starts_with('"') { quoted(after)? } else { bare(after)? };
            if !is_token(name) || attributes.iter().any(|(other, _)| other.eq_ignore_ascii_case(name)) {
                return None;
            }
            attributes.push((name, value));
            rest = after.trim_start_matches([' ', '\t']);
            if !rest.is_empty() && !rest.starts_with(';') {
                return None;
            }
        }
    }

    /// The attribute of that name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// All attributes.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (*name, &**value))
    }
}

/// A value without quotes, and what follows it.
fn bare(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let end = text.find([';', ' ', '\t']).unwrap_or(text.len());
    let (value, after) = text.split_at(end);
    is_token(value).then_some((Cow::Borrowed(value), after))
}

/// A value in quotes, and what follows it. A backslash stands for itself unless it protects a quote or another
/// backslash, since browsers write the names of files as they are.
fn quoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut is_escaped = false;
    let mut has_escapes = false;
    for (at, byte) in inner.bytes().enumerate() {
        match byte {
            b'"' if !is_escaped => {
                let value = &inner[..at];
                let value = if has_escapes { Cow::Owned(unescape(value)) } else { Cow::Borrowed(value) };
                return Some((value, &inner[at + 1..]));
            }
            b'\\' => {
                has_escapes = true;
                is_escaped = !is_escaped;
            }
            _ => is_escaped = false,
        }
    }
    None
}

fn unescape(text: &str) -> String {
    let mut meant = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.next_if(|next| character == '\\' && matches!(next, '"' | '\\'));
        meant.push(next.unwrap_or(character));
    }
    meant
}

/// Whether a text is a token of HTTP.
pub(super) fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

/// The elements of a header's value that is a list, cut at the commas that stand in no quotes.
pub(super) fn elements(text: &str) -> impl Iterator<Item = &str> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.split(move |character| {
        match character {
            '"' if !is_escaped => is_quoted = !is_quoted,
            '\\' if is_quoted => {
                is_escaped = !is_escaped;
                return false;
            }
            ',' if !is_quoted => return true,
            _ => {}
        }
        is_escaped = false;
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<(&str, Vec<(String, String)>)> {
        let parsed = Attributed::parse(text)?;
        let attributes = parsed.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        Some((parsed.value, attributes))
    }

    #[test]
    fn attributes_are_taken_apart() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(parsed("text/plain"), Some(("text/plain", vec![])));
        assert_eq!(parsed(" a ;; b=c ;d=\"e;f\" ; "), Some(("a", vec![pair("b", "c"), pair("d", "e;f")])));
        assert_eq!(parsed(r#"a; b="\"\\c\d""#), Some(("a", vec![pair("b", r#""\c\d"#)])));
        assert_eq!(Attributed::parse("a; B=c").unwrap().get("b"), Some("c"));
    }

    #[test]
    fn what_is_not_written_so_is_refused() {
        for text in [
            "a; b",
            "a; b=",
            "a; =c",
            "a; b =c",
            "a; b= c",
            "a; b=\"c",
            "a; b=c d",
            "a; b=\"c\"d",
            "a; b=1; B=2",
        ] {
            assert!(Attributed::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn lists_are_cut_outside_of_quotes() {
        let all = |text| elements(text).collect::<Vec<_>>();
        assert_eq!(all("a, b"), ["a", " b"]);
        assert_eq!(all(r#"a;x="1,2\",3",b"#), [r#"a;x="1,2\",3""#, "b"]);
    }
}
