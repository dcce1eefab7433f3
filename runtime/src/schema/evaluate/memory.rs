//! What one evaluation knows already, so that a value takes no more work than it has parts.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::HashMap;

use super::place::{Path, Place};
use super::run::{Graph, NodeId};
use crate::json::Json;
use crate::schema::Pointer;

/// After so many parts that were looked at again to tell what is wrong with them for one alternative or another, it is
/// enough to say that none fits.
const LOOKS: usize = 10_000;

/// A schema, a part of the value, and the resources on the way where the schema may depend on them.
pub(super) type Key = (NodeId, *const (), Vec<usize>);

/// The verdicts on parts of the value. Where schemas nest in themselves, several ways lead to the same parts, and without
/// these the work would double with every level that a client adds.
pub(super) struct Memory<'a> {
    /// Members that count as there in the whole value, because its receiver gives them.
    given: &'a [&'a str],
    verdicts: RefCell<HashMap<Key, bool>>,
    looks: Cell<usize>,
    too_deep: OnceCell<Pointer>,
}

impl<'a> Memory<'a> {
    pub fn new(given: &'a [&'a str]) -> Self {
        Self { given, verdicts: RefCell::default(), looks: Cell::default(), too_deep: OnceCell::new() }
    }

    /// Whether a member counts as there.
    pub fn gives(&self, path: &Path<'_>, name: &str) -> bool {
        path.is_root() && self.given.contains(&name)
    }

    /// The verdict on a part of the value, if it is known.
    pub fn verdict(&self, key: &Key) -> Option<bool> {
        self.verdicts.borrow().get(key).copied()
    }

    pub fn learn(&self, key: Key, verdict: bool) {
        self.verdicts.borrow_mut().insert(key, verdict);
    }

    /// A part that is wrong is looked at again to tell why.
    pub fn look_again(&self) {
        self.looks.set(self.looks.get() + 1);
    }

    /// Whether no more alternatives should be tried.
    pub fn is_tired(&self) -> bool {
        self.looks.get() >= LOOKS
    }

    /// Schemas nest too deeply here: no verdict can be found.
    pub fn give_up(&self, path: &Path<'_>) {
        self.too_deep.get_or_init(|| path.pointer());
    }

    /// Where it gave up.
    pub fn too_deep(&self) -> Option<&Pointer> {
        self.too_deep.get()
    }
}

/// Without circles there is no more work than the schema asks for. What has no parts costs less to look at than to
/// remember; it may also not live as long as the memory, as names of members do not, and another one could have its
/// address then.
pub(super) fn key(graph: &Graph, id: NodeId, place: Place<'_>) -> Option<Key> {
    if !graph.circular || !matches!(place.value, Json::List(_) | Json::Object(_)) {
        return None;
    }
    let resources = if graph.dynamic.is_empty() { Vec::new() } else { place.scope.resources() };
    Some((id, std::ptr::from_ref(place.value).cast(), resources))
}
