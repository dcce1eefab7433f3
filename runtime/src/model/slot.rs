//! The places that values are decoded into and encoded from.
//!
//! The engine knows values only through these object-safe traits, so it is compiled once and not once a type.

use std::fmt::Display;

use serde_json::Value;

use super::context::Context;
use super::digits::Digits;
use super::table::{Kind, Literal, Rules, Type};
use super::upload::Upload;
use crate::schema::number::Num;

/// A place for one value.
pub trait Slot: Send + Sync {
    /// What may stand here.
    fn describe(&self) -> &'static Type;

    /// The value that stands here.
    fn view(&self) -> View<'_>;

    /// What kind of place this is.
    fn place(&mut self) -> Place<'_>;

    /// Takes a value that has no parts. Places that are made for one say how; the others pass it on to what is
    /// within, or refuse it.
    fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
        let ty = self.describe();
        put(self.place(), ty, scalar, rules, cx);
    }
}

/// A value without parts.
#[derive(Clone, Debug)]
pub enum Scalar<'a> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i128),
    /// A number that is written with a fraction or an exponent: the nearest float, and as it is written.
    Float(f64, &'a str),
    /// A number that is too large for the others, as it is written.
    Digits(&'a str),
    /// Text.
    Text(&'a str),
    /// A file.
    File(&'a Upload),
}

impl<'a> Scalar<'a> {
    /// The number that it is, to the last digit.
    pub fn number(&self) -> Option<Num<'a>> {
        match self {
            Self::Integer(value) => Some(Num::Integer(*value)),
            Self::Float(nearest, text) => Some(Num::Written(*nearest, text)),
            Self::Digits(text) => Some(Num::written(text)),
            Self::Null | Self::Boolean(_) | Self::Text(_) | Self::File(_) => None,
        }
    }
}

/// What kind of place a slot is.
pub enum Place<'a> {
    /// For a value without parts.
    Scalar,
    /// For a list.
    List(&'a mut dyn List),
    /// For an object with any names.
    Entries(&'a mut dyn Entries),
    /// For an object with known names.
    Record(&'a mut dyn Record),
    /// For one of several types.
    Choice(&'a mut dyn Choice),
    /// For one of several values.
    Variants(&'a mut dyn Variants),
    /// For any JSON value.
    Any(&'a mut Value),
    /// Around another place, with rules of its own.
    Around(&'a mut dyn Slot, &'static Rules),
}

fn put(place: Place<'_>, ty: &'static Type, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
    match place {
        Place::Around(inner, own) => {
            match (&scalar, scalar.number()) {
                (Scalar::Text(value), _) => cx.check_text(value, own),
                (_, Some(number)) => {
                    inner.put(scalar, rules, cx);
                    let is_float = matches!(ty.innermost().kind, Kind::Number(_))
                        && !matches!(inner.view(), View::Digits(_));
                    _ = if is_float { cx.check_float(number, own) } else { cx.check_number(number, own) };
                    return;
                }
                _ => {}
            }
            inner.put(scalar, rules, cx);
        }
        Place::Variants(variants) => match variants.literals().iter().position(|literal| literal.is(&scalar))
        {
            Some(index) => variants.set(index),
            None => cx.mismatch(ty),
        },
        _ => cx.mismatch(ty),
    }
}

/// How the engine goes about a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Piece by piece, as it is read.
    Direct,
    /// Whole, because the type has rules that only the whole value can be held against.
    Checked,
    /// Whole, because several types may fit.
    Choice,
    /// Whole, because anything fits.
    Any,
}

impl Mode {
    /// The mode for a value that has rules of its own to be held against as a whole.
    pub const fn whole(self) -> Self {
        match self {
            Self::Direct => Self::Checked,
            other => other,
        }
    }
}

/// A place for a list.
pub trait List {
    /// Adds a blank element and gives its place.
    fn push(&mut self) -> &mut dyn Slot;
    /// Gives the place of the last element once more, whatever is left in it; a blank one if there is none.
    fn reuse(&mut self) -> &mut dyn Slot;
    /// How many elements there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The element at `index`, which is below [`len`](Self::len).
    fn get(&self, index: usize) -> &dyn Slot;
    /// Writes the elements as JSON with commas between them, if that is done without a look at each; says whether it did.
    fn write_elements(&self, out: &mut Vec<u8>) -> bool;
    /// Takes all elements out.
    fn clear(&mut self);
}

/// A place for an object with any names.
pub trait Entries {
    /// Adds a blank member and gives its place, unless there is one of that name.
    fn insert(&mut self, name: &str) -> Option<&mut dyn Slot>;
    /// How many members there are.
    fn len(&self) -> usize;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The member at `index`, which is below [`len`](Self::len).
    fn get(&self, index: usize) -> (&str, &dyn Slot);
    /// Takes all members out.
    fn clear(&mut self);
}

/// A place for an object with known names: one slot for each field of its table, and one more for the others
/// where the table keeps them.
pub trait Record {
    /// The slot of the field at `index`.
    fn slot(&mut self, index: usize) -> &mut dyn Slot;
    /// The value of the field at `index`.
    fn get(&self, index: usize) -> &dyn Slot;
}

/// A place for one of several types.
pub trait Choice {
    /// Makes it a blank value of the member at `index` and gives that value's place.
    fn select(&mut self, index: usize) -> &mut dyn Slot;
    /// A blank value of the member at `index`, beside the place.
    fn blank(&self, index: usize) -> Box<dyn Slot>;
}

/// A place for one of several values.
pub trait Variants {
    /// Takes the value at `index`.
    fn set(&mut self, index: usize);
    /// The values.
    fn literals(&self) -> &'static [Literal];
}

/// A value, as the engine encodes it.
pub enum View<'a> {
    /// Nothing at all: a member that is left out.
    Absent,
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A whole number without a sign.
    Unsigned(u64),
    /// Any other number.
    Float(f64),
    /// A number that none of the others holds, as it is written.
    Digits(&'a Digits),
    /// Text.
    Text(&'a str),
    /// Text that is written when it is needed.
    Display(&'a dyn Display),
    /// A list.
    List(&'a dyn List),
    /// An object with any names.
    Entries(&'a dyn Entries),
    /// An object with known names.
    Record(&'a dyn Record, &'static Type),
    /// Any JSON value.
    Any(&'a Value),
    /// A file.
    File(&'a Upload),
}
