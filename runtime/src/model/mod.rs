//! Types that decode, check, encode and describe themselves.
//!
//! A type derives [`Model`], which writes down what there is to know about it as a table of constants. Everything
//! else is done by code that is compiled once and reads that table:
//!
//! ```
//! use routewright::Model;
//!
//! /// A post to create.
//! #[derive(Clone, Debug, PartialEq, Model)]
//! pub struct CreatePost {
//!     /// Headline.
//!     #[model(min_length = 1, max_length = 200)]
//!     pub title: String,
//!     #[model(default = false)]
//!     pub published: bool,
//!     #[model(max_items = 10, items(min_length = 1))]
//!     pub tags: Vec<String>,
//! }
//!
//! let post = CreatePost::from_json(br#"{"title":"Hello","tags":["rust"]}"#)?;
//! assert_eq!(post.title, "Hello");
//! assert!(!post.published);
//!
//! // Everything that is wrong, at once.
//! let invalid = CreatePost::from_json(br#"{"title":"","tags":["a",7]}"#).unwrap_err();
//! let places: Vec<_> = invalid.failures().iter().map(|failure| failure.pointer.as_str()).collect();
//! assert_eq!(places, ["/title", "/tags/1"]);
//! # Ok::<(), routewright::Invalid>(())
//! ```

mod any;
mod bounds;
mod check;
mod choice;
mod container;
mod context;
mod decimal;
mod decode;
mod digits;
mod encode;
mod fragment;
mod integer;
mod invalid;
mod literal;
mod look;
mod number;
mod path;
mod record;
mod scalar;
mod serde;
mod slot;
pub mod table;
mod text;
mod twice;
mod upload;
mod words;

pub use self::container::{Map, Maybe};
pub use self::context::{Context, Direction};
pub use self::decimal::Decimal;
pub use self::digits::Digits;
pub use self::fragment::Fragment;
pub use self::integer::{Integer, TooLarge};
pub use self::invalid::Invalid;
pub use self::scalar::Null;
pub use self::serde::{deserialize, serialize};
pub use self::slot::{Choice, Entries, List, Mode, Place, Record, Scalar, Slot, Variants, View};
pub use self::table::{
    Access, Additional, Check, Field, Foreign, Kind, Literal, Member, Object, Rules, Type, TypeOf, Union,
    Wire,
};
pub use self::text::{Base64, Date, DateTime, Duration, Time, WrongForm};
pub use self::upload::Upload;

pub(crate) use self::encode::{Encode, members};
pub(crate) use self::number::of_text as number_of_text;

/// A type that decodes, checks, encodes and describes itself.
///
/// Derive it; [the module](self) shows how.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a `Model`",
    note = "add `#[derive(Model)]` to it, or use a type that is one: String, i64, Vec<…>, Option<…>, Map<…>, …"
)]
pub trait Model: Slot + Sized + 'static {
    /// How the engine goes about values of this type.
    const MODE: Mode = Mode::Direct;

    /// A value to decode into. It need not be valid.
    fn blank() -> Self;

    /// What the type says about itself.
    fn table() -> &'static Type;

    /// Writes the elements of a list, with commas between them, and says whether it did. Numbers do, which are worth less
    /// than the calls that it takes to look at each of them as a [`Slot`].
    #[doc(hidden)]
    fn write_elements(_list: &[Self], _out: &mut Vec<u8>) -> bool {
        false
    }

    /// Reads a value from JSON text.
    ///
    /// # Errors
    /// Lists everything that is wrong with the text and the value.
    fn from_json(text: &[u8]) -> Result<Self, Invalid> {
        let mut value = Self::blank();
        let mut cx = Context::default();
        read_text(text, &mut value, Rules::NONE, &mut cx);
        Invalid::unless_clean(value, cx)
    }

    /// Reads a value from JSON in memory.
    ///
    /// # Errors
    /// Lists everything that is wrong with the value.
    fn from_value(json: &serde_json::Value) -> Result<Self, Invalid> {
        let mut value = Self::blank();
        let mut cx = Context::default();
        read_value(json, &mut value, Rules::NONE, &mut cx);
        Invalid::unless_clean(value, cx)
    }

    /// The value as JSON text.
    fn to_json(&self) -> Vec<u8> {
        let mut text = Vec::with_capacity(128);
        write_json(self, Direction::Any, &mut text);
        text
    }
}

/// Reads JSON text into a slot, and notes in `cx` everything that is wrong.
pub fn read_text(text: &[u8], slot: &mut dyn Slot, rules: &'static Rules, cx: &mut Context) {
    decode::text(text, slot, rules, cx);
}

/// Reads JSON in memory into a slot, and notes in `cx` everything that is wrong.
pub fn read_value(value: &serde_json::Value, slot: &mut dyn Slot, rules: &'static Rules, cx: &mut Context) {
    decode::value(value, slot, rules, cx);
}

/// Sees to a field of `record` that did not come: takes its default, or notes that it is missing.
pub(crate) fn read_missing(record: &mut dyn Record, field: &'static Field, index: usize, cx: &mut Context) {
    self::record::missing(record, field, index, cx);
}

/// Writes a value as JSON text. Members that are not for the receiver in `direction` are left out.
pub fn write_json(slot: &dyn Slot, direction: Direction, out: &mut Vec<u8>) {
    encode::Text { out, direction }.value(slot.view());
}

/// The table of a type, as tables refer to each other.
pub fn type_of<T: Model>() -> &'static Type {
    T::table()
}

/// Makes a value of any type to read into.
pub type Blank = fn() -> Box<dyn Slot>;

/// A value to read into, as tables make one.
pub fn blank<T: Model>() -> Box<dyn Slot> {
    Box::new(T::blank())
}

/// What derived code does with an index that no field has, which the engine never asks for.
#[doc(hidden)]
#[cold]
pub fn no_such_slot(index: usize) -> ! {
    unreachable!("the table has no field {index}")
}
