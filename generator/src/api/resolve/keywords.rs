//! The keywords of a schema, brought to JSON Schema 2020-12.

use std::sync::LazyLock;

use serde_json::Value;

use super::Resolver;
use crate::api::{Schema, SchemaId, Type, TypeSet};
use crate::diagnostic::Diagnostic;
use crate::load::{Kind, Map, Node};

/// Keywords that both versions have, and those that only describe.
const COMMON: [&str; 36] = [
    "$ref",
    "type",
    "title",
    "description",
    "format",
    "default",
    "enum",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "items",
    "minItems",
    "maxItems",
    "uniqueItems",
    "properties",
    "required",
    "additionalProperties",
    "minProperties",
    "maxProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "discriminator",
    "readOnly",
    "writeOnly",
    "deprecated",
    "nullable",
    "example",
    "externalDocs",
    "xml",
];

/// Keywords that 3.0 does not have.
const NEWER: [&str; 30] = [
    "const",
    "examples",
    "prefixItems",
    "patternProperties",
    "propertyNames",
    "contentEncoding",
    "contentMediaType",
    "contentSchema",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "dependentRequired",
    "dependentSchemas",
    "dependencies",
    "unevaluatedItems",
    "unevaluatedProperties",
    "$comment",
    "$schema",
    "$id",
    "$anchor",
    "$defs",
    "definitions",
    "$dynamicRef",
    "$dynamicAnchor",
    "$vocabulary",
    "$recursiveRef",
    "$recursiveAnchor",
];

/// Every keyword.
pub(super) static KNOWN: LazyLock<Vec<&str>> =
    LazyLock::new(|| COMMON.iter().chain(&NEWER).copied().collect());

impl<'d> Resolver<'d> {
    /// Reads every keyword there is.
    pub(super) fn keywords(&mut self, id: SchemaId, map: &'d Map, schema: &mut Schema) {
        self.warn_of_version(map);
        self.read_types(map, schema);
        self.read_annotations(map, schema);
        self.read_values(map, schema);
        self.read_numbers(map, schema);
        self.read_texts(map, schema);
        self.read_arrays(map, schema);
        self.read_objects(map, schema);
        self.read_combinations(id, map, schema);
        self.read_discriminator(map, schema);
        self.read_residual(id, map, schema);
        self.check_values(map, schema);
        self.check_bounds(map, schema);
        self.check_digits(map);
        self.check_patterns(map);
    }

    /// Keywords of another version mean what they mean there: nobody writes them by accident.
    fn warn_of_version(&mut self, map: &'d Map) {
        if self.is_3_0() {
            for (key, member) in map {
                if NEWER.contains(&&**key) {
                    self.warn(member.key, format!("\"{key}\" is a keyword of OpenAPI 3.1"));
                }
            }
        } else if let Some(member) = map.get("nullable") {
            let warning =
                Diagnostic::warning(member.key, "\"nullable\" is a keyword of OpenAPI 3.0; it is ignored");
            self.push(warning.help("add \"null\" to the list in \"type\""));
        }
    }

    fn read_types(&mut self, map: &'d Map, schema: &mut Schema) {
        let unquoted = map.get("type").map(|member| &member.value).filter(|node| self.is_unquoted_null(node));
        if let Some(node) = unquoted.or_else(|| self.present(map, "type")) {
            let nodes = node.as_seq().unwrap_or(std::slice::from_ref(node));
            if node.as_seq().is_some() && self.is_3_0() {
                self.warn(node.place, "a list of types is of OpenAPI 3.1");
            }
            let mut types = TypeSet::EMPTY;
            for node in nodes {
                self.read_type(node, &mut types, schema);
            }
            if nodes.is_empty() {
                self.warn(node.place, "a list of types without a type; it is ignored");
            } else if !types.is_empty() {
                schema.types = Some(types);
            }
        }
        if self.is_3_0() && self.flag(map, "nullable") {
            match schema.types {
                Some(types) => {
                    schema.types = Some(types.with(Type::Null));
                    self.warn_of_missing_null(map);
                }
                None => self.warn_of_typeless_null(map),
            }
        }
    }

    /// Whether `null` is written, and not nothing at all, which YAML takes for the same.
    fn is_unquoted_null(&self, node: &Node) -> bool {
        node.kind == Kind::Null && self.document.sources.slice(node.place).eq_ignore_ascii_case("null")
    }

