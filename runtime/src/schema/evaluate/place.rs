//! Where in a value a check stands.

use crate::json::Json;
use crate::schema::Pointer;

/// A value, and how one gets to it.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub value: &'a Json<'a>,
    pub path: &'a Path<'a>,
    pub scope: &'a Scope<'a>,
}

impl<'a> Place<'a> {
    /// The same way to another value.
    pub fn at(&self, value: &'a Json<'a>, path: &'a Path<'a>) -> Self {
        Self { value, path, scope: self.scope }
    }
}

/// The way from the root, written only when a failure needs it.
pub(super) struct Path<'a> {
    before: Option<&'a Path<'a>>,
    step: Step<'a>,
}

enum Step<'a> {
    Root,
    Member(&'a str),
    Item(usize),
}

impl<'a> Path<'a> {
    pub const ROOT: Self = Self { before: None, step: Step::Root };

    pub fn member(&'a self, name: &'a str) -> Self {
        Self { before: Some(self), step: Step::Member(name) }
    }

    pub fn item(&'a self, index: usize) -> Self {
        Self { before: Some(self), step: Step::Item(index) }
    }

    pub fn is_root(&self) -> bool {
        matches!(self.step, Step::Root)
    }

    pub fn pointer(&self) -> Pointer {
        let mut pointer = self.before.map(Self::pointer).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Member(name) => pointer.push(name),
            Step::Item(index) => pointer.push_index(index),
        }
        pointer
    }
}

/// The schema resources that were entered on the way, innermost first: what `$dynamicRef` looks through.
pub(super) struct Scope<'a> {
    pub before: Option<&'a Scope<'a>>,
    pub resource: usize,
}

impl Scope<'_> {
    /// Each resource once, outermost first.
    pub fn resources(&self) -> Vec<usize> {
        let mut all = self.before.map(Self::resources).unwrap_or_default();
        if !all.contains(&self.resource) {
            all.push(self.resource);
        }
        all
    }
}

/// Which members or items of one value some schema has looked at: what `unevaluated…` leaves alone.
pub(super) struct Seen {
    parts: Option<Vec<bool>>,
}

impl Seen {
    pub fn new(tracking: bool, value: &Json<'_>) -> Self {
        let parts = match value {
            Json::Object(members) if tracking => Some(vec![false; members.len()]),
            Json::List(items) if tracking => Some(vec![false; items.len()]),
            _ => None,
        };
        Self { parts }
    }

    pub fn add(&mut self, part: usize) {
        if let Some(seen) = self.parts.as_mut().and_then(|parts| parts.get_mut(part)) {
            *seen = true;
        }
    }

    pub fn contains(&self, part: usize) -> bool {
        self.parts.as_ref().and_then(|parts| parts.get(part)).copied().unwrap_or(false)
    }

    pub fn merge(&mut self, other: &Self) {
        if let (Some(parts), Some(others)) = (&mut self.parts, &other.parts) {
            parts.iter_mut().zip(others).for_each(|(part, other)| *part |= other);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_are_escaped() {
        let list = Path::ROOT.member("a/b~c");
        assert_eq!(list.item(3).pointer(), "/a~1b~0c/3");
        assert_eq!(Path::ROOT.pointer(), "");
    }
}
