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

#[test]
fn alternatives_within_each_other_are_told_as_far_as_that_costs_little() {
    let schema = json!({
        "$defs": { "link": { "anyOf": [
            { "type": "string" },
            { "type": "object", "properties": { "next": { "$ref": "#/$defs/link" } } },
        ] } },
        "$ref": "#/$defs/link",
    });
    let chain = |links: usize| (0..links).fold(json!(1), |next, _| json!({ "next": next }));
    let (pointer, keyword, _) = failures(schema.clone(), chain(2)).remove(0);
    assert_eq!((pointer.as_str(), keyword), ("/next/next", "type"));
    let (pointer, keyword, _) = failures(schema, chain(100)).remove(0);
    assert_eq!((pointer.as_str(), keyword), ("/next/next/next/next", "anyOf"));
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
    let deep = (0..120).fold(json!(1), |inner, _| json!([inner]));
    assert!(failures(json!({ "items": { "$ref": "#" } }), deep).is_empty());
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
