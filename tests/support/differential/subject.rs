//! The schemas of a document: its components, and those that stand in place.

use std::collections::HashSet;
use std::fmt;

use serde_json::{Map, Value, json};

/// Where components are.
const COMPONENTS: &str = "/components/schemas";

/// A schema of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Subject {
    /// Its name among the components; one that stands in place gets one.
    pub name: String,
    /// The pointer of where it is written.
    pub pointer: String,
}

/// Every schema of a document; of those that stand in place and are written alike, the first.
pub fn subjects(document: &Value) -> Vec<Subject> {
    let components = document.pointer(COMPONENTS).and_then(Value::as_object);
    let names = components.into_iter().flat_map(Map::keys);
    let mut subjects: Vec<Subject> = names
        .map(|name| Subject { name: name.clone(), pointer: format!("{COMPONENTS}/{}", escaped(name)) })
        .collect();
    let mut inline = Vec::new();
    in_place(document, "", &mut inline);
    let mut seen = HashSet::new();
    inline.retain(|pointer| document.pointer(pointer).is_some_and(|schema| seen.insert(schema.to_string())));
    let is_taken = |name: &str| components.is_some_and(|components| components.contains_key(name));
    let names = (1..).map(|number| format!("InPlace{number}")).filter(|name| !is_taken(name));
    subjects.extend(inline.into_iter().zip(names).map(|(pointer, name)| Subject { name, pointer }));
    subjects
}

/// Finds schemas outside of the components that are more than a reference.
fn in_place(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let here = format!("{pointer}/{}", escaped(name));
                match name.as_str() {
                    _ if here == COMPONENTS => {}
                    "schema" if member.is_object() => {
                        if !member.as_object().is_some_and(|schema| schema.contains_key("$ref")) {
                            found.push(here);
                        }
                    }
                    "example" | "examples" | "default" => {}
                    name if name.starts_with("x-") => {}
                    _ => in_place(member, &here, found),
                }
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                in_place(item, &format!("{pointer}/{index}"), found);
            }
        }
        _ => {}
    }
}

/// The document without what has no types, and with every subject as a component.
pub fn types_only(document: &Value, subjects: &[Subject]) -> Value {
    let mut types = document.clone();
    // A schema may be in an operation that another one refers to.
    if !refers_to(document, "#/paths/") {
        types["paths"] = json!({});
    }
    if let Value::Object(members) = &mut types {
        members.retain(|name, _| !matches!(name.as_str(), "webhooks" | "security" | "tags" | "servers"));
    }
    let schemas = schemas(&mut types);
    if !schemas.is_object() {
        *schemas = json!({});
    }
    for Subject { name, pointer } in subjects.iter().filter(|subject| !subject.is_component()) {
        schemas[name] = document.pointer(pointer).cloned().unwrap_or_default();
    }
    types
}

/// The components of a document, whatever is there.
fn schemas(document: &mut Value) -> &mut Value {
    if document.get("swagger").is_some() {
        return &mut document["definitions"];
    }
    if !document["components"].is_object() {
        document["components"] = json!({});
    }
    &mut document["components"]["schemas"]
}

fn refers_to(value: &Value, start: &str) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, member)| match member {
            Value::String(text) => name == "$ref" && text.starts_with(start),
            _ => refers_to(member, start),
        }),
        Value::Array(items) => items.iter().any(|item| refers_to(item, start)),
        _ => false,
    }
}

fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

impl Subject {
    fn is_component(&self) -> bool {
        self.pointer.starts_with(COMPONENTS)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.is_component() {
            true => formatter.write_str(&self.name),
            false => write!(formatter, "{} ({})", self.name, self.pointer),
        }
    }
}
