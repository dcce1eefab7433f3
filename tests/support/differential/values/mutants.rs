//! Changes that go wrong anywhere, whatever the schema says.

use serde_json::{Map, Value, json};

use super::change::Change;
use super::others;

/// Finds the mutants of a value whose place in the whole is the pointer.
pub fn find(value: &Value, pointer: &str, found: &mut Vec<Change<'_>>) {
    let put = |value: Value| Change::Put(pointer.to_owned(), value);
    found.extend(others().into_iter().map(put));
    match value {
        Value::Number(number) => {
            let float = number.as_f64().unwrap_or_default();
            found.extend([-1.0, 1.5, 1000.0].map(|factor| put(json!(float * factor))));
            let whole = number.as_i64().unwrap_or_default();
            found.extend([1, -1].map(|step| put(json!(whole.wrapping_add(step)))));
        }
        Value::String(text) => {
            found.push(put(json!(format!("{text}{text}"))));
            found.push(put(json!(text.chars().skip(1).collect::<String>())));
            found.push(put(json!(format!("{text}\u{e9}"))));
            found.push(put(json!("x".repeat(300))));
        }
        Value::Array(items) => {
            found.push(Change::Resize(pointer.to_owned(), items.len() * 2));
            found.push(Change::Resize(pointer.to_owned(), items.len().saturating_sub(1)));
            for (index, item) in items.iter().enumerate().take(3) {
                find(item, &format!("{pointer}/{index}"), found);
            }
        }
        Value::Object(members) => find_in_members(members, pointer, found),
        Value::Null | Value::Bool(_) => {}
    }
}

fn find_in_members(members: &Map<String, Value>, pointer: &str, found: &mut Vec<Change<'_>>) {
    let at = || pointer.to_owned();
    found.push(Change::Add(at(), "unknown member".to_owned(), json!({ "a": 1 })));
    found.push(Change::Add(at(), String::new(), json!(null)));
    for (name, member) in members {
        found.push(Change::Drop(at(), name.clone()));
        find(member, &format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1")), found);
    }
}
