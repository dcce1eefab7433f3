use serde_json::{Value, json};

use super::*;
use crate::schema::suite::{self, Tally};

fn failures(schema: Value, instance: Value) -> Vec<(String, &'static str, String)> {
    let mut out = Failures::new();
    evaluate(&schema, &instance, &Components::none(), &mut out);
    out.into_iter()
        .map(|failure| (failure.pointer.into(), failure.reason.keyword(), failure.reason.to_string()))
        .collect()
}

#[test]
fn everything_that_is_wrong_is_listed() {
    let schema = json!({
        "required": ["title", "body"],
        "properties": { "title": { "type": "string", "maxLength": 3 }, "tags": { "items": { "minimum": 2 } } },
        "additionalProperties": false,
    });
    let found = failures(schema, json!({ "title": "long title", "tags": [1, 2, 0], "x": 1 }));
    assert_eq!(
        found.iter().map(|(pointer, keyword, _)| (pointer.as_str(), *keyword)).collect::<Vec<_>>(),
        [
            ("/body", "required"),
            ("/title", "maxLength"),
            ("/tags/0", "minimum"),
            ("/tags/2", "minimum"),
            ("/x", "additionalProperties"),
        ]
    );
}

#[test]
fn values_are_not_repeated() {
    let schema = json!({
        "properties": {
            "a": { "const": 1 }, "b": { "pattern": "^x$" }, "c": { "format": "uuid" }, "d": { "not": {} },
            "e": { "anyOf": [{ "type": "null" }, { "type": "array" }] },
        },
        "propertyNames": { "maxLength": 1 },
    });
    let secret = "hunter2";
    let found = failures(schema, json!({ "a": secret, "b": secret, "c": secret, "d": secret, "e": secret }));
    assert_eq!(found.len(), 5);
    assert!(found.iter().all(|(_, _, detail)| !detail.contains(secret)), "{found:?}");
}

#[test]
fn components_refer_to_each_other() {
    let components = json!({
        "Tree": { "properties": { "children": { "items": { "$ref": "#/components/schemas/Tree" } },
                                  "name": { "$ref": "#/components/schemas/Names/properties/short" } } },
        "Names": { "properties": { "short": { "maxLength": 2 } } },
    });
    let Value::Object(components) = components else { unreachable!() };
    let schema = json!({ "$ref": "#/components/schemas/Tree" });
    let prepared = Prepared::new(&schema, &Components::from(components)).expect("a schema");
    let mut out = Failures::new();
    prepared.evaluate(&json!({ "children": [{ "children": [{ "name": "abc" }] }] }), &mut out);
    assert_eq!(out.len(), 1);
    assert_eq!(out[0].pointer, "/children/0/children/0/name");
}

/// A list in the list in the list, around a value.
fn nested(levels: usize, inmost: Value) -> Value {
    (0..levels).fold(inmost, |inner, _| json!([inner]))
}

#[test]
fn what_is_wrong_deep_within_alternatives_is_told() {
    let schema = json!({ "anyOf": [{ "type": "string" }, { "type": "array", "items": { "$ref": "#" } }] });
    let (pointer, keyword, _) = failures(schema, nested(100, json!(1))).remove(0);
    assert_eq!((pointer, keyword), ("/0".repeat(100), "type"));
}

/// Each of these would take 2^100 steps if every alternative looked at everything below it.
#[test]
fn alternatives_that_nest_in_themselves_do_not_double_the_work() {
    let lists = [
        json!({ "type": "array", "items": { "$ref": "#/$defs/list" } }),
        json!({ "items": { "$ref": "#/$defs/list" }, "maxItems": 9 }),
    ];
    let of = |list: Value| json!({ "$defs": { "list": list }, "$ref": "#/$defs/list" });
    let text = json!({ "type": "string" });
    let dynamic = json!([
        { "items": { "$dynamicRef": "#list" }, "type": "array" },
        { "items": { "$dynamicRef": "#list" }, "maxItems": 9 },
    ]);
    for schema in [
        of(json!({ "type": "array", "anyOf": lists })),
        of(json!({ "type": "array", "oneOf": lists })),
        of(json!({ "type": "array", "anyOf": lists, "unevaluatedItems": false })),
        of(json!({ "type": "array", "not": { "not": { "anyOf": lists } } })),
        of(json!({ "type": "array", "if": lists[0], "then": lists[1], "else": lists[1] })),
        of(json!({ "type": "array", "if": lists[0], "then": lists[1], "contains": lists[0] })),
        of(json!({ "type": ["array", "string"], "anyOf": [text, lists[0], lists[1]] })),
        of(json!({ "type": "array", "allOf": lists })),
        of(json!({ "anyOf": [text, { "type": "array", "allOf": lists }] })),
        json!({ "$dynamicAnchor": "list", "type": "array", "anyOf": dynamic }),
    ] {
        let prepared = Prepared::new(&schema, &Components::none()).expect("it can be prepared");
        let value = nested(90, json!(1));
        assert!(!prepared.is_valid(&value), "{schema}");
        let mut out = Failures::new();
        prepared.evaluate(&value, &mut out);
        assert!(!out.is_empty(), "{schema}");
    }
}

#[test]
fn a_reference_that_leads_nowhere_is_told() {
    let told = Prepared::new(&json!({ "$ref": "#/components/schemas/Nope" }), &Components::none()).err();
    assert_eq!(told.as_deref(), Some("the reference #/components/schemas/Nope leads nowhere"));
}

