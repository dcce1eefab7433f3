//! A document of many files as one value.
//!
//! The validator reads one value, so references to other files are made to lead to copies of these in it.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::written;

/// Where the copies are: among the components, where values are made from any schema.
const COPIES: &str = "x-files";

/// A document with all files that it refers to.
pub struct Bundle {
    /// The document as the file says it.
    pub written: Value,
    /// The same as one value.
    pub document: Value,
    /// The file of the document, and the others.
    pub files: Vec<PathBuf>,
}

impl Bundle {
    /// A document that refers to nothing else.
    pub fn of(written: Value) -> Self {
        Self { document: written.clone(), written, files: Vec::new() }
    }

    /// The document with its components where they are in version 3.
    pub fn of_components(&self) -> &Value {
        if self.written.get("swagger").is_some() { &self.document } else { &self.written }
    }

    /// Reads a document and what it refers to.
    ///
    /// # Errors
    /// Says what the reader does not like about it. A file that it cannot read is one that is not there.
    pub fn read(path: &Path) -> Result<Self, String> {
        let entry = path.canonicalize().map_err(|error| error.to_string())?;
        let written = written::read(&entry)?;
        let mut files = vec![entry];
        let mut values = Vec::new();
        while let Some(file) = files.get(values.len()) {
            let mut value =
                if values.is_empty() { written.clone() } else { written::read(file).unwrap_or_default() };
            lead(&mut value, values.len(), &mut files);
            values.push(value);
        }
        let mut document = values[0].take();
        gather_definitions(&mut document);
        if values.len() > 1 {
            document["components"][COPIES] = values.into();
        }
        Ok(Self { written, document, files })
    }
}

/// Puts the definitions of version 2.0 where components are.
fn gather_definitions(document: &mut Value) {
    if document.get("swagger").is_some() {
        let definitions = document["definitions"].take();
        document["components"]["schemas"] = definitions;
        lead_to_components(document);
    }
}

fn lead_to_components(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(lead_to_components),
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if name == "$ref" => {
                        *text = text.replacen("#/definitions/", "#/components/schemas/", 1);
                    }
                    other => lead_to_components(other),
                }
            }
        }
        _ => {}
    }
}

/// Has the references in a file lead to copies.
fn lead(value: &mut Value, file: usize, files: &mut Vec<PathBuf>) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| lead(item, file, files)),
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if name == "$ref" => *text = led(text, file, files),
                    Value::Object(targets) if name == "mapping" => {
                        for target in targets.values_mut() {
                            match target {
                                Value::String(text) if text.contains('#') => *text = led(text, file, files),
                                other => lead(other, file, files),
                            }
                        }
                    }
                    other => lead(other, file, files),
                }
            }
        }
        _ => {}
    }
}

/// A reference that leads to a copy; one that leads to no file stays as it is.
fn led(reference: &str, file: usize, files: &mut Vec<PathBuf>) -> String {
    let (path, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let target = if path.is_empty() { Some(file) } else { number(path, file, files) };
    match target {
        Some(0) => format!("#{fragment}"),
        Some(number) => format!("#/components/{COPIES}/{number}{fragment}"),
        None => reference.to_owned(),
    }
}

/// The number of the file that a path means.
fn number(path: &str, file: usize, files: &mut Vec<PathBuf>) -> Option<usize> {
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let path = files[file].parent()?.join(&*path).canonicalize().ok()?;
    Some(files.iter().position(|known| *known == path).unwrap_or_else(|| {
        files.push(path);
        files.len() - 1
    }))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::*;

    #[test]
    fn references_to_files_lead_to_their_copies() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
        write("api.yaml", "components: {schemas: {A: {$ref: 'a.yaml'}, B: {$ref: 'a.yaml#/items'}}}");
        write("a.yaml", "items: {$ref: '#'}\nnot: {$ref: 'api.yaml#/components/schemas/B'}");
        let bundle = Bundle::read(&folder.path().join("api.yaml")).expect("a bundle");
        let copy = json!({ "items": { "$ref": "#/components/x-files/1" }, "not": { "$ref": "#/components/schemas/B" } });
        assert_eq!(
            bundle.document["components"]["schemas"]["B"],
            json!({ "$ref": "#/components/x-files/1/items" })
        );
        assert_eq!(bundle.document["components"]["x-files"][1], copy);
    }
}
