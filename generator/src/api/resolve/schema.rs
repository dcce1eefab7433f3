//! Schemas: each place in the document is one, read once, and found again by whatever refers to it.

use serde_json::Value;

use super::keywords::KNOWN;
use super::{Resolver, address, section};
use crate::api::{Schema, SchemaId, Type, TypeSet};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Kind, Map, Node, Target};

/// How many references may lead from one to the next.
const CHAIN: usize = 64;

impl<'d> Resolver<'d> {
    /// Makes the components known, before anything refers to them.
    pub(super) fn declare_components(&mut self, root: &'d Map) {
        let Some(schemas) = section(root, "schemas") else { return };
        self.component_nodes.extend(schemas.values().map(|member| address(&member.value)));
        for (name, member) in schemas {
            self.check_component_name(name, member.key);
            let id = self.component(name, &member.value);
            self.components.insert(name.to_string(), id);
            if self.schemas[id].component.as_deref() == Some(name) {
                self.schemas.get_mut(id).place = member.key;
            }
        }
    }

    /// The schema of a component. One that is only a reference to something without a name of its own *is* that: the document
    /// keeps it in another file.
    fn component(&mut self, name: &str, node: &'d Node) -> SchemaId {
        if let Some(target) = self.bare_target(node) {
            let is_free = !self.component_nodes.contains(&address(target.node));
            let id = self.schema(target.node);
            if is_free && self.schemas[id].component.is_none() {
                self.schemas.get_mut(id).component = Some(name.to_owned());
                self.ids.insert(address(node), id);
                return id;
            }
        }
        let id = self.schema(node);
        let schema = self.schemas.get_mut(id);
        if schema.component.is_none() {
            schema.component = Some(name.to_owned());
        }
        id
    }

