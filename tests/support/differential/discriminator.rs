//! Discriminators in the words of JSON Schema.
//!
//! They assert nothing there, but in a type that has one the name decides: a value is of the member that it names, and of
//! no other.

use serde_json::{Map, Value, json};

use super::schemas;

/// The document with what discriminators say as assertions; none where it has no discriminators.
pub fn asserted(document: &Value, pointers: Vec<String>) -> Option<Value> {
    let mut copy = document.clone();
    let mut found = false;
    schemas::change(&mut copy, pointers, &mut |schema| found |= assert_names(schema).is_some());
    found.then_some(copy)
}

fn assert_names(schema: &mut Map<String, Value>) -> Option<()> {
    let discriminator = schema.get("discriminator")?;
    let property = discriminator.get("propertyName")?.as_str()?.to_owned();
    let mapping = discriminator.get("mapping").and_then(Value::as_object).cloned().unwrap_or_default();
    let keyword = ["oneOf", "anyOf"].into_iter().find(|keyword| schema.contains_key(*keyword))?;
    let members = schema.get_mut(keyword)?.as_array_mut()?;
    let named: Option<Vec<Value>> = members.iter().map(|member| named(member, &property, &mapping)).collect();
    *members = named?;
    Some(())
}

/// A member with the names that lead to it.
fn named(member: &Value, property: &str, mapping: &Map<String, Value>) -> Option<Value> {
    if member["type"] == "null" {
        return Some(member.clone());
    }
    let reference = member["$ref"].as_str()?;
    let own = reference.rsplit('/').next()?;
    let leads_here = |target: &Value| target == reference || target == own;
    let mut names: Vec<&str> =
        mapping.iter().filter(|(_, target)| leads_here(target)).map(|(name, _)| name.as_str()).collect();
    if names.is_empty() {
        names.push(own);
    }
    let says =
        json!({ "type": "object", "required": [property], "properties": { property: { "enum": names } } });
    Some(json!({ "allOf": [member, says] }))
}
