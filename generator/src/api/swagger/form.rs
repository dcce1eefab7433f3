//! Fields of forms, which are the properties of one schema now.

use super::Upgrade;
use super::media::MediaTypes;
use super::object::{self, Object};
use super::parameter::is_list;
use super::schema::is_file;
use crate::diagnostic::Place;
use crate::load::{Kind, Map, Node};

const MULTIPART: &str = "multipart/form-data";
const URLENCODED: &str = "application/x-www-form-urlencoded";

impl<'d> Upgrade<'d> {
    /// The body that the fields of a form make.
    pub(super) fn form(&mut self, place: Place, fields: &[&'d Node], consumes: MediaTypes) -> Node {
        let fields: Vec<(&str, &Node, &Map)> = fields
            .iter()
            .filter_map(|node| {
                let (target, _) = self.follow(node)?;
                Some((self.name(target)?, target, target.as_map()?))
            })
            .collect();
        let has_file = fields.iter().any(|(.., map)| is_file(map));
        let usual = if has_file { MULTIPART } else { URLENCODED };
        let types = consumes.filter(|name| name == MULTIPART || (name == URLENCODED && !has_file));
        let (schema, is_required) = self.form_schema(place, &fields);
        let mut content = self.content(schema, &types.or_usual(usual, place));
        if content.has(URLENCODED)
            && let Some(encoding) = self.encoding(place, &fields)
        {
            content.add_to(URLENCODED, place, "encoding", encoding);
        }
        let mut body = Object::new(place);
        body.put("content", place, content.finish());
        if is_required {
            body.put("required", place, object::boolean(place, true));
        }
        body.finish()
    }

    /// The schema of a form, and whether there is a field that has to be there.
    fn form_schema(&mut self, place: Place, fields: &[(&str, &'d Node, &'d Map)]) -> (Node, bool) {
        let mut properties = Object::new(place);
        let mut required = Vec::new();
        for (name, node, map) in fields {
            let schema = self.schema_of_value(node.place, map);
            let mut property = match schema.map(|schema| schema.kind) {
                Some(Kind::Map(members)) => members,
                _ => Map::new(),
            };
            for (name, member) in map.iter().filter(|(name, _)| is_said_of_properties(name)) {
                let value = self.copy(&member.value);
                property.insert(name.clone(), crate::load::Member { key: member.key, value });
            }
            if let Some(Kind::Bool(true)) = node.get("required").map(|flag| &flag.kind) {
                required.push(object::text(node.place, name));
            }
            properties.put(name, node.place, Node { place: node.place, kind: Kind::Map(property) });
        }
        let mut schema = Object::new(place);
        schema.put("type", place, object::text(place, "object"));
        schema.put("properties", place, properties.finish());
        let is_required = !required.is_empty();
        if is_required {
            schema.put("required", place, object::list(place, required));
        }
        (schema.finish(), is_required)
    }

    /// How lists are written, where that is not the usual way.
    fn encoding(&mut self, place: Place, fields: &[(&str, &'d Node, &'d Map)]) -> Option<Node> {
        let mut encoding = Object::new(place);
        for (name, _, map) in fields.iter().filter(|(.., map)| is_list(map)) {
            if let Some((style, false)) = self.style(map, "formData") {
                let mut said = Object::new(place);
                said.put("style", place, object::text(place, style));
                said.put("explode", place, object::boolean(place, false));
                encoding.put(name, place, said.finish());
            }
        }
        (!encoding.is_empty()).then(|| encoding.finish())
    }
}

/// What is said of a field besides its type, and means the same of a property.
fn is_said_of_properties(name: &str) -> bool {
    matches!(name, "description" | "example" | "title") || (name.starts_with("x-") && name != "x-nullable")
}
