//! The user's room: what is in it, and how it grows without a change to what a person wrote.

mod append;
mod astray;
mod conflict;
mod folders;
mod module;
pub mod pattern;
mod room;
mod tree;
mod unshaped;
mod wiring;

pub use append::append;
pub use astray::astray;
pub use folders::Folders;
pub use module::{Broken, Declared, Kind, Module};
pub use room::{Addition, Faults, Retired, Room};
pub use tree::{Attachment, Found, RouteFile, Tree, UserFile};
pub use unshaped::unshaped;
pub use wiring::{Attached, SETTINGS, Serves, Wired, WiredRoute, Wiring};
