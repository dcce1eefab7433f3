//! Generated types beside an independent validator, on the schemas of real documents.
//!
//! The validator reads a document as it is written, and so does the generator; neither knows what the other makes of it.
//! Each schema gets values that are made for it, and those in many other forms. A type must accept what the validator
//! accepts on the schema, and nothing else, and write what it has read. What cannot be held against each other is left out
//! with its reason.

mod asked;
mod bundle;
mod dialect;
mod discriminator;
mod oracle;
mod outcome;
mod project;
mod reading;
mod schemas;
mod subject;
mod values;
mod verdict;
mod written;

use std::path::Path;

use routewright_generator::load;
use serde_json::Value;

pub use outcome::Outcome;
pub use project::Kept;

use crate::corpus::Document;
use bundle::Bundle;
use oracle::{Judge, Oracle};
use project::Project;
use subject::Subject;
use values::Made;
use verdict::Verdict;

/// Compares the types of a document with the validator.
///
/// # Errors
/// Says what keeps the document from having types to compare.
pub fn compare(document: &Document, kept: Kept, folder: &Path, target: &Path) -> Result<Outcome, String> {
    let bundle = Bundle::read(&document.path).map_err(|error| format!("the plain reader: {error}"))?;
    let options = load::Options { allow_missing: true, ..load::Options::default() };
    let loaded = load::load(&document.path, &options).map_err(|errors| format!("refused: {errors}"))?;
    let mut outcome = compare_bundle(&bundle, values::values, kept, folder, target)?;
    reading::compare(&loaded.root(loaded.entry()).to_json(), &bundle.written, "", &mut outcome);
    Ok(outcome)
}

/// Compares the types of a document that was read with the validator, on the values that `values` makes for each schema.
///
/// # Errors
/// Says what keeps the document from having types to compare.
pub fn compare_written(
    written: Value,
    values: impl for<'d> Fn(&'d Value, &Made<'d>) -> Vec<Value>,
    folder: &Path,
    target: &Path,
) -> Result<Outcome, String> {
    compare_bundle(&Bundle::of(written), values, Kept::AsTypes, folder, target)
}

fn compare_bundle(
    bundle: &Bundle,
    values: impl for<'d> Fn(&'d Value, &Made<'d>) -> Vec<Value>,
    kept: Kept,
    folder: &Path,
    target: &Path,
) -> Result<Outcome, String> {
    let subjects = subject::subjects(bundle.of_components());
    if subjects.is_empty() {
        return Ok(Outcome::left_out("the document", "no schema: there is none in its own file"));
    }
    let types = subject::types_only(&bundle.written, &subjects);
    let project =
        Project::new(folder, &types, &bundle.files, kept).map_err(|reason| format!("refused: {reason}"))?;
    let mut asked = project.build(target).map_err(|reason| format!("the types do not compile: {reason}"))?;
    let pointers: Vec<String> = subjects.iter().map(|subject| subject.pointer.clone()).collect();
    let mut document = bundle.document.clone();
    dialect::translate(&mut document, pointers.clone());
    let named = discriminator::asserted(&document, pointers);
    let oracle = Oracle::new(&document, named.as_ref())?;
    let made = Made::new(&document);
    let mut outcome = Outcome::default();
    for subject in &subjects {
        match prepare(subject, &project, &oracle) {
            Ok((number, judge)) => {
                let schema = document.pointer(&subject.pointer).unwrap_or(&Value::Null);
                let values = values(schema, &made);
                let mut ask = |value: &Value| verdict::verdict(value, asked.ask(number, value), &judge, kept);
                try_values(subject, &values, &mut ask, &mut outcome);
            }
            Err(reason) => outcome.leave_out(&subject.name, &reason),
        }
    }
    Ok(outcome)
}

/// The number of the type and the judge of a schema.
fn prepare<'d>(
    subject: &Subject,
    project: &Project,
    oracle: &'d Oracle<'d>,
) -> Result<(usize, Judge<'d>), String> {
    let number = project.number(&subject.name).ok_or("there is no type of this name")?;
    let judge = oracle.judge(&subject.pointer);
    Ok((number, judge.map_err(|reason| format!("the validator cannot read it: {reason}"))?))
}

fn try_values(
    subject: &Subject,
    values: &[Value],
    verdict: &mut dyn FnMut(&Value) -> (bool, Verdict),
    outcome: &mut Outcome,
) {
    let (mut any_valid, mut disagreements) = (false, 0);
    for value in values {
        let (valid, verdict) = verdict(value);
        any_valid |= valid;
        outcome.values += 1;
        outcome.valid += usize::from(valid);
        match verdict {
            Verdict::Agreed => {}
            Verdict::Apart(reason) => outcome.set_apart(&subject.name, reason),
            Verdict::Disagreed(complaint) => {
                outcome.disagree(&subject.to_string(), disagreements, &complaint);
                disagreements += 1;
            }
        }
    }
    outcome.schemas += 1;
    if !any_valid {
        outcome.leave_out(&subject.name, "no valid value is found, so only refusals were compared");
    }
}
