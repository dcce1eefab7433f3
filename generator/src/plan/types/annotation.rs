//! What a schema says without asserting anything.

use std::collections::HashSet;

use serde_json::{Map, Value};

use super::Types;
use super::kind::described;
use crate::api::{Schema, SchemaId, Type, TypeSet};

/// Keywords that assert nothing, as they appear in JSON.
const NAMES: &[&str] = &[
    "title",
    "description",
    "default",
    "examples",
    "example",
    "deprecated",
    "readOnly",
    "writeOnly",
    "discriminator",
    "externalDocs",
    "xml",
    "$comment",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
];

/// How many parts of a schema are heard.
const MOST_PARTS: usize = 100;

/// Whether a keyword asserts nothing.
pub(super) fn is_annotation(keyword: &str) -> bool {
    NAMES.contains(&keyword) || keyword.starts_with("x-")
}

/// The annotations of a schema.
#[derive(Clone, Debug, Default)]
pub(in crate::plan) struct Annotations {
    pub(in crate::plan) description: Option<String>,
    pub(in crate::plan) default: Option<Value>,
    pub(in crate::plan) deprecated: bool,
    pub(in crate::plan) read_only: bool,
    pub(in crate::plan) write_only: bool,
    /// Those without an attribute of their own, as JSON.
    pub(in crate::plan) others: Map<String, Value>,
}

impl Annotations {
    fn of(schema: &Schema) -> Self {
        let mut others = Map::new();
        if let Some(title) = &schema.title {
            others.insert("title".to_owned(), Value::String(title.clone()));
        }
        if !schema.examples.is_empty() {
            others.insert("examples".to_owned(), Value::Array(schema.examples.clone()));
        }
        for (keyword, text) in
            [("contentEncoding", &schema.content_encoding), ("contentMediaType", &schema.content_media_type)]
        {
            if let Some(text) = text {
                others.insert(keyword.to_owned(), Value::String(text.clone()));
            }
        }
        // A format is of texts and numbers; beside other types it is a word to readers.
        let formed = [Type::String, Type::Integer, Type::Number];
        let types = schema.types.or_else(|| described(schema).map(TypeSet::of));
        if let (Some(format), Some(types)) = (&schema.format, types)
            && !formed.iter().any(|kind| types.contains(*kind))
        {
            others.insert("format".to_owned(), Value::String(format.clone()));
        }
        for (name, value) in &schema.extensions {
            others.insert(name.clone(), value.clone());
        }
        Self {
            description: schema.description.clone(),
            default: schema.default.clone(),
            deprecated: schema.deprecated,
            read_only: schema.read_only,
            write_only: schema.write_only,
            others,
        }
    }

    /// Takes from another schema what this one does not say.
    fn fill(&mut self, other: Self) {
        self.description = self.description.take().or(other.description);
        self.default = self.default.take().or(other.default);
        self.deprecated |= other.deprecated;
        self.read_only |= other.read_only;
        self.write_only |= other.write_only;
        for (name, value) in other.others {
            self.others.entry(name).or_insert(value);
        }
    }

    /// All of them as JSON, for places that have no attributes for them.
    pub(in crate::plan) fn into_json(mut self) -> Map<String, Value> {
        if let Some(default) = self.default.take() {
            self.others.insert("default".to_owned(), default);
        }
        let flags =
            [("deprecated", self.deprecated), ("readOnly", self.read_only), ("writeOnly", self.write_only)];
        for (keyword, set) in flags {
            if set {
                self.others.insert(keyword.to_owned(), Value::Bool(true));
            }
        }
        self.others
    }

    /// The same with the description among them.
    pub(super) fn into_whole_json(mut self) -> Map<String, Value> {
        let description = self.description.take();
        let mut json = self.into_json();
        if let Some(description) = description {
            json.insert("description".to_owned(), Value::String(description));
        }
        json
    }
}

impl Types<'_> {
    /// The annotations of a schema: its own, and those of what it is made of. A part with a name says its own where the
    /// schema is of its type.
    pub(in crate::plan) fn annotations(&self, id: SchemaId) -> Annotations {
        let schema = &self.schemas[id];
        let mut own = Annotations::of(schema);
        let unused = schema.one_of.is_empty() && schema.any_of.is_empty();
        if let (Some(discriminator), true) = (&schema.discriminator, unused) {
            own.others.insert("discriminator".to_owned(), Value::Object(discriminator.raw.clone()));
        }
        let told = self.only_part(schema).is_some_and(|part| self.is_name(part));
        self.listen(&mut own, schema, told, &mut HashSet::from([id]));
        own
    }

    /// Takes what parts of a schema say, each once: first those that stand in place, then those that are elsewhere, unless they
    /// are told there.
    fn listen(&self, said: &mut Annotations, schema: &Schema, told: bool, heard: &mut HashSet<SchemaId>) {
        let elsewhere = if told { Vec::new() } else { self.retold(schema) };
        for part in self.inline_parts(schema).into_iter().chain(elsewhere) {
            if heard.len() < MOST_PARTS && heard.insert(part) {
                let part = &self.schemas[part];
                said.fill(Annotations::of(part));
                self.listen(said, part, false, heard);
            }
        }
    }

    /// The members of a composition that have no name, when the schema is one member and annotations. What stands beside a
    /// reference is said here, what it refers to says the rest under its own name.
    pub(super) fn inline_parts(&self, schema: &Schema) -> Vec<SchemaId> {
        if !schema.all_of.is_empty() {
            return schema.all_of.iter().copied().filter(|&member| !self.is_name(member)).collect();
        }
        let union = if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of };
        let mut others = union.iter().copied().filter(|&member| !self.is_null(member));
        match (others.next(), others.next()) {
            (Some(only), None) if !self.is_name(only) => vec![only],
            _ => Vec::new(),
        }
    }

    /// Whether a schema has a name, or is nothing but a reference to one that has.
    pub(super) fn is_name(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[id];
        let named = || self.schemas[self.schemas.target(id)].component.is_some();
        let bare = || *schema == Schema { reference: schema.reference, ..Schema::new(schema.place) };
        schema.component.is_some() || schema.reference.is_some() && named() && bare()
    }
}

/// Adds to a schema what it does not say yet about its values, and another one does.
pub(super) fn say(schema: &mut Schema, other: &Schema) {
    schema.title = schema.title.take().or_else(|| other.title.clone());
    schema.description = schema.description.take().or_else(|| other.description.clone());
    if schema.default.is_none() {
        schema.default.clone_from(&other.default);
        schema.default_at = other.default_at;
    }
    if schema.examples.is_empty() {
        schema.examples.clone_from(&other.examples);
    }
    schema.deprecated |= other.deprecated;
    schema.read_only |= other.read_only;
    schema.write_only |= other.write_only;
    for (name, value) in &other.extensions {
        if !schema.extensions.contains_key(name) {
            schema.extensions.insert(name.clone(), value.clone());
        }
    }
}

/// Takes away what a schema says without asserting it.
pub(super) fn strip(schema: &mut Schema) {
    schema.component = None;
    schema.title = None;
    schema.description = None;
    schema.default = None;
    schema.examples = Vec::new();
    schema.deprecated = false;
    schema.read_only = false;
    schema.write_only = false;
    schema.discriminator = None;
    schema.extensions.clear();
}
