//! Objects with known members.

use serde_json::{Map, Value};

use super::{Components, Use, scalar};
use crate::model::{Additional, Object, Rules};

pub(super) fn of(object: &Object, components: &mut Components) -> Map<String, Value> {
    let mut schema = scalar::of("object", "");
    let properties: Map<String, Value> = object
        .fields
        .iter()
        .map(|field| (field.name.to_owned(), components.used(&Use::member(field)).into()))
        .collect();
    if !properties.is_empty() {
        schema.insert("properties".to_owned(), properties.into());
    }
    let required: Vec<&str> =
        object.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    let additional = match &object.additional {
        Additional::Ignore => return schema,
        Additional::Deny => Value::Bool(false),
        // The slot is a map, and what holds for its values holds for the other members.
        Additional::Keep(rules, map) => {
            let values = Rules { values: Some(rules.of_others()), ..*Rules::NONE };
            match components.used(&Use::ruled(*map, &values)).remove("additionalProperties") {
                Some(Value::Object(schema)) if !schema.is_empty() => schema.into(),
                _ => Value::Bool(true),
            }
        }
    };
    schema.insert("additionalProperties".to_owned(), additional);
    schema
}
