//! The user's room: what is in it, and how it grows without a change to what a person wrote.

mod module;
mod wiring;

pub use module::{Broken, Declared, Kind, Module};
pub use wiring::{Attached, SETTINGS, Serves, Wired, WiredRoute, Wiring};
