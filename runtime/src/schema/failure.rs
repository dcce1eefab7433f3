//! What is wrong with a value, and where.

use std::fmt;
use std::ops::Deref;

use super::pointer::Pointer;
use super::reason::Reason;

/// One thing that is wrong with a value.
///
/// ```
/// use routewright::schema::{Failure, Reason};
///
/// let failure = Failure { pointer: "/tags/0".into(), reason: Reason::MinLength { limit: 1, actual: 0 } };
/// assert_eq!(failure.to_string(), "tags/0: must be at least 1 character (is 0)");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Where.
    pub pointer: Pointer,
    /// Why.
    pub reason: Reason,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.pointer.strip_prefix('/') {
            None => self.reason.fmt(f),
            Some(place) => write!(f, "{place}: {}", self.reason),
        }
    }
}

/// Everything that is wrong with a value: the first of it by place, and how much it is in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Failures {
    listed: Vec<Failure>,
    unlisted: usize,
}

impl Failures {
    /// So many are listed; the others are counted. An answer is for a person, and no value may make a long one.
    pub const MOST: usize = 64;

    /// None yet.
    pub const fn new() -> Self {
        Self { listed: Vec::new(), unlisted: 0 }
    }

    /// Adds one. Its place is only written when it is listed.
    pub fn add(&mut self, reason: Reason, pointer: impl FnOnce() -> Pointer) {
        if self.listed.len() < Self::MOST {
            if self.listed.len() == self.listed.capacity() {
                // Few mistakes, or as many as there may be.
                self.listed.reserve_exact(if self.listed.is_empty() {
                    4
                } else {
                    Self::MOST - self.listed.len()
                });
            }
            self.listed.push(Failure { pointer: pointer(), reason });
        } else {
            self.unlisted += 1;
        }
    }

    /// Adds others, found in a part of the value that `place` points to.
    pub fn append(&mut self, others: Self, place: &Pointer) {
        let mut room = Self::MOST.saturating_sub(self.listed.len());
        for failure in others.listed {
            if room == 0 {
                self.unlisted += 1;
                continue;
            }
            room -= 1;
            let mut pointer = place.clone();
            pointer.append(&failure.pointer);
            self.listed.push(Failure { pointer, ..failure });
        }
        self.unlisted += others.unlisted;
    }

    /// Says otherwise what is said of the value that `place` points to.
    pub(crate) fn reword(&mut self, place: &str, word: impl Fn(Reason) -> Reason) {
        for failure in self.listed.iter_mut().filter(|failure| failure.pointer == place) {
            failure.reason = word(std::mem::replace(&mut failure.reason, Reason::Never));
        }
    }

    /// Forgets what is listed about the part of the value that `place` points to.
    pub(crate) fn drop_within(&mut self, place: &str) {
        self.listed.retain(|failure| {
            failure.pointer.strip_prefix(place).is_none_or(|rest| !rest.is_empty() && !rest.starts_with('/'))
        });
    }

    /// How many there are in all, listed or not.
    pub fn total(&self) -> usize {
        self.listed.len() + self.unlisted
    }
}

impl From<Reason> for Failures {
    /// One, said of the whole value.
    fn from(reason: Reason) -> Self {
        let mut failures = Self::new();
        failures.add(reason, Pointer::default);
        failures
    }
}

impl Deref for Failures {
    type Target = [Failure];

    fn deref(&self) -> &[Failure] {
        &self.listed
    }
}

impl IntoIterator for Failures {
    type Item = Failure;
    type IntoIter = std::vec::IntoIter<Failure>;

    fn into_iter(self) -> Self::IntoIter {
        self.listed.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_counted_and_the_first_listed() {
        let mut failures = Failures::new();
        for index in 0..100 {
            failures.add(Reason::Required, || Pointer::item(index));
        }
        assert_eq!((failures.len(), failures.total()), (64, 100));
        let mut outer = Failures::new();
        outer.add(Reason::Never, Pointer::default);
        outer.append(failures, &"/list".into());
        assert_eq!((outer.len(), outer.total()), (64, 101));
        assert_eq!(outer[63].pointer, "/list/62");
        outer.drop_within("/list/6");
        assert!(outer.iter().any(|failure| failure.pointer == "/list/61"));
        outer.drop_within("/list");
        assert_eq!(outer.len(), 1);
    }
}
