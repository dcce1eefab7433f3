//! An OpenAPI document with an operation for each schema.

use std::path::Path;

use routewright_generator::{api, load};
use serde_json::{Map, Value, json};

use crate::suite::Group;

/// Where the suite finds documents.
const REMOTES: &str = "http://localhost:1234/";

/// A document, and the files that it refers to.
pub struct Document {
    /// What it is called in the project; its operations are below this path.
    pub name: &'static str,
    /// The version of OpenAPI.
    pub version: &'static str,
    /// What the project says of it.
    pub settings: &'static str,
    /// The schemas.
    pub groups: Vec<Group>,
}

impl Document {
    /// Writes it into a folder, its schemas beside it as they stand in the suite. Schemas that the generator refuses are left
    /// out, and come back with the reason.
    pub fn write(&mut self, folder: &Path) -> Vec<(Group, String)> {
        let mut refused = Vec::new();
        for group in std::mem::take(&mut self.groups) {
            let path = folder.join(file(&group));
            std::fs::create_dir_all(path.parent().unwrap_or(folder)).expect("a writable folder");
            std::fs::write(&path, group.schema.get()).expect("a writable file");
            self.write_document(folder, &[&group]);
            match refusal(&folder.join(self.file())) {
                None => self.groups.push(group),
                Some(reason) => refused.push((group, reason)),
            }
        }
        self.write_document(folder, &self.groups.iter().collect::<Vec<_>>());
        refused
    }

    /// Its part of the project's settings.
    pub fn entry(&self) -> String {
        let Self { name, settings, .. } = self;
        format!(
            "[[spec]]\nname = \"{name}\"\npath = \"specs/{name}.json\"\nmount = \"/{name}\"\n{settings}\
            mirrors = {{ \"{REMOTES}\" = \"specs/remotes/\" }}\n"
        )
    }

    /// Where the operation of a schema is.
    pub fn target(&self, group: &Group) -> String {
        format!("/{}{}", self.name, path(group))
    }

    /// The name of its file.
    fn file(&self) -> String {
        format!("{}.json", self.name)
    }

    fn write_document(&self, folder: &Path, groups: &[&Group]) {
        let paths: Map<String, Value> = groups.iter().map(|group| (path(group), operation(group))).collect();
        let schemas: Map<String, Value> =
            groups.iter().map(|group| (component(group), json!({ "$ref": file(group) }))).collect();
        let document = json!({
            "openapi": self.version,
            "info": { "title": "The JSON Schema test suite", "version": "1" },
            "paths": paths,
            "components": { "schemas": schemas },
        });
        std::fs::write(folder.join(self.file()), document.to_string()).expect("a writable file");
    }
}

/// Why the generator refuses a document.
fn refusal(path: &Path) -> Option<String> {
    let remotes = path.parent()?.join("remotes");
    let options = load::Options { mirrors: vec![(REMOTES.to_owned(), remotes)], ..load::Options::default() };
    let document = match load::load(path, &options) {
        Ok(document) => document,
        Err(errors) => return Some(errors.to_string()),
    };
    let mut told = Vec::new();
    let read = api::resolve(&document, &mut told);
    let error = told.into_iter().find(|diagnostic| diagnostic.is_error());
    read.is_none().then(|| error.map_or_else(|| "not a document".to_owned(), |error| error.message))
}

/// The path of a schema's operation below that of its document.
fn path(group: &Group) -> String {
    format!("/{}", group.name())
}

fn file(group: &Group) -> String {
    format!("./schemas/{}.json", group.name())
}

fn component(group: &Group) -> String {
    group.name().replace('/', ".")
}

/// Takes a value of the schema, and gives it back.
fn operation(group: &Group) -> Value {
    let reference = format!("#/components/schemas/{}", component(group));
    let content = json!({ "application/json": { "schema": { "$ref": reference } } });
    json!({ "post": {
        "summary": group.description,
        "requestBody": { "required": true, "content": content },
        "responses": { "200": { "description": "The same.", "content": content } },
    } })
}
