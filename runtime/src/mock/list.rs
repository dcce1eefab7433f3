//! Lists.

use serde_json::{Map, Value};

use super::build::{Builder, Site};
use crate::schema::equality;

/// How many items a list is given at most, whatever it asks for.
const MOST: u64 = 1_000;

pub(super) fn build(flat: &Map<String, Value>, site: Site, builder: &mut Builder<'_>) -> Option<Value> {
    let count = |keyword: &str| flat.get(keyword).and_then(Value::as_u64);
    let prefix: &[Value] = flat.get("prefixItems").and_then(Value::as_array).map_or(&[], Vec::as_slice);
    let least = count("minItems").unwrap_or(0);
    let most = count("maxItems").unwrap_or(u64::MAX);
    // One item shows what the list is for.
    let wished = if site.depth < builder.generous { 1.max(prefix.len() as u64) } else { 0 };
    let wished = wished.max(least).min(most);
    if wished > MOST {
        return None;
    }
    let anything = Value::Bool(true);
    let rest = flat.get("items").unwrap_or(&anything);
    let unique = flat.get("uniqueItems") == Some(&Value::Bool(true));
    let mut items: Vec<Value> = Vec::new();
    if let Some(schema) = flat.get("contains").filter(|_| prefix.is_empty()) {
        let needed = count("minContains").unwrap_or(1).min(MOST);
        for number in 0..needed {
            let variant = if unique { usize::try_from(number).ok()? } else { 0 };
            items.push(builder.value(schema, Site { depth: site.depth + 1, variant })?);
        }
    }
    while (items.len() as u64) < wished {
        let schema = prefix.get(items.len()).unwrap_or(rest);
        match item(schema, &items, unique, site, builder) {
            Some(value) => items.push(value),
            // Without the item the list may still do.
            None if items.len() as u64 >= least => break,
            None => return None,
        }
    }
    Some(items.into())
}

fn item(
    schema: &Value,
    items: &[Value],
    unique: bool,
    site: Site,
    builder: &mut Builder<'_>,
) -> Option<Value> {
    let inner = Site { depth: site.depth + 1, variant: site.variant };
    if !unique {
        return builder.value(schema, inner);
    }
    (0..=items.len() + 2).find_map(|variant| {
        let value = builder.value(schema, Site { variant: site.variant + variant, ..inner })?;
        (!items.iter().any(|other| equality::equal(other, &value))).then_some(value)
    })
}
