//! Names for schemas that are referred to and have none.

use super::Resolver;
use crate::api::SchemaId;
use crate::load::{Map, Node, Target};

/// Steps of a pointer that say where something is, and not what.
const STRUCTURE: [&str; 24] = [
    "components",
    "schemas",
    "properties",
    "patternProperties",
    "items",
    "prefixItems",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "$defs",
    "definitions",
    "paths",
    "content",
    "schema",
    "parameters",
    "responses",
    "requestBodies",
    "requestBody",
    "headers",
    "application/json",
    "get",
    "post",
];

/// Keywords that make a schema worth a name: they hold others, or a list.
const STRUCTURED: [&str; 16] = [
    "$ref",
    "properties",
    "patternProperties",
    "additionalProperties",
    "items",
    "prefixItems",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "enum",
    "dependentSchemas",
    "contains",
    "propertyNames",
    "unevaluatedProperties",
];

impl<'d> Resolver<'d> {
    /// Gives the target of a reference a name, unless it has one or is as well written out where it is used.
    ///
    /// Everything that could lead back to itself gets one, so that writing a schema out always ends.
    pub(super) fn name_target(&mut self, id: SchemaId, target: &Target<'d>) {
        if self.schemas[id].component.is_some() {
            return;
        }
        let Some(map) = target.node.as_map() else { return };
        let is_local = target.file == self.document.entry();
        if is_local && !STRUCTURED.iter().any(|keyword| map.contains_key(*keyword)) {
            return;
        }
        let name = self.free_name(target);
        self.schemas.get_mut(id).component = Some(name.clone());
        self.components.insert(name, id);
    }

    fn free_name(&mut self, target: &Target<'d>) -> String {
        let file = self.document.sources.name(target.file);
        let stem = file.rsplit(['/', '\\']).next().unwrap_or(file).split('.').next().unwrap_or("");
        let steps: Vec<&str> = target
            .path
            .iter()
            .map(String::as_str)
            .filter(|step| !STRUCTURE.contains(step) && !step.bytes().all(|byte| byte.is_ascii_digit()))
            .collect();
        let is_local = target.file == self.document.entry();
        let base = match steps.as_slice() {
            [] if is_local => "Schema".to_owned(),
            [] => tidy(stem),
            [.., last] if !is_local => tidy(last),
            [.., owner, last] if target.path.first().is_some_and(|step| step == "components") => {
                tidy(&format!("{owner}_{last}"))
            }
            [.., last] => tidy(last),
        };
        let qualified = format!("{}_{base}", tidy(stem));
        let first = [Some(base.clone()), (!is_local).then_some(qualified)];
        if let Some(name) = first.into_iter().flatten().find(|name| !self.is_taken(name)) {
            return name;
        }
        loop {
            let number = self.numbers.entry(base.clone()).or_insert(1);
            *number += 1;
            let name = format!("{base}_{number}");
            if !self.is_taken(&name) {
                return name;
            }
        }
    }

    fn is_taken(&self, name: &str) -> bool {
        self.components.contains_key(name)
            || self.declared_schemas().is_some_and(|map| map.contains_key(name))
    }

    /// `components.schemas` of the document.
    fn declared_schemas(&self) -> Option<&'d Map> {
        let root: &'d Node = self.document.root(self.document.entry());
        super::section(root.as_map()?, "schemas")
    }
}

/// The characters that the name of a component may have.
fn tidy(text: &str) -> String {
    let mut name = String::new();
    for character in text.chars().take(80) {
        let allowed = character.is_ascii_alphanumeric() || "._-".contains(character);
        match allowed {
            true => name.push(character),
            false if name.ends_with('_') || name.is_empty() => {}
            false => name.push('_'),
        }
    }
    let name = name.trim_matches('_');
    if name.is_empty() { "Schema".to_owned() } else { name.to_owned() }
}
