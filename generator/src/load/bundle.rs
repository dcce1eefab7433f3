//! A schema with everything that it refers to, as one JSON document.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{Document, Node};
use crate::diagnostic::{FileId, Place};

impl Document {
    /// Whether a dynamic reference can lead to several places: to its own anchor, and to those of the same name in other
    /// resources.
    pub(crate) fn is_overridable(&self, place: Place, reference: &str) -> bool {
        let Some((_, anchor)) = reference.split_once('#') else { return false };
        let Ok(target) = self.find_at(place, reference) else { return false };
        let Some(own) = self.identifiers.holding(target.file, &target.path) else { return false };
        let has =
            |resource: &&super::identifiers::Resource| resource.dynamic.iter().any(|name| name == anchor);
        has(&own) && self.identifiers.resources.iter().filter(has).count() > 1
    }

    /// A schema that is a reference, with all files into which it leads as its definitions.
    pub(crate) fn bundle(&self, node: &Node) -> Option<Map<String, Value>> {
        let path = self.path_of(node)?;
        let file = node.place.file;
        let resource = self.identifiers.holding(file, &path)?;
        let inside: String =
            path[resource.path.len()..].iter().map(|step| format!("/{}", escaped(step))).collect();
        let mut files = BTreeSet::new();
        self.gather(file, &mut files);
        let mut definitions = Map::new();
        for file in files {
            self.define(file, &mut definitions);
        }
        let mut bundle = Map::new();
        bundle.insert("$ref".to_owned(), format!("{}#{inside}", resource.uri).into());
        bundle.insert("$defs".to_owned(), definitions.into());
        Some(bundle)
    }

    /// The file, and those into which its references lead.
    fn gather(&self, file: FileId, files: &mut BTreeSet<FileId>) {
        let mut open = vec![file];
        while let Some(file) = open.pop() {
            if !files.insert(file) {
                continue;
            }
            for (place, reference) in self.identifiers.references.get(&file).into_iter().flatten() {
                open.extend(self.find_at(*place, reference).ok().map(|target| target.file));
            }
        }
    }

    /// Adds a file to definitions, under the URI of which it was found and under the one that it gives itself.
    fn define(&self, file: FileId, definitions: &mut Map<String, Value>) {
        let Some(found) = self.identifiers.of_file(file) else { return };
        let root = self.root(file);
        let mut schema = match (root.get("openapi"), root.to_json()) {
            // Of a description of an API, only its schemas can be referred to.
            (Some(_), json) => Map::from_iter([("components".to_owned(), json["components"].clone())]),
            (None, Value::Object(schema)) => schema,
            (None, _) => return,
        };
        let own = self.identifiers.holding(file, &[]).map_or(found, |own| own);
        schema.insert("$id".to_owned(), own.uri.clone().into());
        definitions.insert(own.uri.clone(), schema.into());
        if own.uri != found.uri {
            definitions.insert(found.uri.clone(), json!({ "$id": found.uri, "$ref": own.uri }));
        }
    }

    /// The way to a node from the root of its file.
    fn path_of(&self, node: &Node) -> Option<Vec<String>> {
        let mut open = vec![(self.root(node.place.file), Vec::new())];
        while let Some((at, path)) = open.pop() {
            if std::ptr::eq(at, node) {
                return Some(path);
            }
            let step = |step: String| [path.as_slice(), &[step]].concat();
            for (name, member) in at.as_map().into_iter().flatten() {
                open.push((&member.value, step(name.to_string())));
            }
            for (index, item) in at.as_seq().into_iter().flatten().enumerate() {
                open.push((item, step(index.to_string())));
            }
        }
        None
    }
}

/// A step of a pointer in a URI.
fn escaped(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1").replace('%', "%25").replace('#', "%23").replace('"', "%22")
}
