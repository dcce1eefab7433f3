//! A schema as it is compared: what it asks for, however it is written.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::{Map, Number, Value};

use super::node::Node;
use super::normalise::{self, Bound, Mapping};
use super::types::Types;
use crate::api::{Schema, SchemaId};
use crate::diagnostic::Place;

/// All that a schema asks for, with what it refers to and is composed of merged in. Subschemas are [`Node`]s, which
/// become views only when they are compared, so recursive schemas are no trouble here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// No value is valid.
    pub never: bool,
    /// The types allowed; `None` for any.
    pub types: Option<Types>,
    /// The values allowed, `const` being one of one.
    pub enumeration: Option<Vec<Value>>,
    /// The end of a number's range.
    pub lower: Option<Bound>,
    /// The other end of a number's range.
    pub upper: Option<Bound>,
    /// What a number is a multiple of.
    pub multiples: Vec<Number>,
    /// How long strings are at least.
    pub min_length: Option<u64>,
    /// How long strings are at most.
    pub max_length: Option<u64>,
    /// How long arrays are at least.
    pub min_items: Option<u64>,
    /// How long arrays are at most.
    pub max_items: Option<u64>,
    /// How many members objects have at least.
    pub min_properties: Option<u64>,
    /// How many members objects have at most.
    pub max_properties: Option<u64>,
    /// What strings match, every one of them.
    pub patterns: BTreeSet<String>,
    /// The `format`s.
    pub formats: BTreeSet<String>,
    /// Whether the elements of arrays differ.
    pub unique_items: bool,
    /// What the elements of arrays are.
    pub items: Option<Node>,
    /// What the first elements of arrays are.
    pub prefix_items: Vec<Node>,
    /// What the members of objects are, by name.
    pub properties: IndexMap<String, Node>,
    /// The members that objects must have.
    pub required: BTreeSet<String>,
    /// What the other members are.
    pub additional: Option<Node>,
    /// What members are, by the pattern of their names.
    pub pattern_properties: IndexMap<String, Node>,
    /// What names of members are.
    pub property_names: Option<Node>,
    /// The `oneOf`s and `anyOf`s that are left.
    pub unions: Vec<Union>,
    /// What values are not.
    pub nots: Vec<Node>,
    /// How the member of a union is told.
    pub discriminator: Option<Mapping>,
    /// `contentEncoding`.
    pub content_encoding: Option<String>,
    /// `contentMediaType`.
    pub content_media_type: Option<String>,
    /// Assertions that have no field of their own, as they are written.
    pub residual: Vec<(String, Value)>,
    /// What is said about the values, and asks nothing of them.
    pub annotations: Annotations,
    /// Where the schema stands.
    pub place: Option<Place>,
}

/// What a schema says about values without asking anything of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Annotations {
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `default`.
    pub default: Option<Value>,
    /// `examples`.
    pub examples: Vec<Value>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `x-…`, `externalDocs`, `xml`.
    pub extensions: Map<String, Value>,
}

/// Which keyword a union is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnionKind {
    /// Exactly one member matches.
    OneOf,
    /// At least one member matches.
    AnyOf,
}

impl UnionKind {
    /// The keyword.
    pub fn keyword(self) -> &'static str {
        match self {
            UnionKind::OneOf => "oneOf",
            UnionKind::AnyOf => "anyOf",
        }
    }
}

/// A `oneOf` or `anyOf`.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// Which of the two.
    pub kind: UnionKind,
    /// Its members, without a `null` one.
    pub members: Vec<Node>,
    /// Whether `null` is one of its members.
    pub null: bool,
}

impl View {
    /// The keywords of a schema itself: nothing of `$ref`, `allOf`, `oneOf` and `anyOf`.
    pub fn own(schema: &Schema) -> View {
        let node = |id: SchemaId| Node::of(id);
        View {
            never: schema.always == Some(false),
            types: schema.types.map(Types::from),
            enumeration: normalise::values(schema),
            lower: normalise::lower(schema),
            upper: normalise::upper(schema),
            multiples: schema.multiple_of.clone().into_iter().collect(),
            min_length: normalise::at_least(schema.min_length, None),
            max_length: schema.max_length,
            min_items: normalise::at_least(schema.min_items, None),
            max_items: schema.max_items,
            min_properties: normalise::at_least(schema.min_properties, None),
            max_properties: schema.max_properties,
            patterns: schema.pattern.clone().into_iter().collect(),
            formats: normalise::formats(schema),
            unique_items: schema.unique_items,
            items: schema.items.map(node),
            prefix_items: schema.prefix_items.iter().copied().map(node).collect(),
            properties: schema.properties.iter().map(|(name, id)| (name.clone(), node(*id))).collect(),
            required: normalise::names(&schema.required),
            additional: schema.additional_properties.map(node),
            pattern_properties: schema
                .pattern_properties
                .iter()
                .map(|(pattern, id)| (pattern.clone(), node(*id)))
                .collect(),
            property_names: schema.property_names.map(node),
            unions: Vec::new(),
            nots: schema.not.map(node).into_iter().collect(),
            discriminator: None,
            content_encoding: schema.content_encoding.clone(),
            content_media_type: schema.content_media_type.clone(),
            residual: schema.residual.iter().map(|(name, value)| (name.clone(), value.clone())).collect(),
            annotations: Annotations::own(schema),
            place: Some(schema.place),
        }
    }

    /// Whether it asks anything of a value, a mere `type` left aside.
    pub fn asks(&self) -> bool {
        let bare = View {
            types: self.types,
            annotations: self.annotations.clone(),
            place: self.place,
            ..View::default()
        };
        *self != bare
    }

    /// Whether it is as good as no schema at all.
    pub fn is_trivial(&self) -> bool {
        *self == View { place: self.place, ..View::default() }
    }
}

impl Annotations {
    fn own(schema: &Schema) -> Annotations {
        let mut extensions = schema.extensions.clone();
        normalise::comment(&mut extensions);
        normalise::members(&mut extensions);
        Annotations {
            title: normalise::text(schema.title.as_deref()),
            description: normalise::text(schema.description.as_deref()),
            default: schema.default.clone(),
            examples: schema.examples.clone(),
            deprecated: schema.deprecated,
            read_only: schema.read_only,
            write_only: schema.write_only,
            extensions,
        }
    }
}
