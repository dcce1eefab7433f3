//! What became of the cases, as a table.

use std::collections::BTreeMap;
use std::fmt;

use crate::suite::{Group, TYPED};

/// What became of the cases of each file.
#[derive(Default)]
pub struct Verdicts {
    files: BTreeMap<String, Count>,
    /// Schemas that are left out, and why.
    apart: Vec<String>,
    /// Cases with another verdict than the suite's.
    pub wrong: Vec<String>,
}

#[derive(Default)]
struct Count {
    cases: usize,
    right: usize,
    apart: usize,
}

impl Verdicts {
    /// Leaves out a schema.
    pub fn leave_out(&mut self, group: &Group, reason: &str) {
        let count = self.of(group);
        count.cases += group.cases.len();
        count.apart += group.cases.len();
        let cases = if group.cases.len() == 1 { "case" } else { "cases" };
        self.apart.push(format!(
            "{}: {} ({} {cases}): {reason}",
            group.name(),
            group.description,
            group.cases.len()
        ));
    }

    /// Notes a case; `complaint` says what is wrong with what the service did.
    pub fn add(&mut self, group: &Group, case: &str, complaint: Option<String>) {
        let count = self.of(group);
        count.cases += 1;
        match complaint {
            None => count.right += 1,
            Some(complaint) => {
                self.wrong.push(format!("{}: {}: {case}: {complaint}", group.name(), group.description))
            }
        }
    }

    fn of(&mut self, group: &Group) -> &mut Count {
        self.files.entry(group.file.clone()).or_default()
    }
}

impl fmt::Display for Verdicts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:44} {:>6} {:>6} {:>6}", "file", "cases", "right", "apart")?;
        for typed in [false, true] {
            let mut total = Count::default();
            for (file, count) in self.files.iter().filter(|(file, _)| file.starts_with(TYPED) == typed) {
                row(f, file, count)?;
                total.cases += count.cases;
                total.right += count.right;
                total.apart += count.apart;
            }
            if total.cases > 0 {
                row(f, if typed { "formats again, with `type: string`" } else { "all" }, &total)?;
            }
        }
        self.apart.iter().try_for_each(|line| writeln!(f, "apart: {line}"))?;
        self.wrong.iter().try_for_each(|line| writeln!(f, "WRONG: {line}"))
    }
}

fn row(f: &mut fmt::Formatter<'_>, file: &str, count: &Count) -> fmt::Result {
    let apart = if count.apart == 0 { String::new() } else { count.apart.to_string() };
    writeln!(f, "{file:44} {:>6} {:>6} {apart:>6}", count.cases, count.right)
}
