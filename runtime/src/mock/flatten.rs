//! A schema with its references and `allOf` parts joined into one object.

use serde_json::{Map, Value, json};

use crate::schema::evaluate::Resolve;
use crate::schema::number::Num;

/// How long a chain of references and parts may be.
const DEPTH: usize = 40;

/// All that a schema says about a value, in one object; `None` if a reference leads nowhere.
pub(super) fn flatten(schema: &Value, root: &dyn Resolve) -> Option<Map<String, Value>> {
    let mut flat = Map::new();
    add(&mut flat, schema, root, 0)?;
    Some(flat)
}

fn add(flat: &mut Map<String, Value>, schema: &Value, root: &dyn Resolve, depth: usize) -> Option<()> {
    let Value::Object(keywords) = schema else {
        if schema == &Value::Bool(false) {
            flat.insert("not".to_owned(), json!({}));
        }
        return Some(());
    };
    if depth > DEPTH {
        return None;
    }
    // What stands beside a reference is closer to the use, so its examples come first.
    for (keyword, argument) in keywords {
        if keyword != "$ref" && keyword != "allOf" {
            join(flat, keyword, argument);
        }
    }
    if let Some(Value::String(reference)) = keywords.get("$ref") {
        add(flat, root.resolve(reference)?, root, depth + 1)?;
    }
    for part in keywords.get("allOf").and_then(Value::as_array).into_iter().flatten() {
        add(flat, part, root, depth + 1)?;
    }
    Some(())
}

fn join(flat: &mut Map<String, Value>, keyword: &str, argument: &Value) {
    let Some(present) = flat.get_mut(keyword) else {
        flat.insert(keyword.to_owned(), argument.clone());
        return;
    };
    match (keyword, present, argument) {
        ("required" | "examples", Value::Array(names), Value::Array(more)) => {
            let new: Vec<Value> = more.iter().filter(|name| !names.contains(name)).cloned().collect();
            names.extend(new);
        }
        ("enum", Value::Array(values), Value::Array(more)) => values.retain(|value| more.contains(value)),
        ("properties" | "patternProperties", Value::Object(members), Value::Object(more)) => {
            for (name, schema) in more {
                match members.get_mut(name) {
                    Some(present) if present != schema => {
                        *present = json!({ "allOf": [present.clone(), schema] })
                    }
                    Some(_) => {}
                    None => drop(members.insert(name.clone(), schema.clone())),
                }
            }
        }
        ("items" | "additionalProperties" | "propertyNames" | "contains", present, argument)
            if present != argument =>
        {
            *present = json!({ "allOf": [present.clone(), argument] });
        }
        ("minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties", present, argument) => {
            replace_if(present, argument, |present, new| new > present);
        }
        ("maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties", present, argument) => {
            replace_if(present, argument, |present, new| new < present);
        }
        ("type", present, argument) => *present = narrower(present, argument),
        // The first says what is built, and the verdict on the whole is asked in the end.
        _ => {}
    }
}

fn replace_if(present: &mut Value, argument: &Value, better: fn(Num<'_>, Num<'_>) -> bool) {
    if let (Value::Number(old), Value::Number(new)) = (&*present, argument)
        && better(Num::of(old), Num::of(new))
    {
        *present = argument.clone();
    }
}

fn narrower(a: &Value, b: &Value) -> Value {
    let list = |value: &Value| match value {
        Value::Array(kinds) => kinds.clone(),
        other => vec![other.clone()],
    };
    let (a, b) = (list(a), list(b));
    let mut both: Vec<Value> = a.iter().filter(|kind| b.contains(kind)).cloned().collect();
    if both.is_empty() && a.iter().chain(&b).any(|kind| kind == "integer") {
        both.push("integer".into());
    }
    match both.len() {
        0 => a.into(),
        1 => both.remove(0),
        _ => both.into(),
    }
}
