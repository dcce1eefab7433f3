//! Puts the files of a form where they belong.

use super::Grouped;
use super::part::{Content, Part};
use crate::model::{Access, Additional, Context, Place, Rules, Scalar, Slot, Type, Upload};
use crate::request::shape;

/// Whether a member of that type is a file, or a list of files.
pub(super) fn is_expected(of: &'static Type) -> bool {
    shape::is_file(of) || shape::is_file(shape::element(of))
}

/// Puts the files among the parts into the members of `slot` that are for files.
pub(super) fn place(slot: &mut dyn Slot, grouped: &Grouped<'_>, cx: &mut Context) {
    let ty = slot.describe();
    match (bare(slot.place()), shape::object(ty)) {
        (Place::Record(record), Some(object)) => {
            for (index, field) in object.fields.iter().enumerate() {
                // What only servers send was left out already.
                let is_expected = is_expected((field.of)()) && !matches!(field.access, Access::ReadOnly(_));
                if let Some(parts) = grouped.get(field.name).filter(|_| is_expected) {
                    cx.at(field.name, |cx| put(record.slot(index), field.rules, parts, cx));
                }
            }
            if let Additional::Keep(rules, map) = object.additional
                && is_expected(shape::member(map(), ""))
                && let Place::Entries(entries) = bare(record.slot(object.fields.len()).place())
            {
                entries.clear();
                let is_other = |name: &str| !object.fields.iter().any(|field| field.name == name);
                for (name, parts) in grouped.iter().filter(|(name, _)| is_other(name)) {
                    insert(entries.insert(name), name, rules.of_others(), parts, cx);
                }
            }
        }
        (Place::Entries(entries), _) if is_expected(shape::member(ty, "")) => {
            entries.clear();
            for (name, parts) in grouped {
                insert(entries.insert(name), name, Rules::NONE, parts, cx);
            }
        }
        _ => {}
    }
}

/// The innermost place.
fn bare(mut place: Place<'_>) -> Place<'_> {
    while let Place::Around(inner, _) = place {
        place = inner.place();
    }
    place
}

fn insert(slot: Option<&mut dyn Slot>, name: &str, rules: &'static Rules, parts: &[&Part], cx: &mut Context) {
    if let Some(slot) = slot {
        cx.at_other(name, |cx| put(slot, rules, parts, cx));
    }
}

/// Puts one file, or all of them into a list.
fn put(slot: &mut dyn Slot, rules: &'static Rules, parts: &[&Part], cx: &mut Context) {
    let files = parts.iter().filter_map(|part| match &part.content {
        Content::File(file) => Some(file),
        Content::Text(_) => None,
    });
    if shape::is_file(slot.describe()) {
        return files.for_each(|file: &Upload| slot.put(Scalar::File(file), rules, cx));
    }
    let Place::List(list) = bare(slot.place()) else { return };
    list.clear();
    let items = rules.items.unwrap_or(Rules::NONE);
    for (index, file) in files.enumerate() {
        cx.at_other(&index.to_string(), |cx| list.push().put(Scalar::File(file), items, cx));
    }
}
