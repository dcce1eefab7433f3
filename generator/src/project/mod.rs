//! A user's project on disk: what it is configured to be, what is in it, and how it changes.

pub mod config;
pub mod disk;
pub mod inside;
pub mod switch;
