//! What a value is told that does not fit its type.

use std::fmt;

use super::context::Context;
use crate::schema::{Failure, Failures};

/// Everything that is wrong with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Invalid {
    failures: Failures,
}

impl Invalid {
    /// The value, if nothing is wrong with it.
    pub(super) fn unless_clean<T>(value: T, cx: Context) -> Result<T, Self> {
        if cx.is_clean() { Ok(value) } else { Err(Self { failures: cx.into_failures() }) }
    }

    /// What is wrong, in the order of the value; no more of it than [`Failures::MOST`].
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }

    /// How many things are wrong in all, listed or not.
    pub fn total(&self) -> usize {
        self.failures.total()
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, failure) in self.failures.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            failure.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}
