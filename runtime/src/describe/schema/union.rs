//! One of several types.

use serde_json::{Map, Value, json};

use super::{Components, Use};
use crate::model::Union;

pub(super) fn of(union: &Union, components: &mut Components) -> Map<String, Value> {
    let mut mapping = Map::new();
    let mut fallback = None;
    let members: Vec<Value> = union
        .members
        .iter()
        .map(|member| {
            let schema = components.used(&Use::ruled(member.of, member.rules));
            if let Some(reference @ Value::String(_)) = schema.get("$ref") {
                if member.fallback {
                    fallback = Some(reference.clone());
                }
                // A component's own name stands for it without being said.
                let name = (member.of)().name;
                let said = member.tags.iter().filter(|tag| member.tags.len() > 1 || **tag != name);
                mapping.extend(said.map(|tag| ((*tag).to_owned(), reference.clone())));
            }
            schema.into()
        })
        .collect();
    let keyword = if union.exclusive { "oneOf" } else { "anyOf" };
    let mut schema = Map::from_iter([(keyword.to_owned(), members.into())]);
    if !union.discriminator.is_empty() {
        let mut discriminator = json!({ "propertyName": union.discriminator });
        if !mapping.is_empty() {
            discriminator["mapping"] = mapping.into();
        }
        if let Some(fallback) = fallback {
            discriminator["defaultMapping"] = fallback;
        }
        schema.insert("discriminator".to_owned(), discriminator);
    }
    schema
}
