//! The parameter that is the whole query.

use std::borrow::Cow;

use super::media;
use super::pairs::pairs;
use super::parameter::{self, Found};
use super::text::Escapes;
use crate::model::{Context, Field, Place, Slot, read_missing};

/// Reads the query into the field that `slot` has for it. In a form, what has one of the names in `credentials` is no
/// part of it.
pub(super) fn fill(
    slot: &mut dyn Slot,
    fields: &'static [Field],
    query: &str,
    credentials: &[&str],
    cx: &mut Context,
) {
    let Place::Record(record) = slot.place() else { return };
    for (index, field) in fields.iter().enumerate() {
        let is_form = media::is_form(field.wire.content);
        let text = if is_form { without(query, credentials) } else { Cow::Borrowed(query) };
        // A form may be empty where it must be there; nothing else may.
        if text.is_empty() && !(is_form && field.required) {
            read_missing(record, field, index, cx);
            continue;
        }
        // The pairs of a form are taken apart before their escapes are read.
        let escapes = if is_form { Escapes::None } else { Escapes::Percent };
        parameter::settle(record, (field, index), escapes, false, cx, &|_| Ok(Some(Found::Text(&text))));
    }
}

/// A form without the pairs that are credentials.
fn without<'q>(query: &'q str, credentials: &[&str]) -> Cow<'q, str> {
    if credentials.is_empty() {
        return Cow::Borrowed(query);
    }
    let is_kept = |text: &&str| !pairs(text).iter().any(|pair| credentials.contains(&&*pair.name));
    Cow::Owned(query.split('&').filter(is_kept).collect::<Vec<_>>().join("&"))
}
