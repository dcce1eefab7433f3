//! The only things that templates can print.
//!
//! A [`Token`] is a piece of Rust that was made from a value of a known kind: an identifier, a literal, a type, an
//! attribute. There is no way from a text of the spec to a token except through those, so no text of the spec can
//! become code.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, ObjectRepr, Value};
use proc_macro2::Literal;

/// A piece of Rust.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Token(Arc<str>);

impl Token {
    /// Nothing.
    pub(super) fn none() -> Self {
        Self(Arc::from(""))
    }

    /// An identifier; what is none becomes a word that is one, and that no name of a plan ever is.
    pub(super) fn ident(name: &str) -> Self {
        if is_identifier(name) { Self(Arc::from(name)) } else { Self(Arc::from("not_an_identifier")) }
    }

    /// A path, as `crate::generated::v1` or `routewright::Value`.
    pub(super) fn path(path: &str) -> Self {
        let segments: Vec<Self> = path
            .split("::")
            .map(|segment| match segment {
                "crate" | "self" | "super" => Self(Arc::from(segment)),
                other => Self::ident(other),
            })
            .collect();
        Self(segments.iter().map(Self::as_str).collect::<Vec<_>>().join("::").into())
    }

    /// A string literal.
    pub(super) fn string(text: &str) -> Self {
        Self(Literal::string(text).to_string().into())
    }

    /// A string literal without escapes where that reads better and says the same.
    pub(super) fn raw_string(text: &str) -> Self {
        let plain = !text.contains(['"', '\\']);
        let odd = text.chars().any(|c| (c.is_control() && c != '\n') || is_invisible(c));
        if plain || odd {
            return Self::string(text);
        }
        let mut fence = 1;
        while text.contains(&format!("\"{}", "#".repeat(fence))) {
            fence += 1;
        }
        if fence > 200 {
            return Self::string(text);
        }
        let fence = "#".repeat(fence);
        Self(format!("r{fence}\"{text}\"{fence}").into())
    }

    /// A number, from the text of a JSON number.
    pub(super) fn number(text: &str) -> Self {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let number = digits.starts_with(|c: char| c.is_ascii_digit())
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | 'e' | 'E' | '+' | '-'));
        if number && digits.parse::<f64>().is_ok() { Self(Arc::from(text)) } else { Self(Arc::from("0")) }
    }

    /// `true` or `false`.
    pub(super) fn bool(value: bool) -> Self {
        Self(Arc::from(if value { "true" } else { "false" }))
    }

    /// `key = value`
    pub(super) fn setting(key: &'static str, value: &Self) -> Self {
        Self(format!("{key} = {value}").into())
    }

    /// `key(a, b)`
    pub(super) fn list(key: &'static str, values: &[Self]) -> Self {
        Self(format!("{key}({})", Self::join(values)).into())
    }

    /// `key`
    pub(super) fn word(key: &'static str) -> Self {
        Self(Arc::from(key))
    }

    /// `#[key(a, b)]`; nothing without settings.
    pub(super) fn attribute(key: &'static str, settings: &[Self]) -> Self {
        if settings.is_empty() {
            Self::none()
        } else {
            Self(format!("#[{key}({})]", Self::join(settings)).into())
        }
    }

    /// `Name<T>`
    pub(super) fn generic(name: &Self, of: &[Self]) -> Self {
        Self(format!("{name}<{}>", Self::join(of)).into())
    }

    /// `(A, B)`
    pub(super) fn tuple(of: &[Self]) -> Self {
        Self(format!("({})", Self::join(of)).into())
    }

    /// A line of a doc comment.
    pub(super) fn doc(line: &str, inner: bool) -> Self {
        let space = if line.is_empty() { "" } else { " " };
        let text = Literal::string(&format!("{space}{line}"));
        Self(format!("#{}[doc = {text}]", if inner { "!" } else { "" }).into())
    }

    /// `use module::{a, b};`
    pub(super) fn import(module: &Self, names: &[Self]) -> Self {
        match names {
            [only] => Self(format!("use {module}::{only};").into()),
            names => Self(format!("use {module}::{{{}}};", Self::join(names)).into()),
        }
    }

    fn join(values: &[Self]) -> String {
        values.iter().map(Self::as_str).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a name is an identifier.
fn is_identifier(name: &str) -> bool {
    let mut characters = name.chars();
    let start = characters.next().is_some_and(|c| c == '_' || unicode_ident::is_xid_start(c));
    start
        && name != "_"
        && characters.all(unicode_ident::is_xid_continue)
        && !crate::plan::names::is_keyword(name)
}

/// Whether a character changes how text around it reads without being seen itself.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{61c}' | '\u{feff}'
        | '\u{2028}' | '\u{2029}')
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({})", self.0)
    }
}

impl Object for Token {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        !self.0.is_empty()
    }
}

impl From<Token> for Value {
    fn from(token: Token) -> Self {
        Self::from_object(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_say_what_they_were_made_of() {
        for text in
            ["", "plain", "a\"b", "\\d+", "\"#", "\"##\\", "\r\n", "\u{202e}x", "{\"a\":\"\\u0000\"}", "\0"]
        {
            for token in [Token::string(text), Token::raw_string(text)] {
                let literal: syn::LitStr = syn::parse_str(token.as_str()).expect("a literal");
                assert_eq!(literal.value(), text, "{token}");
                assert!(!token.as_str().contains('\u{202e}'));
            }
        }
    }

    #[test]
    fn nothing_but_identifiers_becomes_one() {
        assert_eq!(Token::ident("Post").as_str(), "Post");
        for name in ["", "a b", "a;b", "fn", "1", "a::b", "a\"", "_"] {
            assert_eq!(Token::ident(name).as_str(), "not_an_identifier", "{name}");
        }
        assert_eq!(Token::number("1); evil(").as_str(), "0");
        assert_eq!(Token::number("-1.5e3").as_str(), "-1.5e3");
    }

    proptest::proptest! {
        #[test]
        fn every_text_becomes_one_literal(text in ".*") {
            for token in [Token::string(&text), Token::raw_string(&text)] {
                let literal: syn::LitStr = syn::parse_str(token.as_str()).expect("a literal");
                proptest::prop_assert_eq!(literal.value(), text.clone());
            }
        }
    }
}
