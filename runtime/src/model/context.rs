//! What the engine carries along while it decodes: where it is, and what it has found wrong.

use super::bounds::Held;
use super::path::{Kept, Path, Step};
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
    pub(super) path: Path,
    /// Whether members that are not for their sender are refused wherever they are, because what is read is only checked.
    refuses_foreign: bool,
    /// How many more bytes may be read again, to find out which member of a union fits.
    pub(super) budget: usize,
    /// Whether it is tried if a value fits a type, and what does not is only counted.
    trial: bool,
    /// What was counted.
    misses: usize,
    /// Whether `null` would be taken where a value without parts is put.
    pub(super) takes_null: bool,
    /// In so many of the lists around here the elements will be compared with each other.
    pub(super) compared: usize,
}

/// What a trial goes back to.
pub(super) struct Trial {
    outer: bool,
    misses: usize,
    depth: usize,
    kept: Kept,
    compared: usize,
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
            self.failures.add(reason, || self.path.pointer());
        }
    }

    /// Notes that the value here is of another type than `expected`.
    #[cold]
    pub fn mismatch(&mut self, expected: &'static Type) {
        if self.trial {
            self.misses += 1;
        } else {
            let reason = words::expected(expected);
            self.fail(if self.takes_null { words::or_null(reason) } else { reason });
        }
    }

    /// Does `work` one step further down, at the field `name`.
    pub(crate) fn at<T>(&mut self, name: &'static str, work: impl FnOnce(&mut Self) -> T) -> T {
        self.path.down(Step::Name(name));
        let done = work(self);
        self.path.up();
        done
    }

    /// Does `work` one step further down, at a member that no field is for.
    pub(crate) fn at_other<T>(&mut self, name: &str, work: impl FnOnce(&mut Self) -> T) -> T {
        let kept = self.path.down_to(name);
        let done = work(self);
        self.path.up();
        self.path.forget(kept);
        done
    }

    /// From here on, what is wrong is only counted. What it gives is for [`end_trial`](Self::end_trial).
    pub(super) fn begin_trial(&mut self) -> Trial {
        Trial {
            outer: std::mem::replace(&mut self.trial, true),
            misses: std::mem::take(&mut self.misses),
            depth: self.path.depth(),
            kept: self.path.kept(),
            compared: self.compared,
        }
    }

    /// Does `work` at a place that would take `null` instead, too.
    #[inline]
    pub(super) fn or_null(&mut self, work: impl FnOnce(&mut Self)) {
        self.takes_null = true;
        work(self);
        self.takes_null = false;
    }

    /// Whether nothing was wrong since the trial began. It may have been left anywhere.
    pub(super) fn end_trial(&mut self, trial: Trial) -> bool {
        self.trial = trial.outer;
        self.path.up_to(trial.depth);
        self.path.forget(trial.kept);
        self.compared = trial.compared;
        std::mem::replace(&mut self.misses, trial.misses) == 0
    }

    /// Goes back to where it was `depth` steps down, and ends all trials, because there is no way on.
    pub(super) fn give_up(&mut self, depth: usize) {
        self.path.up_to(depth);
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
            let here = self.path.pointer();
            self.failures.append(failures, &here);
        }
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

    /// Holds a number against `rules`, and says whether it fits them.
    #[inline]
    pub fn check_number(&mut self, value: Num<'_>, rules: &Rules) -> bool {
        rules.checks.is_empty() || Held::exact(value).check(rules.checks, self)
    }

    /// Holds a number of which the nearest float is kept against `rules`.
    #[inline]
    pub(super) fn check_float(&mut self, value: Num<'_>, rules: &Rules) -> bool {
        rules.checks.is_empty() || Held::float(value).check(rules.checks, self)
    }

    /// Notes that a whole number is outside of what its Rust type can hold.
    #[cold]
    pub(super) fn out_of_range(&mut self, least: i128, most: i128) {
        self.fail(Reason::Range { least, most });
    }
}
