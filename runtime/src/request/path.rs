//! Path parameters.

use crate::model::{Context, Field, Place, Slot, read_missing};
use crate::operation::Location;
use crate::router::{Captures, Settings};

use super::parameter;
use super::text::Escapes;

/// Reads the path parameters that `slot` has fields for.
pub(super) fn fill(
    slot: &mut dyn Slot,
    fields: &'static [Field],
    (captures, settings, path): (&Captures, &Settings, &str),
    cx: &mut Context,
) {
    let Place::Record(record) = slot.place() else { return };
    for (index, field) in fields.iter().enumerate() {
        let place = settings.names.iter().position(|name| name == field.name);
        match place.and_then(|place| captures.get(place, path)) {
            Some(raw) => {
                parameter::read(record, (field, index), Location::Path, raw, Escapes::Percent, cx);
            }
            None => read_missing(record, field, index, cx),
        }
    }
}
