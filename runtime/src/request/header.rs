//! Headers as parameters.

use http::HeaderMap;

use crate::model::{Context, Field, Place, Slot, read_missing};
use crate::operation::Location;

use super::parameter;
use super::text::{Broken, Escapes};

/// Reads the headers that `slot` has fields for.
pub(super) fn fill(slot: &mut dyn Slot, fields: &'static [Field], headers: &HeaderMap, cx: &mut Context) {
    let Place::Record(record) = slot.place() else { return };
    for (index, field) in fields.iter().enumerate() {
        let mut lines = headers.get_all(field.name).iter();
        let Some(first) = lines.next() else {
            read_missing(record, field, index, cx);
            continue;
        };
        let others: Vec<_> = lines.collect();
        let Ok(first) = std::str::from_utf8(first.as_bytes()) else {
            cx.at(field.name, |cx| cx.fail(Broken::Utf8.keyword(), Broken::Utf8.detail()));
            continue;
        };
        cx.at(field.name, |cx| {
            let slot = record.slot(index);
            if others.is_empty() {
                return parameter::read(slot, field, Location::Header, first, Escapes::None, cx);
            }
            // Several lines mean the same as one with commas.
            let mut all = first.to_owned();
            for line in others {
                all.push(',');
                all.push_str(&String::from_utf8_lossy(line.as_bytes()));
            }
            parameter::read(slot, field, Location::Header, &all, Escapes::None, cx);
        });
    }
}
