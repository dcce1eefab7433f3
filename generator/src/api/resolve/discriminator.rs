//! The property that tells the members of a union apart.

use serde_json::Value;

use super::Resolver;
use crate::api::{Discriminator, Schema, SchemaId};
use crate::diagnostic::Diagnostic;
use crate::load::{Kind, Map, Member, Node};

impl<'d> Resolver<'d> {
    pub(super) fn read_discriminator(&mut self, map: &'d Map, schema: &mut Schema) {
        let Some(member) = map.get("discriminator") else { return };
        if let Kind::String(property) = &member.value.kind {
            self.warn(
                member.value.place,
                "\"discriminator\" is an object since OpenAPI 3.0; this is its \"propertyName\"",
            );
            schema.discriminator = Some(discriminator(member, property));
            return;
        }
        let Some(inner) = self.object_member(map, "discriminator") else { return };
        let property = self.required_text(inner, "propertyName", member.key, "a discriminator");
        self.unknown_before(inner, &["propertyName", "mapping"], &["defaultMapping"], "a discriminator");
        let mut found = discriminator(member, property.as_deref().unwrap_or_default());
        let mut raw = serde_json::Map::new();
        for (value, member) in self.object_member(inner, "mapping").into_iter().flatten() {
            let Some(target) = self.text(&member.value, "a schema in \"mapping\"") else { continue };
            if let Some((id, reference)) = self.mapped_to(target, &member.value, map) {
                found.mapping.insert(value.to_string(), id);
                raw.insert(value.to_string(), reference.into());
            }
        }
        if !raw.is_empty() {
            found.raw.insert("mapping".to_owned(), Value::Object(raw));
        }
        if let Some(member) = inner.get("defaultMapping").filter(|_| self.is_3_2())
            && let Some(target) = self.text_member(inner, "defaultMapping")
            && let Some((id, reference)) = self.mapped_to(target, &member.value, map)
        {
            found.fallback = Some(id);
            found.raw.insert("defaultMapping".to_owned(), reference.into());
        }
        found.raw.extend(self.extensions(inner));
        schema.discriminator = Some(found);
    }

    /// The schema that a value of a mapping means, and a reference to it.
    fn mapped_to(&mut self, target: String, node: &'d Node, schema: &'d Map) -> Option<(SchemaId, String)> {
        let id = self.mapped(&target, node, schema)?;
        let name = self.schemas[id].component.as_deref();
        Some((id, name.map_or(target, crate::api::print::component_reference)))
    }

    /// The schema that a value of a mapping means: a component by its name, or a reference.
    fn mapped(&mut self, target: &str, node: &'d Node, schema: &'d Map) -> Option<SchemaId> {
        if let Some(id) = self.components.get(target) {
            return Some(*id);
        }
        if self.document.find(node.place.file, target).is_err()
            && let Some(member) = member_named(schema, target)
        {
            self.warn(node.place, format!("\"{target}\" points at nothing; it is taken for \"{member}\""));
            return self.schema_at(member, node.place);
        }
        if target.contains(['#', '/', '.']) {
            return self.schema_at(target, node.place);
        }
        let names: Vec<String> = self.components.keys().cloned().collect();
        let error = Diagnostic::error(node.place, format!("there is no \"{target}\" in components.schemas"));
        self.push(match self.document.may_suggest() {
            true => error.did_you_mean(target, names.iter().map(String::as_str)),
            false => error,
        });
        None
    }
}

/// The member of a union that a bundler would give the name at the end of a reference: one in a file of that name.
fn member_named<'d>(schema: &'d Map, reference: &str) -> Option<&'d str> {
    let name = reference.rsplit('/').next()?;
    let lists = ["oneOf", "anyOf"].into_iter().filter_map(|key| schema.get(key)?.value.as_seq());
    let references = lists.flatten().filter_map(super::schema::bare_reference);
    let mut named = references.filter(|reference| {
        let last = reference.rsplit(['/', '#']).next().unwrap_or(reference);
        last == name || last.split('.').next() == Some(name)
    });
    named.next()
}

/// A discriminator without a mapping.
fn discriminator(member: &Member, property: &str) -> Discriminator {
    let mut raw = serde_json::Map::new();
    raw.insert("propertyName".to_owned(), property.into());
    Discriminator {
        place: member.value.place,
        property: property.to_owned(),
        mapping: Default::default(),
        fallback: None,
        raw,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::{component, schema_problems, schemas};

    #[test]
    fn a_value_without_a_name_is_of_the_default() {
        let text = "Cat: {type: object}\nPet: {oneOf: [{$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: kind, defaultMapping: Cat}}";
        let api = schemas("3.2.0", text).clean();
        let discriminator = component(&api, "Pet").discriminator.as_ref().expect("one");
        assert_eq!(discriminator.fallback, Some(api.components["Cat"]));
        assert_eq!(discriminator.raw["defaultMapping"], "#/components/schemas/Cat");
    }

    #[test]
    fn reads_discriminators() {
        let schemas_text = "Cat: {type: object}\nDog: {type: object}\nPet: {oneOf: [{$ref: '#/components/schemas/Cat'}], discriminator: {propertyName: kind, mapping: {c: Cat, d: '#/components/schemas/Dog'}}}";
        let api = schemas("3.1.0", schemas_text).clean();
        let discriminator = component(&api, "Pet").discriminator.as_ref().expect("one");
        assert_eq!(discriminator.property, "kind");
        assert_eq!(discriminator.mapping["c"], api.components["Cat"]);
        assert_eq!(discriminator.mapping["d"], api.components["Dog"]);
        assert_eq!(
            Value::Object(discriminator.raw.clone()),
            json!({"propertyName": "kind", "mapping": {"c": "#/components/schemas/Cat", "d": "#/components/schemas/Dog"}})
        );
        assert_eq!(
            schema_problems("{discriminator: {propertyName: a, mapping: {a: T}}}"),
            ["48: error: there is no \"T\" in components.schemas"]
        );
        assert_eq!(
            schema_problems("{discriminator: {}}"),
            ["2: error: a discriminator must have \"propertyName\""]
        );
    }
}
