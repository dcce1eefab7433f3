//! Generated types beside an independent validator, on the schemas of real documents.
//!
//! Each schema gets values that are made for it, and those in many broken forms. A type must accept what the validator
//! accepts on the schema, and nothing else, and write what it has read.

mod mutants;
mod oracle;
mod project;

use std::path::Path;

use serde_json::{Map, Value};

pub use oracle::Oracle;
pub use project::Project;

use crate::corpus::Document;

/// What became of the values of a document.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// How many types there are.
    pub types: usize,
    /// Types that no valid value was found for.
    pub barren: Vec<String>,
    /// How many values were tried.
    pub values: usize,
    /// How many of them were valid.
    pub valid: usize,
    /// Where the two disagree, and where something else was written than read.
    pub disagreements: Vec<String>,
}

impl Outcome {
    /// What stands above the rows.
    pub const HEADER: &str =
        "document                                      types  barren  values   valid  disagree";

    /// A row of the table.
    pub fn row(&self, name: &str) -> String {
        let Self { types, barren, values, valid, disagreements } = self;
        let (barren, disagreements) = (barren.len(), disagreements.len());
        format!("{name:44} {types:>6} {barren:>7} {values:>7} {valid:>7} {disagreements:>9}")
    }

    /// Adds what became of another document.
    pub fn add(&mut self, other: Self) {
        self.types += other.types;
        self.barren.extend(other.barren);
        self.values += other.values;
        self.valid += other.valid;
        self.disagreements.extend(other.disagreements);
    }
}

/// A value for a type.
pub struct Trial {
    /// The number of the type.
    pub of: usize,
    /// The value.
    pub value: Value,
}

/// What a type says about a value: what it writes after it has read it, or what is wrong with it.
pub type Answer = Result<Value, String>;

/// Compares the types of a document with the validator.
///
/// # Errors
/// Says why there are no types to compare.
pub fn compare(document: &Document, folder: &Path, target: &Path) -> Result<Outcome, String> {
    let api = crate::corpus::read(&document.path, true)?;
    let schemas: Map<String, Value> =
        api.components.iter().map(|(name, &id)| (name.clone(), api.schemas.to_json(id))).collect();
    compare_schemas(&schemas, mutants::values, folder, target)
}

/// Compares the types of schemas with the validator, on the values that `values` makes for each.
///
/// # Errors
/// Says why there are no types to compare.
pub fn compare_schemas(
    schemas: &Map<String, Value>,
    values: impl Fn(&Oracle, &str) -> Vec<Value>,
    folder: &Path,
    target: &Path,
) -> Result<Outcome, String> {
    let oracle = Oracle::new(schemas);
    let mut outcome = Outcome::default();
    let mut trials = Vec::new();
    let names: Vec<&String> = schemas.keys().collect();
    for (of, name) in names.iter().enumerate() {
        let values = values(&oracle, name);
        if !values.iter().any(|value| oracle.accepts(name, value)) {
            outcome.barren.push((*name).clone());
        }
        trials.extend(values.into_iter().map(|value| Trial { of, value }));
    }
    let project = Project::new(folder, schemas)?;
    let answers = project.ask(target, &trials)?;
    outcome.types = names.len();
    outcome.values = trials.len();
    for (trial, answer) in trials.iter().zip(answers) {
        let valid = oracle.accepts(names[trial.of], &trial.value);
        outcome.valid += usize::from(valid);
        if let Some(complaint) = complaint(valid, &trial.value, answer) {
            outcome.disagreements.push(format!("{}: {complaint}", names[trial.of]));
        }
    }
    Ok(outcome)
}

fn complaint(valid: bool, value: &Value, answer: Answer) -> Option<String> {
    match (valid, answer) {
        (true, Ok(written)) if holds(&written, value) => None,
        (true, Ok(written)) => Some(format!("{value} is written as {written}")),
        (true, Err(reason)) => Some(format!("{value} is valid and refused: {reason}")),
        (false, Ok(_)) => Some(format!("{value} is not valid and accepted")),
        (false, Err(_)) => None,
    }
}

/// Whether a value that was written is the one that was read, defaults of members that were not there left aside.
fn holds(written: &Value, read: &Value) -> bool {
    match (written, read) {
        (Value::Object(written), Value::Object(read)) => {
            read.iter().all(|(name, read)| written.get(name).is_some_and(|written| holds(written, read)))
        }
        (Value::Array(written), Value::Array(read)) => {
            written.len() == read.len()
                && written.iter().zip(read).all(|(written, read)| holds(written, read))
        }
        (Value::String(written), Value::String(read)) => written == read || same_time(written, read),
        _ => routewright::schema::equality::equal(written, read),
    }
}

/// Whether two texts are the same moment, written in two ways.
fn same_time(one: &str, other: &str) -> bool {
    let moment = |text: &str| text.parse::<jiff::Timestamp>().ok();
    moment(one).is_some() && moment(one) == moment(other)
}
