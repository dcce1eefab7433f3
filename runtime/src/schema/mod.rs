//! JSON Schema, apart from any type: what generated types and hand-written checks both rely on.
//!
//! - [`pattern`]: regular expressions in the dialect of JSON Schema;
//! - [`mod@format`]: the formats that text can have;
//! - [`number`]: exact comparison and division;
//! - [`equality`]: when two values are the same;
//! - [`Failure`]: what is wrong and where, as a [`Pointer`], with the [`Reason`] as data that says itself in words;
//! - [`evaluate`]: a whole schema, run against a value.

mod detail;
pub mod equality;
pub mod evaluate;
mod failure;
pub mod format;
mod nearest;
pub mod number;
pub mod pattern;
pub(crate) mod pointer;
mod reason;
#[cfg(test)]
mod suite;

pub use crate::json::Position;

pub use self::failure::{Failure, Failures};
pub(crate) use self::nearest::nearest;
pub use self::pointer::Pointer;
pub use self::reason::Reason;
