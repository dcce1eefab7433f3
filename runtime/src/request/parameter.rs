//! Turns the text of parameters into values.

use indexmap::map::Entry;

use crate::model::{Context, Direction, Field, Mode, Record, Scalar, Slot, Type, read_missing, read_text};
use crate::operation::Location;
use crate::problem::Violation;
use crate::schema::Failure;
use crate::schema::pointer::unescaped;

use super::scalar::{is_text, of_raw, of_text, scalar, tree};
use super::shape::{Shape, Shapes, element, is_any, may_be, member, shapes};
use super::style::{Parts, Written};
use super::text::{Broken, Escapes, unescape};
use super::tree::{Members, Tree};
use super::{form, media};

/// What a request says about a parameter.
pub(super) enum Found<'q> {
    /// Its text, in one piece and still escaped.
    Text(&'q str),
    /// Its value, put together from several pieces.
    Value(Tree),
}

/// Reads a parameter into its slot, in the first of the shapes that it may have in which it is found and right. With
/// `is_cut`, the request has it in several pieces, so that it is hardly a single text.
pub(super) fn settle<'q>(
    record: &mut dyn Record,
    (field, index): (&'static Field, usize),
    escapes: Escapes,
    is_cut: bool,
    cx: &mut Context,
    sought: &dyn Fn(Shape) -> Result<Option<Found<'q>>, Broken>,
) {
    let shapes = shapes_of(field, is_cut);
    let mut attempt = |shape, cx: &mut Context| -> bool {
        match sought(shape) {
            Ok(None) => return false,
            Ok(Some(found)) => cx.at(field.name, |cx| put(record.slot(index), field, found, escapes, cx)),
            Err(broken) => cx.at(field.name, |cx| cx.fail(broken.reason())),
        }
        true
    };
    if let [only] = shapes.as_slice() {
        if !attempt(*only, cx) {
            read_missing(record, field, index, cx);
        }
        return;
    }
    let mut nearest: Option<Context> = None;
    for shape in shapes {
        let mut trial = Context::new(Direction::Request);
        if !attempt(shape, &mut trial) {
            continue;
        }
        if trial.is_clean() {
            return;
        }
        if nearest.as_ref().is_none_or(|nearest| trial.failures().len() < nearest.failures().len()) {
            nearest = Some(trial);
        }
    }
    match nearest {
        Some(trial) => cx.adopt(trial.into_failures()),
        None => read_missing(record, field, index, cx),
    }
}

/// The shapes in which a parameter may be written, in the order in which they are tried.
fn shapes_of(field: &Field, is_cut: bool) -> Shapes {
    if !field.wire.content.is_empty() {
        return Shapes::from_slice(&[Shape::Scalar]);
    }
    let mut shapes = shapes((field.of)());
    shapes.sort_by_key(|shape| (*shape == Shape::Scalar) == is_cut);
    shapes
}

/// Reads a parameter that stands in one piece.
pub(super) fn read(
    record: &mut dyn Record,
    (field, index): (&'static Field, usize),
    location: Location,
    raw: &str,
    escapes: Escapes,
    cx: &mut Context,
) {
    let written = Written::of(field, location);
    // Nothing escapes a comma in a header: it says nothing where nothing is known of the type.
    let is_cut = written.is_cut(raw) && !(location == Location::Header && is_any((field.of)()));
    settle(record, (field, index), escapes, is_cut, cx, &|shape| {
        piece(raw, field, shape, written, escapes).map(Some)
    });
}

/// What a text in one piece says about a parameter of that shape.
pub(super) fn piece<'q>(
    raw: &'q str,
    field: &'static Field,
    shape: Shape,
    written: Written,
    escapes: Escapes,
) -> Result<Found<'q>, Broken> {
    if !field.wire.content.is_empty() {
        return Ok(Found::Text(raw));
    }
    match written.cut(raw, field.name, shape)? {
        Parts::Scalar(raw) => Ok(Found::Text(raw)),
        parts => value(parts, (field.of)(), escapes).map(Found::Value),
    }
}

fn put(slot: &mut dyn Slot, field: &'static Field, found: Found<'_>, escapes: Escapes, cx: &mut Context) {
    match found {
        Found::Value(value) => value.read(slot, field.rules, cx),
        Found::Text(raw) => match unescape(raw, escapes) {
            Err(broken) => cx.fail(broken.reason()),
            Ok(text) if field.wire.content.is_empty() => put_text(slot, field, &text, cx),
            Ok(text) => document(slot, field, &text, cx),
        },
    }
}

