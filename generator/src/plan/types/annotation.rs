//! What a schema says without asserting anything.

use serde_json::{Map, Value};

use super::Types;
use crate::api::{Schema, SchemaId, Type};

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
        if let (Some(format), Some(types)) = (&schema.format, schema.types)
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
    /// The annotations of a schema: its own, and those of members of a composition that were written only for them.
    pub(in crate::plan) fn annotations(&self, id: SchemaId) -> Annotations {
        let schema = &self.schemas[id];
        let mut own = Annotations::of(schema);
        let unused = schema.one_of.is_empty() && schema.any_of.is_empty();
        if let (Some(discriminator), true) = (&schema.discriminator, unused) {
            own.others.insert("discriminator".to_owned(), Value::Object(discriminator.raw.clone()));
        }
        for part in self.nameless(schema) {
            own.fill(Annotations::of(&self.schemas[part]));
        }
        for member in self.inline_parts(schema) {
            own.fill(Annotations::of(&self.schemas[member]));
            for part in self.nameless(&self.schemas[member]) {
                own.fill(Annotations::of(&self.schemas[part]));
            }
        }
        for named in self.retold(schema) {
            own.fill(Annotations::of(&self.schemas[named]));
        }
        own
    }

    /// What a reference leads to, as far as it has no name under which it speaks for itself: it stands inside of another schema.
    fn nameless(&self, schema: &Schema) -> Vec<SchemaId> {
        let mut found = Vec::new();
        let mut next = schema.reference;
        while let Some(id) = next
            && self.schemas[id].component.is_none()
            && !found.contains(&id)
        {
            found.push(id);
            next = self.schemas[id].reference;
        }
        found
    }

    /// The members of a composition that have no name, when the schema is one member and annotations. What stands beside a
    /// reference is said here, what it refers to says the rest under its own name.
    pub(super) fn inline_parts(&self, schema: &Schema) -> Vec<SchemaId> {
        if !schema.all_of.is_empty() {
            return schema
                .all_of
                .iter()
                .copied()
                .filter(|&member| self.schemas[member].component.is_none())
                .collect();
        }
        let union = if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of };
        let mut others = union.iter().copied().filter(|&member| !self.is_null(member));
        match (others.next(), others.next()) {
            (Some(only), None) if self.schemas[only].component.is_none() => vec![only],
            _ => Vec::new(),
        }
    }
}
