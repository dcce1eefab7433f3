//! Values for a schema: some that are made for it, and those with one thing changed.

use serde_json::{Map, Value, json};

use super::oracle::Oracle;

/// How many values a schema gets.
const MOST: usize = 160;

/// Values for a component, valid ones and others.
pub fn values(oracle: &Oracle, name: &str) -> Vec<Value> {
    if !oracle.knows(name) {
        return Vec::new();
    }
    let pointer = name.replace('~', "~0").replace('/', "~1");
    let schema = json!({ "$ref": format!("#/components/schemas/{pointer}") });
    let mut values: Vec<Value> = Vec::new();
    if let Some(value) = oracle.make_up(&schema) {
        let mut mutants = Vec::new();
        mutate(&value, &mut |mutant| mutants.push(mutant));
        // All of them where there are few, and as many from everywhere in the value where there are more.
        let step = mutants.len().div_ceil(MOST).max(1);
        values.push(value);
        values.extend(mutants.into_iter().step_by(step));
    }
    values.extend(others());
    values
}

/// Values of every type.
fn others() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-7),
        json!(2.0),
        json!(1.5),
        json!(3_000_000_000_u64),
        json!(""),
        json!("text"),
        json!([]),
        json!([null]),
        json!({}),
        json!({ "unknown": [1] }),
    ]
}

/// Calls `found` with every value that differs from `value` in one place.
fn mutate(value: &Value, found: &mut dyn FnMut(Value)) {
    others().into_iter().filter(|other| other != value).for_each(&mut *found);
    match value {
        Value::Number(number) => {
            for factor in [-1.0, 1.5, 1000.0] {
                found(number.as_f64().map_or(Value::Null, |number| json!(number * factor)));
            }
            found(number.as_i64().map_or(Value::Null, |number| json!(number.wrapping_add(1))));
            found(number.as_i64().map_or(Value::Null, |number| json!(number.wrapping_sub(1))));
        }
        Value::String(text) => {
            found(json!(format!("{text}{text}")));
            found(json!(text.chars().skip(1).collect::<String>()));
            found(json!(format!("{text}\u{e9}")));
            found(json!("x".repeat(300)));
        }
        Value::Array(items) => {
            found(json!(items.iter().chain(items).collect::<Vec<_>>()));
            found(json!(items.iter().skip(1).collect::<Vec<_>>()));
            for (index, item) in items.iter().enumerate().take(3) {
                mutate(item, &mut |mutant| {
                    let mut items = items.clone();
                    items[index] = mutant;
                    found(Value::Array(items));
                });
            }
        }
        Value::Object(members) => mutate_members(members, found),
        Value::Null | Value::Bool(_) => {}
    }
}

fn mutate_members(members: &Map<String, Value>, found: &mut dyn FnMut(Value)) {
    let with = |name: &str, value: Value| {
        let mut members = members.clone();
        members.insert(name.to_owned(), value);
        Value::Object(members)
    };
    found(with("unknown member", json!({ "a": 1 })));
    found(with("", json!(null)));
    found(Value::Object(Map::new()));
    for (name, member) in members {
        let mut rest = members.clone();
        rest.shift_remove(name);
        found(Value::Object(rest));
        mutate(member, &mut |mutant| found(with(name, mutant)));
    }
}
