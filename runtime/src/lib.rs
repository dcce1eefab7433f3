//! Serves file-routed HTTP APIs whose types describe, check, decode and encode themselves.

pub mod schema;