/// Puts text without parts into a slot.
fn put_text(slot: &mut dyn Slot, field: &'static Field, text: &str, cx: &mut Context) {
    let ty = (field.of)();
    let scalar = scalar(text, ty, field.rules.optional);
    if ty.mode == Mode::Direct && field.rules.fragment.is_none() {
        return slot.put(scalar, field.rules, cx);
    }
    // Where both a number and a text may stand, digits are a number if that is right.
    if is_text(ty) && !matches!(scalar, Scalar::Text(_)) {
        let mut trial = Context::new(Direction::Request);
        tree(&scalar, text).read(slot, field.rules, &mut trial);
        if trial.is_clean() {
            return;
        }
        return Tree::text(text).read(slot, field.rules, cx);
    }
    tree(&scalar, text).read(slot, field.rules, cx);
}

/// Reads a parameter that is a small document of its own.
fn document(slot: &mut dyn Slot, field: &'static Field, text: &str, cx: &mut Context) {
    let media_type = field.wire.content;
    if media::is_json(media_type) {
        read_text(text.as_bytes(), slot, field.rules, cx);
    } else if media::is_form(media_type) {
        let (object, broken) = form::object(text, (field.of)(), field.wire.encodings);
        let mut inner = Context::new(Direction::Request);
        form::read(object, broken, slot, &mut inner);
        cx.adopt(inner.into_failures());
    } else {
        of_text(text, (field.of)()).read(slot, field.rules, cx);
    }
}

/// The value of a parameter that has parts.
pub(super) fn value(parts: Parts<'_>, ty: &'static Type, escapes: Escapes) -> Result<Tree, Broken> {
    match parts {
        Parts::Scalar(raw) => Ok(of_raw(raw, escapes, ty)),
        Parts::List(raws) => {
            let of = element(ty);
            Ok(Tree::List(raws.into_iter().map(|raw| of_raw(raw, escapes, of)).collect()))
        }
        Parts::Pairs(pairs) => {
            let mut object = Members::new();
            for (name, raw) in pairs {
                let name = unescape(name, escapes)?;
                insert(&mut object, &name, raw, escapes, member(ty, &name));
            }
            Ok(Tree::Object(object))
        }
    }
}

/// Adds a member to an object. Where a list may stand, members of one name become one.
pub(super) fn insert(object: &mut Members, name: &str, raw: &str, escapes: Escapes, of: &'static Type) {
    let is_list = may_be(of, Shape::List);
    match object.entry(name.to_owned()) {
        Entry::Vacant(place) if is_list && !may_be(of, Shape::Scalar) => {
            place.insert(Tree::List(vec![of_raw(raw, escapes, element(of))]));
        }
        Entry::Vacant(place) => {
            place.insert(of_raw(raw, escapes, of));
        }
        Entry::Occupied(place) if is_list => match place.into_mut() {
            Tree::List(list) => list.push(of_raw(raw, escapes, element(of))),
            first => {
                let second = of_raw(raw, escapes, element(of));
                let list = vec![std::mem::replace(first, Tree::null()), second];
                *first = Tree::List(list);
            }
        },
        Entry::Occupied(mut place) => {
            place.insert(Tree::Broken(Broken::Duplicate, raw.to_owned()));
        }
    }
}

/// What was found wrong with a parameter, as the client reads it.
pub(crate) fn violation(location: Location, failure: Failure) -> Violation {
    let path = failure.pointer.strip_prefix('/').unwrap_or(&failure.pointer);
    let (name, within) = path.find('/').map_or((path, ""), |at| path.split_at(at));
    let violation = Violation::new(&failure.reason).parameter(location, unescaped(name));
    if within.is_empty() { violation } else { violation.pointer(within) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Reason;

    #[test]
    fn violations_name_the_parameter_and_the_place_in_it() {
        let failure = |pointer: &str| Failure { pointer: pointer.into(), reason: Reason::Required };
        let found = violation(Location::Query, failure("/a~1b/0/x"));
        assert_eq!(found.parameter.as_deref(), Some("a/b"));
        assert_eq!(found.pointer.as_deref(), Some("/0/x"));
        let found = violation(Location::Path, failure("/id"));
        assert_eq!((found.parameter.as_deref(), found.pointer), (Some("id"), None));
    }
}
