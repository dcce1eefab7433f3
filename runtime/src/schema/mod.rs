//! JSON Schema, apart from any type: what generated types and hand-written checks both rely on.
//!
//! - [`pattern`]: regular expressions in the dialect of JSON Schema;
//! - [`format`]: the formats that text can have;
//! - [`number`]: exact comparison and division;
//! - [`detail`]: what is wrong, in words for the callers of an API;

pub mod detail;
pub mod format;
pub mod number;
pub mod pattern;
#[cfg(test)]
mod suite;
