//! From the table of a type to its JSON Schema.

mod enumeration;
mod nullable;
mod object;
mod scalar;
mod union;

use indexmap::IndexMap;
use serde_json::{Map, Value};
use utoipa::openapi::schema::{Object, SchemaType};
use utoipa::openapi::{RefOr, Schema};

use super::rules;
use crate::model::{Access, Field, Kind, Rules, Type, TypeOf};
use crate::schema::pointer::escaped;

/// How deep types without names may contain each other.
const DEPTH: usize = 64;

/// A type where it is used, with what is said about it there.
pub(crate) struct Use<'a> {
    pub of: TypeOf,
    pub rules: &'a Rules,
    pub doc: &'a str,
    pub default: Option<&'a str>,
    pub deprecated: bool,
    pub access: Access,
}

impl<'a> Use<'a> {
    /// A use about which nothing but rules is said.
    pub fn ruled(of: TypeOf, rules: &'a Rules) -> Self {
        Self { of, rules, doc: "", default: None, deprecated: false, access: Access::Both }
    }

    /// A member of an object.
    pub fn member(field: &'a Field) -> Self {
        Self { doc: field.doc, deprecated: field.deprecated, access: field.access, ..Self::parameter(field) }
    }

    /// A parameter or header, which has the rest of the field in its own object.
    pub fn parameter(field: &'a Field) -> Self {
        Self { default: field.default, ..Self::ruled(field.of, field.rules) }
    }
}

/// The named types of a document, which gathers those that are referred to.
pub(crate) struct Components {
    prefix: &'static str,
    found: IndexMap<&'static str, Option<Map<String, Value>>>,
    waiting: Vec<&'static Type>,
    depth: usize,
}

impl Components {
    /// No types yet; references to them begin with `prefix`.
    pub fn new(prefix: &'static str) -> Self {
        Self { prefix, found: IndexMap::new(), waiting: Vec::new(), depth: 0 }
    }

    /// The components of a document, as others refer to them.
    pub fn of_document() -> Self {
        Self::new("#/components/schemas/")
    }

    /// The schema of a type where it is used.
    pub fn used(&mut self, site: &Use<'_>) -> Map<String, Value> {
        let mut ty = (site.of)();
        if let (true, Kind::Nullable(inner)) = (site.rules.optional, &ty.kind) {
            ty = inner();
        }
        let mut schema = self.reference(ty);
        self.apply(&mut schema, site.rules);
        if !site.doc.is_empty() {
            schema.insert("description".to_owned(), site.doc.into());
        }
        if let Some(default) = site.default.and_then(|text| serde_json::from_str(text).ok()) {
            schema.insert("default".to_owned(), default);
        }
        if site.deprecated {
            schema.insert("deprecated".to_owned(), true.into());
        }
        match site.access {
            Access::Both => {}
            Access::ReadOnly(_) => drop(schema.insert("readOnly".to_owned(), true.into())),
            Access::WriteOnly(_) => drop(schema.insert("writeOnly".to_owned(), true.into())),
        }
        super::order::schema(schema)
    }

    /// The schema of a parameter or header.
    pub fn of_field(&mut self, field: &Field) -> Map<String, Value> {
        self.used(&Use::parameter(field))
    }

    /// A reference to a type with a name, the schema of any other.
    pub fn reference(&mut self, ty: &'static Type) -> Map<String, Value> {
        if ty.name.is_empty() {
            return self.described(ty);
        }
        self.add(ty);
        let name = escaped(ty.name);
        Map::from_iter([("$ref".to_owned(), Value::String(format!("{}{name}", self.prefix)))])
    }

    /// Adds the keywords of rules, and the types that they refer to.
    fn apply(&mut self, schema: &mut Map<String, Value>, rules: &Rules) {
        rules::apply(schema, rules);
        self.refer(rules);
    }

    fn refer(&mut self, rules: &Rules) {
        for of in rules.fragment.iter().flat_map(|fragment| fragment.refs()) {
            self.add(of());
        }
        for inner in [rules.items, rules.values].into_iter().flatten() {
            self.refer(inner);
        }
    }

    /// Makes a type a component, if it has a name.
    pub fn add(&mut self, ty: &'static Type) {
        if !ty.name.is_empty() && !self.found.contains_key(ty.name) {
            self.found.insert(ty.name, None);
            self.waiting.push(ty);
        }
    }

    /// The schemas of all types that were found, and of those that are only found on the way.
    pub fn finish(mut self) -> Map<String, Value> {
        while let Some(ty) = self.waiting.pop() {
            let schema = self.described(ty);
            self.found.insert(ty.name, Some(schema));
        }
        let schemas = self.found.into_iter();
        schemas.map(|(name, schema)| (name.to_owned(), schema.unwrap_or_default().into())).collect()
    }

    /// What a type is, without its name.
    fn described(&mut self, ty: &'static Type) -> Map<String, Value> {
        if self.depth > DEPTH {
            return Map::new();
        }
        self.depth += 1;
        let mut schema = self.shape(&ty.kind);
        self.depth -= 1;
        self.apply(&mut schema, &ty.rules);
        if !ty.doc.is_empty() {
            schema.insert("description".to_owned(), ty.doc.into());
        }
        if ty.deprecated {
            schema.insert("deprecated".to_owned(), true.into());
        }
        super::order::schema(schema)
    }

    fn shape(&mut self, kind: &Kind) -> Map<String, Value> {
        match kind {
            Kind::Any => Map::new(),
            Kind::Null => scalar::of("null", ""),
            Kind::Boolean => scalar::of("boolean", ""),
            Kind::Integer(format) => scalar::of("integer", format),
            Kind::Number(format) => scalar::of("number", format),
            Kind::Text(format) => scalar::of("string", format),
            Kind::Binary => scalar::of("string", "binary"),
            Kind::List(of) => {
                let mut schema = scalar::of("array", "");
                schema.insert("items".to_owned(), self.reference(of()).into());
                schema
            }
            Kind::Map(of) => {
                let mut schema = scalar::of("object", "");
                schema.insert("additionalProperties".to_owned(), self.reference(of()).into());
                schema
            }
            Kind::Object(object) => object::of(object, self),
            Kind::Enumeration(literals) => enumeration::of(literals),
            Kind::Union(union) => union::of(union, self),
            Kind::Nullable(of) => nullable::of(self.reference(of())),
            Kind::Wrapper(of) => self.reference(of()),
        }
    }
}

/// A schema as utoipa holds one: with every keyword exactly as it is.
pub(super) fn utoipa(schema: Map<String, Value>) -> RefOr<Schema> {
    let mut object = Object::with_type(SchemaType::AnyValue);
    object.extensions = super::extra::extensions(schema);
    RefOr::T(Schema::Object(object))
}
