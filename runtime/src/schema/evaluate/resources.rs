//! Schema resources: documents and the parts of them that have an `$id`, with their anchors.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::uri;
use crate::schema::pointer::unescaped;

/// One resource.
pub(super) struct Resource<'a> {
    pub uri: String,
    pub root: &'a Value,
    pub anchors: HashMap<&'a str, &'a Value>,
    pub dynamic: HashMap<&'a str, &'a Value>,
}

/// All resources that are known so far.
#[derive(Default)]
pub(super) struct Resources<'a> {
    pub all: Vec<Resource<'a>>,
    by_uri: HashMap<String, usize>,
    /// The resource whose root a schema is, by where the schema stands in memory.
    by_root: HashMap<*const Value, usize>,
}

const MAPS: &[&str] =
    &["$defs", "definitions", "properties", "patternProperties", "dependentSchemas", "dependencies"];
const LISTS: &[&str] = &["prefixItems", "allOf", "anyOf", "oneOf"];
const SINGLE: &[&str] = &[
    "items",
    "additionalProperties",
    "propertyNames",
    "contains",
    "not",
    "if",
    "then",
    "else",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];

impl<'a> Resources<'a> {
    /// Adds a document and the resources inside it.
    pub fn add(&mut self, uri: &str, root: &'a Value) -> usize {
        if let Some(known) = self.by_root.get(&std::ptr::from_ref(root)) {
            return *known;
        }
        let id = self.register(uri, root);
        self.scan(root, id, true);
        id
    }

    fn register(&mut self, uri: &str, root: &'a Value) -> usize {
        let own = root.get("$id").and_then(Value::as_str).map(|id| uri::join(uri, id));
        let id = self.all.len();
        // A resource inside another answers to its own URI only.
        let outer = (id == 0 || own.is_none() || self.find(uri).is_none()).then(|| uri.to_owned());
        for uri in [outer, own.clone()].into_iter().flatten() {
            self.by_uri.entry(uri.trim_end_matches('#').to_owned()).or_insert(id);
        }
        let uri = own.unwrap_or_else(|| uri.to_owned());
        self.by_root.insert(root, id);
        self.all.push(Resource { uri, root, anchors: HashMap::new(), dynamic: HashMap::new() });
        id
    }

    fn scan(&mut self, schema: &'a Value, resource: usize, is_root: bool) {
        let Value::Object(keywords) = schema else { return };
        let mut resource = resource;
        if !is_root && keywords.get("$id").is_some_and(Value::is_string) {
            let base = self.all[resource].uri.clone();
            resource = self.register(&base, schema);
        }
        if let Some(Value::String(name)) = keywords.get("$anchor") {
            self.all[resource].anchors.insert(name, schema);
        }
        if let Some(Value::String(name)) = keywords.get("$dynamicAnchor") {
            self.all[resource].anchors.insert(name, schema);
            self.all[resource].dynamic.insert(name, schema);
        }
        let maps = MAPS.iter().filter_map(|keyword| keywords.get(*keyword)?.as_object());
        let lists = LISTS.iter().filter_map(|keyword| keywords.get(*keyword)?.as_array());
        let single = SINGLE.iter().filter_map(|keyword| keywords.get(*keyword));
        for part in maps.flat_map(|map| map.values()).chain(lists.flatten()).chain(single) {
            self.scan(part, resource, false);
        }
    }

    pub fn find(&self, uri: &str) -> Option<usize> {
        self.by_uri.get(uri).copied()
    }

    /// The resource that a schema belongs to, given the one around it.
    pub fn enter(&self, schema: &Value, around: usize) -> usize {
        self.by_root.get(&std::ptr::from_ref(schema)).copied().unwrap_or(around)
    }

    /// What a fragment means in a resource.
    pub fn fragment(&self, resource: usize, fragment: &str) -> Option<(&'a Value, usize)> {
        let fragment = percent_decode_str(fragment).decode_utf8().ok()?;
        let mut schema = self.all[resource].root;
        if fragment.is_empty() {
            return Some((schema, resource));
        }
        let Some(pointer) = fragment.strip_prefix('/') else {
            return self.all[resource].anchors.get(&*fragment).map(|schema| (*schema, resource));
        };
        let mut resource = resource;
        for token in pointer.split('/') {
            schema = match schema {
                Value::Object(members) => members.get(&unescaped(token))?,
                Value::Array(items) => items.get(token.parse::<usize>().ok()?)?,
                _ => return None,
            };
            resource = self.enter(schema, resource);
        }
        Some((schema, resource))
    }
}
