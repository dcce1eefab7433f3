//! What `$id` and `$anchor` name, and against what a reference is resolved.
//!
//! A file is a resource, and so is a schema with an `$id`; a reference is seen from the innermost one around it. `$id` means
//! something in schemas only: not in what is an example, a default or a value.

use std::collections::HashMap;

use super::reference::{is_url, split};
use super::uri;
use super::{Kind, Map, Node};
use crate::diagnostic::{FileId, Place};

/// Ways to the schemas that have a name of their own.
#[derive(Clone, Debug, Default)]
pub(super) struct Identifiers {
    pub(super) resources: Vec<Resource>,
    by_uri: HashMap<String, usize>,
    /// The resource that a file is.
    by_file: HashMap<FileId, usize>,
    /// The resources around references that do not stand directly in a file, by the places of their texts.
    around: HashMap<Place, usize>,
    /// Anchors by their files, for references that take no care of resources.
    anchors: HashMap<(FileId, String), Vec<String>>,
    /// The references in each file.
    pub(super) references: HashMap<FileId, Vec<(Place, String)>>,
}

/// A file, or a schema with an `$id`.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    pub(super) uri: String,
    pub(super) file: FileId,
    pub(super) path: Vec<String>,
    pub(super) anchors: HashMap<String, Vec<String>>,
    pub(super) dynamic: Vec<String>,
}

impl Identifiers {
    /// The resource that has a URI.
    pub(super) fn named(&self, uri: &str) -> Option<&Resource> {
        self.by_uri.get(uri).map(|&index| &self.resources[index])
    }

    /// The resource that a file is.
    pub(super) fn of_file(&self, file: FileId) -> Option<&Resource> {
        self.by_file.get(&file).map(|&index| &self.resources[index])
    }

    /// The resource around a reference.
    pub(super) fn around(&self, place: Place) -> Option<&Resource> {
        match self.around.get(&place) {
            Some(&index) => Some(&self.resources[index]),
            None => self.of_file(place.file),
        }
    }

    /// The innermost resource around a path in a file.
    pub(super) fn holding(&self, file: FileId, path: &[String]) -> Option<&Resource> {
        let holds = |resource: &&Resource| resource.file == file && path.starts_with(&resource.path);
        self.resources.iter().filter(holds).max_by_key(|resource| resource.path.len())
    }

    /// What an anchor names in a file, whichever resource it is in.
    pub(super) fn anchor(&self, file: FileId, name: &str) -> Option<&Vec<String>> {
        self.anchors.get(&(file, name.to_owned()))
    }

    /// Reads what a file says, and gives the names of other files in it. `uri` is where the file was found.
    pub(super) fn read(&mut self, file: FileId, uri: String, root: &Node) -> Vec<String> {
        let resource = self.add(uri, file, Vec::new());
        self.by_file.insert(file, resource);
        let mut search = Search { file, names: Vec::new(), identifiers: self, path: Vec::new(), resource };
        search.visit(root, Mode::Anything);
        search.names
    }

    fn add(&mut self, uri: String, file: FileId, path: Vec<String>) -> usize {
        let index = self.resources.len();
        self.by_uri.entry(uri.clone()).or_insert(index);
        let (anchors, dynamic) = (HashMap::new(), Vec::new());
        self.resources.push(Resource { uri, file, path, anchors, dynamic });
        index
    }
}

/// What a value is taken for.
#[derive(Clone, Copy, PartialEq)]
enum Mode {
    /// A part of a document.
    Anything,
    /// A schema.
    Schema,
    /// No schema, whatever it looks like.
    Data,
}

struct Search<'a> {
    file: FileId,
    names: Vec<String>,
    identifiers: &'a mut Identifiers,
    path: Vec<String>,
    resource: usize,
}

/// Keywords with schemas by name.
const NAMED: &[&str] =
    &["$defs", "definitions", "properties", "patternProperties", "dependentSchemas", "dependencies"];

