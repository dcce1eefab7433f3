//! What the engine carries along while it decodes: where it is, and what it has found wrong.

use smallvec::SmallVec;

use super::bounds::Held;
use super::table::{Rules, Type};
use super::{check, words};
use crate::schema::number::Num;
use crate::schema::{Failure, Failures, Reason, shortened};

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
    pub(super) path: SmallVec<[Step; 12]>,
    /// The names of the steps that are no fields, one after the other.
    keys: String,
    /// Whether members that are not for their sender are refused wherever they are, because what is read is only checked.
    refuses_foreign: bool,
    /// How many more bytes may be read again, to find out which member of a union fits.
    pub(super) budget: usize,
    /// Whether it is tried if a value fits a type, and what does not is only counted.
    trial: bool,
    /// What was counted.
    misses: usize,
    /// In so many of the lists around here the elements will be compared with each other.
    pub(super) compared: usize,
}

/// What a trial goes back to.
pub(super) struct Trial {
    outer: bool,
    misses: usize,
    depth: usize,
    keys: usize,
    compared: usize,
}

/// One step down into a value.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// To the field of that name.
    Name(&'static str),
    /// To the element with that number.
    Index(usize),
    /// To the member whose name is that part of the keys.
    Key(usize, usize),
}

impl Context {
    /// A context for values sent in `direction`.
    pub fn new(direction: Direction) -> Self {
        Self { direction, ..Self::default() }
    }

    /// A context to check what a server sends. A member that is not for clients is wrong there, and not dropped.
    pub(crate) fn of_sent_response() -> Self {
        Self { refuses_foreign: true, ..Self::new(Direction::Response) }
    }

    /// Whether members that are not for their sender are refused, and not dropped.
    pub(super) fn refuses_foreign(&self) -> bool {
        self.refuses_foreign
    }

    /// What was found wrong.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// What was found wrong, for keeps.
    pub fn into_failures(self) -> Failures {
        self.failures
    }

    /// Notes what is wrong with the value here.
    #[cold]
    pub fn fail(&mut self, reason: Reason) {
        if self.trial {
            self.misses += 1;
        } else {
            let (path, keys) = (&self.path, &self.keys);
            self.failures.add(reason, || pointer(path, keys));
        }
    }

    /// Notes that the value here is of another type than `expected`.
    #[cold]
    pub fn mismatch(&mut self, expected: &'static Type) {
        if self.trial {
            self.misses += 1;
        } else {
            self.fail(words::expected(expected));
        }
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
        let keys = self.step_down_to(name);
        let done = work(self);
        self.path.pop();
        self.forget_keys(keys);
        done
    }

    /// Goes to another place at the same depth.
    #[inline]
    pub(super) fn step_aside(&mut self, step: Step) {
        if let Some(last) = self.path.last_mut() {
            *last = step;
        }
    }

    /// The same, to the member `name`, which is kept. What it gives is for [`forget_keys`](Self::forget_keys).
    pub(super) fn step_aside_to(&mut self, name: &str) -> usize {
        let start = self.keys.len();
        self.keys.push_str(name);
        self.step_aside(Step::Key(start, self.keys.len()));
        start
    }

    /// Goes one step further down, to the member `name`.
    pub(super) fn step_down_to(&mut self, name: &str) -> usize {
        self.path.push(Step::Index(0));
        self.step_aside_to(name)
    }

    /// Forgets the names that were kept since.
    pub(super) fn forget_keys(&mut self, start: usize) {
        self.keys.truncate(start);
    }

    /// From here on, what is wrong is only counted. What it gives is for [`end_trial`](Self::end_trial).
    pub(super) fn begin_trial(&mut self) -> Trial {
        Trial {
            outer: std::mem::replace(&mut self.trial, true),
            misses: std::mem::take(&mut self.misses),
            depth: self.path.len(),
            keys: self.keys.len(),
            compared: self.compared,
        }
    }

    /// Whether nothing was wrong since the trial began. It may have been left anywhere.
    pub(super) fn end_trial(&mut self, trial: Trial) -> bool {
        self.trial = trial.outer;
        self.path.truncate(trial.depth);
        self.keys.truncate(trial.keys);
        self.compared = trial.compared;
        std::mem::replace(&mut self.misses, trial.misses) == 0
    }

    /// Goes back to where it was `depth` steps down, and ends all trials, because there is no way on.
    pub(super) fn give_up(&mut self, depth: usize) {
        self.path.truncate(depth);
        self.trial = false;
    }

    /// Whether a trial has failed already.
    #[inline]
    pub(super) fn is_lost(&self) -> bool {
        self.trial && self.misses > 0
    }

    /// Whether anybody will look at the value. Nobody gets one that has a mistake in it, so from the first mistake on the
    /// rest is only checked: a client that sends nonsense is answered sooner than one that sends sense.
    #[inline]
    pub(super) fn is_wanted(&self) -> bool {
        self.failures.is_empty() || self.compared > 0
    }

    /// Whether what is wrong next will be told, and not only counted.
    pub(super) fn is_listed(&self) -> bool {
        !self.trial && self.failures.len() < Failures::MOST
    }

    /// Whether what is wrong is only counted.
    pub(super) fn is_trial(&self) -> bool {
        self.trial
    }

    /// Takes over what the evaluation of a schema found at the place where the engine is.
    pub(crate) fn adopt(&mut self, failures: Failures) {
        if self.trial {
            self.misses += failures.total();
        } else {
            let here = self.pointer();
            self.failures.append(failures, &here);
        }
    }

    /// Whether nothing is wrong so far.
    pub fn is_clean(&self) -> bool {
        self.failures.is_empty()
    }

    /// The place where the engine is, as a JSON pointer.
    pub(super) fn pointer(&self) -> String {
        pointer(&self.path, &self.keys)
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
    pub fn check_number(&mut self, value: Num<'_>, rules: &Rules) {
        if !rules.checks.is_empty() {
            Held::exact(value).check(rules.checks, self);
        }
    }

    /// Holds a number of which the nearest float is kept against `rules`.
    #[inline]
    pub(super) fn check_float(&mut self, value: Num<'_>, rules: &Rules) {
        if !rules.checks.is_empty() {
            Held::float(value).check(rules.checks, self);
        }
    }

    /// Notes that a whole number is outside of what its Rust type can hold.
    #[cold]
    pub(super) fn out_of_range(&mut self, least: i128, most: i128) {
        self.fail(Reason::Range { least, most });
    }
}

fn pointer(path: &[Step], keys: &str) -> String {
    let mut pointer = String::with_capacity(12 * path.len());
    for step in path {
        pointer.push('/');
        match step {
            Step::Name(name) => push_escaped(&mut pointer, name),
            Step::Key(start, end) => {
                push_escaped(&mut pointer, shortened(keys.get(*start..*end).unwrap_or_default()));
            }
            Step::Index(index) => pointer.push_str(itoa::Buffer::new().format(*index)),
        }
    }
    pointer
}

fn push_escaped(pointer: &mut String, name: &str) {
    if !name.contains(['~', '/']) {
        return pointer.push_str(name);
    }
    for character in name.chars() {
        match character {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
}