    fn read_type(&mut self, node: &'d Node, types: &mut TypeSet, schema: &mut Schema) {
        // `type: null` without quotes is the type by intent.
        let name = if node.kind == Kind::Null { Some("null".into()) } else { self.text(node, "\"type\"") };
        let Some(name) = name else { return };
        match (Type::from_name(&name), &*name) {
            (Some(Type::Null), _) if self.is_3_0() => {
                self.warn(node.place, "the type \"null\" is of OpenAPI 3.1");
                types.insert(Type::Null);
            }
            (Some(kind), _) => {
                types.insert(kind);
            }
            (None, "file") => {
                self.warn(
                    node.place,
                    "the type \"file\" is of OpenAPI 2.0; it is a string with format binary",
                );
                types.insert(Type::String);
                schema.format = Some("binary".to_owned());
            }
            (None, "any") => {
                self.warn(node.place, "there is no type \"any\"; a schema without \"type\" allows any");
                *types = Type::ALL.into_iter().collect();
            }
            (None, _) => {
                let error = Diagnostic::error(node.place, format!("there is no type \"{name}\""));
                self.push(error.did_you_mean(&name, Type::ALL.map(Type::name)));
            }
        }
    }

    fn warn_of_missing_null(&mut self, map: &'d Map) {
        let values = map.get("enum").and_then(|member| member.value.as_seq());
        let Some(values) = values else { return };
        if let (true, Some(member)) =
            (!values.iter().any(|value| value.kind == Kind::Null), map.get("nullable"))
        {
            let warning = Diagnostic::warning(
                member.key,
                "null is not among the values of \"enum\", and so not allowed",
            );
            self.push(warning.help("add null to \"enum\""));
        }
    }

    fn warn_of_typeless_null(&mut self, map: &'d Map) {
        let Some(member) = map.get("nullable") else { return };
        if ["allOf", "anyOf", "oneOf", "enum"].iter().any(|key| map.contains_key(*key)) {
            let warning =
                Diagnostic::warning(member.key, "\"nullable\" without \"type\" beside it has no effect");
            self.push(warning.help("say so in what is combined, or add \"type\""));
        }
    }

    fn read_annotations(&mut self, map: &'d Map, schema: &mut Schema) {
        schema.title = self.text_member(map, "title");
        schema.description = self.text_member(map, "description");
        schema.format = self.text_member(map, "format").or(schema.format.take());
        schema.deprecated = self.flag(map, "deprecated");
        schema.read_only = self.flag(map, "readOnly");
        schema.write_only = self.flag(map, "writeOnly");
        schema.content_encoding = self.text_member(map, "contentEncoding");
        schema.content_media_type = self.text_member(map, "contentMediaType");
        self.check_xml(map);
        for key in ["externalDocs", "xml", "$comment"] {
            if let Some(node) = self.present(map, key) {
                let value = self.plain(node);
                schema.extensions.insert(key.to_owned(), value);
            }
        }
        let extensions = self.extensions(map);
        schema.extensions.extend(extensions);
    }

    fn read_values(&mut self, map: &'d Map, schema: &mut Schema) {
        schema.default = map.get("default").map(|member| self.plain(&member.value));
        schema.default_at = map.get("default").map(|member| member.value.place);
        schema.constant = map.get("const").map(|member| self.plain(&member.value));
        if let Some(values) = self.list_member(map, "enum") {
            let place = map.get("enum").map_or(schema.place, |member| member.value.place);
            schema.enumeration = Some(self.distinct(values));
            if values.is_empty() {
                self.warn(place, "a list of values without a value: nothing is allowed");
            }
        }
        match map.get("examples").map(|member| &member.value.kind) {
            Some(Kind::Seq(values)) => {
                schema.examples = values.iter().map(|value| self.plain(value)).collect()
            }
            Some(Kind::Map(values)) => {
                // Named ones belong beside a schema, not into it; the values are clear all the same.
                let values = values.values().map(|member| member.value.get("value").unwrap_or(&member.value));
                schema.examples = values.map(|value| self.plain(value)).collect();
            }
            _ => {}
        }
        if let Some(member) = map.get("example") {
            let value = self.plain(&member.value);
            if !schema.examples.contains(&value) {
                schema.examples.insert(0, value);
            }
        }
    }

