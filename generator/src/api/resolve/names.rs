//! Names for schemas that are referred to and have none.

use super::Resolver;
use super::reference::Followed;
use crate::api::SchemaId;
use crate::load::{Map, Node, Target};

/// Steps of a pointer that say where something is, and not what.
const STRUCTURE: [&str; 23] = [
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

    /// Gives the schemas of what is shared its name: their types should not be called after the operation that happens to come
    /// first among those that use it. `word` says what it is, where a schema has that name already.
    pub(super) fn name_shared(&mut self, followed: &Followed<'d>, word: &str) {
        let Some(target) = &followed.target else { return };
        let Some(name) = target.path.last().map(|name| tidy(name)) else { return };
        for node in schemas_of(followed.map).map(element).filter(|node| has_shape(node)) {
            let name = if self.is_taken(&name) { format!("{name}{word}") } else { name.clone() };
            let id = self.schema(node);
            self.name_target(id, &Target { node, file: target.file, path: vec![name] });
        }
    }

    fn free_name(&mut self, target: &Target<'d>) -> String {
        let file = self.document.sources.name(target.file);
        let stem = file.rsplit(['/', '\\']).next().unwrap_or(file).split('.').next().unwrap_or("");
        let before = std::iter::once("").chain(target.path.iter().map(String::as_str));
        let steps: Vec<&str> = target
            .path
            .iter()
            .map(String::as_str)
            .zip(before)
            .filter(|(step, before)| {
                let is_media_type = *before == "content" && step.contains('/');
                !is_media_type && !STRUCTURE.contains(step) && !step.bytes().all(|byte| byte.is_ascii_digit())
            })
            .map(|(step, _)| step)
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

/// The schemas of a response, a body, a parameter or a header.
fn schemas_of<'d>(map: &'d Map) -> impl Iterator<Item = &'d Node> + use<'d> {
    let content = map.get("content").and_then(|content| content.value.as_map());
    let media = content.into_iter().flat_map(Map::values).filter_map(|media| media.value.get("schema"));
    map.get("schema").map(|schema| &schema.value).into_iter().chain(media)
}

/// What is in a list, as far as it is written out; a list itself is as well written out where it is used.
fn element(node: &Node) -> &Node {
    let mut node = node;
    while let Some(items) = node.get("items") {
        node = items;
    }
    node
}

/// Whether a schema becomes a type of its own.
fn has_shape(node: &Node) -> bool {
    let has = |keyword: &&str| node.get(keyword).is_some();
    node.get("$ref").is_none() && ["properties", "enum", "allOf", "anyOf", "oneOf"].iter().any(has)
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

#[cfg(test)]
mod tests {
    use super::super::testing::document;

    #[test]
    fn what_is_shared_gives_its_schemas_its_name() {
        let api = document(
            "3.1.0",
            "paths:
  /a:
    get:
      parameters: [{$ref: '#/components/parameters/sort'}, {$ref: '#/components/parameters/page'}]
      responses:
        '200': {$ref: '#/components/responses/List'}
        '400': {$ref: '#/components/responses/Problem'}
        '404': {description: '', content: {application/json: {schema: {properties: {own: {}}}}}}
    post:
      requestBody: {$ref: '#/components/requestBodies/Problem'}
      responses: {'200': {$ref: '#/components/responses/Named'}}
components:
  parameters:
    sort: {name: sort, in: query, schema: {type: array, items: {type: string, enum: [a, b]}}}
    page: {name: page, in: query, schema: {type: integer}}
  requestBodies:
    Problem: {content: {application/json: {schema: {anyOf: [{type: string}, {type: integer}]}}}}
  responses:
    List: {description: '', content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Item'}}}}}
    Named: {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Item'}}}}
    Problem:
      description: ''
      content:
        application/json: {schema: {type: object, properties: {code: {type: integer}}}}
        application/problem+json: {schema: {type: object, properties: {type: {type: string}}}}
  schemas:
    Item: {type: object}
",
        )
        .api();
        let names: Vec<&str> = api.components.keys().map(String::as_str).collect();
        assert_eq!(names, ["Item", "sort", "Problem", "ProblemResponse", "ProblemBody"]);
        assert_eq!(api.schemas.to_json(api.components["sort"])["enum"], serde_json::json!(["a", "b"]));
    }
}
