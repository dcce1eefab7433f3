use std::fmt;

use serde_json::{Map, Value};

use crate::diagnostic::Place;

/// A path and what is said about it as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct PathItem {
    /// The path.
    pub template: PathTemplate,
    /// Where the path is declared: its name in the document.
    pub place: Place,
    /// One line.
    pub summary: Option<String>,
    /// A text in Markdown.
    pub description: Option<String>,
    /// `servers` and extensions.
    pub extensions: Map<String, Value>,
}

/// A path with holes: `/posts/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PathTemplate {
    /// The path as it is written.
    pub text: String,
    /// What stands between the slashes. `/` has no segments, `/a/` has two of which the second is empty.
    pub segments: Vec<Vec<Piece>>,
}

/// A piece of a segment of a path.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Text that is matched as it is.
    Literal(String),
    /// A parameter, by its name.
    Parameter(String),
}

/// Why a text is no path template, and where in it, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PathError {
    /// The first byte of what is wrong.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// What is wrong.
    pub message: String,
}

impl PathTemplate {
    /// Reads a path template.
    pub fn parse(text: &str) -> Result<Self, PathError> {
        let fault =
            |start: usize, end: usize, message: &str| PathError { start, end, message: message.into() };
        let Some(rest) = text.strip_prefix('/') else {
            return Err(fault(0, text.len(), "a path starts with \"/\""));
        };
        let mut segments = Vec::new();
        if rest.is_empty() {
            return Ok(Self { text: text.to_owned(), segments });
        }
        let mut pieces: Vec<Piece> = Vec::new();
        let mut literal = String::new();
        let mut characters = rest.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '/' => {
                    end_literal(&mut pieces, &mut literal);
                    segments.push(std::mem::take(&mut pieces));
                }
                '{' => {
                    let Some(length) = rest[at + 1..].find(['}', '{']) else {
                        return Err(fault(at + 1, text.len(), "\"{\" without \"}\" in a path"));
                    };
                    let name = &rest[at + 1..at + 1 + length];
                    if rest[at + 1 + length..].starts_with('{') {
                        return Err(fault(at + 1, at + 3 + length, "\"{\" inside of \"{\" in a path"));
                    }
                    if name.is_empty() {
                        return Err(fault(at + 1, at + 3, "a parameter without a name in a path"));
                    }
                    end_literal(&mut pieces, &mut literal);
                    pieces.push(Piece::Parameter(name.to_owned()));
                    while characters.next().is_some_and(|(_, skipped)| skipped != '}') {}
                }
                '}' => return Err(fault(at + 1, at + 2, "\"}\" without \"{\" in a path")),
                _ => literal.push(character),
            }
        }
        end_literal(&mut pieces, &mut literal);
        segments.push(pieces);
        Ok(Self { text: text.to_owned(), segments })
    }

    /// The names of the parameters, in their order.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.segments.iter().flatten().filter_map(|piece| match piece {
            Piece::Parameter(name) => Some(name.as_str()),
            Piece::Literal(_) => None,
        })
    }
}

fn end_literal(pieces: &mut Vec<Piece>, literal: &mut String) {
    if !literal.is_empty() {
        pieces.push(Piece::Literal(std::mem::take(literal)));
    }
}

impl fmt::Display for PathTemplate {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        let template = PathTemplate::parse(text).expect("a template");
        let piece = |piece: &Piece| match piece {
            Piece::Literal(text) => text.clone(),
            Piece::Parameter(name) => format!("<{name}>"),
        };
        let segments: Vec<String> = template
            .segments
            .iter()
            .map(|pieces| pieces.iter().map(piece).collect::<Vec<_>>().join("+"))
            .collect();
        segments.join(" ")
    }

    #[test]
    fn splits_segments_into_pieces() {
        assert_eq!(shape("/"), "");
        assert_eq!(shape("/posts/{id}"), "posts <id>");
        assert_eq!(shape("/compare/{base}...{head}"), "compare <base>+...+<head>");
        assert_eq!(shape("/posts/{id}.json"), "posts <id>+.json");
        assert_eq!(shape("/posts/"), "posts ");
        assert_eq!(shape("/{a/b}"), "<a/b>");
        assert_eq!(shape("/{a}{b}"), "<a>+<b>");
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let fault = |text: &str| {
            let error = PathTemplate::parse(text).expect_err("no template");
            text[error.start..error.end].to_owned()
        };
        assert_eq!(fault("posts"), "posts");
        assert_eq!(fault("/a/{id"), "{id");
        assert_eq!(fault("/a/{}/b"), "{}");
        assert_eq!(fault("/a/{b{c}}"), "{b{");
        assert_eq!(fault("/ä}"), "}");
    }
}
