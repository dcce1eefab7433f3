//! References, which lead elsewhere now.

use super::{Upgrade, object};
use crate::diagnostic::Place;
use crate::load::{Node, Target};

/// How many references a reference may lead to.
const CHAIN: usize = 64;

impl<'d> Upgrade<'d> {
    /// A reference to a schema, or to what lies within a response or a parameter.
    pub(super) fn reference(&mut self, node: &Node) -> Node {
        let Some(text) = node.as_str() else { return self.copy(node) };
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        if !self.is_entry(node.place, file, text) {
            return self.copy(node);
        }
        for (before, now) in [
            ("/definitions/", "/components/schemas/"),
            ("/parameters/", "/components/parameters/"),
            ("/responses/", "/components/responses/"),
        ] {
            if let Some(rest) = fragment.strip_prefix(before) {
                return object::text(node.place, &format!("{file}#{now}{rest}"));
            }
        }
        self.copy(node)
    }

    /// Whether a reference leads into the document, and not into another file. One that leads nowhere in its own file may
    /// mean the document, which it is meant to be put together with.
    fn is_entry(&self, place: Place, file: &str, text: &str) -> bool {
        let entry = self.document.entry();
        match file.is_empty() {
            true => place.file == entry || self.document.find_at(place, text).is_err(),
            false => self.document.find_at(place, &format!("{file}#")).is_ok_and(|found| found.file == entry),
        }
    }

    /// What a value is, or refers to: the value, and the way to it if it is somewhere else. Nothing if that is nowhere.
    pub(super) fn follow(&self, node: &'d Node) -> Option<(&'d Node, Option<Target<'d>>)> {
        let document: &'d _ = self.document;
        let (mut node, mut way) = (node, None);
        for _ in 0..CHAIN {
            let Some(reference) = node.get("$ref") else { return Some((node, way)) };
            let target = document.find_at(reference.place, reference.as_str()?).ok()?;
            node = target.node;
            way = Some(target);
        }
        None
    }

    /// The name that a value has in a section of the document, if that is where a way leads.
    pub(super) fn shared_name(&self, way: Option<&Target<'d>>, section: &str) -> Option<String> {
        let target = way?;
        match &target.path[..] {
            [first, name] if first == section && target.file == self.document.entry() => Some(name.clone()),
            _ => None,
        }
    }
}
