//! The types of some real documents, beside an independent validator.
//!
//! `cargo bench -p routewright-tests --bench differential` does it with all documents.

mod random;

use std::path::Path;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use routewright::schema::evaluate::{Components, Prepared};
use routewright_tests::differential::Kept;
use routewright_tests::{corpus, differential, program};
use serde_json::{Map, Value, json};

/// Documents whose types compile in seconds.
const DOCUMENTS: &[&str] = &[
    "petstore-304.yaml",
    "redocly-museum.yaml",
    "ogcapi-features-31.yaml",
    "vonage-verify.yaml",
    "sendgrid-mail.json",
    "ipfs-pinning.yaml",
    "sumup.yaml",
    "firecracker-20.yaml",
    "redocly-cafe-32.yaml",
];

#[test]
fn types_accept_what_their_schemas_accept() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("differential");
    let mut disagreements = Vec::new();
    for document in DOCUMENTS.iter().filter_map(|name| corpus::named(name)) {
        let outcome = differential::compare(&document, Kept::AsTypes, &folder, &program::target());
        let outcome = outcome.unwrap_or_else(|reason| panic!("{}: {reason}", document.name));
        print!("{}\n{outcome}", outcome.row(&document.name));
        disagreements.extend(outcome.disagreements.iter().map(|line| format!("{}: {line}", document.name)));
    }
    assert!(disagreements.is_empty(), "{} disagreements:\n{}", disagreements.len(), disagreements.join("\n"));
}

/// A document with moments, numbers and identifiers.
const WRITTEN: &str = "redocly-museum.yaml";

#[test]
fn what_is_kept_as_written_is_written_as_it_was_read() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("written");
    let Some(document) = corpus::named(WRITTEN) else { return };
    let outcome = differential::compare(&document, Kept::AsWritten, &folder, &program::target());
    let outcome = outcome.unwrap_or_else(|reason| panic!("{WRITTEN}: {reason}"));
    print!("{}\n{outcome}", outcome.row(WRITTEN));
    assert_eq!(outcome.disagreements, Vec::<String>::new());
    assert!(outcome.apart.is_empty(), "{outcome}");
}

/// How many random schemas become types, and on how many values each is tried.
const RANDOM: (usize, usize) = (200, 60);

#[test]
fn types_of_random_schemas_accept_what_these_accept() {
    let mut runner = TestRunner::deterministic();
    let mut draw = |of: &BoxedStrategy<Value>| of.new_tree(&mut runner).expect("a value").current();
    let (schema, instance) = (random::schema().boxed(), random::instance().boxed());
    let schemas: Map<String, Value> =
        (0..RANDOM.0).map(|number| (format!("Random{number}"), draw(&schema))).collect();
    let instances: Vec<Value> = (0..RANDOM.1).map(|_| draw(&instance)).collect();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("random");
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "Random schemas", "version": "1" },
        "paths": {},
        "components": { "schemas": schemas },
    });
    let outcome =
        differential::compare_written(document, |_, _| instances.clone(), &folder, &program::target());
    let outcome = outcome.unwrap_or_else(|reason| panic!("{reason}"));
    println!("{}", outcome.row("random schemas"));
    let shown = outcome.disagreements.iter().map(|line| {
        let name = line.split(':').next().unwrap_or_default();
        format!("{line}\n    {}", schemas[name])
    });
    assert!(outcome.disagreements.is_empty(), "{}", shown.collect::<Vec<_>>().join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn the_evaluator_agrees_on_random_schemas(schema in random::schema(), instance in random::instance()) {
        let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012);
        let oracle = options.build(&schema).expect("a schema");
        let prepared = Prepared::new(&schema, &Components::none()).expect("a schema");
        prop_assert_eq!(prepared.is_valid(&instance), oracle.is_valid(&instance));
    }
}
