//! Query parameters, and whatever else is written in pairs.

use crate::model::{Additional, Context, Field, Object, Place, Slot, Type};
use crate::operation::Location;

use super::brackets;
use super::pairs::{Pair, named, pairs};
use super::parameter::{self, Found};
use super::shape::{self, Shape};
use super::style::{Parts, Style, Written};
use super::text::{Broken, Escapes};
use super::tree::{Members, Tree};

/// Reads the parameters that `slot` has fields for.
/// What has one of the names in `credentials` is no parameter, unless one is declared by that name.
pub(super) fn fill(
    slot: &mut dyn Slot,
    fields: &'static [Field],
    query: &str,
    credentials: &[&str],
    cx: &mut Context,
) {
    let mut pairs = pairs(query);
    pairs.retain(|pair| {
        !credentials.contains(&&*pair.name) || fields.iter().any(|field| field.name == pair.name)
    });
    let Place::Record(record) = slot.place() else { return };
    for (index, field) in fields.iter().enumerate() {
        let written = Written::of(field, Location::Query);
        // Where reserved characters stand for themselves, a plus does.
        let escapes = if field.wire.allow_reserved { Escapes::Percent } else { Escapes::Form };
        let is_cut = match named(&pairs, field.name)[..] {
            [only] if !written.explode => written.is_cut(only),
            ref raws => raws.len() > 1,
        };
        parameter::settle(record, (field, index), escapes, is_cut, cx, &|shape| {
            sought(field, fields, &pairs, shape, written, escapes)
        });
    }
}

/// What the pairs say about a field of that shape.
pub(super) fn sought<'q>(
    field: &'static Field,
    fields: &'static [Field],
    pairs: &[Pair<'q>],
    shape: Shape,
    written: Written,
    escapes: Escapes,
) -> Result<Option<Found<'q>>, Broken> {
    let ty = (field.of)();
    if shape != Shape::Scalar && written.style == Style::Deep {
        let found = brackets::read(pairs, field.name, ty, escapes)?;
        if found.is_some() || shape == Shape::Object {
            return Ok(found.map(Found::Value));
        }
    }
    let raws = named(pairs, field.name);
    // An empty value stands for one that is left out.
    if field.wire.allow_empty && !field.required && raws.as_slice() == [""] {
        return Ok(None);
    }
    match (shape, raws.as_slice()) {
        (Shape::Object, _) if written.explode && matches!(written.style, Style::Form | Style::Cookie) => {
            spread(field, fields, ty, pairs, escapes).map(|found| found.map(Found::Value))
        }
        (_, []) => Ok(None),
        (Shape::List, _) if written.explode => {
            parameter::value(Parts::List(raws.to_vec()), ty, escapes).map(|list| Some(Found::Value(list)))
        }
        (_, [raw]) => parameter::piece(raw, field, shape, written, escapes).map(Some),
        _ => Err(Broken::Duplicate),
    }
}

/// An object whose members stand side by side with the other parameters.
fn spread(
    field: &'static Field,
    fields: &'static [Field],
    ty: &'static Type,
    pairs: &[Pair<'_>],
    escapes: Escapes,
) -> Result<Option<Tree>, Broken> {
    if !shape::is_object(ty) {
        return Ok(None);
    }
    let mut object = Members::new();
    let known = shape::object(ty);
    for pair in pairs {
        let is_other = fields.iter().any(|other| !std::ptr::eq(other, field) && owns(other, &pair.name));
        let is_member = |object: &Object| {
            keeps_others(object) || object.fields.iter().any(|member| member.name == pair.name)
        };
        if !is_other && known.is_none_or(is_member) {
            let of = shape::member(ty, &pair.name);
            parameter::insert(&mut object, &pair.name, pair.raw, escapes, of);
        }
    }
    Ok((!object.is_empty()).then_some(Tree::Object(object)))
}

/// Whether a name is that of a parameter, or of a member of it.
fn owns(field: &Field, name: &str) -> bool {
    field.name == name
        || Written::of(field, Location::Query).style == Style::Deep && brackets::is_within(name, field.name)
}

fn keeps_others(object: &Object) -> bool {
    matches!(object.additional, Additional::Keep(..))
}
