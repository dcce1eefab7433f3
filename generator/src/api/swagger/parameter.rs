//! Parameters, whose types stand in a schema now.

use super::Upgrade;
use super::object::{self, Object};
use crate::diagnostic::Place;
use crate::load::{Map, Member, Node};

/// What 2.0 says of a value without a schema.
const OF_VALUES: [&str; 17] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
];

impl<'d> Upgrade<'d> {
    /// The parameters of the document, but for those that are part of a body: these are written out where they are used.
    pub(super) fn shared_parameters(&mut self, node: &'d Node) -> Node {
        let Some(map) = node.as_map() else { return self.copy(node) };
        let mut all = Object::new(node.place);
        for (name, member) in map {
            if !self.is_of_body(&member.value) {
                all.put(name, member.key, self.parameter(&member.value));
            }
        }
        all.finish()
    }

    /// Whether a parameter is the body, or a field of it.
    pub(super) fn is_of_body(&self, node: &'d Node) -> bool {
        matches!(self.location(node), Some("body" | "formData"))
    }

    pub(super) fn location(&self, node: &'d Node) -> Option<&'d str> {
        self.follow(node)?.0.get("in")?.as_str()
    }

    pub(super) fn name(&self, node: &'d Node) -> Option<&'d str> {
        self.follow(node)?.0.get("name")?.as_str()
    }

    /// A parameter that is not part of a body.
    pub(super) fn parameter(&mut self, node: &'d Node) -> Node {
        // What leads nowhere is told of where it is read.
        let Some((target, way)) = self.follow(node) else { return self.copy(node) };
        if let Some(name) = self.shared_name(way.as_ref(), "parameters") {
            let reference = format!("#/components/parameters/{}", super::media::step(&name));
            let place = node.get("$ref").map_or(node.place, |reference| reference.place);
            return object::single(node.place, "$ref", object::text(place, &reference));
        }
        let Some(map) = target.as_map() else { return self.copy(target) };
        self.carried(target.place, map, false)
    }

    /// A parameter or a header.
    pub(super) fn carried(&mut self, place: Place, map: &'d Map, is_header: bool) -> Node {
        let mut carried = Object::new(place);
        for (name, member) in map {
            match &**name {
                "collectionFormat" => {}
                "schema" => carried.put(name, member.key, self.schema(&member.value)),
                name if OF_VALUES.contains(&name) => {}
                _ => carried.put(name, member.key, self.copy(&member.value)),
            }
        }
        if let Some(schema) = self.schema_of_value(place, map) {
            carried.put("schema", schema.place, schema);
        }
        let location = map.get("in").and_then(|member| member.value.as_str());
        let location = if is_header { Some("header") } else { location };
        if is_list(map)
            && let Some((style, explode)) = self.style(map, location.unwrap_or_default())
        {
            let at = map.get("collectionFormat").map_or(place, |member| member.value.place);
            carried.put("style", at, object::text(at, style));
            carried.put("explode", at, object::boolean(at, explode));
        }
        carried.finish()
    }

    /// What is said of a value, as a schema; nothing if there is a schema already, or nothing is said.
    pub(super) fn schema_of_value(&mut self, place: Place, map: &'d Map) -> Option<Node> {
        if map.contains_key("schema") {
            return None;
        }
        let mut schema = Object::new(place);
        for (name, member) in map.iter().filter(|(name, _)| OF_VALUES.contains(&&***name)) {
            match &**name {
                "items" => {
                    let items = self.items(&member.value);
                    schema.put(name, member.key, items);
                }
                _ => self.keyword(map, name, member.key, &member.value, &mut schema),
            }
        }
        (!schema.is_empty()).then(|| schema.finish())
    }

    /// The elements of a list, which may be lists.
    fn items(&mut self, node: &'d Node) -> Node {
        let Some(map) = node.as_map() else { return self.copy(node) };
        if let Some(format) = map.get("collectionFormat").filter(|_| is_list(map)) {
            let message = "how lists within lists are written has no counterpart in OpenAPI 3";
            self.warn(format.key, message, "this says nothing any more");
        }
        match map.contains_key("$ref") {
            true => self.schema(node),
            false => self.schema_of_value(node.place, map).unwrap_or_else(|| self.copy(node)),
        }
    }

    /// The style of a list, unless it is the usual one of its place anyway.
    pub(super) fn style(&mut self, map: &'d Map, location: &str) -> Option<(&'static str, bool)> {
        let written: Option<&Member> = map.get("collectionFormat");
        let is_query = matches!(location, "query" | "formData");
        match written.and_then(|member| member.value.as_str()).unwrap_or("csv") {
            "multi" if is_query => Some(("form", true)),
            "csv" => is_query.then_some(("form", false)),
            "ssv" if is_query => Some(("spaceDelimited", false)),
            "pipes" if is_query => Some(("pipeDelimited", false)),
            other => {
                let place = written.map(|member| member.value.place)?;
                let message =
                    format!("the collection format \"{other}\" has no counterpart in OpenAPI 3 here");
                self.warn(place, message, "the list is taken as one with commas");
                is_query.then_some(("form", false))
            }
        }
    }
}

pub(super) fn is_list(map: &Map) -> bool {
    map.get("type").is_some_and(|member| member.value.as_str() == Some("array"))
}
