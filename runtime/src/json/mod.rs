//! JSON text: read piece by piece, with places, and written straight into memory.
//!
//! The engine needs more of a parser than a value or an error: numbers with all of their digits, the place of
//! everything, a way back for types that are found by trying, and no detour through types for each kind of input.

mod literal;
mod number;
mod place;
mod reader;
mod scan;
mod skip;
mod syntax;
mod text;
mod value;
pub(crate) mod write;

pub(crate) use self::number::Number;
pub use self::place::Position;
pub(crate) use self::reader::Reader;
pub(crate) use self::syntax::{Fault, Stop};
pub(crate) use self::value::Json;