    /// The values of a list without those that are there already.
    fn distinct(&mut self, nodes: &'d [Node]) -> Vec<Value> {
        let mut seen = std::collections::HashSet::new();
        let mut values = Vec::new();
        for node in nodes {
            let value = self.plain(node);
            match seen.insert(identity(&value)) {
                true => values.push(value),
                false => self.warn(node.place, "this value is in the list already"),
            }
        }
        values
    }

    fn read_numbers(&mut self, map: &'d Map, schema: &mut Schema) {
        schema.minimum = self.number_member(map, "minimum");
        schema.maximum = self.number_member(map, "maximum");
        schema.multiple_of = self.number_member(map, "multipleOf");
        let is_wrong = schema
            .multiple_of
            .as_ref()
            .and_then(serde_json::Number::as_f64)
            .is_some_and(|value| value <= 0.0);
        if is_wrong && let Some(member) = map.get("multipleOf") {
            self.error(member.value.place, "\"multipleOf\" must be greater than zero");
        }
        for (key, bound) in [("exclusiveMinimum", true), ("exclusiveMaximum", false)] {
            let (inclusive, exclusive) = match bound {
                true => (&mut schema.minimum, &mut schema.exclusive_minimum),
                false => (&mut schema.maximum, &mut schema.exclusive_maximum),
            };
            match map.get(key).map(|member| (&member.value.kind, member.key)) {
                Some((Kind::Bool(flag), place)) => {
                    if *flag {
                        *exclusive = inclusive.take();
                    }
                    if !self.is_3_0() {
                        self.warn(place, format!("\"{key}\" is a number since OpenAPI 3.1"));
                    }
                }
                Some((_, place)) => {
                    *exclusive = self.number_member(map, key);
                    if self.is_3_0() {
                        self.warn(place, format!("\"{key}\" is true or false in OpenAPI 3.0"));
                    }
                }
                None => {}
            }
        }
    }

    fn read_texts(&mut self, map: &'d Map, schema: &mut Schema) {
        schema.min_length = self.count(map, "minLength");
        schema.max_length = self.count(map, "maxLength");
        schema.pattern = self.text_member(map, "pattern");
    }

    fn read_arrays(&mut self, map: &'d Map, schema: &mut Schema) {
        schema.min_items = self.count(map, "minItems");
        schema.max_items = self.count(map, "maxItems");
        schema.unique_items = self.flag(map, "uniqueItems");
        schema.prefix_items = self.schema_list(map, "prefixItems");
        match map.get("items").map(|member| &member.value) {
            Some(node) if node.as_seq().is_some() => {
                let warning =
                    Diagnostic::warning(node.place, "a list in \"items\" is of older drafts of JSON Schema");
                self.push(warning.help("write \"prefixItems\""));
                schema.prefix_items = self.schema_list(map, "items");
            }
            Some(node) => schema.items = Some(self.schema(node)),
            None => {}
        }
    }

    fn read_objects(&mut self, map: &'d Map, schema: &mut Schema) {
        schema.min_properties = self.count(map, "minProperties");
        schema.max_properties = self.count(map, "maxProperties");
        match map.get("required").map(|member| (&member.value.kind, member.key)) {
            Some((Kind::Bool(_), place)) => {
                let message =
                    "\"required\" is a list of properties, and stands beside \"properties\"; it is ignored";
                self.warn(place, message);
            }
            _ => schema.required = self.texts(map, "required"),
        }
        let mut seen = std::collections::HashSet::new();
        schema.required.retain(|name| seen.insert(name.clone()));
        for (key, slot) in
            [("properties", &mut schema.properties), ("patternProperties", &mut schema.pattern_properties)]
        {
            for (name, member) in self.object_member(map, key).into_iter().flatten() {
                slot.insert(name.to_string(), self.schema(&member.value));
            }
        }
        schema.additional_properties =
            self.present(map, "additionalProperties").map(|node| self.schema(node));
        self.flags.extend(schema.additional_properties);
        schema.property_names = self.present(map, "propertyNames").map(|node| self.schema(node));
    }

    fn read_combinations(&mut self, id: SchemaId, map: &'d Map, schema: &mut Schema) {
        schema.all_of = self.schema_list(map, "allOf");
        schema.all_of.retain(|member| !self.is_itself(id, *member));
        schema.any_of = self.schema_list(map, "anyOf");
        schema.one_of = self.schema_list(map, "oneOf");
        schema.not = self.present(map, "not").map(|node| self.schema(node));
    }

