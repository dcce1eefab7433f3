//! The types of some real documents, beside an independent validator.
//!
//! `cargo bench -p routewright-tests --bench differential` does it with all documents.

use std::path::Path;

use routewright_tests::{corpus, differential, program};

/// Documents whose types compile in seconds.
const DOCUMENTS: &[&str] = &[
    "petstore-304.yaml",
    "redocly-museum.yaml",
    "ogcapi-features-31.yaml",
    "vonage-verify.yaml",
    "sendgrid-mail.json",
    "ipfs-pinning.yaml",
    "sumup.yaml",
];

#[test]
fn types_accept_what_their_schemas_accept() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("differential");
    let mut disagreements = Vec::new();
    for document in DOCUMENTS.iter().filter_map(|name| corpus::named(name)) {
        let outcome = differential::compare(&document, &folder, &program::target());
        let outcome = outcome.unwrap_or_else(|reason| panic!("{}: {reason}", document.name));
        println!("{}", outcome.row(&document.name));
        disagreements.extend(outcome.disagreements.iter().map(|line| format!("{}: {line}", document.name)));
    }
    assert!(disagreements.is_empty(), "{} disagreements:\n{}", disagreements.len(), disagreements.join("\n"));
}
