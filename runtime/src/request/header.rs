//! Headers as parameters.

use std::borrow::Cow;

use http::{HeaderMap, HeaderValue};

use crate::model::{Context, Field, Kind, Place, Slot, read_missing};
use crate::operation::Location;

use super::parameter;
use super::shape::{Shape, may_be};
use super::text::{Broken, Escapes};

/// Reads the headers of a response that `slot` has fields for.
pub(crate) fn of_response(slot: &mut dyn Slot, headers: &HeaderMap, cx: &mut Context) {
    if let Kind::Object(object) = &slot.describe().kind {
        fill(slot, object.fields, headers, cx);
    }
}

/// Reads the headers that `slot` has fields for.
pub(super) fn fill(slot: &mut dyn Slot, fields: &'static [Field], headers: &HeaderMap, cx: &mut Context) {
    let Place::Record(record) = slot.place() else { return };
    for (index, field) in fields.iter().enumerate() {
        match text(field, headers) {
            Ok(None) => read_missing(record, field, index, cx),
            Ok(Some(text)) => {
                parameter::read(record, (field, index), Location::Header, &text, Escapes::None, cx);
            }
            Err(broken) => cx.at(field.name, |cx| cx.fail(broken.reason())),
        }
    }
}

/// The text of a header. Several lines mean the same as one with commas, where commas mean anything.
fn text<'h>(field: &Field, headers: &'h HeaderMap) -> Result<Option<Cow<'h, str>>, Broken> {
    let text = |line: &'h HeaderValue| std::str::from_utf8(line.as_bytes()).map_err(|_| Broken::Utf8);
    let mut lines = headers.get_all(field.name).iter();
    let Some(first) = lines.next() else { return Ok(None) };
    let mut all = Cow::Borrowed(text(first)?);
    let ty = (field.of)();
    let has_parts = field.wire.content.is_empty() && (may_be(ty, Shape::List) || may_be(ty, Shape::Object));
    for line in lines {
        if !has_parts {
            return Err(Broken::Duplicate);
        }
        let all = all.to_mut();
        all.push(',');
        all.push_str(text(line)?);
    }
    Ok(Some(all))
}
