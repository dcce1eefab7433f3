//! Schemas, which differ in few words.

use super::Upgrade;
use super::object::{self, Object};
use crate::diagnostic::Place;
use crate::load::{Map, Node};

/// Keywords whose values are no schemas, whatever they look like.
const VALUES: [&str; 4] = ["example", "examples", "default", "enum"];

impl<'d> Upgrade<'d> {
    pub(super) fn schema(&mut self, node: &'d Node) -> Node {
        let Some(map) = node.as_map() else { return self.copy(node) };
        let mut schema = Object::new(node.place);
        for (name, member) in map {
            let value = &member.value;
            match &**name {
                "properties" | "patternProperties" => {
                    let properties = self.each(value, Self::schema);
                    schema.put(name, member.key, properties);
                }
                "items" | "additionalProperties" | "not" => schema.put(name, member.key, self.schema(value)),
                "allOf" | "anyOf" | "oneOf" => schema.put(name, member.key, self.schemas(value)),
                _ => self.keyword(map, name, member.key, value, &mut schema),
            }
        }
        self.spend(node.place, 1);
        schema.finish()
    }

    fn schemas(&mut self, node: &'d Node) -> Node {
        let Some(all) = node.as_seq() else { return self.copy(node) };
        let all = all.iter().map(|schema| self.schema(schema)).collect();
        object::list(node.place, all)
    }

    /// A keyword that holds no schema.
    pub(super) fn keyword(&mut self, map: &Map, name: &str, key: Place, value: &Node, schema: &mut Object) {
        match (name, value.as_str()) {
            ("$ref", _) => schema.put(name, key, self.reference(value)),
            ("type", Some("file")) => {
                schema.put("type", key, object::text(value.place, "string"));
                schema.put("format", key, object::text(value.place, "binary"));
            }
            ("format", _) if is_file(map) => {}
            ("discriminator", Some(_)) => {
                let property = self.copy(value);
                schema.put(name, key, object::single(value.place, "propertyName", property));
            }
            ("x-nullable", _) => schema.put("nullable", key, self.copy(value)),
            _ => schema.put(name, key, self.copy(value)),
        }
    }

    /// A file of which it is not known what it holds: schemas mostly, and what else there is is read where it is used.
    pub(super) fn elsewhere(&mut self, node: &'d Node) -> Node {
        if let Some(all) = node.as_seq() {
            let all = all.iter().map(|node| self.elsewhere(node)).collect();
            return object::list(node.place, all);
        }
        let Some(map) = node.as_map() else { return self.copy(node) };
        let mut object = Object::new(node.place);
        for (name, member) in map {
            let holds_more = member.value.as_map().is_some() || member.value.as_seq().is_some();
            match holds_more && !VALUES.contains(&&**name) {
                true => object.put(name, member.key, self.elsewhere(&member.value)),
                false => self.keyword(map, name, member.key, &member.value, &mut object),
            }
        }
        object.finish()
    }
}

/// Whether a schema or a parameter is a file.
pub(super) fn is_file(map: &Map) -> bool {
    map.get("type").is_some_and(|member| member.value.as_str() == Some("file"))
}