    /// Where a bare reference to something outside of the components ends.
    fn bare_target(&self, node: &'d Node) -> Option<Target<'d>> {
        let mut found: Option<Target<'d>> = None;
        let mut node = node;
        for _ in 0..CHAIN {
            let Some(reference) = bare_reference(node) else { return found };
            let place = node.get("$ref").map_or(node.place, |node| node.place);
            let target = self.document.find_at(place, reference).ok()?;
            node = target.node;
            let is_component = self.component_nodes.contains(&address(node));
            found = Some(target);
            if is_component {
                return found;
            }
        }
        None
    }

    /// The schema of a node, which is read later.
    pub(super) fn schema(&mut self, node: &'d Node) -> SchemaId {
        if let Some(id) = self.ids.get(&address(node)) {
            return *id;
        }
        let id = self.schemas.push(Schema::new(node.place));
        self.ids.insert(address(node), id);
        self.pending.push_back((id, node));
        id
    }

    /// A schema that nobody wrote: any text.
    pub(super) fn text_schema(&mut self, place: Place) -> SchemaId {
        let types = Some(TypeSet::of(Type::String));
        self.schemas.push(Schema { types, ..Schema::new(place) })
    }

    /// Reads what is waiting to be read, and fills in the keywords that stay JSON.
    pub(super) fn settle(&mut self) {
        while let Some((id, node)) = self.pending.pop_front() {
            if !self.spend(1, node.place) {
                self.pending.clear();
                self.residual.clear();
                return;
            }
            let schema = self.read_schema(id, node);
            self.nodes.insert(id, node);
            let slot = self.schemas.get_mut(id);
            *slot = Schema { component: slot.component.take(), place: slot.place, ..schema };
        }
        // What is inside comes after what it is in, and has to be complete first.
        let mut residual = std::mem::take(&mut self.residual);
        residual.sort_by_key(|(owner, ..)| std::cmp::Reverse(*owner));
        self.residual_parts.extend(residual.iter().map(|&(owner, _, _, child)| (owner, child)));
        for (owner, keyword, member, child) in residual {
            let json = self.schemas.use_json(child);
            if !self.spend(1, self.schemas[owner].place) {
                return;
            }
            let slot = &mut self.schemas.get_mut(owner).residual;
            match member {
                None => *slot.entry(keyword).or_insert(Value::Null) = json,
                Some(member) => {
                    if let Value::Object(map) =
                        slot.entry(keyword).or_insert_with(|| Value::Object(Default::default()))
                    {
                        map.insert(member.to_owned(), json);
                    }
                }
            }
        }
    }

    /// A schema as JSON, as it stands where it is used.
    pub(super) fn schema_json(&mut self, node: &'d Node) -> Value {
        let id = self.schema(node);
        self.settle();
        self.schemas.use_json(id)
    }

    fn read_schema(&mut self, id: SchemaId, node: &'d Node) -> Schema {
        let mut schema = Schema::new(node.place);
        match &node.kind {
            Kind::Bool(always) => {
                if self.is_3_0() && !self.flags.contains(&id) {
                    self.warn(node.place, "a schema that is true or false is of OpenAPI 3.1");
                }
                schema.always = Some(*always);
            }
            Kind::Null => self.warn(node.place, "a schema without a value; it stands for anything"),
            Kind::Map(map) => self.read_keywords(id, map, &mut schema),
            Kind::String(name) if Type::from_name(name).is_some() => {
                let warning = Diagnostic::warning(node.place, "a schema must be an object, not a text");
                self.push(warning.help(format!("write: type: {name}")));
                schema.types = Type::from_name(name).map(TypeSet::of);
            }
            _ => self.error(node.place, format!("a schema must be an object, not {}", node.kind_name())),
        }
        schema
    }

    fn read_keywords(&mut self, id: SchemaId, map: &'d Map, schema: &mut Schema) {
        if let Some(reference) = map.get("$ref") {
            self.read_reference(reference, schema);
            if self.is_3_0() {
                return self.warn_of_siblings(map);
            }
        }
        self.keywords(id, map, schema);
        match self.is_3_0() {
            true => self.unknown(map, &KNOWN, "a schema"),
            false => self.keep_unknown(map, &KNOWN, schema),
        }
    }

    fn read_reference(&mut self, reference: &'d crate::load::Member, schema: &mut Schema) {
        let Some(text) = self.text(&reference.value, "\"$ref\"") else { return };
        schema.reference = self.schema_at(&text, reference.value.place);
    }

    /// The schema that a reference points at.
    pub(super) fn schema_at(&mut self, reference: &str, place: Place) -> Option<SchemaId> {
        match self.document.find_at(place, reference) {
            Ok(target) => {
                let target = match self.component_nodes.contains(&address(target.node)) {
                    true => target,
                    false => self.bare_target(target.node).unwrap_or(target),
                };
                let id = self.schema(target.node);
                self.name_target(id, &target);
                Some(id)
            }
            Err(unresolved) => {
                self.unresolved(unresolved, place);
                None
            }
        }
    }

    /// In 3.0 nothing beside a reference counts; that is only worth a word when it would have said something.
    fn warn_of_siblings(&mut self, map: &'d Map) {
        const SILENT: [&str; 7] =
            ["$ref", "description", "title", "example", "summary", "externalDocs", "deprecated"];
        for (key, member) in map {
            if !SILENT.contains(&&**key) && !key.starts_with("x-") {
                let warning = format!("\"{key}\" beside \"$ref\" is ignored in OpenAPI 3.0");
                self.push(Diagnostic::warning(member.key, warning).help("put the reference into \"allOf\""));
            }
        }
    }

    /// Unknown keywords are annotations in 3.1; a slip is worth a word.
    fn keep_unknown(&mut self, map: &'d Map, known: &[&str], schema: &mut Schema) {
        for (key, member) in map {
            if known.contains(&&**key) || key.starts_with("x-") {
                continue;
            }
            if let Some(meant) = crate::diagnostic::closest(key, known.iter().copied()) {
                let warning = Diagnostic::warning(
                    member.key,
                    format!("\"{key}\" is not a keyword; it asserts nothing"),
                );
                self.push(warning.help(format!("did you mean \"{meant}\"?")));
            }
            let value = self.plain(&member.value);
            schema.extensions.insert(key.to_string(), value);
        }
    }

    pub(super) fn check_component_name(&mut self, name: &str, place: Place) {
        let valid = !name.is_empty()
            && name.chars().all(|character| character.is_ascii_alphanumeric() || "._-".contains(character));
        if !valid {
            let warning = format!("\"{name}\" is not a name that a component may have");
            self.push(
                Diagnostic::warning(place, warning).help("use letters, digits, \".\", \"-\" and \"_\""),
            );
        }
    }
}

/// The reference of a schema that is nothing else.
pub(super) fn bare_reference(node: &Node) -> Option<&str> {
    let map = node.as_map()?;
    let reference = map.get("$ref")?.value.as_str()?;
    (map.len() == 1).then_some(reference)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::testing::{component, document, schemas};

    #[test]
    fn finds_components_and_points_at_slips() {
        let tried = schemas(
            "3.1.0",
            "Post: {type: object}\nList: {type: array, items: {$ref: '#/components/schemas/Pots'}}",
        );
        assert_eq!(tried.problems, ["6:39: error: there is no \"Pots\" in components.schemas"]);
        let api = schemas(
            "3.1.0",
            "Post: {type: object}\nList: {items: {$ref: '#/components/schemas/Post', description: D}}",
        )
        .clean();
        let items = component(&api, "List").items.expect("items");
        assert_eq!(api.schemas[items].reference, Some(api.components["Post"]));
        assert_eq!(api.schemas[items].description.as_deref(), Some("D"));
        assert_eq!(
            api.schemas.to_json(api.components["List"]),
            json!({"items": {"$ref": "#/components/schemas/Post", "description": "D"}})
        );
    }

    #[test]
    fn ignores_what_stands_beside_a_reference_in_3_0() {
        let tried = schemas(
            "3.0.3",
            "A: {type: string}\nB: {properties: {a: {$ref: '#/components/schemas/A', nullable: true}}}",
        );
        assert_eq!(tried.problems, ["6:58: warning: \"nullable\" beside \"$ref\" is ignored in OpenAPI 3.0"]);
        let api = tried.api();
        assert_eq!(
            api.schemas.to_json(api.components["B"]),
            json!({"properties": {"a": {"$ref": "#/components/schemas/A"}}})
        );
    }

    #[test]
    fn one_place_is_one_schema_however_it_is_reached() {
        let text = "A: {properties: {b: {type: object, properties: {a: {$ref: '#/components/schemas/A/properties/b'}}}}}\nC: {items: {$ref: '#/components/schemas/A/properties/%62'}}";
        let api = schemas("3.1.0", text).clean();
        let b = component(&api, "A").properties["b"];
        let items = component(&api, "C").items.expect("items");
        assert_eq!(api.schemas[items].reference, Some(b));
        assert_eq!(api.schemas[b].component.as_deref(), Some("A_b"));
        assert_eq!(api.components["A_b"], b);
        let json = api.schemas.to_json(b);
        assert_eq!(json["properties"]["a"], json!({"$ref": "#/components/schemas/A_b"}));
        assert_eq!(
            api.schemas.to_json(api.components["A"])["properties"]["b"],
            json!({"$ref": "#/components/schemas/A_b"})
        );
    }

    #[test]
    fn writes_small_targets_out() {
        let api = schemas("3.1.0", "A: {properties: {b: {type: string}}}\nC: {items: {$ref: '#/components/schemas/A/properties/b', title: T}}\nD: {items: {$ref: '#/components/schemas/A/properties/b'}}").clean();
        assert_eq!(api.components.len(), 3);
        assert_eq!(api.schemas.to_json(api.components["D"]), json!({"items": {"type": "string"}}));
        assert_eq!(
            api.schemas.to_json(api.components["C"]),
            json!({"items": {"allOf": [{"type": "string"}], "title": "T"}})
        );
    }

    #[test]
    fn a_component_that_is_elsewhere_is_what_it_points_at() {
        let text = "components: {schemas: {A: {$ref: '#/x-defs/a'}, B: {$ref: '#/x-defs/a'}}}\nx-defs: {a: {type: object, properties: {a: {$ref: '#/x-defs/a'}}}}\npaths: {}\n";
        let api = document("3.1.0", text).clean();
        assert_eq!(component(&api, "A").component.as_deref(), Some("A"));
        assert_eq!(component(&api, "B").reference, Some(api.components["A"]));
        assert_eq!(api.components.len(), 2);
        let a = component(&api, "A").properties["a"];
        assert_eq!(api.schemas[a].reference, Some(api.components["A"]));
    }

    #[test]
    fn takes_what_is_nearly_a_schema() {
        let tried = schemas("3.1.0", "A:\nB: {items: string}\nC D: {}");
        assert_eq!(tried.problems.len(), 3, "{:?}", tried.problems);
        assert!(tried.problems.iter().all(|problem| problem.contains("warning")));
        let tried = schemas("3.1.0", "A: 5");
        assert_eq!(tried.problems, ["5:8: error: a schema must be an object, not a number"]);
    }

    #[test]
    fn refuses_schemas_that_consist_of_themselves() {
        let refused = |text: &str| schemas("3.1.0", text).problems;
        assert_eq!(
            refused("A: {$ref: '#/components/schemas/A'}"),
            ["5:5: error: the schema \"A\" consists of itself"]
        );
        let two =
            "A: {oneOf: [{$ref: '#/components/schemas/B'}]}\nB: {not: {$ref: '#/components/schemas/A'}}";
        assert_eq!(refused(two), ["5:5: error: the schema \"A\" consists of itself"]);
        assert_eq!(
            refused("A: {allOf: [{$ref: '#/components/schemas/A'}, {type: object}]}"),
            ["5:17: warning: a schema that all of itself must fit says nothing; it is ignored"]
        );
        schemas("3.1.0", "A: {properties: {a: {$ref: '#/components/schemas/A'}}}").clean();
    }
}
