//! What the engine carries along while it decodes: where it is, and what it has found wrong.

use std::fmt::{Display, Write};

use smallvec::SmallVec;

use super::table::{Rules, Type};
use super::{check, words};
use crate::schema::Failure;
use crate::schema::number::Num;

/// After so many mistakes the rest of a value is read but no longer reported: an answer is for a person.
const MOST_FAILURES: usize = 100;

/// Values nest no deeper than this, so that no value exhausts the stack.
pub(super) const DEEPEST: usize = 128;

/// Who sent the value that is decoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    /// Nobody in particular.
    #[default]
    Any,
    /// A client: read-only members do not count.
    Request,
    /// A server: write-only members do not count.
    Response,
}

/// Where the engine is, and what it has found wrong.
#[derive(Debug, Default)]
pub struct Context {
    pub(crate) direction: Direction,
    pub(super) failures: Vec<Failure>,
    pub(super) path: SmallVec<[Step; 8]>,
    pub(super) depth: usize,
    /// How many more bytes may be read again, to find out which member of a union fits.
    pub(super) budget: usize,
    /// Whether the input stays in memory while it is decoded, so that parts of it need no copy.
    pub(super) borrowed: bool,
}

#[derive(Debug)]
pub(super) enum Step {
    Name(&'static str),
    Index(usize),
    Key(String),
}

impl Context {
    /// A context for values sent in `direction`.
    pub fn new(direction: Direction) -> Self {
        Self { direction, ..Self::default() }
    }

    /// What was found wrong.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// What was found wrong, for keeps.
    pub fn into_failures(self) -> Vec<Failure> {
        self.failures
    }

    /// Accounts for reading some bytes again. Unions within unions can make a short text take exponentially long.
    pub(super) fn spend(&mut self, bytes: usize) -> Result<(), serde_json::Error> {
        match self.budget.checked_sub(bytes) {
            Some(rest) => {
                self.budget = rest;
                Ok(())
            }
            None => Err(serde::de::Error::custom("is ambiguous in too many places")),
        }
    }

    /// Notes that the value here breaks `keyword`.
    #[cold]
    pub fn fail(&mut self, keyword: &'static str, detail: String) {
        if self.failures.len() < MOST_FAILURES {
            let pointer = self.pointer();
            self.failures.push(Failure { pointer, keyword, detail });
        }
    }

    /// Notes that the value here is of another type than `expected`.
    #[cold]
    pub fn mismatch(&mut self, expected: &'static Type) {
        let (keyword, detail) = words::expected(expected);
        self.fail(keyword, detail);
    }

    /// Does `work` one step further down, at the field `name`.
    pub(crate) fn at<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Step::Name(name));
        let done = work(self);
        self.path.pop();
        done
    }

    /// Takes over what the evaluation of a schema found at the place where the engine is.
    pub(crate) fn adopt(&mut self, failures: Vec<Failure>) {
        let here = self.pointer();
        for failure in failures {
            if self.failures.len() < MOST_FAILURES {
                self.failures.push(Failure { pointer: format!("{here}{}", failure.pointer), ..failure });
            }
        }
    }

    /// Whether nothing is wrong so far.
    pub fn is_clean(&self) -> bool {
        self.failures.is_empty()
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.path {
            pointer.push('/');
            match step {
                Step::Name(name) => push_escaped(&mut pointer, name),
                Step::Key(name) => push_escaped(&mut pointer, name),
                // Writing to a string cannot fail.
                Step::Index(index) => _ = write!(pointer, "{index}"),
            }
        }
        pointer
    }

    /// Holds text against `rules`.
    #[inline]
    pub fn check_text(&mut self, value: &str, rules: &Rules) {
        if !rules.checks.is_empty() {
            check::text(value, rules.checks, self);
        }
    }

    /// Holds a number against `rules`.
    #[inline]
    pub fn check_number(&mut self, value: Num, rules: &Rules) {
        if !rules.checks.is_empty() {
            check::number(value, rules.checks, self);
        }
    }

    /// Notes that a whole number is outside of what its Rust type can hold.
    #[cold]
    pub(super) fn out_of_range(&mut self, least: &dyn Display, most: &dyn Display) {
        self.fail("format", format!("must be between {least} and {most}"));
    }
}

fn push_escaped(pointer: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}
