//! A part of the documents that companies publish: they generate, compile, and come back the same.
//!
//! `cargo bench -p routewright-tests --bench corpus` does it with all of them.

use std::time::Duration;

use routewright_generator::diff;
use routewright_tests::corpus::{self, Generated, Project};
use routewright_tests::program;
use routewright_tests::usage::{End, Limits};

/// Beyond what an unoptimised command needs, on a machine that does other things, too.
const LIMITS: Limits = Limits { time: Duration::from_secs(120), memory: 4 << 30 };

/// What cargo may take.
const LONG: Limits = Limits { time: Duration::from_secs(1200), memory: u64::MAX };

/// Documents that generate.
const GENERATED: &[&str] = &[
    "petstore-304.yaml",
    "redocly-museum.yaml",
    "ogcapi-features-31.yaml",
    "vonage-verify.yaml",
    "sendgrid-mail.json",
    "ipfs-pinning.yaml",
    "sumup.yaml",
    "firecracker-20.yaml",
    // A table as a text.
    "traccar.yaml",
    // Operations that no request can tell apart.
    "xero-accounting.yaml",
    // References to what is not there.
    "square.json",
];

/// Documents that compile, and whose types describe them as they are.
const ROUND_TRIP: &[&str] = &[
    "petstore-304.yaml",
    "redocly-museum.yaml",
    "ogcapi-features-31.yaml",
    "sendgrid-mail.json",
    "vonage-reports.yaml",
    "algolia-crawler.yaml",
    "yelp-20.yaml",
    "redocly-cafe-32.yaml",
];

#[test]
fn documents_generate() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for document in GENERATED.iter().filter_map(|name| corpus::named(name)) {
        let (_, generated, usage) = Project::new(program::routewright(), folder.path(), &document, LIMITS);
        assert_eq!(generated, Generated::Yes, "{}:\n{}", document.name, usage.stderr);
    }
}

#[test]
fn documents_come_back_the_same() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for document in ROUND_TRIP.iter().filter_map(|name| corpus::named(name)) {
        let (project, generated, usage) =
            Project::new(program::routewright(), folder.path(), &document, LIMITS);
        assert_eq!(generated, Generated::Yes, "{}:\n{}", document.name, usage.stderr);
        let check = project.cargo(&program::target(), &["build", "--quiet"], LONG);
        assert_eq!(check.end, End::Success, "{}:\n{}", document.name, check.stderr);
        let found = project.round_trip(&program::target(), LONG).unwrap_or_else(|reason| panic!("{reason}"));
        let found: Vec<String> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, [""; 0], "{}", document.name);
    }
}

/// Whatever can be read means the same as itself, and comparing it takes no long time.
#[test]
fn documents_are_equal_to_themselves() {
    for name in GENERATED {
        let Some(document) = corpus::named(name) else { continue };
        let api = corpus::read(&document.path, document.is_incomplete())
            .unwrap_or_else(|reason| panic!("{name}: {reason}"));
        let found: Vec<String> = diff::compare(&api, &api).iter().map(ToString::to_string).collect();
        assert_eq!(found, [""; 0], "{name}");
    }
}
