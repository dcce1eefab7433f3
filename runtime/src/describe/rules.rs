//! From rules to keywords.

use serde_json::{Map, Value, json};

use crate::model::{Check, Rules};

/// Adds the keywords of `rules` to a schema.
pub(super) fn apply(schema: &mut Map<String, Value>, rules: &Rules) {
    for check in rules.checks {
        let (keyword, argument) = keyword(check);
        schema.insert(keyword.to_owned(), argument);
    }
    for (keyword, rules) in [("items", rules.items), ("additionalProperties", rules.values)] {
        let Some(rules) = rules else { continue };
        let mut inner = match schema.remove(keyword) {
            Some(Value::Object(inner)) => inner,
            _ => Map::new(),
        };
        apply(&mut inner, rules);
        schema.insert(keyword.to_owned(), super::order::schema(inner).into());
    }
    for (keyword, argument) in rules.fragment.iter().flat_map(|fragment| fragment.keywords()) {
        add(schema, keyword, argument);
    }
}

/// A keyword that both the type and the fragment have must hold twice, unless it only says something for readers.
fn add(schema: &mut Map<String, Value>, keyword: &str, argument: &Value) {
    const TWICE: &[&str] = &["$ref", "allOf", "anyOf", "oneOf", "not", "if"];
    match schema.get_mut(keyword) {
        Some(Value::Array(schemas)) if keyword == "allOf" => {
            schemas.extend(argument.as_array().into_iter().flatten().cloned());
        }
        // What the type requires, and what the fragment requires beyond its fields.
        Some(Value::Array(names)) if keyword == "required" => {
            for name in argument.as_array().into_iter().flatten() {
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        Some(present) if TWICE.contains(&keyword) && present != argument => {
            let all = schema.entry("allOf").or_insert_with(|| json!([]));
            if let Value::Array(schemas) = all {
                schemas.push(json!({ keyword: argument }));
            }
        }
        _ => drop(schema.insert(keyword.to_owned(), argument.clone())),
    }
}

fn keyword(check: &Check) -> (&'static str, Value) {
    match check {
        Check::MinLength(n) => ("minLength", (*n).into()),
        Check::MaxLength(n) => ("maxLength", (*n).into()),
        Check::Pattern(pattern) => ("pattern", pattern.source().into()),
        Check::Format(name) => ("format", (*name).into()),
        Check::Minimum(bound) => ("minimum", bound.to_json()),
        Check::Maximum(bound) => ("maximum", bound.to_json()),
        Check::ExclusiveMinimum(bound) => ("exclusiveMinimum", bound.to_json()),
        Check::ExclusiveMaximum(bound) => ("exclusiveMaximum", bound.to_json()),
        Check::MultipleOf(step) => ("multipleOf", step.to_json()),
        Check::MinItems(n) => ("minItems", (*n).into()),
        Check::MaxItems(n) => ("maxItems", (*n).into()),
        Check::UniqueItems => ("uniqueItems", true.into()),
        Check::MinProperties(n) => ("minProperties", (*n).into()),
        Check::MaxProperties(n) => ("maxProperties", (*n).into()),
    }
}
