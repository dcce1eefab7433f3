//! Operations.

use std::collections::HashSet;

use super::Upgrade;
use super::media::{MediaTypes, USUAL};
use super::object::{self, Object};
use crate::load::{Map, Node};

impl<'d> Upgrade<'d> {
    /// An operation, which shares the parameters of a body with others on its path: the body has a place of its own now.
    pub(super) fn operation(&mut self, node: &'d Node, shared: &[&'d Node]) -> Node {
        let Some(map) = node.as_map() else { return self.copy(node) };
        let produces = self.media_types(map, "produces").unwrap_or_else(|| self.produces.clone());
        let mut operation = Object::new(node.place);
        for (name, member) in map {
            let value = match &**name {
                "consumes" | "produces" => continue,
                "parameters" => match self.parameters(&member.value) {
                    Some(parameters) => parameters,
                    None => continue,
                },
                "responses" => self.responses(&member.value, &produces),
                "schemes" => {
                    // Without a host they say nothing.
                    if let Some(servers) =
                        self.servers(Some(member)).filter(|_| self.root.contains_key("host"))
                    {
                        operation.put("servers", member.key, servers);
                    }
                    continue;
                }
                _ => self.copy(&member.value),
            };
            operation.put(name, member.key, value);
        }
        if let Some(body) = self.request_body(map, shared) {
            operation.put("requestBody", body.place, body);
        }
        operation.finish()
    }

    /// The parameters that are still such; nothing if none is left.
    fn parameters(&mut self, node: &'d Node) -> Option<Node> {
        let Some(all) = node.as_seq() else { return Some(self.copy(node)) };
        let others: Vec<&Node> = all.iter().filter(|node| !self.is_of_body(node)).collect();
        let others: Vec<Node> = others.into_iter().map(|node| self.parameter(node)).collect();
        (!others.is_empty()).then(|| object::list(node.place, others))
    }

    /// The body, from the parameter that it was or from the fields of a form.
    fn request_body(&mut self, map: &'d Map, shared: &[&'d Node]) -> Option<Node> {
        let own = map.get("parameters").and_then(|member| member.value.as_seq()).unwrap_or_default();
        let own: Vec<&Node> = own.iter().filter(|node| self.is_of_body(node)).collect();
        let parameters = self.with_shared(own, shared);
        let first = *parameters.first()?;
        let consumes = self.media_types(map, "consumes").unwrap_or_else(|| self.consumes.clone());
        let (bodies, fields): (Vec<&Node>, Vec<&Node>) =
            parameters.into_iter().partition(|node| self.location(node) == Some("body"));
        let Some((body, others)) = bodies.split_first() else {
            return Some(self.form(first.place, &fields, consumes));
        };
        if let Some(other) = others.first().or(fields.first()) {
            let message = "an operation has one body, and this is another one";
            self.warn(other.place, message, "it is left out; describe all of it by one schema");
        }
        self.whole_body(body, consumes)
    }

    /// The parameters of an operation, and those of its path that it does not replace.
    fn with_shared(&self, own: Vec<&'d Node>, shared: &[&'d Node]) -> Vec<&'d Node> {
        let name = |node: &&'d Node| match self.location(node) {
            // There is one body, whatever it is called.
            Some("body") => None,
            _ => self.name(node),
        };
        let replaced: HashSet<Option<&str>> = own.iter().map(name).collect();
        let shared: Vec<&Node> =
            shared.iter().filter(|node| !replaced.contains(&name(node))).copied().collect();
        [shared, own].concat()
    }

    fn whole_body(&mut self, node: &'d Node, consumes: MediaTypes) -> Option<Node> {
        let (target, _) = self.follow(node)?;
        let mut body = Object::new(target.place);
        for (name, member) in target.as_map()? {
            match &**name {
                "name" | "in" => {}
                "schema" => {
                    let schema = self.schema(&member.value);
                    let types = consumes.clone().or_usual(USUAL, member.key);
                    body.put("content", member.key, self.content(schema, &types).finish());
                }
                _ => body.put(name, member.key, self.copy(&member.value)),
            }
        }
        Some(body.finish())
    }
}
