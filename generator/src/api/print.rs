//! Schemas as JSON of version 3.1.

use serde_json::{Map, Number, Value, json};

use super::{Schema, SchemaId, Schemas, TypeSet};

/// Where components live in a document.
pub(super) const COMPONENTS: &str = "#/components/schemas/";

/// A reference to a component.
pub fn component_reference(name: &str) -> String {
    format!("{COMPONENTS}{}", name.replace('~', "~0").replace('/', "~1"))
}

/// The name of the component that such a reference is to.
pub fn referred_component(reference: &str) -> Option<String> {
    Some(reference.strip_prefix(COMPONENTS)?.replace("~1", "/").replace("~0", "~"))
}

impl Schemas {
    /// The schema itself, written out; the components it uses are references.
    pub fn to_json(&self, id: SchemaId) -> Value {
        let schema = &self[id];
        match schema.always {
            Some(always) => Value::Bool(always),
            None => Value::Object(self.members(schema)),
        }
    }

    /// The schema as it stands where it is used: a reference when it is a component.
    pub fn use_json(&self, id: SchemaId) -> Value {
        match &self[id].component {
            Some(name) => json!({ "$ref": component_reference(name) }),
            None => self.to_json(id),
        }
    }

    fn members(&self, schema: &Schema) -> Map<String, Value> {
        let mut out = Map::new();
        self.put_reference(&mut out, schema);
        put(&mut out, "type", schema.types.map(types_json));
        put(&mut out, "title", schema.title.as_deref());
        put(&mut out, "description", schema.description.as_deref());
        put(&mut out, "format", schema.format.as_deref());
        put(&mut out, "default", schema.default.clone());
        put(&mut out, "enum", schema.enumeration.clone());
        put(&mut out, "const", schema.constant.clone());
        put_scalar_rules(&mut out, schema);
        self.put_list(&mut out, "prefixItems", &schema.prefix_items);
        self.put_one(&mut out, "items", schema.items);
        put(&mut out, "minItems", schema.min_items);
        put(&mut out, "maxItems", schema.max_items);
        put_flag(&mut out, "uniqueItems", schema.unique_items);
        self.put_map(&mut out, "properties", &schema.properties);
        if !schema.required.is_empty() {
            out.insert("required".into(), schema.required.clone().into());
        }
        self.put_one(&mut out, "additionalProperties", schema.additional_properties);
        self.put_map(&mut out, "patternProperties", &schema.pattern_properties);
        self.put_one(&mut out, "propertyNames", schema.property_names);
        put(&mut out, "minProperties", schema.min_properties);
        put(&mut out, "maxProperties", schema.max_properties);
        self.put_list(&mut out, "allOf", &schema.all_of);
        self.put_list(&mut out, "anyOf", &schema.any_of);
        self.put_list(&mut out, "oneOf", &schema.one_of);
        self.put_one(&mut out, "not", schema.not);
        put(&mut out, "discriminator", schema.discriminator.as_ref().map(|of| of.raw.clone()));
        put(&mut out, "contentEncoding", schema.content_encoding.as_deref());
        put(&mut out, "contentMediaType", schema.content_media_type.as_deref());
        put_flag(&mut out, "readOnly", schema.read_only);
        put_flag(&mut out, "writeOnly", schema.write_only);
        put_flag(&mut out, "deprecated", schema.deprecated);
        if !schema.examples.is_empty() {
            out.insert("examples".into(), schema.examples.clone().into());
        }
        out.extend(schema.residual.clone());
        out.extend(schema.extensions.clone());
        out
    }

    /// A target without a name has no place to point at, and is written out instead.
    fn put_reference(&self, out: &mut Map<String, Value>, schema: &Schema) {
        let Some(target) = schema.reference else { return };
        match (&self[target].component, self.to_json_of_small(target)) {
            (Some(name), _) => {
                out.insert("$ref".into(), component_reference(name).into());
            }
            (None, Value::Object(members)) if is_bare(schema) => *out = members,
            (None, other) => {
                // Beside an `allOf` of its own, one more member would have to be told apart; a list of one in `allOf` is not.
                let mut list = vec![other];
                list.extend(schema.all_of.iter().map(|id| self.use_json(*id)));
                out.insert("allOf".into(), list.into());
            }
        }
    }

    fn to_json_of_small(&self, target: SchemaId) -> Value {
        if self[target].component.is_some() { Value::Null } else { self.to_json(target) }
    }

    fn put_one(&self, out: &mut Map<String, Value>, key: &str, id: Option<SchemaId>) {
        if let Some(id) = id {
            out.insert(key.into(), self.use_json(id));
        }
    }

    fn put_list(&self, out: &mut Map<String, Value>, key: &str, ids: &[SchemaId]) {
        if !ids.is_empty() && !out.contains_key(key) {
            out.insert(key.into(), ids.iter().map(|id| self.use_json(*id)).collect());
        }
    }

    fn put_map(&self, out: &mut Map<String, Value>, key: &str, ids: &indexmap::IndexMap<String, SchemaId>) {
        if !ids.is_empty() {
            let members = ids.iter().map(|(name, id)| (name.clone(), self.use_json(*id)));
            out.insert(key.into(), Value::Object(members.collect()));
        }
    }
}

/// Whether a schema is a reference and nothing else.
fn is_bare(schema: &Schema) -> bool {
    let bare = Schema {
        reference: schema.reference,
        component: schema.component.clone(),
        ..Schema::new(schema.place)
    };
    *schema == bare
}

fn put_scalar_rules(out: &mut Map<String, Value>, schema: &Schema) {
    let numbers: [(&str, &Option<Number>); 5] = [
        ("minimum", &schema.minimum),
        ("maximum", &schema.maximum),
        ("exclusiveMinimum", &schema.exclusive_minimum),
        ("exclusiveMaximum", &schema.exclusive_maximum),
        ("multipleOf", &schema.multiple_of),
    ];
    for (key, number) in numbers {
        put(out, key, number.clone().map(Value::Number));
    }
    put(out, "minLength", schema.min_length);
    put(out, "maxLength", schema.max_length);
    put(out, "pattern", schema.pattern.as_deref());
}

fn put<T: Into<Value>>(out: &mut Map<String, Value>, key: &str, value: Option<T>) {
    if let Some(value) = value {
        out.insert(key.into(), value.into());
    }
}

fn put_flag(out: &mut Map<String, Value>, key: &str, flag: bool) {
    if flag {
        out.insert(key.into(), Value::Bool(true));
    }
}

fn types_json(types: TypeSet) -> Value {
    match types.single() {
        Some(kind) => kind.name().into(),
        None => {
            // The type that says what it is comes before the null that it may be as well.
            let (null, mut names): (Vec<_>, Vec<_>) =
                types.iter().map(super::Type::name).partition(|name| *name == "null");
            names.extend(null);
            names.into()
        }
    }
}
