//! Cookies.

use std::borrow::Cow;

use http::HeaderMap;
use http::header::COOKIE;

use crate::model::{Context, Field, Place, Slot};
use crate::operation::Location;

use super::pairs::{Pair, named};
use super::shape::Shape;
use super::style::{Style, Written};
use super::text::{Escapes, unescape};
use super::{parameter, query};

/// The cookies of a request, in the order in which they came. What is no text is no cookie.
pub(crate) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let pairs = headers.get_all(COOKIE).iter().flat_map(|line| line.as_bytes().split(|byte| *byte == b';'));
    // One that is no text says nothing against those beside it.
    let texts = pairs.filter_map(|pair| std::str::from_utf8(pair).ok());
    texts.filter_map(|pair| pair.trim().split_once('=')).map(|(name, value)| {
        let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        (name.trim_end(), bare.unwrap_or(value))
    })
}

/// Reads the cookies that `slot` has fields for.
pub(super) fn fill(slot: &mut dyn Slot, fields: &'static [Field], headers: &HeaderMap, cx: &mut Context) {
    let Place::Record(record) = slot.place() else { return };
    let pair =
        |(name, raw)| Pair { name: unescape(name, Escapes::Lenient).unwrap_or(Cow::Borrowed(name)), raw };
    let whole: Vec<Pair<'_>> = cookies(headers).map(pair).collect();
    // Lists and objects are either cookies side by side, or pairs like those of a query within one.
    let cut: Vec<Pair<'_>> = cookies(headers).flat_map(pairs_within).map(pair).collect();
    // In the style that is their own, nothing is escaped.
    let is_plain = |field: &Field| Written::of(field, Location::Cookie).style == Style::Cookie;
    let plain: Vec<Pair<'_>> = match fields.iter().any(is_plain) {
        true => cookies(headers).map(|(name, raw)| Pair { name: Cow::Borrowed(name), raw }).collect(),
        false => Vec::new(),
    };
    for (index, field) in fields.iter().enumerate() {
        let written = Written::of(field, Location::Cookie);
        let (whole, cut, escapes) = match written.style {
            Style::Cookie => (&plain, &plain, Escapes::None),
            _ => (&whole, &cut, Escapes::Lenient),
        };
        let is_cut = match named(cut, field.name)[..] {
            [only] if !written.explode => written.is_cut(only),
            ref raws => raws.len() > 1,
        };
        parameter::settle(record, (field, index), escapes, is_cut, cx, &|shape| {
            if shape == Shape::Scalar || !written.explode {
                // The most specific cookie comes first.
                let first = whole.iter().find(|pair| pair.name == field.name).map(|pair| pair.raw);
                return first.map(|raw| parameter::piece(raw, field, shape, written, escapes)).transpose();
            }
            query::sought(field, fields, cut, shape, written, escapes)
        });
    }
}

/// The pairs within a cookie: itself, cut at each `&` that a name follows.
fn pairs_within<'c>((name, value): (&'c str, &'c str)) -> impl Iterator<Item = (&'c str, &'c str)> {
    let mut parts = value.split('&');
    let first = (name, parts.next().unwrap_or_default());
    std::iter::once(first).chain(parts.map(|part| part.split_once('=').unwrap_or((part, ""))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    #[test]
    fn cookies_are_read_from_all_lines() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("a=1; b=\"two\";c"));
        headers.append(COOKIE, HeaderValue::from_static(" d = 4"));
        let found: Vec<_> = cookies(&headers).collect();
        assert_eq!(found, [("a", "1"), ("b", "two"), ("d", " 4")]);
    }

    #[test]
    fn a_cookie_that_is_no_text_spoils_no_other() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_bytes(b"a=1; b=\xff; c=3").unwrap());
        assert_eq!(cookies(&headers).collect::<Vec<_>>(), [("a", "1"), ("c", "3")]);
    }
}
