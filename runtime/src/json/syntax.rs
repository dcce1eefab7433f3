//! What makes a text no JSON.

use std::fmt;

use super::place::Position;

/// There is no way on; the reader knows why. It has no size, because every step of the way may return it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stop;

/// Why a text is no JSON, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Syntax {
    /// So many bytes into the text.
    pub(crate) at: usize,
    pub(crate) fault: Fault,
}

/// Why a text is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It ends too early.
    End,
    /// Something else stands where a value should.
    Value,
    /// Something else stands where a list goes on or ends.
    ListGoesOn,
    /// Something else stands where an object goes on or ends.
    ObjectGoesOn,
    /// Something else stands where a name should.
    Name,
    /// Something else stands between a name and its value.
    Colon,
    /// A list or an object ends with a comma.
    TrailingComma,
    /// A number that is not written as JSON writes them.
    Number,
    /// A backslash before something that it cannot escape.
    Escape,
    /// Half of a pair of escapes that together are one character.
    Surrogate,
    /// A control character that is not escaped.
    Control,
    /// Something follows the value.
    Rest,
    /// Lists and objects within each other, more than so many.
    Deep(u8),
    /// Types that are found by trying, within each other, in too many places.
    Ambiguous,
    /// Not of the text: the type that is tried does not fit, so there is no need to read on. Whoever tries it takes
    /// note.
    Miss,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::End => "it ends too early",
            Self::Value => "a value is expected",
            Self::ListGoesOn => "`,` or `]` is expected",
            Self::ObjectGoesOn => "`,` or `}` is expected",
            Self::Name => "a name in double quotes is expected",
            Self::Colon => "`:` is expected",
            Self::TrailingComma => "nothing follows the comma",
            Self::Number => "a number is not written like this",
            Self::Escape => "this is no escape sequence",
            Self::Surrogate => "this escape is half of a character",
            Self::Control => "a control character has to be escaped",
            Self::Rest => "something follows the value",
            Self::Deep(most) => return write!(f, "it is nested deeper than {most} levels"),
            Self::Ambiguous => "it is ambiguous in too many places",
            Self::Miss => "it does not fit",
        })
    }
}

impl Syntax {
    /// The whole sentence, with the place. It never repeats the text.
    pub(crate) fn explain(self, text: &str) -> String {
        if text.starts_with('\u{feff}') {
            return "it begins with a byte order mark, which JSON does not have".to_owned();
        }
        format!("{} at {}", self.fault, Position::of(text, self.at))
    }
}
