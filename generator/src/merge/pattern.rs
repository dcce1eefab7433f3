//! Which URLs a folder stands for.

use std::fmt;

use crate::api::Piece;
use crate::plan::folder;

/// The URLs of a folder of the user's room: its path without groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The segments of the path.
    pub segments: Vec<Segment>,
}

/// A segment of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Text with parameters in it: `posts`, `[id]`, `[id].json`.
    Pieces(Vec<Piece>),
    /// Everything that is left: `[...path]`, or `[[...path]]`, which matches nothing too.
    Rest {
        /// The parameter's name.
        name: String,
        /// Whether there may be nothing left.
        optional: bool,
    },
}

/// What a segment matches, whatever its parameters are called.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Text and holes.
    Pieces(Vec<Option<String>>),
    /// Everything that is left.
    Rest,
}

/// What a folder's name means for the URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A segment.
    Segment(Segment),
    /// `(group)`: no part of the URL.
    Group,
    /// `_private`: nothing below it is a route.
    Private,
    /// Nothing, with the reason.
    Wrong(&'static str),
}

impl Name {
    /// Reads the name of a folder.
    pub fn read(name: &str) -> Self {
        let catch_all = |inner: &str, optional: bool| match inner.contains(['[', ']']) || inner.is_empty() {
            true => Self::Wrong("a catch-all is `[...name]` or `[[...name]]`"),
            false => Self::Segment(Segment::Rest { name: inner.to_owned(), optional }),
        };
        if name.starts_with('_') {
            return Self::Private;
        }
        if name.starts_with('(') && name.ends_with(')') {
            return Self::Group;
        }
        if let Some(inner) = name.strip_prefix("[[...").and_then(|rest| rest.strip_suffix("]]")) {
            return catch_all(inner, true);
        }
        if let Some(inner) = name.strip_prefix("[...").and_then(|rest| rest.strip_suffix(']')) {
            return catch_all(inner, false);
        }
        match folder::pieces(name) {
            Some(pieces) => Self::Segment(Segment::Pieces(pieces)),
            None => Self::Wrong(
                "a parameter is `[name]`; a sign that means something else is written as `%5B` and the like",
            ),
        }
    }
}

impl Segment {
    /// What it matches.
    pub fn shape(&self) -> Shape {
        match self {
            Self::Pieces(pieces) => Shape::of(pieces),
            Self::Rest { .. } => Shape::Rest,
        }
    }

    /// Whether it has a parameter.
    pub fn is_dynamic(&self) -> bool {
        match self {
            Self::Pieces(pieces) => pieces.iter().any(|piece| matches!(piece, Piece::Parameter(_))),
            Self::Rest { .. } => true,
        }
    }
}

impl Shape {
    /// What a segment of a template matches.
    pub fn of(pieces: &[Piece]) -> Self {
        let shape = |piece: &Piece| match piece {
            Piece::Literal(text) => Some(text.clone()),
            Piece::Parameter(_) => None,
        };
        Self::Pieces(pieces.iter().map(shape).collect())
    }
}

impl Pattern {
    /// What it matches.
    pub fn shapes(&self) -> Vec<Shape> {
        self.segments.iter().map(Segment::shape).collect()
    }
}

/// As a template: `/posts/{id}`, `/files/{*path}`, `/files/{**path}`.
impl fmt::Display for Pattern {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.segments.is_empty() {
            return out.write_str("/");
        }
        for segment in &self.segments {
            out.write_str("/")?;
            match segment {
                Segment::Pieces(pieces) => {
                    for piece in pieces {
                        match piece {
                            Piece::Literal(text) => out.write_str(text)?,
                            Piece::Parameter(name) => write!(out, "{{{name}}}")?,
                        }
                    }
                }
                Segment::Rest { name, optional: false } => write!(out, "{{*{name}}}")?,
                Segment::Rest { name, optional: true } => write!(out, "{{**{name}}}")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_folders() {
        let template = |name: &str| match Name::read(name) {
            Name::Segment(segment) => Pattern { segments: vec![segment] }.to_string(),
            other => format!("{other:?}"),
        };
        for (name, expected) in [
            ("posts", "/posts"),
            ("[id]", "/{id}"),
            ("[id].json", "/{id}.json"),
            ("[base]...[head]", "/{base}...{head}"),
            ("[...path]", "/{*path}"),
            ("[[...path]]", "/{**path}"),
            ("(internal)", "Group"),
            ("_private", "Private"),
            ("%5Fx", "/_x"),
            ("%", "/"),
        ] {
            assert_eq!(template(name), expected, "{name}");
        }
        for name in ["[id", "[]", "[...]", "[[...]]", "[[id]]", "(x", "%zz"] {
            assert!(matches!(Name::read(name), Name::Wrong(_)), "{name}");
        }
    }

    #[test]
    fn shapes_do_not_know_the_names_of_parameters() {
        let shape = |name: &str| match Name::read(name) {
            Name::Segment(segment) => segment.shape(),
            other => panic!("{other:?}"),
        };
        assert_eq!(shape("[id]"), shape("[post]"));
        assert_eq!(shape("[...a]"), shape("[[...b]]"));
        assert_ne!(shape("[id]"), shape("[id].json"));
        assert_ne!(shape("[id]"), shape("id"));
    }
}
