//! The types of all real documents, beside an independent validator.
//!
//! `cargo bench -p routewright-tests --bench differential -- [--as-written] [--only TEXT]...` makes the types of each document, tries them
//! on values that are made for their schemas and on broken ones, and prints where they and the `jsonschema` crate disagree,
//! and what was left out and why. With `--as-written`, types keep texts and numbers as they are written, and have to write
//! what they read to the letter. It ends with 1 when there is a disagreement, or a document that does not get so far.
//!
//! Each document has a process of its own, so that none costs the others more than its time.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use std::process::{Command, ExitCode};
use std::time::Duration;

use routewright_tests::differential::{self, Kept, Outcome};
use routewright_tests::usage::{self, End, Limits, Usage};
use routewright_tests::{corpus, program};

/// How long a document may take, and how much memory beside that of its compiler and its program.
const LIMITS: Limits = Limits { time: Duration::from_secs(2400), memory: 4000 << 20 };

const AS_WRITTEN: &str = "--as-written";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let after = |option: &str| {
        arguments.windows(2).filter(|pair| pair[0] == option).map(|pair| pair[1].clone()).collect::<Vec<_>>()
    };
    let kept = if arguments.iter().any(|it| it == AS_WRITTEN) { Kept::AsWritten } else { Kept::AsTypes };
    match &after("--document")[..] {
        [name] => {
            println!("{}", one(name, kept).to_json());
            ExitCode::SUCCESS
        }
        _ => all(&after("--only"), kept),
    }
}

/// Compares one document in this process.
fn one(name: &str, kept: Kept) -> Outcome {
    let Some(document) = corpus::all().into_iter().find(|document| document.name == name) else {
        return Outcome::failed(name, "there is no such document");
    };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let outcome = differential::compare(&document, kept, &folder.path().join("all"), &program::target());
    outcome.unwrap_or_else(|reason| Outcome::failed(name, &reason))
}

/// Compares every document that is wanted, the large ones last.
fn all(only: &[String], kept: Kept) -> ExitCode {
    let mut documents = corpus::all();
    documents.retain(|document| only.is_empty() || only.iter().any(|text| document.name.contains(text)));
    documents.sort_by_key(|document| document.path.metadata().map_or(0, |metadata| metadata.len()));
    let (mut total, mut compared) = (Outcome::default(), 0);
    println!("{}", Outcome::HEADER);
    for document in documents {
        let usage = apart(&document.name, kept);
        let outcome = outcome(&document.name, &usage);
        let (seconds, megabytes) = (usage.time.as_secs_f64(), usage.memory >> 20);
        print!("{} {seconds:>6.0} s {megabytes:>6} MB\n{outcome}", outcome.row(&document.name));
        compared += usize::from(outcome.schemas > 0);
        total.add(outcome);
    }
    println!("{}", total.row(&format!("all, {compared} documents")));
    for (reason, count) in total.reasons() {
        println!("    LEFT OUT {count}: {reason}");
    }
    for (reason, (count, _)) in &total.apart {
        println!("    LEFT OUT {count} values: {reason}");
    }
    ExitCode::from(u8::from(total.disagreed > 0))
}

/// Compares one document in a process of its own.
fn apart(name: &str, kept: Kept) -> Usage {
    let program = std::env::current_exe().expect("this program");
    let mut command = Command::new(program);
    command.args(["--document", name]).args((kept == Kept::AsWritten).then_some(AS_WRITTEN));
    usage::run(&mut command, LIMITS)
}

fn outcome(name: &str, usage: &Usage) -> Outcome {
    let said = usage.stdout.lines().last().and_then(|line| serde_json::from_str(line).ok());
    match (usage.end, said.and_then(|json| Outcome::from_json(&json))) {
        (End::Success, Some(outcome)) => outcome,
        (End::Timeout, _) => Outcome::failed(name, "it takes too long"),
        (End::Memory, _) => Outcome::failed(name, "it takes too much memory"),
        _ => Outcome::failed(name, &format!("it falls over: {}", corpus::first_line(&usage.stderr))),
    }
}
