use indexmap::IndexMap;
use serde_json::{Map, Number, Value};

use super::{SchemaId, TypeSet};
use crate::diagnostic::Place;

/// A schema in the terms of JSON Schema 2020-12.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "a member is named as its keyword, which the specification explains")]
pub struct Schema {
    /// Where the schema is: its name for a component, its first member or value otherwise.
    pub place: Place,
    /// Its name, when it is a component.
    pub component: Option<String>,
    /// The target of `$ref`; what stands beside the reference is in this schema.
    pub reference: Option<SchemaId>,
    /// A schema that is `true` or `false`.
    pub always: Option<bool>,
    /// The types; none given: any.
    pub types: Option<TypeSet>,
    pub format: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub default: Option<Value>,
    /// Where the default stands.
    pub default_at: Option<Place>,
    pub examples: Vec<Value>,
    pub deprecated: bool,
    pub read_only: bool,
    pub write_only: bool,
    /// `enum`
    pub enumeration: Option<Vec<Value>>,
    /// `const`
    pub constant: Option<Value>,
    pub minimum: Option<Number>,
    pub maximum: Option<Number>,
    pub exclusive_minimum: Option<Number>,
    pub exclusive_maximum: Option<Number>,
    pub multiple_of: Option<Number>,
    pub min_length: Option<u64>,
    pub max_length: Option<u64>,
    pub pattern: Option<String>,
    pub items: Option<SchemaId>,
    pub prefix_items: Vec<SchemaId>,
    pub min_items: Option<u64>,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub properties: IndexMap<String, SchemaId>,
    pub required: Vec<String>,
    pub additional_properties: Option<SchemaId>,
    pub pattern_properties: IndexMap<String, SchemaId>,
    pub property_names: Option<SchemaId>,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
    pub all_of: Vec<SchemaId>,
    pub any_of: Vec<SchemaId>,
    pub one_of: Vec<SchemaId>,
    pub not: Option<SchemaId>,
    pub discriminator: Option<Discriminator>,
    pub content_encoding: Option<String>,
    pub content_media_type: Option<String>,
    /// Every other keyword that asserts something, as JSON, references as `#/components/schemas/X`.
    pub residual: Map<String, Value>,
    /// Extensions, `externalDocs`, `xml`, `$comment`, and members that no version knows.
    pub extensions: Map<String, Value>,
}

/// The property that tells which member of a union a value is.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// Where it is declared.
    pub place: Place,
    /// The name of the property.
    pub property: String,
    /// Values of the property and the schemas they stand for, as far as the document says.
    pub mapping: IndexMap<String, SchemaId>,
    /// The schema of a value whose property is not there or has another value.
    pub fallback: Option<SchemaId>,
    /// The object as JSON, references as `#/components/schemas/X`.
    pub raw: Map<String, Value>,
}

impl Schema {
    /// The schemas in it, those of keywords that are kept as JSON left aside.
    pub fn parts(&self) -> impl Iterator<Item = SchemaId> {
        let lists = [&self.prefix_items, &self.all_of, &self.any_of, &self.one_of];
        let single = [self.reference, self.items, self.additional_properties, self.property_names, self.not];
        let named = self.properties.values().chain(self.pattern_properties.values()).copied();
        lists.into_iter().flatten().copied().chain(single.into_iter().flatten()).chain(named)
    }

    /// A schema that says nothing.
    pub fn new(place: Place) -> Self {
        Self {
            place,
            component: None,
            reference: None,
            always: None,
            types: None,
            format: None,
            title: None,
            description: None,
            default: None,
            default_at: None,
            examples: Vec::new(),
            deprecated: false,
            read_only: false,
            write_only: false,
            enumeration: None,
            constant: None,
            minimum: None,
            maximum: None,
            exclusive_minimum: None,
            exclusive_maximum: None,
            multiple_of: None,
            min_length: None,
            max_length: None,
            pattern: None,
            items: None,
            prefix_items: Vec::new(),
            min_items: None,
            max_items: None,
            unique_items: false,
            properties: IndexMap::new(),
            required: Vec::new(),
            additional_properties: None,
            pattern_properties: IndexMap::new(),
            property_names: None,
            min_properties: None,
            max_properties: None,
            all_of: Vec::new(),
            any_of: Vec::new(),
            one_of: Vec::new(),
            not: None,
            discriminator: None,
            content_encoding: None,
            content_media_type: None,
            residual: Map::new(),
            extensions: Map::new(),
        }
    }
}
