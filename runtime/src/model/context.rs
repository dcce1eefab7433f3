//! What the engine carries along while it decodes: where it is, and what it has found wrong.

use std::fmt::Write;

use smallvec::SmallVec;

use super::table::{Rules, Type};
use super::{check, words};
use crate::schema::number::Num;
use crate::schema::{Failure, Failures, Reason};

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
    pub(super) failures: Failures,
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
    pub fn into_failures(self) -> Failures {
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

    /// Notes what is wrong with the value here.
    #[cold]
    pub fn fail(&mut self, reason: Reason) {
        let path = &self.path;
        self.failures.add(reason, || pointer(path));
    }

    /// Notes that the value here is of another type than `expected`.
    #[cold]
    pub fn mismatch(&mut self, expected: &'static Type) {
        self.fail(words::expected(expected));
    }

    /// Does `work` one step further down, at the field `name`.
    pub(crate) fn at<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Step::Name(name));
        let done = work(self);
        self.path.pop();
        done
    }

    /// Does `work` one step further down, at a member that no field is for.
    pub(crate) fn at_other<T>(&mut self, name: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(Step::Key(name.to_owned()));
        let done = work(self);
        self.path.pop();
        done
    }

    /// Takes over what the evaluation of a schema found at the place where the engine is.
    pub(crate) fn adopt(&mut self, failures: Failures) {
        self.failures.append(failures, &pointer(&self.path));
    }

    /// Whether nothing is wrong so far.
    pub fn is_clean(&self) -> bool {
        self.failures.is_empty()
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
    pub(super) fn out_of_range(&mut self, least: i128, most: i128) {
        self.fail(Reason::Range { least, most });
    }
}

fn pointer(path: &[Step]) -> String {
    let mut pointer = String::new();
    for step in path {
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

fn push_escaped(pointer: &mut String, name: &str) {
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}
