//! What it costs to compile types that derive `Model`, beside the same types with serde's and schemars' derives.
//!
//! `cargo bench -p routewright-tests --bench compile_time [-- STRUCTS [ROUNDS]]` writes two small crates with 300
//! structs of ten fields each, has cargo check and build them in turns, and prints the processor time that it took,
//! dependencies left aside.
#![expect(clippy::print_stdout, reason = "the table is what it is for")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use routewright_tests::usage::{self, End, Limits};
use routewright_tests::{program, workspace};

fn main() {
    let mut numbers = std::env::args().skip(1).filter_map(|argument| argument.parse::<usize>().ok());
    let (structs, rounds) = (numbers.next().unwrap_or(300), numbers.next().unwrap_or(3));
    let folder = tempfile::tempdir().expect("a temporary folder");
    let crates = [Crate::ours(folder.path(), structs), Crate::theirs(folder.path(), structs)];

    println!("{structs} structs of ten fields, the best of {rounds} rounds, seconds of processor time");
    println!("{:14} {:>12} {:>14} {:>8}", "", "Model", "serde+schemars", "ratio");
    for (name, arguments) in [("cargo check", &["check"][..]), ("debug build", &["build"])] {
        let mut best = [Duration::MAX; 2];
        for one in &crates {
            // Dependencies, and whatever else is compiled once only.
            one.cargo(arguments);
        }
        for _ in 0..rounds {
            for (one, best) in crates.iter().zip(&mut best) {
                one.change();
                *best = one.cargo(arguments).min(*best);
            }
        }
        let [ours, theirs] = best.map(|time| time.as_secs_f64());
        println!("{name:14} {ours:>12.2} {theirs:>14.2} {:>8.2}", ours / theirs);
    }
}

/// A crate that is compiled again and again.
struct Crate {
    folder: PathBuf,
    target: PathBuf,
    source: String,
}

impl Crate {
    fn ours(folder: &Path, structs: usize) -> Crate {
        let runtime = workspace::root().join("runtime");
        let dependencies = format!("routewright = {{ path = {runtime:?} }}\n");
        let mut source = String::from("use routewright::{Map, Model};\n");
        for index in 0..structs {
            source.push_str(&model(index));
        }
        source.push_str(
            "fn turn<T: Model>() -> usize {
    T::from_json(b\"{}\").map_or(0, |value| value.to_json().len()) + routewright::type_of::<T>().name.len()
}\n",
        );
        Crate::write(folder, "ours", &dependencies, source, structs)
    }

    fn theirs(folder: &Path, structs: usize) -> Crate {
        let dependencies =
            "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"\nschemars = \"1\"\n";
        let mut source = String::from(
            "use schemars::JsonSchema;\nuse serde::{Deserialize, Serialize};\nuse std::collections::BTreeMap as Map;\n",
        );
        for index in 0..structs {
            source.push_str(&derived(index));
        }
        source.push_str(
            "fn turn<T: Serialize + serde::de::DeserializeOwned + JsonSchema>() -> usize {
    let length = |value: T| serde_json::to_vec(&value).map_or(0, |bytes| bytes.len());
    serde_json::from_slice::<T>(b\"{}\").map_or(0, length) + schemars::schema_for!(T).to_value().to_string().len()
}\n",
        );
        Crate::write(folder, "theirs", dependencies, source, structs)
    }

    fn write(folder: &Path, name: &str, dependencies: &str, mut source: String, structs: usize) -> Crate {
        let crate_folder = folder.join(name);
        fs::create_dir_all(crate_folder.join("src")).expect("a folder");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
             {dependencies}[profile.dev]\ndebug = \"line-tables-only\"\n"
        );
        fs::write(crate_folder.join("Cargo.toml"), manifest).expect("writing a manifest");
        // The versions that the repository uses, which are also those that are downloaded already.
        fs::copy(workspace::root().join("Cargo.lock"), crate_folder.join("Cargo.lock"))
            .expect("copying the lock file");
        source.push_str("fn main() {\n    let mut length = 0;\n");
        for index in 0..structs {
            let _ = writeln!(source, "    length += turn::<Post{index}>();");
        }
        source.push_str("    println!(\"{length}\");\n}\n");
        let one = Crate { target: program::target().join("compile-time"), folder: crate_folder, source };
        one.change();
        one
    }

    /// Makes cargo compile it again.
    fn change(&self) {
        fs::write(self.folder.join("src/main.rs"), &self.source).expect("writing the source");
    }

    fn cargo(&self, arguments: &[&str]) -> Duration {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(arguments).arg("--quiet").current_dir(&self.folder);
        command.env("CARGO_TARGET_DIR", &self.target).env("CARGO_INCREMENTAL", "0");
        let usage = usage::run(&mut command, Limits::NONE);
        assert_eq!(usage.end, End::Success, "{}", usage.stderr);
        usage.processor
    }
}

/// The struct that a field of another one refers to: one that comes before, twenty share one.
fn parent(index: usize) -> usize {
    index / 20 * 20
}

fn model(index: usize) -> String {
    format!(
        "
/// Post number {index}.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = \"Post{index}\")]
pub struct Post{index} {{
    /// Number.
    #[model(minimum = 1)]
    pub id: i64,
    /// Headline.
    #[model(min_length = 1, max_length = 200)]
    pub title: String,
    /// The end of the address.
    #[model(name = \"urlSlug\", pattern = \"^[a-z-]+$\")]
    pub slug: String,
    /// What it is about.
    #[model(max_length = 1000)]
    pub summary: Option<String>,
    /// Whether readers see it.
    #[model(default = false)]
    pub published: bool,
    /// Stars.
    #[model(minimum = 0, maximum = 5)]
    pub rating: Option<f64>,
    /// What it is filed under.
    #[model(max_items = 10)]
    pub tags: Vec<String>,
    /// Numbers by name.
    pub counts: Map<i64>,
    /// Those it belongs to.
    pub parents: Vec<Post{parent}>,
    /// How often it was read.
    #[model(name = \"readCount\", minimum = 0)]
    pub reads: Option<i64>,
}}
",
        parent = parent(index)
    )
}

fn derived(index: usize) -> String {
    format!(
        "
/// Post number {index}.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Post{index} {{
    /// Number.
    #[schemars(range(min = 1))]
    pub id: i64,
    /// Headline.
    #[schemars(length(min = 1, max = 200))]
    pub title: String,
    /// The end of the address.
    #[serde(rename = \"urlSlug\")]
    #[schemars(regex(pattern = \"^[a-z-]+$\"))]
    pub slug: String,
    /// What it is about.
    #[serde(skip_serializing_if = \"Option::is_none\")]
    #[schemars(length(max = 1000))]
    pub summary: Option<String>,
    /// Whether readers see it.
    #[serde(default)]
    pub published: bool,
    /// Stars.
    #[serde(skip_serializing_if = \"Option::is_none\")]
    #[schemars(range(min = 0, max = 5))]
    pub rating: Option<f64>,
    /// What it is filed under.
    #[schemars(length(max = 10))]
    pub tags: Vec<String>,
    /// Numbers by name.
    pub counts: Map<String, i64>,
    /// Those it belongs to.
    pub parents: Vec<Post{parent}>,
    /// How often it was read.
    #[serde(rename = \"readCount\", skip_serializing_if = \"Option::is_none\")]
    #[schemars(range(min = 0))]
    pub reads: Option<i64>,
}}
",
        parent = parent(index)
    )
}
