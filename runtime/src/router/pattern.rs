//! Path templates, as the router matches them.

use std::fmt;

use super::canonical;

/// A template, cut into segments: `/repos/{owner}/compare/{base}...{head}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Pattern {
    pub(crate) segments: Vec<Segment>,
    /// The names of the parameters, in the order of the template.
    pub(crate) names: Vec<String>,
}

/// What may stand between two slashes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Segment {
    /// Exactly this text, in canonical form.
    Static(String),
    /// Any text but the empty one.
    Dynamic,
    /// Parameters and fixed text, in this order.
    Mixed(Vec<Piece>),
    /// Everything from here on, slashes too.
    Rest,
}

/// A part of a segment that has several.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Piece {
    /// Exactly this text, in canonical form.
    Literal(String),
    /// Any text but the empty one.
    Parameter,
}

/// Why a text is no template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongTemplate(String);

impl fmt::Display for WrongTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongTemplate {}

impl Pattern {
    /// Reads a template. Parameters stand in braces, `{*rest}` at the end takes the rest of the path.
    pub(crate) fn parse(template: &str) -> Result<Self, WrongTemplate> {
        let Some(path) = template.strip_prefix('/') else {
            return Err(WrongTemplate(format!("the path `{template}` does not begin with `/`")));
        };
        let mut names = Vec::new();
        let texts: Vec<&str> = path.split('/').collect();
        let mut segments = Vec::with_capacity(texts.len());
        for (index, text) in texts.iter().enumerate() {
            let segment = segment(text, &mut names)
                .map_err(|reason| WrongTemplate(format!("the path `{template}` {reason}")))?;
            if segment == Segment::Rest && index + 1 != texts.len() {
                return Err(WrongTemplate(format!("the path `{template}` goes on after `{text}`")));
            }
            segments.push(segment);
        }
        Ok(Self { segments, names })
    }
}

fn segment(text: &str, names: &mut Vec<String>) -> Result<Segment, &'static str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, from) = rest.split_at(open);
        let Some(close) = from.find('}') else {
            return Err("has a `{` without a `}`");
        };
        literal(before, &mut pieces)?;
        let name = &from[1..close];
        if let Some(name) = name.strip_prefix('*') {
            if from.len() != text.len() || close + 1 != from.len() {
                return Err("has a catch-all that is not a segment of its own");
            }
            names.push(name.to_owned());
            return Ok(Segment::Rest);
        }
        if name.is_empty() || name.contains('{') {
            return Err("has a parameter without a proper name");
        }
        names.push(name.to_owned());
        pieces.push(Piece::Parameter);
        rest = &from[close + 1..];
    }
    literal(rest, &mut pieces)?;
    Ok(match pieces.as_slice() {
        [] => Segment::Static(String::new()),
        [Piece::Literal(text)] => Segment::Static(text.clone()),
        [Piece::Parameter] => Segment::Dynamic,
        _ => Segment::Mixed(pieces),
    })
}

fn literal(text: &str, pieces: &mut Vec<Piece>) -> Result<(), &'static str> {
    if text.contains('}') {
        return Err("has a `}` without a `{`");
    }
    if !text.is_empty() {
        pieces.push(Piece::Literal(canonical::of(text).into_owned()));
    }
    Ok(())
}

/// Where the parameters of a mixed segment stand in `text`, if it fits. Each takes as little as it can.
pub(crate) fn fit(pieces: &[Piece], text: &str, found: &mut dyn FnMut(usize, usize)) -> bool {
    let mut spans = Vec::with_capacity(pieces.len());
    if !place(pieces, text, 0, &mut spans) {
        return false;
    }
    for (start, end) in spans {
        found(start, end);
    }
    true
}

/// Finds a place for each piece, from left to right.
fn place(pieces: &[Piece], text: &str, from: usize, spans: &mut Vec<(usize, usize)>) -> bool {
    let mut at = from;
    let mut pieces = pieces;
    loop {
        match pieces {
            [] => return at == text.len(),
            [Piece::Literal(literal), rest @ ..] => {
                if !text[at..].starts_with(literal.as_str()) {
                    return false;
                }
                at += literal.len();
                pieces = rest;
            }
            [Piece::Parameter] => {
                spans.push((at, text.len()));
                return at < text.len();
            }
            // The last literal stands at the end, wherever else it may occur.
            [Piece::Parameter, Piece::Literal(literal)] => {
                let Some(end) = text.len().checked_sub(literal.len()) else { return false };
                spans.push((at, end));
                return end > at && text.ends_with(literal.as_str());
            }
            [Piece::Parameter, Piece::Literal(literal), rest @ ..] => {
                let Some(end) = next(text, at, literal) else { return false };
                spans.push((at, end));
                at = end + literal.len();
                pieces = rest;
            }
            // Nothing between two parameters: the first takes one character.
            [Piece::Parameter, rest @ ..] => {
                let end = step(text, at);
                if end == at {
                    return false;
                }
                spans.push((at, end));
                at = end;
                pieces = rest;
            }
        }
    }
}

/// Where `literal` next occurs in `text` with at least one character before it.
fn next(text: &str, at: usize, literal: &str) -> Option<usize> {
    let from = step(text, at);
    text[from..].find(literal).map(|found| from + found).filter(|end| *end > at)
}

/// The end of the character at `at`.
fn step(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(at, |character| at + character.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(segment: &str, text: &str) -> Option<Vec<String>> {
        let pattern = Pattern::parse(&format!("/{segment}")).unwrap();
        let Segment::Mixed(pieces) = &pattern.segments[0] else { panic!("not mixed: {segment}") };
        let mut found = Vec::new();
        fit(pieces, text, &mut |start, end| found.push(text[start..end].to_owned())).then_some(found)
    }

    #[test]
    fn several_parameters_share_a_segment() {
        assert_eq!(spans("{base}...{head}", "main...next"), Some(vec!["main".into(), "next".into()]));
        assert_eq!(spans("{base}...{head}", "main...."), Some(vec!["main".into(), ".".into()]));
        assert_eq!(spans("{base}...{head}", "main..."), None);
        assert_eq!(spans("{base}...{head}", "...next"), None);
    }

    #[test]
    fn a_suffix_stands_at_the_end() {
        assert_eq!(spans("{id}.json", "a.json"), Some(vec!["a".into()]));
        assert_eq!(spans("{id}.json", "a.json.json"), Some(vec!["a.json".into()]));
        assert_eq!(spans("{id}.json", ".json"), None);
        assert_eq!(spans("{name}:cancel", "x:cancel"), Some(vec!["x".into()]));
        assert_eq!(spans("v{major}.{minor}", "v1.2.3"), Some(vec!["1".into(), "2.3".into()]));
        assert_eq!(spans("{a}{b}", "é!"), Some(vec!["é".into(), "!".into()]));
        assert_eq!(spans("{a}{b}", "x"), None);
        assert_eq!(spans("{a}-{b}.x", "1-.x"), None);
    }

    #[test]
    fn a_template_is_refused_with_a_reason() {
        for (template, reason) in [
            ("posts", "the path `posts` does not begin with `/`"),
            ("/{id", "the path `/{id` has a `{` without a `}`"),
            ("/id}", "the path `/id}` has a `}` without a `{`"),
            ("/{}", "the path `/{}` has a parameter without a proper name"),
            ("/{*rest}/x", "the path `/{*rest}/x` goes on after `{*rest}`"),
            ("/x{*rest}", "the path `/x{*rest}` has a catch-all that is not a segment of its own"),
        ] {
            assert_eq!(Pattern::parse(template).unwrap_err().to_string(), reason);
        }
    }
}
