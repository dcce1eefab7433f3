//! What the tests that cross crates share: this checkout, programs built from it, servers, and a client.

pub mod client;
pub mod connection;
pub mod corpus;
pub mod differential;
pub mod program;
pub mod server;
pub mod usage;
pub mod workspace;

pub use client::{Client, Reply};
pub use connection::Connection;
pub use server::Server;
