//! The styles in which parameters are written (RFC 6570, as OpenAPI uses it).

use crate::model::{Field, Kind, Type, Wire};
use crate::operation::Location;

use super::text::Broken;

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
}

impl Style {
    /// The style that `wire` names, or the default of the place.
    pub(super) fn of(wire: &Wire, location: Location) -> Self {
        match (wire.style, location) {
            ("simple", _) => Self::Simple,
            ("label", _) => Self::Label,
            ("matrix", _) => Self::Matrix,
            ("form", _) => Self::Form,
            ("spaceDelimited", _) => Self::Space,
            ("pipeDelimited", _) => Self::Pipe,
            ("deepObject", _) => Self::Deep,
            (_, Location::Path | Location::Header) => Self::Simple,
            (_, Location::Query | Location::Cookie) => Self::Form,
        }
    }

    /// Whether lists and objects become one pair per element when nothing is said about it.
    pub(super) fn explodes(self, wire: &Wire) -> bool {
        wire.explode.unwrap_or(matches!(self, Self::Form | Self::Deep))
    }
}

/// What kind of value a parameter has, as far as its writing depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Scalar,
    List,
    Object,
}

/// The shape of a type. A union of several shapes is written as the first of them that is no scalar only where
/// there is more than one text.
pub(super) fn shape(ty: &'static Type, texts: usize) -> Shape {
    match &ty.kind {
        Kind::List(_) => Shape::List,
        Kind::Map(_) | Kind::Object(_) => Shape::Object,
        Kind::Nullable(inner) | Kind::Wrapper(inner) => shape(inner(), texts),
        Kind::Union(union) => {
            let mut shapes = union.members.iter().map(|member| shape((member.of)(), texts));
            if texts > 1 {
                shapes.find(|shape| *shape != Shape::Scalar).unwrap_or(Shape::Scalar)
            } else {
                shapes
                    .clone()
                    .find(|shape| *shape == Shape::Scalar)
                    .or_else(|| shapes.next())
                    .unwrap_or(Shape::Scalar)
            }
        }
        _ => Shape::Scalar,
    }
}

/// A parameter's text, cut into its parts, each still escaped.
#[derive(Debug, PartialEq)]
pub(super) enum Parts<'t> {
    Scalar(&'t str),
    List(Vec<&'t str>),
    Pairs(Vec<(&'t str, &'t str)>),
}

/// Cuts the text of one parameter that stands in one piece.
pub(super) fn cut<'t>(
    text: &'t str,
    name: &str,
    style: Style,
    explode: bool,
    shape: Shape,
) -> Result<Parts<'t>, Broken> {
    match style {
        Style::Label => {
            let rest = text.strip_prefix('.').ok_or(Broken::Style("label"))?;
            delimited(rest, shape, if explode { "." } else { "," }, explode, "label")
        }
        Style::Matrix => matrix(text, name, explode, shape),
        Style::Space => {
            delimited(text, shape, if text.contains("%20") { "%20" } else { "+" }, false, "spaceDelimited")
        }
        Style::Pipe if text.contains('|') => delimited(text, shape, "|", false, "pipeDelimited"),
        Style::Pipe if text.contains("%7c") => delimited(text, shape, "%7c", false, "pipeDelimited"),
        Style::Pipe => delimited(text, shape, "%7C", false, "pipeDelimited"),
        Style::Simple => delimited(text, shape, ",", explode, "simple"),
        Style::Form | Style::Deep => delimited(text, shape, ",", false, "form"),
    }
}

fn delimited<'t>(
    text: &'t str,
    shape: Shape,
    delimiter: &str,
    explode: bool,
    style: &'static str,
) -> Result<Parts<'t>, Broken> {
    Ok(match shape {
        Shape::Scalar => Parts::Scalar(text),
        Shape::List => Parts::List(text.split(delimiter).map(str::trim).collect()),
        Shape::Object if text.is_empty() => Parts::Pairs(Vec::new()),
        Shape::Object => Parts::Pairs(pairs(text.split(delimiter).map(str::trim), explode, style)?),
    })
}

fn pairs<'t>(
    mut texts: impl Iterator<Item = &'t str>,
    explode: bool,
    style: &'static str,
) -> Result<Vec<(&'t str, &'t str)>, Broken> {
    let mut pairs = Vec::new();
    while let Some(text) = texts.next() {
        pairs.push(if explode {
            text.split_once('=').ok_or(Broken::Style(style))?
        } else {
            (text, texts.next().ok_or(Broken::Style(style))?)
        });
    }
    Ok(pairs)
}

