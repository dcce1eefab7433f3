//! The `jsonschema` crate on the schemas of a document.

use std::collections::HashMap;

use jsonschema::Validator;
use routewright::mock;
use routewright::schema::evaluate::Components;
use routewright::schema::format;
use serde_json::{Map, Value, json};

/// Knows which values are valid.
pub struct Oracle {
    validators: HashMap<String, Validator>,
    components: Components,
}

impl Oracle {
    /// Reads the components of a document.
    pub fn new(schemas: &Map<String, Value>) -> Self {
        let mut ranged = Value::Object(schemas.clone());
        ranges(&mut ranged);
        let validators = schemas.keys().filter_map(|name| {
            let pointer = name.replace('~', "~0").replace('/', "~1");
            let schema = json!({
                "$ref": format!("#/components/schemas/{pointer}"),
                "components": { "schemas": ranged },
            });
            let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012);
            // A format of OpenAPI, which the validator does not know.
            let options = options.with_format("byte", |text: &str| format::is("byte", text) != Some(false));
            Some((name.clone(), options.should_validate_formats(true).build(&schema).ok()?))
        });
        Self { validators: validators.collect(), components: Components::from(schemas.clone()) }
    }

    /// Whether a value is one of a component.
    pub fn accepts(&self, name: &str, value: &Value) -> bool {
        self.validators.get(name).is_some_and(|validator| validator.is_valid(value))
    }

    /// Whether it can tell.
    pub fn knows(&self, name: &str) -> bool {
        self.validators.contains_key(name)
    }

    /// A value that is made up from a schema.
    pub fn make_up(&self, schema: &Value) -> Option<Value> {
        mock::value(schema, &self.components)
    }
}

/// Says in keywords what the formats of numbers mean, which the validator does not know.
fn ranges(schema: &mut Value) {
    match schema {
        Value::Array(values) => values.iter_mut().for_each(ranges),
        Value::Object(members) => {
            members.values_mut().for_each(ranges);
            let range = match members.get("format").and_then(Value::as_str) {
                Some("int32") => json!({ "minimum": i32::MIN, "maximum": i32::MAX }),
                Some("int64") => json!({ "minimum": i64::MIN, "maximum": i64::MAX }),
                _ => return,
            };
            if let Some(Value::Array(all)) = members.get_mut("allOf") {
                all.push(range);
            } else if members.contains_key("type") {
                members.insert("allOf".to_owned(), json!([range]));
            }
        }
        _ => {}
    }
}
