//! What may be written in several ways and means one thing. A rule a file.

mod bound;
mod comment;
mod composition;
mod discriminator;
mod empty;
mod enumeration;
mod example;
mod header_name;
mod media_type;
mod null_member;
mod number;
mod order;
mod reference;
mod server;
mod single_member;
mod style;
mod text;

pub use bound::{Bound, End, at_least, for_integers, length, lower, upper};
pub use comment::comment;
pub use composition::{join, parts};
pub use discriminator::{Mapping, mapping};
pub use empty::members;
pub use enumeration::{listed, possible, values};
pub use example::examples;
pub use header_name::{parameter, response_header};
pub use media_type::media_type;
pub use number::{same_value, whole, without};
pub use order::{Requirement, names, security};
pub use reference::referent;
pub use server::servers;
pub use single_member::unions;
pub use style::style;
pub use text::text;
