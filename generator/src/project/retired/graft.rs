//! Operations of one API made operations of another.

use std::collections::HashMap;

use serde_json::Value;

use super::NOWHERE;
use crate::api::{Api, Encoding, Header, Media, Operation, Schema, SchemaId, Schemas};
use crate::diagnostic::Place;

/// Adds the operations of `retired` to an API, with the schemas that they need. A schema that the API has under the same
/// name is taken from there.
pub fn graft(api: &mut Api, retired: Api) {
    let mut graft =
        Graft { api, from: retired.schemas, components: retired.components, known: HashMap::new() };
    for mut operation in retired.operations {
        graft.operation(&mut operation);
        graft.api.operations.push(operation);
    }
    for (name, scheme) in retired.security_schemes {
        let is_used = graft
            .api
            .operations
            .iter()
            .any(|operation| operation.security.iter().flatten().any(|(used, _)| *used == name));
        if is_used && !graft.api.security_schemes.contains_key(&name) {
            graft.api.security_schemes.insert(name, scheme);
        }
    }
}

struct Graft<'a> {
    api: &'a mut Api,
    from: Schemas,
    components: indexmap::IndexMap<String, SchemaId>,
    /// Schemas of the old API and what became of them.
    known: HashMap<SchemaId, SchemaId>,
}

impl Graft<'_> {
    fn operation(&mut self, operation: &mut Operation) {
        operation.place = nowhere();
        for parameter in &mut operation.parameters {
            parameter.place = nowhere();
            parameter.schema = self.schema(parameter.schema);
            self.content(parameter.content.as_mut_slice());
        }
        if let Some(body) = &mut operation.body {
            body.place = nowhere();
            self.content(&mut body.content);
        }
        for response in &mut operation.responses {
            response.place = nowhere();
            self.headers(&mut response.headers);
            self.content(&mut response.content);
        }
        for fault in &mut operation.unsupported {
            fault.place = Some(nowhere());
        }
    }

    fn content(&mut self, content: &mut [Media]) {
        for media in content {
            media.place = nowhere();
            media.schema = media.schema.map(|schema| self.schema(schema));
            media.item_schema = media.item_schema.map(|schema| self.schema(schema));
            for Encoding { place, headers, .. } in media.encoding.values_mut() {
                *place = nowhere();
                self.headers(headers);
            }
        }
    }

    fn headers(&mut self, headers: &mut [Header]) {
        for header in headers {
            header.place = nowhere();
            header.schema = self.schema(header.schema);
            self.content(header.content.as_mut_slice());
        }
    }

    /// The schema that takes the place of one of the old API.
    fn schema(&mut self, old: SchemaId) -> SchemaId {
        if let Some(known) = self.known.get(&old) {
            return *known;
        }
        let mut schema = self.from[old].clone();
        if let Some(current) = schema.component.as_ref().and_then(|name| self.api.components.get(name)) {
            self.known.insert(old, *current);
            return *current;
        }
        schema.place = nowhere();
        let new = self.api.schemas.push(schema.clone());
        // Before its parts, since one of them may be the schema itself.
        self.known.insert(old, new);
        if let Some(name) = &schema.component {
            self.api.components.insert(name.clone(), new);
        }
        self.parts(&mut schema);
        *self.api.schemas.get_mut(new) = schema;
        new
    }

    fn parts(&mut self, schema: &mut Schema) {
        let single = [
            &mut schema.reference,
            &mut schema.items,
            &mut schema.additional_properties,
            &mut schema.property_names,
            &mut schema.not,
        ];
        for part in single.into_iter().filter_map(Option::as_mut) {
            *part = self.schema(*part);
        }
        let lists = [&mut schema.prefix_items, &mut schema.all_of, &mut schema.any_of, &mut schema.one_of];
        for part in lists.into_iter().flatten() {
            *part = self.schema(*part);
        }
        let maps = [&mut schema.properties, &mut schema.pattern_properties];
        for part in maps.into_iter().flat_map(|map| map.values_mut()) {
            *part = self.schema(*part);
        }
        if let Some(discriminator) = &mut schema.discriminator {
            discriminator.place = nowhere();
            for part in discriminator.mapping.values_mut() {
                *part = self.schema(*part);
            }
            discriminator.fallback = discriminator.fallback.map(|part| self.schema(part));
        }
        for value in schema.residual.values() {
            self.named(value);
        }
    }

    /// The components that JSON refers to by name.
    fn named(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.named(item)),
            Value::Object(members) => {
                let target = members.get("$ref").and_then(Value::as_str);
                let name = target.and_then(|target| target.strip_prefix("#/components/schemas/"));
                if let Some(id) = name.and_then(|name| self.components.get(name)).copied() {
                    self.schema(id);
                }
                members.values().for_each(|member| self.named(member));
            }
            _ => {}
        }
    }
}

fn nowhere() -> Place {
    Place::new(NOWHERE, 0, 0)
}
