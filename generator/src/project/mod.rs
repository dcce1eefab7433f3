//! A user's project on disk: what it is configured to be, what is in it, and how it changes.

pub mod config;
pub mod disk;
mod generation;
pub mod inside;
mod layout;
mod retired;
mod root;
mod scan;
pub mod switch;
mod understood;

pub use generation::{Generation, MARK};
pub use root::{Held, Project, checkout};
pub use scan::scan;
pub use understood::{Understood, has_errors};
