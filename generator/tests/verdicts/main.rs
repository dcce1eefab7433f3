//! Documents that other projects try their readers with: what is right is read, what is wrong is refused, with a place.
//!
//! Every document of versions 3.0, 3.1 and 3.2 in these suites counts. Where this reader thinks otherwise on purpose, the document
//! is in one of the lists of `exceptions`, by name and with the reason; a list that says too much fails as well.

mod exceptions;
mod suite;

use std::collections::BTreeSet;

use exceptions::Exception;
use suite::{Document, Verdict};

/// The suites whose documents are right.
const RIGHT: &[&str] = &[
    "oai-spec/archive/_archive_/schemas/v3.0/pass",
    "oai-spec/v3.1-dev/tests/schema/pass",
    "oai-spec/v3.2-dev/tests/schema/pass",
    "oai-learn/examples",
    "ogen/positive",
    "oapi-codegen/internal/test",
];

/// The suites whose documents are wrong.
const WRONG: &[&str] = &[
    "oai-spec/v3.1-dev/tests/schema/fail",
    "oai-spec/v3.2-dev/tests/schema/fail",
    "ogen/negative",
    "ogen/negative_custom",
    "ogen/parser-negative",
    "ogen/schema-negative",
];

/// What a list of exceptions says that is not so, and what is so and not in the list.
fn compare(found: &BTreeSet<String>, list: &[Exception], what: &str, problems: &mut Vec<String>) {
    let listed: BTreeSet<String> = list.iter().map(|(name, _)| (*name).to_owned()).collect();
    problems.extend(found.difference(&listed).map(|name| format!("{name} {what}")));
    problems
        .extend(listed.difference(found).map(|name| format!("{name} is listed, and is not one that {what}")));
}

#[test]
fn what_is_right_is_read() {
    let (mut read, mut refused, mut reasons) = (0, BTreeSet::new(), Vec::new());
    for document in RIGHT.iter().flat_map(|folder| suite::documents(folder)) {
        match suite::verdict(&document) {
            Verdict::Read | Verdict::Warned => read += 1,
            Verdict::Refused(text) => {
                reasons.push(text);
                refused.insert(document.name);
            }
        }
    }
    if read == 0 {
        return;
    }
    println!("{read} documents that are right are read, {} are refused", refused.len());
    let mut problems = Vec::new();
    compare(&refused, exceptions::REFUSED, "is right and refused", &mut problems);
    assert!(problems.is_empty(), "{}\n\n{}", problems.join("\n"), reasons.join("\n"));
}

#[test]
fn what_is_wrong_is_refused() {
    let (mut refused, mut warned, mut read) = (0, BTreeSet::new(), BTreeSet::new());
    for document in WRONG.iter().flat_map(|folder| suite::documents(folder)) {
        match suite::verdict(&document) {
            Verdict::Refused(text) => {
                refused += 1;
                assert!(text.contains('^'), "{} has no place:\n{text}", document.name);
            }
            Verdict::Warned => drop(warned.insert(document.name)),
            Verdict::Read => drop(read.insert(document.name)),
        }
    }
    if refused == 0 {
        return;
    }
    println!(
        "{refused} documents that are wrong are refused, {} are warned of, {} are read",
        warned.len(),
        read.len()
    );
    let mut problems = Vec::new();
    compare(&warned, exceptions::WARNED, "is wrong and only warned of", &mut problems);
    compare(&read, exceptions::READ, "is wrong and read", &mut problems);
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

/// Texts that would be code in a language without quotes are texts here: these are read or refused, and nothing falls over.
#[test]
fn what_attacks_generated_code_does_no_harm() {
    for document in suite::documents("oapi-codegen/internal/test/spec_validation") {
        let Document { name, .. } = &document;
        if let Verdict::Refused(text) = suite::verdict(&document) {
            assert!(text.contains('^'), "{name} has no place:\n{text}");
        }
    }
}
