//! The styles in which parameters are written (RFC 6570, as OpenAPI uses it).

use crate::model::{Field, Wire};
use crate::operation::Location;

use super::shape::Shape;
use super::text::{Broken, Escapes, unescape};

/// The style of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    Space,
    Pipe,
    Deep,
    Cookie,
}

impl Style {
    const ALL: [Self; 8] = [
        Self::Simple,
        Self::Label,
        Self::Matrix,
        Self::Form,
        Self::Space,
        Self::Pipe,
        Self::Deep,
        Self::Cookie,
    ];

    /// As the specification calls it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Simple => "simple",
            Self::Label => "label",
            Self::Matrix => "matrix",
            Self::Form => "form",
            Self::Space => "spaceDelimited",
            Self::Pipe => "pipeDelimited",
            Self::Deep => "deepObject",
            Self::Cookie => "cookie",
        }
    }

    /// The style of that name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|style| style.name() == name)
    }

    /// The style that `wire` names, or the default of the place.
    fn of(wire: &Wire, location: Location) -> Self {
        Self::named(wire.style).unwrap_or(match location {
            Location::Path | Location::Header => Self::Simple,
            Location::Query | Location::QueryString | Location::Cookie => Self::Form,
        })
    }

    /// Whether lists and objects become one pair per element when nothing is said about it.
    fn explodes(self, wire: &Wire) -> bool {
        wire.explode.unwrap_or(matches!(self, Self::Form | Self::Deep | Self::Cookie))
    }
}

/// How one parameter is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) style: Style,
    /// Whether lists and objects become one pair per element.
    pub(super) explode: bool,
    /// Whether white space around the elements does not count: in headers.
    pub(super) trim: bool,
}

/// A parameter's text, cut into its parts, each still escaped.
#[derive(Debug, PartialEq)]
pub(super) enum Parts<'t> {
    Scalar(&'t str),
    List(Vec<&'t str>),
    Pairs(Vec<(&'t str, &'t str)>),
}

impl Written {
    /// How the parameter of a field is written.
    pub(super) fn of(field: &Field, location: Location) -> Self {
        let style = Style::of(field.wire, location);
        Self { style, explode: style.explodes(field.wire), trim: location == Location::Header }
    }

    /// What stands between the parts of a list or an object, each in all its spellings.
    fn delimiters(self) -> &'static [&'static str] {
        match self.style {
            Style::Space => &["%20", "+"],
            Style::Pipe => &["|", "%7C", "%7c"],
            Style::Label if self.explode => &["."],
            Style::Matrix if self.explode => &[";"],
            _ => &[","],
        }
    }

    /// Whether a text in one piece has several parts.
    pub(super) fn is_cut(self, text: &str) -> bool {
        // The mark before the first part is none between parts.
        let text = match self.style {
            Style::Label | Style::Matrix => text.get(1..).unwrap_or_default(),
            _ => text,
        };
        self.delimiters().iter().any(|delimiter| text.contains(delimiter))
    }

    /// Cuts the text of one parameter that stands in one piece.
    pub(super) fn cut<'t>(self, text: &'t str, name: &str, shape: Shape) -> Result<Parts<'t>, Broken> {
        match self.style {
            Style::Label => {
                let rest = text.strip_prefix('.').ok_or(Broken::Style("label"))?;
                self.delimited(rest, shape)
            }
            Style::Matrix => self.matrix(text, name, shape),
            _ => self.delimited(text, shape),
        }
    }

    fn delimited(self, text: &str, shape: Shape) -> Result<Parts<'_>, Broken> {
        Ok(match shape {
            Shape::Scalar => Parts::Scalar(text),
            Shape::List => Parts::List(self.split(text)),
            Shape::Object if text.is_empty() => Parts::Pairs(Vec::new()),
            Shape::Object => Parts::Pairs(self.pairs(self.split(text))?),
        })
    }

    fn split(self, text: &str) -> Vec<&str> {
        let delimiters = self.delimiters();
        let (mut parts, mut start, mut at) = (Vec::new(), 0, 0);
        while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
            match delimiters.iter().find(|delimiter| rest.starts_with(delimiter.as_bytes())) {
                None => at += 1,
                Some(delimiter) => {
                    parts.push(&text[start..at]);
                    at += delimiter.len();
                    start = at;
                }
            }
        }
        parts.push(&text[start..]);
        if self.trim {
            parts.iter_mut().for_each(|part| *part = part.trim_matches([' ', '\t']));
        }
        parts
    }

    fn pairs(self, texts: Vec<&str>) -> Result<Vec<(&str, &str)>, Broken> {
        let broken = Broken::Style(self.style.name());
        if self.explode && !matches!(self.style, Style::Space | Style::Pipe) {
            return texts.into_iter().map(|text| text.split_once('=').ok_or(broken)).collect();
        }
        let (pairs, rest) = texts.as_chunks::<2>();
        if rest.is_empty() {
            Ok(pairs.iter().map(|[name, value]| (*name, *value)).collect())
        } else {
            Err(broken)
        }
    }

    fn matrix<'t>(self, text: &'t str, name: &str, shape: Shape) -> Result<Parts<'t>, Broken> {
        let broken = Broken::Style("matrix");
        let rest = text.strip_prefix(';').ok_or(broken)?;
        let value = |part: &'t str| {
            let (key, value) = part.split_once('=').unwrap_or((part, ""));
            if unescape(key, Escapes::Percent)? == name { Ok(value) } else { Err(broken) }
        };
        match shape {
            Shape::Object if self.explode => self.delimited(rest, shape),
            Shape::List if self.explode => {
                Ok(Parts::List(rest.split(';').map(value).collect::<Result<_, _>>()?))
            }
            _ => Written { explode: false, ..self }.delimited(value(rest)?, shape),
        }
    }
}
