//! What becomes of the documents that companies publish.
//!
//! `cargo bench -p routewright-tests --bench corpus -- [OPTIONS]` has the `routewright` command make a project of each
//! document, the small ones first, within limits of time and memory, and prints a table and totals:
//!
//! - `--only TEXT`: documents with this text in their names; may be given several times
//! - `--suites`: documents that others test with, and not those of companies
//! - `--check`: have cargo check the projects, too
//! - `--round-trip`: build them, and compare the document that their types describe with the spec
//! - `--json FILE`: write everything to a file as it comes, all diagnostics and differences included
//! - `--seconds N`, `--megabytes N`: the limits of a generation (60, 4000); cargo has twenty times the seconds
//! - `--keep FOLDER`: make the projects there and leave them
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use routewright_tests::corpus::{self, Document, Generated, Project, first_line};
use routewright_tests::program;
use routewright_tests::usage::{End, Limits, Usage};
use serde_json::{Value, json};

/// What is asked for on the command line.
struct Options {
    only: Vec<String>,
    suites: bool,
    check: bool,
    round_trip: bool,
    json: Option<PathBuf>,
    keep: Option<PathBuf>,
    limits: Limits,
}

impl Options {
    fn read() -> Options {
        let mut options = Options {
            only: Vec::new(),
            suites: false,
            check: false,
            round_trip: false,
            json: None,
            keep: None,
            limits: Limits { time: Duration::from_secs(60), memory: 4000 << 20 },
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().unwrap_or_default();
            match argument.as_str() {
                "--only" => options.only.push(value()),
                "--suites" => options.suites = true,
                "--check" => options.check = true,
                "--round-trip" => options.round_trip = true,
                "--json" => options.json = Some(PathBuf::from(value())),
                "--keep" => options.keep = Some(PathBuf::from(value())),
                "--seconds" => options.limits.time = Duration::from_secs(value().parse().unwrap_or(60)),
                "--megabytes" => options.limits.memory = value().parse::<u64>().unwrap_or(4000) << 20,
                // Cargo's own.
                "--bench" => {}
                unknown => panic!("unknown option {unknown}"),
            }
        }
        options
    }

    fn wants(&self, document: &Document) -> bool {
        self.only.is_empty() || self.only.iter().any(|text| document.name.contains(text))
    }

    /// What cargo may take.
    fn long(&self) -> Limits {
        Limits { time: self.limits.time * 20, memory: u64::MAX }
    }
}

fn main() {
    let options = Options::read();
    let routewright = corpus::command();
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = options.keep.clone().unwrap_or_else(|| temporary.path().to_owned());
    fs::create_dir_all(&folder).expect("a folder for the projects");
    let target = program::target().join("corpus");

    println!(
        "{:44} {:>4} {:>9} {:>7} {:>7} {:>7} {:>9} {:>9}",
        "document", "", "generates", "s", "MB", "lines", "check", "differs"
    );
    let mut documents = if options.suites { corpus::suites() } else { corpus::all() };
    documents.retain(|document| options.wants(document));
    documents.sort_by_key(|document| fs::metadata(&document.path).map_or(0, |file| file.len()));
    let mut results = Vec::new();
    for document in documents {
        let (project, result) = Outcome::of(&document, &routewright, &folder, &target, &options);
        result.print();
        if options.keep.is_none() {
            project.remove(&target);
        }
        results.push(result);
        if let Some(path) = &options.json {
            let all: Vec<Value> = results.iter().map(Outcome::to_json).collect();
            fs::write(path, format!("{:#}\n", Value::from(all))).expect("writing the results");
        }
    }
    totals(&results);
}

/// What became of a document.
struct Outcome {
    document: Document,
    generated: Generated,
    generation: Usage,
    lines: usize,
    check: Option<Usage>,
    round_trip: Option<Result<Vec<String>, String>>,
}

impl Outcome {
    fn of(
        document: &Document,
        routewright: &Path,
        folder: &Path,
        target: &Path,
        options: &Options,
    ) -> (Project, Outcome) {
        let (project, generated, generation) = Project::new(routewright, folder, document, options.limits);
        let there = generated == Generated::Yes;
        let check = (there && options.check)
            .then(|| project.cargo(target, &["check", "--message-format", "short"], options.long()));
        let compiles = check.as_ref().is_none_or(|usage| usage.end == End::Success);
        let round_trip = (there && compiles && options.round_trip).then(|| {
            let found = project.round_trip(target, options.long())?;
            Ok(found.iter().map(ToString::to_string).collect())
        });
        let lines = project.lines();
        let outcome = Outcome { document: document.clone(), generated, generation, lines, check, round_trip };
        (project, outcome)
    }

    fn print(&self) {
        let check = match &self.check {
            Some(usage) if usage.end == End::Success => format!("{:.1} s", usage.processor.as_secs_f64()),
            Some(usage) if usage.end == End::Timeout => "HUNG".to_owned(),
            Some(usage) => format!("{} errors", errors(usage)),
            None => String::new(),
        };
        let differs = match &self.round_trip {
            Some(Ok(found)) => found.len().to_string(),
            Some(Err(_)) => "no answer".to_owned(),
            None => String::new(),
        };
        println!(
            "{:44} {:>4} {:>9} {:>7.2} {:>7} {:>7} {check:>9} {differs:>9}",
            self.document.name,
            self.document.version,
            self.generated.word(),
            self.generation.time.as_secs_f64(),
            self.generation.memory >> 20,
            self.lines,
        );
        if let Some(reason) = self.reason() {
            println!("    {reason}");
        }
    }

    /// What is in the way.
    fn reason(&self) -> Option<String> {
        if self.generated != Generated::Yes {
            return Some(first_line(&self.generation.stderr));
        }
        if let Some(usage) = self.check.as_ref().filter(|usage| usage.end != End::Success) {
            return Some(first_line(&usage.stderr));
        }
        match self.round_trip.as_ref()? {
            Ok(found) => found.first().cloned(),
            Err(reason) => Some(reason.clone()),
        }
    }

    fn to_json(&self) -> Value {
        json!({
            "document": self.document.name,
            "version": self.document.version,
            "generated": self.generated.word(),
            "seconds": self.generation.time.as_secs_f64(),
            "bytes": self.generation.memory,
            "lines": self.lines,
            "said": self.generation.stderr,
            "check": self.check.as_ref().map(|usage| json!({
                "well": usage.end == End::Success,
                "seconds": usage.processor.as_secs_f64(),
                "said": usage.stderr,
            })),
            "differences": self.round_trip.as_ref().map(|found| match found {
                Ok(found) => json!(found),
                Err(reason) => json!(reason),
            }),
        })
    }
}

fn errors(usage: &Usage) -> usize {
    usage.stderr.lines().filter(|line| line.contains(": error") || line.starts_with("error[")).count()
}

fn totals(results: &[Outcome]) {
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    for result in results {
        *words.entry(result.generated.word()).or_default() += 1;
    }
    println!("\n{} documents:", results.len());
    for (word, count) in words {
        println!("    generated {word}: {count}");
    }
    let checked: Vec<&Usage> = results.iter().filter_map(|result| result.check.as_ref()).collect();
    if !checked.is_empty() {
        let well = checked.iter().filter(|usage| usage.end == End::Success).count();
        println!("    compile: {well} of {}", checked.len());
    }
    let compared: Vec<_> = results.iter().filter_map(|result| result.round_trip.as_ref()).collect();
    if !compared.is_empty() {
        let same = compared.iter().filter(|found| matches!(found, Ok(found) if found.is_empty())).count();
        println!("    come back the same: {same} of {}", compared.len());
    }
}
