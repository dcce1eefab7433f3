//! An empty list or object of the specification's own (no tags, no links, no encoding) is as good as none.

use serde_json::{Map, Value};

/// Drops the empty members of a description; extensions (`x-…`) are not the specification's own, and stay.
///
/// `security` stays too: an empty list there lifts the requirement that the document makes.
pub fn members(extra: &mut Map<String, Value>) {
    extra.retain(|name, value| name.starts_with("x-") || name == "security" || !is_empty(value));
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Null => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn extensions_and_security_stay() {
        let mut map = json!({"tags": [], "x-a": [], "security": [], "links": {}, "deprecated": false})
            .as_object()
            .cloned()
            .unwrap_or_default();
        members(&mut map);
        assert_eq!(Value::Object(map), json!({"x-a": [], "security": [], "deprecated": false}));
    }
}
