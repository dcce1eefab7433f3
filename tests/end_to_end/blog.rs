//! The blog's server, and what its tests share.

use std::process::Command;

use routewright_tests::{Server, program};
use serde_json::{Value, json};

pub const ADA: &str = "0190a6b0-0000-7000-8000-000000000001";
pub const FOLDER: &str = "0190a6b0-0000-7000-8000-00000000000a";
pub const CONTRACT: &str = "0190a6b0-0000-7000-8000-00000000000b";
pub const NOBODY: &str = "00000000-0000-0000-0000-000000000000";
pub const TOKEN: &str = "an-admin-token";
pub const SECRET: &str = "a-webhook-secret";

/// A blog of its own, in memory.
pub fn blog() -> Server {
    blog_on("sqlite::memory:")
}

/// A blog on a certain database.
pub fn blog_on(database: &str) -> Server {
    Server::start(&mut command(database))
}

pub fn command(database: &str) -> Command {
    let mut command = Command::new(program::blog());
    command
        .arg("serve")
        .env("DATABASE_URL", database)
        .env("BLOG_ADMIN_TOKEN", TOKEN)
        .env("BLOG_WEBHOOK_SECRET", SECRET);
    command
}

/// The address of something below `/api/v1`.
pub fn api(path: &str) -> String {
    format!("/api/v1{path}")
}

/// A post as small as can be.
pub fn small(slug: &str) -> Value {
    json!({"slug": slug, "title": "A title", "authorId": ADA})
}

/// The value at a JSON pointer.
pub fn at<'a>(value: &'a Value, pointer: &str) -> &'a Value {
    value.pointer(pointer).unwrap_or_else(|| panic!("no {pointer} in {value}"))
}
