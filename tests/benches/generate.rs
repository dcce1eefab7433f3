//! What generating costs for a large document.
//!
//! `cargo bench -p routewright-tests --bench generate [-- NAME]` makes a project of each of the largest documents (or
//! of those with a text in their names) and prints the time, the memory and the lines of Rust of the largest that work.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use std::fs;
use std::time::Duration;

use routewright_tests::corpus::{self, Generated, Project};
use routewright_tests::usage::Limits;

/// How many documents are tried, from the largest.
const TRIED: usize = 12;

fn main() {
    let only = std::env::args().skip(1).find(|argument| !argument.starts_with("--"));
    let mut documents: Vec<_> = corpus::all()
        .into_iter()
        .filter(|document| only.as_ref().is_none_or(|text| document.name.contains(text)))
        .map(|document| (fs::metadata(&document.path).map_or(0, |file| file.len()), document))
        .collect();
    documents.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
    let routewright = corpus::command();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let limits = Limits { time: Duration::from_secs(600), memory: 8 << 30 };
    println!("{:36} {:>10} {:>8} {:>8} {:>8}", "document", "kB", "s", "MB", "lines");
    for (size, document) in documents.into_iter().take(TRIED) {
        let (project, generated, usage) = Project::new(&routewright, folder.path(), &document, limits);
        let size = size >> 10;
        if generated == Generated::Yes {
            let (time, memory, lines) = (usage.time.as_secs_f64(), usage.memory >> 20, project.lines());
            println!("{:36} {size:>10} {time:>8.2} {memory:>8} {lines:>8}", document.name);
        } else {
            println!("{:36} {size:>10} {}", document.name, generated.word());
        }
    }
}