/// Keywords with schemas.
const SCHEMAS: &[&str] = &[
    "prefixItems",
    "allOf",
    "anyOf",
    "oneOf",
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

impl Search<'_> {
    /// Goes no deeper than the limit with which the tree was read.
    fn visit(&mut self, node: &Node, mode: Mode) {
        match &node.kind {
            Kind::Seq(seq) => {
                for (index, node) in seq.iter().enumerate() {
                    self.enter(index.to_string(), node, mode);
                }
            }
            Kind::Map(map) => {
                let outer = self.resource;
                if mode != Mode::Data {
                    self.identify(map);
                }
                let says_so = ["$id", "$schema", "$defs", "$anchor", "$dynamicAnchor"];
                let is_schema = mode == Mode::Schema
                    || mode == Mode::Anything && says_so.iter().any(|keyword| map.contains_key(*keyword));
                self.members(map, if is_schema { Mode::Schema } else { mode });
                self.resource = outer;
            }
            _ => {}
        }
    }

    /// Takes note of what a schema is called.
    fn identify(&mut self, map: &Map) {
        if let Some(id) = text(map, "$id").map(|id| split(id).0).filter(|id| !id.is_empty()) {
            let uri = uri::join(&self.identifiers.resources[self.resource].uri, id);
            self.resource = self.identifiers.add(uri, self.file, self.path.clone());
        }
        for keyword in ["$anchor", "$dynamicAnchor"] {
            let Some(anchor) = text(map, keyword) else { continue };
            let resource = &mut self.identifiers.resources[self.resource];
            resource.anchors.insert(anchor.to_owned(), self.path.clone());
            if keyword == "$dynamicAnchor" {
                resource.dynamic.push(anchor.to_owned());
            }
            let key = (self.file, anchor.to_owned());
            self.identifiers.anchors.entry(key).or_insert_with(|| self.path.clone());
        }
    }

    fn members(&mut self, map: &Map, mode: Mode) {
        for (key, member) in map {
            match (&**key, &member.value.kind) {
                ("$ref" | "$dynamicRef" | "$recursiveRef", Kind::String(reference)) => {
                    self.reference(reference, member.value.place);
                }
                ("security", Kind::Seq(requirements)) if mode == Mode::Anything => {
                    self.schemes(requirements);
                    self.enter(key.to_string(), &member.value, Mode::Data);
                }
                ("discriminator", Kind::Map(discriminator)) => {
                    self.mapping(discriminator);
                    self.enter(key.to_string(), &member.value, Mode::Data);
                }
                ("enum" | "const" | "default" | "example", _) => {
                    self.enter(key.to_string(), &member.value, Mode::Data);
                }
                (keyword, Kind::Map(schemas)) if mode == Mode::Schema && NAMED.contains(&keyword) => {
                    self.path.push(keyword.to_owned());
                    for (name, member) in schemas {
                        self.enter(name.to_string(), &member.value, Mode::Schema);
                    }
                    self.path.pop();
                }
                (keyword, _) if mode == Mode::Schema && !SCHEMAS.contains(&keyword) => {
                    self.enter(keyword.to_owned(), &member.value, Mode::Data);
                }
                _ => self.enter(key.to_string(), &member.value, mode),
            }
        }
    }

    fn enter(&mut self, step: String, node: &Node, mode: Mode) {
        if matches!(node.kind, Kind::Seq(_) | Kind::Map(_)) {
            self.path.push(step);
            self.visit(node, mode);
            self.path.pop();
        }
    }

    fn mapping(&mut self, discriminator: &Map) {
        let mapping = discriminator.get("mapping").and_then(|member| member.value.as_map());
        let fallback = discriminator.get("defaultMapping");
        for member in mapping.into_iter().flatten().map(|(_, member)| member).chain(fallback) {
            match member.value.as_str() {
                Some(value) if value.contains(['/', '.']) => self.name(value),
                _ => {}
            }
        }
    }

    /// The files of security schemes that are named by their URIs.
    fn schemes(&mut self, requirements: &[Node]) {
        for (name, _) in requirements.iter().filter_map(Node::as_map).flatten() {
            if name.contains('#') {
                self.name(name);
            }
        }
    }

    fn reference(&mut self, reference: &str, place: Place) {
        if self.identifiers.by_file.get(&self.file) != Some(&self.resource) {
            self.identifiers.around.insert(place, self.resource);
        }
        self.identifiers.references.entry(self.file).or_default().push((place, reference.to_owned()));
        self.name(reference);
    }

    fn name(&mut self, reference: &str) {
        let file = split(reference).0;
        if file.is_empty() {
            return;
        }
        if !is_url(file) {
            self.names.push(file.to_owned());
        }
        self.names.push(uri::join(&self.identifiers.resources[self.resource].uri, file));
    }
}

fn text<'m>(map: &'m Map, key: &str) -> Option<&'m str> {
    map.get(key).and_then(|member| member.value.as_str())
}
