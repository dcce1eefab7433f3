//! Responses, whose schema stands in media types now.

use super::Upgrade;
use super::media::{MediaTypes, USUAL, schema_within, step};
use super::object::{self, Object};
use super::schema::is_file;
use crate::load::{Member, Node};

/// What a file is sent as where nobody says so.
const FILE: &str = "application/octet-stream";

impl<'d> Upgrade<'d> {
    /// The responses of the document, in its media types.
    pub(super) fn shared_responses(&mut self, node: &'d Node) -> Node {
        let Some(map) = node.as_map() else { return self.copy(node) };
        let produces = self.produces.clone();
        let mut all = Object::new(node.place);
        for (name, member) in map {
            all.put(name, member.key, self.response(&member.value, &produces, None));
        }
        all.finish()
    }

    /// The responses of an operation.
    pub(super) fn responses(&mut self, node: &'d Node, produces: &MediaTypes) -> Node {
        let Some(map) = node.as_map() else { return self.copy(node) };
        let mut all = Object::new(node.place);
        for (name, member) in map {
            let value = match name.starts_with("x-") {
                true => self.copy(&member.value),
                false => self.used_response(&member.value, produces),
            };
            all.put(name, member.key, value);
        }
        all.finish()
    }

    /// A response of an operation. One that is shared stays so if it is sent in the same media types.
    fn used_response(&mut self, node: &'d Node, produces: &MediaTypes) -> Node {
        let Some((target, shared)) = self.follow(node) else { return self.copy(node) };
        let Some(name) = self.shared_name(shared.as_ref(), "responses") else {
            return self.response(target, produces, None);
        };
        let shared = format!("#/components/responses/{}", step(&name));
        if produces.are(&self.produces) || target.get("schema").is_none() {
            let place = node.get("$ref").map_or(node.place, |reference| reference.place);
            return object::single(node.place, "$ref", object::text(place, &shared));
        }
        self.response(target, produces, Some(&shared))
    }

    /// A response, whose schema is that of the `shared` one.
    fn response(&mut self, node: &'d Node, produces: &MediaTypes, shared: Option<&str>) -> Node {
        let (Some(map), true) = (node.as_map(), self.spend(node.place, 1)) else { return self.copy(node) };
        let mut response = Object::new(node.place);
        for (name, member) in map {
            let value = match &**name {
                "schema" | "examples" => continue,
                "$ref" => self.reference(&member.value),
                "headers" => self.each(&member.value, Self::header),
                _ => self.copy(&member.value),
            };
            response.put(name, member.key, value);
        }
        let mut content = match map.get("schema") {
            Some(member) => self.response_content(member, produces, shared),
            None => Object::new(node.place),
        };
        let examples = map.get("examples").and_then(|member| member.value.as_map());
        for (name, member) in examples.into_iter().flatten() {
            let example = self.copy(&member.value);
            content.add_to(name, member.key, "example", example);
        }
        if !content.is_empty() {
            response.put("content", node.place, content.finish());
        }
        response.finish()
    }

    /// The content of a response with a schema, or with that of the `shared` one.
    fn response_content(
        &mut self,
        member: &'d Member,
        produces: &MediaTypes,
        shared: Option<&str>,
    ) -> Object {
        let schema = &member.value;
        let is_file = schema.as_map().is_some_and(is_file);
        let types = produces.clone().or_usual(if is_file { FILE } else { USUAL }, member.key);
        let common = self.produces.clone().or_usual(USUAL, member.key);
        let schema = match (shared, common.first()) {
            (Some(shared), Some((first, _))) if !is_file && schema.get("$ref").is_none() => {
                schema_within(shared, first, schema.place)
            }
            _ => self.schema(schema),
        };
        self.content(schema, &types)
    }

    fn header(&mut self, node: &'d Node) -> Node {
        match node.as_map() {
            Some(map) => self.carried(node.place, map, true),
            None => self.copy(node),
        }
    }
}