    /// Whether a member of `allOf` is the schema that it stands in, which says nothing.
    fn is_itself(&mut self, id: SchemaId, member: SchemaId) -> bool {
        // Members are read after the schema that holds them: the last ones that wait are those.
        let waiting = self.pending.iter().rev().take(1000).find(|(waiting, _)| *waiting == member);
        let Some(reference) = waiting.and_then(|(_, node)| super::schema::bare_reference(node)) else {
            return false;
        };
        let place = self.schemas[member].place;
        let target = self.document.find(place.file, reference).ok();
        let is_itself = target.is_some_and(|target| self.ids.get(&super::address(target.node)) == Some(&id));
        if is_itself {
            self.warn(place, "a schema that all of itself must fit says nothing; it is ignored");
        }
        is_itself
    }

    fn schema_list(&mut self, map: &'d Map, key: &str) -> Vec<SchemaId> {
        let Some(node) = self.present(map, key) else { return Vec::new() };
        if node.as_map().is_some() {
            self.warn(node.place, format!("\"{key}\" must be a list; one schema is taken as a list of one"));
            return vec![self.schema(node)];
        }
        let list = self.list_member(map, key).unwrap_or_default();
        if list.is_empty() {
            self.warn(node.place, format!("\"{key}\" is empty; it is ignored"));
        }
        list.iter().map(|node| self.schema(node)).collect()
    }

    /// The keywords that assert something and have no field of their own.
    fn read_residual(&mut self, id: SchemaId, map: &'d Map, schema: &mut Schema) {
        for keyword in
            ["if", "then", "else", "contains", "unevaluatedItems", "unevaluatedProperties", "contentSchema"]
        {
            if let Some(node) = self.present(map, keyword) {
                let child = self.schema(node);
                // Holds the keyword's turn among the others until the schema is complete.
                schema.residual.insert(keyword.to_owned(), Value::Null);
                self.residual.push((id, keyword, None, child));
            }
        }
        if let Some(members) = self.object_member(map, "dependentSchemas") {
            schema.residual.insert("dependentSchemas".to_owned(), Value::Object(serde_json::Map::new()));
            for (name, member) in members {
                let child = self.schema(&member.value);
                self.residual.push((id, "dependentSchemas", Some(name), child));
            }
        }
        for keyword in ["minContains", "maxContains"] {
            if let Some(count) = self.count(map, keyword) {
                schema.residual.insert(keyword.to_owned(), count.into());
            }
        }
        if let Some(node) = self.present(map, "dependentRequired") {
            let value = self.plain(node);
            schema.residual.insert("dependentRequired".to_owned(), value);
        }
        self.read_dependencies(id, map, schema);
        self.read_dynamic_reference(id, map, schema);
    }

    /// What `dependentRequired` and `dependentSchemas` were called when they were one.
    fn read_dependencies(&mut self, id: SchemaId, map: &'d Map, schema: &mut Schema) {
        for (name, member) in self.object_member(map, "dependencies").into_iter().flatten() {
            if member.value.as_seq().is_some() {
                let names = self.plain(&member.value);
                put_member(schema, "dependentRequired", name, names);
            } else {
                let child = self.schema(&member.value);
                put_member(schema, "dependentSchemas", name, Value::Null);
                self.residual.push((id, "dependentSchemas", Some(name), child));
            }
        }
    }

    /// A dynamic reference is a plain one where nothing overrides its anchor.
    fn read_dynamic_reference(&mut self, id: SchemaId, map: &'d Map, schema: &mut Schema) {
        for keyword in ["$dynamicRef", "$recursiveRef"] {
            let Some(text) = self.text_member(map, keyword) else { continue };
            let Some(member) = map.get(keyword) else { continue };
            let place = member.value.place;
            if self.document.is_overridable(place, &text) {
                self.dynamic.push(id);
            }
            let target = self.schema_at(&text, place);
            match (schema.reference, target) {
                (Some(_), Some(target)) => schema.all_of.push(target),
                (reference, target) => schema.reference = reference.or(target),
            }
        }
    }
}

/// Adds a member to the value of a keyword that has one for each of several names.
fn put_member(schema: &mut Schema, keyword: &str, name: &str, value: Value) {
    let members = schema.residual.entry(keyword).or_insert_with(|| Value::Object(serde_json::Map::new()));
    if let Value::Object(members) = members {
        members.insert(name.to_owned(), value);
    }
}

