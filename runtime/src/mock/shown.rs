//! What of a value belongs into a response.

use serde_json::Value;

use super::flatten::flatten;
use crate::schema::evaluate::Resolve;

/// Leaves out the members that are only for requests. Examples often have them, for a schema is written once for both
/// directions.
pub(super) fn shown(value: &mut Value, schema: &Value, root: &dyn Resolve) {
    let Some(flat) = flatten(schema, root) else { return };
    match value {
        Value::Object(members) => {
            for (name, schema) in flat.get("properties").and_then(Value::as_object).into_iter().flatten() {
                if is_write_only(schema, root) {
                    members.shift_remove(name);
                } else if let Some(member) = members.get_mut(name) {
                    shown(member, schema, root);
                }
            }
        }
        Value::Array(items) => {
            let Some(schema) = flat.get("items") else { return };
            items.iter_mut().for_each(|item| shown(item, schema, root));
        }
        _ => {}
    }
}

fn is_write_only(schema: &Value, root: &dyn Resolve) -> bool {
    flatten(schema, root).is_some_and(|flat| flat.get("writeOnly") == Some(&Value::Bool(true)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schema::evaluate::Components;

    #[test]
    fn what_is_only_written_is_not_shown() {
        let schema = json!({"type": "array", "items": {"allOf": [
            {"properties": {"name": {}, "password": {"writeOnly": true}}},
            {"properties": {"inner": {"properties": {"secret": {"writeOnly": true}}}}},
        ]}});
        let mut value = json!([{"name": "a", "password": "b", "inner": {"secret": 1, "open": 2}, "more": 3}]);
        shown(&mut value, &schema, &Components::none());
        assert_eq!(value, json!([{"name": "a", "inner": {"open": 2}, "more": 3}]));
    }
}
