//! JSON Schema, apart from any type: what generated types and hand-written checks both rely on.
//!
//! - [`pattern`]: regular expressions in the dialect of JSON Schema;
//! - [`mod@format`]: the formats that text can have;
//! - [`number`]: exact comparison and division;
//! - [`equality`]: when two values are the same;
//! - [`detail`]: what is wrong, in words for the callers of an API;
//! - [`evaluate`]: a whole schema, run against a value.

pub mod detail;
pub mod equality;
pub mod evaluate;
mod failure;
pub mod format;
pub mod number;
pub mod pattern;
#[cfg(test)]
mod suite;

pub use self::failure::Failure;