fn matrix<'t>(text: &'t str, name: &str, explode: bool, shape: Shape) -> Result<Parts<'t>, Broken> {
    let broken = Broken::Style("matrix");
    let rest = text.strip_prefix(';').ok_or(broken)?;
    if explode && shape == Shape::Object {
        return Ok(Parts::Pairs(pairs(rest.split(';'), true, "matrix")?));
    }
    let value = |part: &'t str| match part.strip_prefix(name) {
        Some("") => Ok(""),
        Some(rest) => rest.strip_prefix('=').ok_or(broken),
        None => Err(broken),
    };
    if explode && shape == Shape::List {
        return Ok(Parts::List(rest.split(';').map(value).collect::<Result<_, _>>()?));
    }
    delimited(value(rest)?, shape, ",", false, "matrix")
}

/// Names go no deeper than this, so that no query exhausts the stack.
const DEEPEST: usize = 16;

/// The name of the member in `key` of an object named `name` in the style `deepObject`: the steps within brackets.
pub(super) fn deep<'k>(key: &'k str, name: &str) -> Option<Vec<&'k str>> {
    let mut rest = key.strip_prefix(name)?;
    let mut steps = Vec::new();
    while !rest.is_empty() {
        let (step, after) = rest.strip_prefix('[')?.split_once(']')?;
        steps.push(step);
        rest = after;
        if steps.len() > DEEPEST {
            return None;
        }
    }
    (!steps.is_empty()).then_some(steps)
}

/// The style of a field and whether it explodes.
pub(super) fn of(field: &Field, location: Location) -> (Style, bool) {
    let style = Style::of(field.wire, location);
    (style, style.explodes(field.wire))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str, style: Style, explode: bool) -> Result<Vec<&str>, Broken> {
        match cut(text, "color", style, explode, Shape::List)? {
            Parts::List(parts) => Ok(parts),
            other => panic!("not a list: {other:?}"),
        }
    }

    fn object(text: &str, style: Style, explode: bool) -> Result<Vec<(&str, &str)>, Broken> {
        match cut(text, "color", style, explode, Shape::Object)? {
            Parts::Pairs(parts) => Ok(parts),
            other => panic!("not an object: {other:?}"),
        }
    }

    // The table of the specification, row by row.
    #[test]
    fn lists_are_cut_as_the_specification_says() {
        let colors = Ok(vec!["blue", "black"]);
        assert_eq!(list(";color=blue,black", Style::Matrix, false), colors);
        assert_eq!(list(";color=blue;color=black", Style::Matrix, true), colors);
        assert_eq!(list(".blue,black", Style::Label, false), colors);
        assert_eq!(list(".blue.black", Style::Label, true), colors);
        assert_eq!(list("blue,black", Style::Simple, false), colors);
        assert_eq!(list("blue,black", Style::Simple, true), colors);
        assert_eq!(list("blue,black", Style::Form, false), colors);
        assert_eq!(list("blue%20black", Style::Space, false), colors);
        assert_eq!(list("blue+black", Style::Space, false), colors);
        assert_eq!(list("blue%7Cblack", Style::Pipe, false), colors);
        assert_eq!(list("blue|black", Style::Pipe, false), colors);
    }

    #[test]
    fn objects_are_cut_as_the_specification_says() {
        let color = Ok(vec![("R", "100"), ("G", "200")]);
        assert_eq!(object(";color=R,100,G,200", Style::Matrix, false), color);
        assert_eq!(object(";R=100;G=200", Style::Matrix, true), color);
        assert_eq!(object(".R,100,G,200", Style::Label, false), color);
        assert_eq!(object(".R=100.G=200", Style::Label, true), color);
        assert_eq!(object("R,100,G,200", Style::Simple, false), color);
        assert_eq!(object("R=100,G=200", Style::Simple, true), color);
        assert_eq!(object("R,100,G,200", Style::Form, false), color);
        assert_eq!(object("R%20100%20G%20200", Style::Space, false), color);
        assert_eq!(object("R%7C100%7CG%7C200", Style::Pipe, false), color);
        assert_eq!(deep("color[R]", "color"), Some(vec!["R"]));
        assert_eq!(deep("color[a][b]", "color"), Some(vec!["a", "b"]));
    }

    #[test]
    fn another_style_is_refused() {
        assert_eq!(list("blue", Style::Label, false), Err(Broken::Style("label")));
        assert_eq!(list(";colour=blue", Style::Matrix, false), Err(Broken::Style("matrix")));
        assert_eq!(object("R,100,G", Style::Simple, false), Err(Broken::Style("simple")));
        assert_eq!(object("R", Style::Simple, true), Err(Broken::Style("simple")));
        for key in ["color", "color[R", "color]", "colors[R]", "color[R]x"] {
            assert_eq!(deep(key, "color"), None, "{key}");
        }
    }
}
