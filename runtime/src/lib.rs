//! Serves file-routed HTTP APIs whose types describe, check, decode and encode themselves.

// The derives name this crate as its users do.
extern crate self as routewright;

pub mod model;
pub mod schema;

pub use routewright_derive::Model;
pub use schemars;
pub use serde;
pub use serde_json::Value;
pub use uuid::Uuid;

pub use self::model::{
    Base64, Date, DateTime, Duration, Invalid, Map, Maybe, Model, Null, Time, Upload, type_of,
};
