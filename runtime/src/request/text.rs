//! Parameter text, as it was sent and as it is meant.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

use crate::schema::{Failures, Reason};

/// How text is escaped where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escapes {
    /// Not at all: headers.
    None,
    /// `%20`: paths.
    Percent,
    /// `%20` and `+`: queries and forms.
    Form,
    /// `%20`, but text that breaks the rules means itself: cookies.
    Lenient,
}

/// Why text means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Broken {
    /// A `%` without two digits.
    Escape,
    /// Bytes that are not UTF-8.
    Utf8,
    /// Not written in the style that is declared.
    Style(&'static str),
    /// There more often than once.
    Duplicate,
    /// Nested deeper than anybody needs.
    Depth,
}

impl Broken {
    pub(super) fn reason(self) -> Reason {
        match self {
            Self::Escape => Reason::Escape,
            Self::Utf8 => Reason::Utf8,
            Self::Style(style) => Reason::Style(style),
            Self::Duplicate => Reason::Duplicate,
            Self::Depth => Reason::Depth,
        }
    }
}

impl From<Broken> for Failures {
    fn from(broken: Broken) -> Self {
        Self::from(broken.reason())
    }
}

/// What `raw` means.
pub(super) fn unescape(raw: &str, escapes: Escapes) -> Result<Cow<'_, str>, Broken> {
    match escapes {
        Escapes::None => Ok(Cow::Borrowed(raw)),
        Escapes::Percent => percent(raw),
        Escapes::Form if raw.contains('+') => {
            let spaced = raw.replace('+', " ");
            percent(&spaced).map(|text| Cow::Owned(text.into_owned()))
        }
        Escapes::Form => percent(raw),
        Escapes::Lenient => Ok(percent(raw).unwrap_or(Cow::Borrowed(raw))),
    }
}

fn percent(raw: &str) -> Result<Cow<'_, str>, Broken> {
    if !raw.contains('%') {
        return Ok(Cow::Borrowed(raw));
    }
    let is_broken = raw.split('%').skip(1).any(|after| {
        !after.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
    });
    if is_broken {
        return Err(Broken::Escape);
    }
    percent_decode_str(raw).decode_utf8().map_err(|_| Broken::Utf8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_place_has_its_escapes() {
        assert_eq!(unescape("a%20b+c", Escapes::Percent).as_deref(), Ok("a b+c"));
        assert_eq!(unescape("a%20b+c%2B", Escapes::Form).as_deref(), Ok("a b c+"));
        assert_eq!(unescape("a%20b+c", Escapes::None).as_deref(), Ok("a%20b+c"));
        assert_eq!(unescape("50%", Escapes::Lenient).as_deref(), Ok("50%"));
    }

    #[test]
    fn broken_escapes_are_refused() {
        for raw in ["%", "%z", "%zz", "a%2", "%é"] {
            assert_eq!(unescape(raw, Escapes::Percent), Err(Broken::Escape), "{raw}");
        }
        assert_eq!(unescape("%ff", Escapes::Form), Err(Broken::Utf8));
    }
}