#[test]
fn circles_end() {
    let found = failures(json!({ "$ref": "#" }), json!(1));
    assert_eq!(found[0].2, "is nested too deeply");
    let circles = json!([{ "$ref": "#" }, { "$ref": "#" }]);
    for schema in
        [json!({ "anyOf": circles }), json!({ "oneOf": circles }), json!({ "not": { "anyOf": circles } })]
    {
        let found = failures(schema, json!([1]));
        assert_eq!(found, [(String::new(), "depth", "is nested too deeply".to_owned())]);
    }
    assert!(failures(json!({ "items": { "$ref": "#" } }), nested(120, json!(1))).is_empty());
}

#[test]
fn numbers_are_exact() {
    assert!(failures(json!({ "multipleOf": 0.01 }), json!(19.99)).is_empty());
    assert!(failures(json!({ "type": "integer", "const": 1 }), json!(1.0)).is_empty());
    assert_eq!(
        failures(json!({ "maximum": 9_007_199_254_740_992_u64 }), json!(9_007_199_254_740_993_u64)).len(),
        1
    );
    assert_eq!(failures(json!({ "type": "integer", "format": "int32" }), json!(3_000_000_000_u64)).len(), 1);
}

/// The suite's remote documents, by their URIs.
struct Remotes(Vec<(String, Value)>);

impl Resolve for Remotes {
    fn resolve(&self, reference: &str) -> Option<&Value> {
        self.0.iter().find(|(uri, _)| uri == reference).map(|(_, schema)| schema)
    }
}

fn remotes(suite: &std::path::Path) -> Remotes {
    let mut all = Vec::new();
    let mut folders = vec![suite.join("remotes")];
    while let Some(folder) = folders.pop() {
        let inside = folder.strip_prefix(suite.join("remotes")).map(|path| path.display().to_string());
        let inside = inside.unwrap_or_default();
        let slash = if inside.is_empty() { "" } else { "/" };
        for (name, schema) in suite::files(&folder) {
            all.push((format!("http://localhost:1234/{inside}{slash}{name}.json"), schema));
        }
        folders.extend(
            std::fs::read_dir(&folder)
                .into_iter()
                .flatten()
                .flatten()
                .map(|e| e.path())
                .filter(|p| p.is_dir()),
        );
    }
    Remotes(all)
}

/// What this crate does otherwise, on purpose.
fn skipped(file: &str, group: &Value) -> Option<&'static str> {
    let schema = group["schema"].to_string();
    match file {
        "format" => Some("here `format` asserts"),
        "vocabulary" => Some("metaschemas that turn vocabularies off are not read"),
        _ if schema.contains("https://json-schema.org/draft/2020-12/schema\"")
            && schema.contains("$ref\":\"https://json-schema") =>
        {
            Some("the metaschema is not built in")
        }
        _ => None,
    }
}

#[test]
fn the_official_suite() {
    let Some(folder) = suite::folder() else { return };
    let remotes = remotes(&folder);
    let mut tally = Tally::default();
    let mut reasons = Vec::new();
    let mut run = |path: &str, only: &dyn Fn(&str) -> bool| {
        for (name, file) in suite::files(&folder.join(path)) {
            if !only(&name) {
                continue;
            }
            for group in file.as_array().into_iter().flatten() {
                if let Some(reason) = skipped(&name, group) {
                    let count = group["tests"].as_array().map_or(0, Vec::len);
                    reasons.push(format!("skipped {count}: {name}: {}: {reason}", group["description"]));
                    continue;
                }
                let prepared = Prepared::new(&group["schema"], &remotes);
                for test in group["tests"].as_array().into_iter().flatten() {
                    let mut out = Failures::new();
                    let right = prepared.as_ref().is_ok_and(|prepared| {
                        prepared.evaluate(&test["data"], &mut out);
                        let valid = test["valid"] == json!(true);
                        out.is_empty() == valid && prepared.is_valid(&test["data"]) == valid
                    });
                    let why = prepared.as_ref().err().cloned().unwrap_or_default();
                    tally.add(
                        format!("{name}: {}: {} {why}", group["description"], test["description"]),
                        right,
                    );
                }
            }
        }
    };
    run("tests/draft2020-12", &|_| true);
    let optional = [
        "anchor",
        "bignum",
        "dynamicRef",
        "ecmascript-regex",
        "float-overflow",
        "id",
        "no-schema",
        "non-bmp-regex",
        "refOfUnknownKeyword",
        "unknownKeyword",
        "dependencies-compatibility",
    ];
    run("tests/draft2020-12/optional", &|name| optional.contains(&name));
    println!("{}\n{tally}", reasons.join("\n"));
    assert!(tally.failed.is_empty(), "{tally}");
}

/// Every schema of the suite, run against all instances of its file, not only against its own.
#[test]
fn the_oracle_agrees() {
    let Some(folder) = suite::folder() else { return };
    let mut tally = Tally::default();
    for (name, file) in suite::files(&folder.join("tests/draft2020-12")) {
        let instances: Vec<&Value> = suite::cases(&file).map(|(_, test)| &test["data"]).collect();
        for group in file.as_array().into_iter().flatten() {
            let schema = &group["schema"];
            let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012);
            // The oracle is built without the tables that these need.
            if schema["format"].as_str().is_some_and(|format| format.starts_with("idn-")) {
                continue;
            }
            let Ok(oracle) = options.should_validate_formats(true).build(schema) else { continue };
            let Ok(prepared) = Prepared::new(schema, &Components::none()) else { continue };
            for instance in &instances {
                let right = prepared.is_valid(instance) == oracle.is_valid(instance);
                tally.add(format!("{name}: {schema} {instance}"), right);
            }
        }
    }
    println!("{tally}");
    assert!(tally.failed.is_empty(), "{tally}");
}
