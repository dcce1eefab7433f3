//! Turns OpenAPI documents into file-routed handler trees.
//!
//! One way through, a folder a stage: [`load`] → [`api`] → [`plan`] → [`emit`], with [`merge`] for the files that
//! belong to the user.

pub mod api;
pub mod cli;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod load;
pub mod merge;
pub mod plan;
pub mod project;