/// What is the same for values that are: `10`, `10.0` and `1e1` are one number.
fn identity(value: &Value) -> String {
    let whole = value.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15);
    match whole {
        // Every whole number of this size is exact.
        Some(number) => format!("{}", number as i64),
        None => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::testing::{schema_problems, schemas};

    fn normal(version: &str, schema: &str) -> Value {
        let api = schemas(version, &format!("S: {schema}")).api();
        api.schemas.to_json(api.components["S"])
    }

    #[test]
    fn brings_3_0_to_2020_12() {
        assert_eq!(normal("3.0.0", "{type: string, nullable: true}"), json!({"type": ["string", "null"]}));
        assert_eq!(normal("3.0.0", "{nullable: true}"), json!({}));
        assert_eq!(
            normal("3.0.0", "{minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false}"),
            json!({"exclusiveMinimum": 1, "maximum": 2})
        );
        assert_eq!(normal("3.0.0", "{example: {a: 1}}"), json!({"examples": [{"a": 1}]}));
        assert_eq!(normal("3.0.0", "{type: [string, 'null']}"), json!({"type": ["string", "null"]}));
    }

    #[test]
    fn null_without_quotes_is_the_type() {
        assert_eq!(normal("3.1.0", "{type: null}"), json!({"type": "null"}));
        assert_eq!(normal("3.1.0", "{type: [string, null]}"), json!({"type": ["string", "null"]}));
        assert_eq!(normal("3.1.0", "{type: }"), json!({}));
    }

    #[test]
    fn keeps_everything_of_3_1() {
        let schema = "{$comment: c, type: object, title: t, default: {}, const: {a: 1}, properties: {a: false}, required: [a], \
            additionalProperties: false, patternProperties: {^x: {minLength: 2}}, if: {properties: {b: {$ref: '#/components/schemas/S'}}}, \
            then: {not: {}}, dependentRequired: {a: [b]}, dependentSchemas: {c: {if: {type: 'null'}}}, x-y: {$ref: z}, unevaluatedProperties: false}";
        let api = schemas("3.1.0", &format!("S: {schema}")).clean();
        let json = api.schemas.to_json(api.components["S"]);
        assert_eq!(
            json,
            json!({"$comment": "c", "type": "object", "title": "t", "default": {}, "const": {"a": 1},
                "properties": {"a": false}, "required": ["a"], "additionalProperties": false,
                "patternProperties": {"^x": {"minLength": 2}},
                "if": {"properties": {"b": {"$ref": "#/components/schemas/S"}}}, "then": {"not": {}},
                "dependentRequired": {"a": ["b"]}, "dependentSchemas": {"c": {"if": {"type": "null"}}},
                "x-y": {"$ref": "z"}, "unevaluatedProperties": false})
        );
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        assert_eq!(
            schema_problems("{minLength: -1}"),
            ["13: error: \"minLength\" must be a whole number that is not negative"]
        );
        assert_eq!(schema_problems("{type: strin}"), ["8: error: there is no type \"strin\""]);
        assert_eq!(
            schema_problems("{multipleOf: 0}"),
            ["14: error: \"multipleOf\" must be greater than zero"]
        );
        assert_eq!(schema_problems("{pattern: [a]}"), ["11: error: \"pattern\" must be a text, not a list"]);
        assert_eq!(
            schema_problems("{uniqueItems: 'true'}"),
            ["15: warning: \"uniqueItems\" must be true or false, not a string"]
        );
        assert_eq!(
            schema_problems("{maxItems: '3'}"),
            ["12: warning: \"maxItems\" must be a number, not a string"]
        );
        assert_eq!(
            schema_problems("{propertes: {}}"),
            ["2: warning: \"propertes\" is not a keyword; it asserts nothing"]
        );
        assert_eq!(schema_problems("{enum: [a, b, a]}"), ["15: warning: this value is in the list already"]);
        assert_eq!(schema_problems("{enum: [10, 1e1]}"), ["13: warning: this value is in the list already"]);
        assert_eq!(
            schema_problems("{nullable: true}"),
            ["2: warning: \"nullable\" is a keyword of OpenAPI 3.0; it is ignored"]
        );
        assert_eq!(schema_problems("{foo: 1, x-bar: 2}"), [""; 0]);
    }
}
