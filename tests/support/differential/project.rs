//! A project with the types of a document, and a program that answers what it is asked about values.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use routewright_generator::plan::{self, PlanOptions};
use serde_json::Value;

use super::asked::Asked;
use crate::{corpus, program, workspace};

/// What becomes of texts and numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// They are values of the types of their formats, which may be written in another way.
    AsTypes,
    /// They stay as they are written.
    AsWritten,
}

impl Kept {
    /// Schemas are read by the letter.
    fn settings(self) -> String {
        let more = match self {
            Self::AsTypes => "",
            Self::AsWritten => "formats = \"text\"\nintegers = \"any\"\nnumbers = \"any\"\n",
        };
        format!(
            "[validation]\nuntyped = \"any\"\nunknown_members = \"keep\"\n{more}\n\
             [[spec]]\nname = \"v1\"\nallow_missing = true\n"
        )
    }
}

/// How long the compiler may take, in seconds, and how much memory it may ask for, in kilobytes.
const LIMITS: (u32, u32) = (600, 12_000_000);

/// A project with the types of a document.
pub struct Project {
    /// Its name, and that of its program.
    name: String,
    folder: PathBuf,
    /// The numbers of the types, by the names of their schemas.
    numbers: HashMap<String, usize>,
}

impl Project {
    /// Makes it of a document and copies of the files beside it, in a folder whose name is in its own: two projects may be
    /// made at once.
    ///
    /// # Errors
    /// Says why the document is refused.
    pub fn new(folder: &Path, document: &Value, files: &[PathBuf], kept: Kept) -> Result<Self, String> {
        let place = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = format!("values-of-{}", place.to_ascii_lowercase());
        let _ = fs::remove_dir_all(folder.join(&name));
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        let spec = write_files(&folder.join("files"), document, files).map_err(|error| error.to_string())?;
        let mut command = Command::new(program::routewright());
        command.current_dir(folder).args(["new", &name, "--allow-missing", "--spec"]).arg(&spec);
        succeed(command.arg("--runtime").arg(workspace::root().join("runtime")))?;
        let (main, numbers) = main(&spec)?;
        let project = Self { folder: folder.join(&name), name, numbers };
        let known = fs::read_to_string(project.folder.join("routewright.toml")).unwrap_or_default();
        let path =
            known.lines().find(|line| line.starts_with("path = ")).ok_or("a project without a spec")?;
        project.write("routewright.toml", &format!("{}{path}\n", kept.settings()))?;
        succeed(Command::new(program::routewright()).current_dir(&project.folder).arg("generate"))?;
        let lock = fs::read_to_string(workspace::root().join("Cargo.lock")).unwrap_or_default();
        project.write("Cargo.lock", &lock)?;
        project.write("src/main.rs", &main)?;
        Ok(project)
    }

    /// The number of the type of a schema.
    pub fn number(&self, schema: &str) -> Option<usize> {
        self.numbers.get(schema).copied()
    }

    /// Builds it, within limits, and is ready to ask it.
    ///
    /// # Errors
    /// Says what the compiler said.
    pub fn build(&self, target: &Path) -> Result<Asked, String> {
        let (seconds, kilobytes) = LIMITS;
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        let limited = format!("ulimit -v {kilobytes}; exec timeout {seconds} \"$0\" build --quiet");
        let mut command = Command::new("sh");
        command.args(["-c", &limited, &cargo]).current_dir(&self.folder);
        program::share_builds(&mut command, target);
        succeed(&mut command)?;
        Ok(Asked::new(&target.join("debug").join(&self.name)))
    }

    fn write(&self, path: &str, text: &str) -> Result<(), String> {
        fs::write(self.folder.join(path), text).map_err(|error| format!("{path}: {error}"))
    }
}

/// Writes a document where it stood among its files, and copies these.
fn write_files(folder: &Path, document: &Value, files: &[PathBuf]) -> io::Result<PathBuf> {
    let _ = fs::remove_dir_all(folder);
    let mut parents = files.iter().filter_map(|file| file.parent());
    let all_in = |folder: &&Path| files.iter().all(|file| file.starts_with(folder));
    let root = parents.next().into_iter().flat_map(Path::ancestors).find(all_in);
    let place = |file: &Path| folder.join(root.and_then(|root| file.strip_prefix(root).ok()).unwrap_or(file));
    for file in files {
        let copy = place(file);
        fs::create_dir_all(copy.parent().unwrap_or(folder))?;
        fs::copy(file, copy)?;
    }
    let spec = place(files.first().map_or(Path::new("types.json"), PathBuf::as_path));
    fs::create_dir_all(spec.parent().unwrap_or(folder))?;
    // A copy of what cannot be written cannot be written to.
    let _ = fs::remove_file(&spec);
    fs::write(&spec, document.to_string())?;
    Ok(spec)
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let output = program::run(command);
    match output.status.code() {
        Some(0) => Ok(()),
        // What `timeout` says when the time is over.
        Some(124) => Err(format!("error: not ready after {} seconds", LIMITS.0)),
        _ => Err(program::said(&output)),
    }
}

/// The program: a line is the number of a type and a value, and so is the answer what it wrote or what was wrong. With it come
/// the numbers, by the names of the schemas.
fn main(spec: &Path) -> Result<(String, HashMap<String, usize>), String> {
    let api = corpus::read(spec, true)?;
    let options = PlanOptions { name: "v1".to_owned(), ..PlanOptions::default() };
    let plan = plan::plan(&api, &options, &mut Vec::new());
    let mut text = String::from(PROGRAM);
    for (index, name) in plan.components.iter().enumerate() {
        let _ = writeln!(text, "        \"{index}\" => read::<generated::v1::{name}>(json),");
    }
    text.push_str("        _ => \"there is no such type\".to_owned(),\n    }\n}\n");
    Ok((text, api.components.keys().cloned().zip(0..).collect()))
}

const PROGRAM: &str = r#"#![allow(unused)]

mod generated;

#[derive(Clone)]
pub struct App {}

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.expect("a line");
        let (of, json) = line.split_once('\t').expect("a type and a value");
        println!("{}", answer(of, json));
    }
}

fn read<T: routewright::Model>(json: &str) -> String {
    match T::from_json(json.as_bytes()) {
        Ok(value) => format!("read {}", String::from_utf8_lossy(&value.to_json())),
        Err(invalid) => format!("refused {:?}", invalid.failures()).replace('\n', " "),
    }
}

fn answer(of: &str, json: &str) -> String {
    match of {
"#;
