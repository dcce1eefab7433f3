//! The types that hold values of other types.

use super::Model;
use super::context::Context;
use super::slot::{Entries, List, Mode, Place, Scalar, Slot, View};
use super::table::{Kind, Rules, Type};
use indexmap::IndexMap;
use indexmap::map::Entry;
use serde_json::Value;

/// An object with any names, in the order in which they came.
pub type Map<T> = IndexMap<String, T>;

/// A value that may be missing, and may be `null`: three things, as in a merge patch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Maybe<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    pub fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Nothing for a missing member; for one that is there, its value or `None` for `null`. It is what an update
    /// has to write.
    pub fn change(self) -> Option<Option<T>> {
        match self {
            Self::Absent => None,
            Self::Null => Some(None),
            Self::Value(value) => Some(Some(value)),
        }
    }

    /// Whether the member is not there.
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The same by reference.
    pub fn as_ref(&self) -> Maybe<&T> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(value),
        }
    }
}

impl<T> From<T> for Maybe<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl<T: Model> Model for Option<T> {
    const MODE: Mode = T::MODE;

    fn blank() -> Self {
        None
    }

    fn table() -> &'static Type {
        // A generic function has no static of its own for each `T`; a promoted constant it has.
        const { &Type { mode: T::MODE, ..Type::plain(Kind::Nullable(T::table)) } }
    }
}

impl<T: Model> Slot for Option<T> {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        match self.as_ref().map(Slot::view) {
            None => View::Null,
            // A value that is null is there, and not left out like one that is absent.
            Some(View::Null) => View::Any(&Value::Null),
            Some(view) => view,
        }
    }

    fn place(&mut self) -> Place<'_> {
        Place::Around(self.get_or_insert_with(T::blank), Rules::NONE)
    }

    fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
        match scalar {
            Scalar::Null if !rules.optional => *self = None,
            // That the field may be absent says nothing about what is in it.
            Scalar::Null => self.get_or_insert_with(T::blank).put(scalar, Rules::NONE, cx),
            _ if rules.optional => self.get_or_insert_with(T::blank).put(scalar, rules, cx),
            _ => cx.or_null(|cx| self.get_or_insert_with(T::blank).put(scalar, rules, cx)),
        }
    }
}

impl<T: Model> Maybe<T> {
    fn inner(&mut self) -> &mut T {
        if !matches!(self, Self::Value(_)) {
            *self = Self::Value(T::blank());
        }
        match self {
            Self::Value(value) => value,
            Self::Absent | Self::Null => unreachable!("a value was just put here"),
        }
    }
}

impl<T: Model> Model for Maybe<T> {
    const MODE: Mode = T::MODE;

    fn blank() -> Self {
        Self::Absent
    }

    fn table() -> &'static Type {
        Option::<T>::table()
    }
}

impl<T: Model> Slot for Maybe<T> {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        match self {
            Self::Absent => View::Absent,
            Self::Null => View::Null,
            Self::Value(value) => value.view(),
        }
    }

    fn place(&mut self) -> Place<'_> {
        Place::Around(self.inner(), Rules::NONE)
    }

    fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
        match scalar {
            Scalar::Null => *self = Self::Null,
            _ => cx.or_null(|cx| self.inner().put(scalar, rules, cx)),
        }
    }
}

impl<T: Model> Model for Box<T> {
    const MODE: Mode = T::MODE;

    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn table() -> &'static Type {
        T::table()
    }
}

impl<T: Model> Slot for Box<T> {
    fn describe(&self) -> &'static Type {
        T::table()
    }

    fn view(&self) -> View<'_> {
        (**self).view()
    }

    fn place(&mut self) -> Place<'_> {
        (**self).place()
    }

    fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
        (**self).put(scalar, rules, cx);
    }
}

impl<T: Model> Model for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn table() -> &'static Type {
        const { &Type::plain(Kind::List(T::table)) }
    }
}

impl<T: Model> Slot for Vec<T> {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        View::List(self)
    }

    fn place(&mut self) -> Place<'_> {
        Place::List(self)
    }
}

impl<T: Model> List for Vec<T> {
    fn push(&mut self) -> &mut dyn Slot {
        if self.capacity() == 0 {
            self.reserve(4);
        }
        self.push_mut(T::blank())
    }

    fn reuse(&mut self) -> &mut dyn Slot {
        if self.is_empty() {
            self.push(T::blank());
        }
        let last = self.len() - 1;
        &mut self[last]
    }

    fn len(&self) -> usize {
        Self::len(self)
    }

    fn get(&self, index: usize) -> &dyn Slot {
        &self[index]
    }

    fn write_elements(&self, out: &mut Vec<u8>) -> bool {
        T::write_elements(self, out)
    }

    fn clear(&mut self) {
        Self::clear(self);
    }
}

impl<T: Model> Model for Map<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn table() -> &'static Type {
        const { &Type::plain(Kind::Map(T::table)) }
    }
}

impl<T: Model> Slot for Map<T> {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        View::Entries(self)
    }

    fn place(&mut self) -> Place<'_> {
        Place::Entries(self)
    }
}

impl<T: Model> Entries for Map<T> {
    fn insert(&mut self, name: &str) -> Option<&mut dyn Slot> {
        match self.entry(name.to_owned()) {
            Entry::Vacant(place) => Some(place.insert(T::blank())),
            Entry::Occupied(_) => None,
        }
    }

    fn len(&self) -> usize {
        Self::len(self)
    }

    fn get(&self, index: usize) -> (&str, &dyn Slot) {
        match self.get_index(index) {
            Some((name, value)) => (name, value),
            None => super::no_such_slot(index),
        }
    }

    fn clear(&mut self) {
        Self::clear(self);
    }
}
