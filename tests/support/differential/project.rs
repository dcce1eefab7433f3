//! A program that knows the types of a document, and answers what it is asked about values.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use routewright_generator::api;
use routewright_generator::load;
use routewright_generator::plan::{self, PlanOptions};
use serde_json::{Map, Value, json};

use super::{Answer, Trial};
use crate::{program, workspace};

/// Schemas are read by the letter.
const SETTINGS: &str =
    "[validation]\nuntyped = \"any\"\nunknown_members = \"keep\"\n\n[[spec]]\nname = \"v1\"\n";

/// A project with the types of a document.
pub struct Project {
    /// Its name, and that of its program.
    name: String,
    folder: PathBuf,
}

impl Project {
    /// Makes it in a folder, whose name is in its own: two projects may be made at once.
    ///
    /// # Errors
    /// Says why the document is refused.
    pub fn new(folder: &Path, schemas: &Map<String, Value>) -> Result<Self, String> {
        let document = json!({
            "openapi": "3.1.0",
            "info": { "title": "Schemas of a document", "version": "1" },
            "paths": {},
            "components": { "schemas": schemas },
        });
        let place = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let name = format!("values-of-{}", place.to_ascii_lowercase());
        let _ = fs::remove_dir_all(folder.join(&name));
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        let spec = folder.join("schemas.json");
        fs::write(&spec, document.to_string()).map_err(|error| error.to_string())?;
        let mut command = Command::new(program::routewright());
        command.current_dir(folder).args(["new", &name, "--spec"]).arg(&spec);
        succeed(command.arg("--runtime").arg(workspace::root().join("runtime")))?;
        let project = Self { folder: folder.join(&name), name };
        project.write("routewright.toml", &format!("{SETTINGS}path = \"specs/v1.json\"\n"))?;
        succeed(Command::new(program::routewright()).current_dir(&project.folder).arg("generate"))?;
        let lock = fs::read_to_string(workspace::root().join("Cargo.lock")).unwrap_or_default();
        project.write("Cargo.lock", &lock)?;
        project.write("src/main.rs", &main(&spec)?)?;
        Ok(project)
    }

    fn write(&self, path: &str, text: &str) -> Result<(), String> {
        fs::write(self.folder.join(path), text).map_err(|error| format!("{path}: {error}"))
    }

    /// Builds it, and asks it about values.
    ///
    /// # Errors
    /// Says what the compiler said.
    pub fn ask(&self, target: &Path, trials: &[Trial]) -> Result<Vec<Answer>, String> {
        let mut cargo = program::cargo(&self.folder);
        succeed(cargo.env("CARGO_TARGET_DIR", target).args(["build", "--quiet"]))?;
        let mut input = String::new();
        for Trial { of, value } in trials {
            let _ = writeln!(input, "{of}\t{value}");
        }
        let mut command = Command::new(target.join("debug").join(&self.name));
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{} does not start: {error}", self.name))?;
        let mut stdin = child.stdin.take().ok_or("no input")?;
        // Written beside, because the answers begin before the questions end.
        let asking = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
        let output = child.wait_with_output().map_err(|error| error.to_string())?;
        let _ = asking.join();
        let text = String::from_utf8_lossy(&output.stdout);
        let answers: Vec<Answer> = text.lines().map(answer).collect();
        match answers.len() == trials.len() {
            true => Ok(answers),
            false => Err(format!("{} answers to {} questions", answers.len(), trials.len())),
        }
    }
}

fn answer(line: &str) -> Answer {
    match line.strip_prefix("read ") {
        Some(json) => {
            serde_json::from_str(json).map_err(|error| format!("writes what is not JSON: {error}: {json}"))
        }
        None => Err(line.to_owned()),
    }
}

fn succeed(command: &mut Command) -> Result<(), String> {
    let output = program::run(command);
    if output.status.success() { Ok(()) } else { Err(program::said(&output)) }
}

/// The program: a line is the number of a type and a value, and so is the answer what it wrote or what was wrong.
fn main(spec: &Path) -> Result<String, String> {
    let document = load::load(spec, &load::Options::default()).map_err(|errors| errors.to_string())?;
    let api = api::resolve(&document, &mut Vec::new()).ok_or("not a document")?;
    let options = PlanOptions { name: "v1".to_owned(), ..PlanOptions::default() };
    let plan = plan::plan(&api, &options, &mut Vec::new());
    let mut text = String::from(PROGRAM);
    for (index, name) in plan.components.iter().enumerate() {
        let _ = writeln!(text, "        \"{index}\" => read::<generated::v1::{name}>(json),");
    }
    text.push_str("        _ => \"there is no such type\".to_owned(),\n    }\n}\n");
    Ok(text)
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
        Err(invalid) => format!("{:?}", invalid.failures()).replace('\n', " "),
    }
}

fn answer(of: &str, json: &str) -> String {
    match of {
"#;
