//! What became of documents.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value, json};

/// How many disagreements of a schema are kept in full.
const SHOWN: usize = 5;
/// How long the line of one is.
const LENGTH: usize = 700;

/// What became of the schemas of one document, or of several.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// How many schemas were tried.
    pub schemas: usize,
    /// How many values were tried.
    pub values: usize,
    /// How many of them were valid.
    pub valid: usize,
    /// How many times the two disagree, and where something else was written than read.
    pub disagreed: usize,
    /// The first of these of each schema.
    pub disagreements: Vec<String>,
    /// What was left out, and why.
    pub left_out: Vec<(String, String)>,
    /// How many values count for nothing for this reason, and one of the schemas.
    pub apart: BTreeMap<String, (usize, String)>,
}

impl Outcome {
    /// What stands above the rows.
    pub const HEADER: &str =
        "document                                     schemas  left out    values     valid  disagree";

    /// A document that was left out.
    pub fn left_out(document: &str, reason: &str) -> Self {
        Self { left_out: vec![(document.to_owned(), clipped(reason))], ..Self::default() }
    }

    /// A document whose types could not be compared, which is as wrong as a disagreement.
    pub fn failed(document: &str, reason: &str) -> Self {
        let mut failed = Self::default();
        failed.disagree(document, 0, reason);
        failed
    }

    /// A row of the table.
    pub fn row(&self, name: &str) -> String {
        let Self { schemas, values, valid, disagreed, left_out, .. } = self;
        format!("{name:44} {schemas:>7} {:>9} {values:>9} {valid:>9} {disagreed:>9}", left_out.len())
    }

    /// Leaves a schema out.
    pub fn leave_out(&mut self, schema: &str, reason: &str) {
        self.left_out.push((schema.to_owned(), clipped(reason)));
    }

    /// Notes a value that counts for nothing.
    pub fn set_apart(&mut self, schema: &str, reason: &str) {
        let entry = self.apart.entry(reason.to_owned()).or_insert_with(|| (0, schema.to_owned()));
        entry.0 += 1;
    }

    /// Notes a disagreement, the `number`-th of its schema.
    pub fn disagree(&mut self, schema: &str, number: usize, complaint: &str) {
        self.disagreed += 1;
        if number < SHOWN {
            self.disagreements.push(clipped(&format!("{schema}: {complaint}")));
        }
    }

    /// Adds what became of another document.
    pub fn add(&mut self, other: Self) {
        self.schemas += other.schemas;
        self.values += other.values;
        self.valid += other.valid;
        self.disagreed += other.disagreed;
        self.disagreements.extend(other.disagreements);
        self.left_out.extend(other.left_out);
        for (reason, (count, schema)) in other.apart {
            self.apart.entry(reason).or_insert((0, schema)).0 += count;
        }
    }

    /// Everything that was left out, a line each.
    pub fn left_out_lines(&self) -> Vec<String> {
        let schemas = self.left_out.iter().map(|(what, reason)| format!("LEFT OUT {what}: {reason}"));
        let values = self.apart.iter().map(|(reason, (count, schema))| {
            format!("LEFT OUT {count} values, such as one of {schema}: {reason}")
        });
        schemas.chain(values).collect()
    }

    /// How often which reason was given.
    pub fn reasons(&self) -> BTreeMap<String, usize> {
        let mut reasons = BTreeMap::new();
        for (_, reason) in &self.left_out {
            let kind = reason.split(": ").next().unwrap_or_default();
            *reasons.entry(kind.to_owned()).or_insert(0) += 1;
        }
        reasons
    }

    /// The outcome as JSON, for the process that asked for it.
    pub fn to_json(&self) -> Value {
        json!({
            "schemas": self.schemas, "values": self.values, "valid": self.valid, "disagreed": self.disagreed,
            "disagreements": self.disagreements, "left out": self.left_out, "apart": self.apart,
        })
    }

    /// The outcome that [`Outcome::to_json`] wrote.
    pub fn from_json(json: &Value) -> Option<Self> {
        let count = |name: &str| json[name].as_u64().and_then(|count| usize::try_from(count).ok());
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let left_out = json["left out"].as_array()?.iter();
        let apart = json["apart"].as_object()?.iter().map(|(reason, entry)| {
            let count = usize::try_from(entry[0].as_u64()?).ok()?;
            Some((reason.clone(), (count, text(&entry[1])?)))
        });
        Some(Self {
            schemas: count("schemas")?,
            values: count("values")?,
            valid: count("valid")?,
            disagreed: count("disagreed")?,
            disagreements: json["disagreements"].as_array()?.iter().filter_map(text).collect(),
            left_out: left_out.filter_map(|pair| Some((text(&pair[0])?, text(&pair[1])?))).collect(),
            apart: apart.collect::<Option<_>>()?,
        })
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.left_out_lines().iter().try_for_each(|line| writeln!(formatter, "    {line}"))?;
        self.disagreements.iter().try_for_each(|line| writeln!(formatter, "    DISAGREE {line}"))
    }
}

/// One line that can be read.
fn clipped(text: &str) -> String {
    let text = text.replace('\n', " ");
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_from_json() {
        let mut outcome = Outcome { schemas: 3, values: 20, valid: 7, ..Outcome::default() };
        outcome.leave_out("A", "no value: is known");
        outcome.set_apart("B", "by design");
        outcome.disagree("C", 0, "1 is valid and refused");
        assert_eq!(Outcome::from_json(&outcome.to_json()), Some(outcome));
    }
}
