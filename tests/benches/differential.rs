//! The types of all real documents, beside an independent validator.
//!
//! `cargo bench -p routewright-tests --bench differential -- [--only TEXT]... [--all]` makes the types of each document of
//! version 3.0 and 3.1, tries them on values that are made for their schemas and on broken ones, and prints where they and
//! the `jsonschema` crate disagree: the first few for each document, or all.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use std::time::Instant;

use routewright_tests::differential::{self, Outcome};
use routewright_tests::{corpus, program};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let only: Vec<&String> =
        arguments.windows(2).filter(|pair| pair[0] == "--only").map(|pair| &pair[1]).collect();
    let shown = if arguments.iter().any(|argument| argument == "--all") { usize::MAX } else { 5 };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let target = program::target();
    let mut total = Outcome::default();
    println!("{}", Outcome::HEADER);
    for document in corpus::all() {
        let wanted = only.is_empty() || only.iter().any(|text| document.name.contains(text.as_str()));
        if !wanted || !matches!(document.version.as_str(), "3.0" | "3.1") {
            continue;
        }
        let started = Instant::now();
        match differential::compare(&document, &folder.path().join("all"), &target) {
            Ok(outcome) => {
                println!("{} {:>6.0} s", outcome.row(&document.name), started.elapsed().as_secs_f64());
                outcome.disagreements.iter().take(shown).for_each(|line| println!("    {line}"));
                total.add(outcome);
            }
            Err(reason) => println!("{:44} {}", document.name, corpus::first_line(&reason)),
        }
    }
    println!("{}", total.row("all"));
}
