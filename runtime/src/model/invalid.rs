//! What a value is told that does not fit its type.

use std::fmt;

use super::context::Context;
use crate::schema::Failure;

/// Everything that is wrong with a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Invalid {
    failures: Vec<Failure>,
}

impl Invalid {
    /// The value, if nothing is wrong with it.
    pub(super) fn unless_clean<T>(value: T, cx: Context) -> Result<T, Self> {
        if cx.is_clean() { Ok(value) } else { Err(Self { failures: cx.into_failures() }) }
    }

    /// What is wrong, in the order of the value.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, failure) in self.failures.iter().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            match failure.pointer.as_str() {
                "" => f.write_str(&failure.detail)?,
                pointer => write!(f, "{pointer} {}", failure.detail)?,
            }
        }
        Ok(())
    }
}

impl std::error::Error for Invalid {}
