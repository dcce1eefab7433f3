//! Values without parts.

use serde_json::{Map, Value};

pub(super) fn of(kind: &str, format: &str) -> Map<String, Value> {
    let mut schema = Map::from_iter([("type".to_owned(), Value::from(kind))]);
    if !format.is_empty() {
        schema.insert("format".to_owned(), format.into());
    }
    schema
}
