//! Serves file-routed HTTP APIs whose types describe, check, decode and encode themselves.

// The derives name this crate as its users do.
extern crate self as routewright;

pub mod auth;
mod binary;
mod content;
pub mod describe;
pub mod docs;
mod error;
pub mod handler;
mod json;
pub mod mock;
pub mod model;
pub mod operation;
pub mod problem;
pub mod request;
pub mod response;
pub mod router;
pub mod schema;
pub mod serve;
pub mod sse;
mod test_client;

pub use axum::{self, extract, response::Response};
pub use http;
pub use routewright_derive::{Content, Model, Operation, Response};
pub use schemars;
pub use serde;
/// Any JSON value. Of its numbers, whole ones of 64 bits are kept to the last digit, and others as the nearest float; a
/// number beyond all floats is refused. What a schema says of them is checked on the digits that were written.
pub use serde_json::Value;
pub use serde_json::json;
pub use uuid::Uuid;

pub use self::binary::Binary;
pub use self::content::Content;
pub use self::error::{Error, Result, not_implemented};
pub use self::model::{
    Base64, Date, DateTime, Decimal, Duration, Integer, Invalid, Map, Maybe, Model, Null, Time, Upload,
    type_of,
};
pub use self::operation::{Document, Mounted, Operation};
pub use self::problem::{Problem, Violation};
pub use self::router::{RouteFile, Routes, Service};
pub use self::serve::run;
pub use self::test_client::{TestClient, TestRequest, TestResponse};
