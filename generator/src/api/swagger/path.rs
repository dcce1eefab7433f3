//! Paths: what their operations share besides.

use super::Upgrade;
use super::object::{self, Object};
use crate::load::{Map, Node};

const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

impl<'d> Upgrade<'d> {
    pub(super) fn paths(&mut self, node: &'d Node) -> Node {
        let Some(map) = node.as_map() else { return self.copy(node) };
        let mut paths = Object::new(node.place);
        for (name, member) in map {
            let value = match name.starts_with('/') {
                true => self.path_item(&member.value),
                false => self.copy(&member.value),
            };
            paths.put(name, member.key, value);
        }
        paths.finish()
    }

    fn path_item(&mut self, node: &'d Node) -> Node {
        // One that is somewhere else is in the shape of 2.0, too, and so cannot stay there.
        let Some((target, _)) = self.follow(node) else { return self.copy(node) };
        let (Some(map), true) = (target.as_map(), self.spend(node.place, 1)) else { return self.copy(node) };
        let parameters = map.get("parameters");
        let list = parameters.and_then(|member| member.value.as_seq()).unwrap_or_default();
        let (bodies, others): (Vec<&Node>, Vec<&Node>) = list.iter().partition(|node| self.is_of_body(node));
        let mut item = Object::new(target.place);
        for (name, member) in map {
            let value = match &**name {
                name if METHODS.contains(&name) => self.operation(&member.value, &bodies),
                "parameters" if member.value.as_seq().is_some() => {
                    let others = others.iter().map(|node| self.parameter(node)).collect();
                    object::list(member.value.place, others)
                }
                _ => self.copy(&member.value),
            };
            item.put(name, member.key, value);
        }
        self.beside(node, target, &mut item);
        item.finish()
    }

    /// What stands beside the reference to a path.
    fn beside(&mut self, node: &'d Node, target: &'d Node, item: &mut Object) {
        if std::ptr::eq(node, target) {
            return;
        }
        let beside: Option<&Map> = node.as_map();
        for (name, member) in beside.into_iter().flatten().filter(|(name, _)| &***name != "$ref") {
            if !item.has(name) {
                item.put(name, member.key, self.copy(&member.value));
            }
        }
    }
}
