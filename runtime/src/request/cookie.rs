//! Cookies.

use http::HeaderMap;
use http::header::COOKIE;

use crate::model::{Context, Field, Place, Slot, read_missing, read_value};
use crate::operation::Location;

use super::parameter;
use super::style::{self, Parts, Shape};
use super::text::Escapes;

/// The cookies of a request, in the order in which they came. What is no text is no cookie.
pub(crate) fn cookies(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| std::str::from_utf8(line.as_bytes()).ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.map(|(name, value)| {
        let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        (name.trim_end(), bare.unwrap_or(value))
    })
}

/// Reads the cookies that `slot` has fields for.
pub(super) fn fill(slot: &mut dyn Slot, fields: &'static [Field], headers: &HeaderMap, cx: &mut Context) {
    let Place::Record(record) = slot.place() else { return };
    for (index, field) in fields.iter().enumerate() {
        let raws: Vec<&str> =
            cookies(headers).filter(|(name, _)| *name == field.name).map(|(_, value)| value).collect();
        match raws.as_slice() {
            [] => read_missing(record, field, index, cx),
            // The most specific cookie comes first.
            [raw] => cx.at(field.name, |cx| {
                parameter::read(record.slot(index), field, Location::Cookie, raw, Escapes::Lenient, cx);
            }),
            [raw, ..] => cx.at(field.name, |cx| {
                let ty = (field.of)();
                if style::shape(ty, raws.len()) != Shape::List {
                    return parameter::read(
                        record.slot(index),
                        field,
                        Location::Cookie,
                        raw,
                        Escapes::Lenient,
                        cx,
                    );
                }
                match parameter::value(Parts::List(raws.clone()), ty, Escapes::Lenient) {
                    Ok(list) => read_value(&list, record.slot(index), field.rules, cx),
                    Err(broken) => cx.fail(broken.keyword(), broken.detail()),
                }
            }),
        }
    }
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
}
