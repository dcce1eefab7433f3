//! What kind of value a parameter has, as far as its writing depends on it.

use smallvec::SmallVec;

use crate::model::{Additional, Kind, Object, Type};

/// What kind of value a parameter has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Scalar,
    List,
    Object,
}

/// Shapes in the order in which they are tried.
pub(super) type Shapes = SmallVec<[Shape; 3]>;

/// The shapes that a value of a type may have: several for a union of such, and for values of which nothing is said.
pub(super) fn shapes(ty: &'static Type) -> Shapes {
    let mut shapes = Shapes::new();
    add(ty, &mut shapes);
    shapes
}

fn add(ty: &'static Type, shapes: &mut Shapes) {
    let more: &[Shape] = match &ty.kind {
        Kind::List(_) => &[Shape::List],
        Kind::Map(_) | Kind::Object(_) => &[Shape::Object],
        Kind::Any => &[Shape::Scalar, Shape::List, Shape::Object],
        Kind::Nullable(inner) | Kind::Wrapper(inner) => return add(inner(), shapes),
        Kind::Union(union) => {
            return union.members.iter().for_each(|member| add((member.of)(), shapes));
        }
        _ => &[Shape::Scalar],
    };
    for shape in more {
        if !shapes.contains(shape) {
            shapes.push(*shape);
        }
    }
}

/// Whether a value of that type may have that shape.
pub(super) fn may_be(ty: &'static Type, shape: Shape) -> bool {
    match &ty.kind {
        Kind::List(_) => shape == Shape::List,
        Kind::Map(_) | Kind::Object(_) => shape == Shape::Object,
        Kind::Any => true,
        Kind::Nullable(inner) | Kind::Wrapper(inner) => may_be(inner(), shape),
        Kind::Union(union) => union.members.iter().any(|member| may_be((member.of)(), shape)),
        _ => shape == Shape::Scalar,
    }
}

/// Whether nothing is said of the values of that type.
pub(super) fn is_any(ty: &'static Type) -> bool {
    match &ty.kind {
        Kind::Any => true,
        Kind::Nullable(inner) | Kind::Wrapper(inner) => is_any(inner()),
        _ => false,
    }
}

/// Whether values of that type are known to be objects, at least some of them.
pub(super) fn is_object(ty: &'static Type) -> bool {
    match &ty.kind {
        Kind::Map(_) | Kind::Object(_) => true,
        Kind::Nullable(inner) | Kind::Wrapper(inner) => is_object(inner()),
        Kind::Union(union) => union.members.iter().any(|member| is_object((member.of)())),
        _ => false,
    }
}

/// The type of the elements, where a list of the type is read.
pub(super) fn element(ty: &'static Type) -> &'static Type {
    match &ty.kind {
        Kind::List(inner) => inner(),
        Kind::Nullable(inner) | Kind::Wrapper(inner) => element(inner()),
        Kind::Union(union) => {
            let mut members = union.members.iter().map(|member| (member.of)());
            members.find(|ty| may_be(ty, Shape::List)).map_or(ty, element)
        }
        _ => ty,
    }
}

/// The object that a type is, if it is one.
pub(super) fn object(ty: &'static Type) -> Option<&'static Object> {
    match &ty.kind {
        Kind::Object(object) => Some(object),
        Kind::Nullable(inner) | Kind::Wrapper(inner) => object(inner()),
        Kind::Union(union) => union.members.iter().find_map(|member| object((member.of)())),
        _ => None,
    }
}

/// The type of a member, where an object of the type is read.
pub(super) fn member(ty: &'static Type, name: &str) -> &'static Type {
    const ANY: &Type = &Type::plain(Kind::Any);
    named_member(ty, name).unwrap_or(ANY)
}

/// Whether an object of the type may have a member of that name.
pub(super) fn may_have(ty: &'static Type, name: &str) -> bool {
    named_member(ty, name).is_some()
}

fn named_member(ty: &'static Type, name: &str) -> Option<&'static Type> {
    match &ty.kind {
        Kind::Map(of) => Some(of()),
        Kind::Nullable(inner) | Kind::Wrapper(inner) => named_member(inner(), name),
        Kind::Object(object) => match object.fields.iter().find(|field| field.name == name) {
            Some(field) => Some((field.of)()),
            None => match object.additional {
                Additional::Keep(_, map) => named_member(map(), name),
                _ => None,
            },
        },
        // The first member that knows the name says what it is.
        Kind::Union(union) => union.members.iter().find_map(|member| named_member((member.of)(), name)),
        _ => None,
    }
}

/// Whether a value of that type is a file.
pub(super) fn is_file(ty: &'static Type) -> bool {
    match &ty.kind {
        Kind::Binary => true,
        Kind::Nullable(inner) | Kind::Wrapper(inner) => is_file(inner()),
        _ => false,
    }
}
