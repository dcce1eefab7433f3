//! Objects.

use serde_json::{Map, Value};

use super::build::{Builder, Site};

/// How many members an object is given at most, whatever it asks for.
const MOST: u64 = 1_000;

pub(super) fn build(flat: &Map<String, Value>, site: Site, builder: &mut Builder<'_>) -> Option<Value> {
    let empty = Map::new();
    let properties = flat.get("properties").and_then(Value::as_object).unwrap_or(&empty);
    let required: Vec<&str> = flat
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let most = flat.get("maxProperties").and_then(Value::as_u64).unwrap_or(MOST);
    let inner = Site { depth: site.depth + 1, ..site };
    let mut object = Map::new();
    let mut left = most.saturating_sub(required.len() as u64);
    for (name, schema) in properties {
        let is_required = required.contains(&name.as_str());
        // Servers do not send what only clients may.
        let wanted = schema["writeOnly"] != true && site.depth < builder.generous && left > 0;
        if !is_required && !wanted {
            continue;
        }
        match builder.value(schema, inner) {
            Some(value) => {
                left -= u64::from(!is_required);
                object.insert(name.clone(), value);
            }
            None if is_required => return None,
            None => {}
        }
    }
    let names =
        required.iter().filter(|name| !properties.contains_key(**name)).map(|name| (*name).to_owned());
    for name in names {
        let value = builder.value(other(flat, &name), inner)?;
        object.insert(name, value);
    }
    fill(flat, &mut object, inner, builder)?;
    Some(object.into())
}

/// Adds members until there are enough; one that shows what a map is for, if there is no other.
fn fill(
    flat: &Map<String, Value>,
    object: &mut Map<String, Value>,
    site: Site,
    builder: &mut Builder<'_>,
) -> Option<()> {
    let least = flat.get("minProperties").and_then(Value::as_u64).unwrap_or(0).min(MOST);
    let is_map = flat.get("additionalProperties").is_some_and(Value::is_object);
    let wished =
        if object.is_empty() && is_map && site.depth <= builder.generous { least.max(1) } else { least };
    let mut number = 0;
    while (object.len() as u64) < wished && number < MOST {
        number += 1;
        let name = match flat.get("propertyNames") {
            Some(schema) => {
                let variant = usize::try_from(number).ok()? - 1;
                builder.value(schema, Site { depth: site.depth, variant })?.as_str()?.to_owned()
            }
            None => format!("key{number}"),
        };
        match builder.value(other(flat, &name), site) {
            Some(value) => drop(object.insert(name, value)),
            None if object.len() as u64 >= least => break,
            None => return None,
        }
    }
    Some(())
}

/// What holds for a member that is not among the properties.
fn other<'a>(flat: &'a Map<String, Value>, name: &str) -> &'a Value {
    const ANYTHING: &Value = &Value::Bool(true);
    let patterns = flat.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
    let matching =
        |source: &str| crate::schema::pattern::compile(source).is_ok_and(|pattern| pattern.is_match(name));
    patterns
        .filter(|(source, _)| matching(source))
        .map(|(_, schema)| schema)
        .next()
        .or_else(|| flat.get("additionalProperties"))
        .unwrap_or(ANYTHING)
}

/// Makes the property that tells members of a union apart say which member this is.
pub(super) fn discriminate(value: &mut Value, union: &Map<String, Value>, member: &Value) {
    let Some(discriminator) = union.get("discriminator") else { return };
    let (Some(property), Some(reference)) = (discriminator["propertyName"].as_str(), member["$ref"].as_str())
    else {
        return;
    };
    let mapping = discriminator["mapping"].as_object().into_iter().flatten();
    let tag = mapping
        .filter(|(_, target)| target.as_str() == Some(reference))
        .map(|(tag, _)| tag.as_str())
        .next()
        .unwrap_or_else(|| reference.rsplit('/').next().unwrap_or_default());
    if let Value::Object(object) = value {
        object.insert(property.to_owned(), tag.into());
    }
}
