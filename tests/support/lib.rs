//! What the tests that cross crates share: this checkout, programs built from it, servers, and a client.

pub mod client;
pub mod program;
pub mod server;
pub mod workspace;

pub use client::{Client, Reply};
pub use server::Server;
