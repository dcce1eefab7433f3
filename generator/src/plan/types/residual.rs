//! Assertions that no attribute can say, kept as JSON and run as they are.

use serde_json::{Map, Value};

use super::Types;
use super::annotation::is_annotation;
use super::form::Form;
use crate::api::{Schema, SchemaId, Type};

/// The keywords that say something about values of one type only.
fn subject(keyword: &str) -> Option<Type> {
    Some(match keyword {
        "minLength" | "maxLength" | "pattern" => Type::String,
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => Type::Number,
        "items" | "prefixItems" | "minItems" | "maxItems" | "uniqueItems" | "contains" | "minContains"
        | "maxContains" | "unevaluatedItems" | "additionalItems" => Type::Array,
        "properties"
        | "patternProperties"
        | "additionalProperties"
        | "required"
        | "minProperties"
        | "maxProperties"
        | "propertyNames"
        | "dependentRequired"
        | "dependentSchemas"
        | "dependencies"
        | "unevaluatedProperties" => Type::Object,
        _ => return None,
    })
}

/// Whether a keyword can hold or fail for values of a type.
fn concerns(keyword: &str, kind: Type) -> bool {
    subject(keyword).is_none_or(|subject| subject == kind || (subject, kind) == (Type::Number, Type::Integer))
}

impl Types<'_> {
    /// A schema that no type can say: any value, and the whole schema as a check.
    pub(super) fn opaque(&self, id: SchemaId) -> Form {
        if self.schemas[id].always == Some(true) { Form::any() } else { Form::checked(self.assertions(id)) }
    }

    /// The assertions of a schema as JSON.
    pub(super) fn assertions(&self, id: SchemaId) -> Map<String, Value> {
        match self.schemas.to_json(id) {
            Value::Object(mut json) => {
                json.retain(|keyword, _| !is_annotation(keyword));
                json
            }
            Value::Bool(false) => Map::from_iter([("not".to_owned(), Value::Object(Map::new()))]),
            _ => Map::new(),
        }
    }

    /// The assertions that no kind of type has an attribute for, as far as they concern values of one type.
    pub(super) fn leftover(&self, schema: &Schema, kind: Type) -> Map<String, Value> {
        let mut json = schema.residual.clone();
        json.retain(|keyword, _| concerns(keyword, kind));
        if let Some(not) = schema.not {
            json.insert("not".to_owned(), self.schemas.to_json(not));
        }
        if kind == Type::Object {
            if !schema.pattern_properties.is_empty() {
                let patterns = schema.pattern_properties.iter();
                let patterns = patterns.map(|(name, &id)| (name.clone(), self.schemas.to_json(id))).collect();
                json.insert("patternProperties".to_owned(), Value::Object(patterns));
            }
            if let Some(names) = schema.property_names {
                json.insert("propertyNames".to_owned(), self.schemas.to_json(names));
            }
        }
        json
    }

    /// A list of schemas as JSON.
    pub(super) fn list_json(&self, ids: &[SchemaId]) -> Value {
        Value::Array(ids.iter().map(|&id| self.schemas.to_json(id)).collect())
    }
}

/// Whether a residual check could hold or fail for `null`, so that it must not be run on the rest alone.
pub(super) fn concerns_null(residual: &Map<String, Value>) -> bool {
    residual.keys().any(|keyword| subject(keyword).is_none() && !is_annotation(keyword))
}

/// Whether a schema asserts anything.
pub(super) fn asserts(schema: &Schema) -> bool {
    schema.types.is_some() || asserts_beyond_types(schema)
}

/// Whether a schema asserts anything but types.
pub(super) fn asserts_beyond_types(schema: &Schema) -> bool {
    schema.reference.is_some()
        || schema.always == Some(false)
        || schema.enumeration.is_some()
        || schema.constant.is_some()
        || schema.format.is_some()
        || asserts_about_scalars(schema)
        || asserts_about_lists(schema)
        || asserts_about_objects(schema)
        || !schema.all_of.is_empty()
        || !schema.any_of.is_empty()
        || !schema.one_of.is_empty()
        || schema.not.is_some()
        || !schema.residual.is_empty()
}

fn asserts_about_scalars(schema: &Schema) -> bool {
    schema.minimum.is_some()
        || schema.maximum.is_some()
        || schema.exclusive_minimum.is_some()
        || schema.exclusive_maximum.is_some()
        || schema.multiple_of.is_some()
        || schema.min_length.is_some()
        || schema.max_length.is_some()
        || schema.pattern.is_some()
}

fn asserts_about_lists(schema: &Schema) -> bool {
    schema.items.is_some()
        || !schema.prefix_items.is_empty()
        || schema.min_items.is_some()
        || schema.max_items.is_some()
        || schema.unique_items
}

pub(super) fn asserts_about_objects(schema: &Schema) -> bool {
    !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.additional_properties.is_some()
        || !schema.pattern_properties.is_empty()
        || schema.property_names.is_some()
        || schema.min_properties.is_some()
        || schema.max_properties.is_some()
}
