//! Whole numbers of any size.

use std::fmt;

use super::Model;
use super::context::Context;
use super::number;
use super::slot::{Place, Scalar, Slot, View};
use super::table::{Kind, Rules, Type};
use crate::schema::number::Num;

/// A whole number of any size, with all its digits.
///
/// ```
/// use routewright::{Integer, Model};
///
/// let large = Integer::from_json(b"123456789012345678901234567890123456789012")?;
/// assert_eq!(large.to_string(), "123456789012345678901234567890123456789012");
/// assert_eq!(i64::try_from(&large).ok(), None);
/// assert_eq!(i64::try_from(&Integer::from(7)).ok(), Some(7));
/// # Ok::<(), routewright::Invalid>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Integer(Digits);

/// Numbers that no `i128` holds stay as they were written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Digits {
    Few(i128),
    Many(Box<str>),
}

/// A number that is too large for the type that was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the number is too large")
    }
}

impl std::error::Error for TooLarge {}

impl fmt::Display for Integer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Digits::Few(value) => value.fmt(f),
            Digits::Many(text) => f.write_str(text),
        }
    }
}

macro_rules! conversions {
    ($($int:ident)*) => {$(
        impl From<$int> for Integer {
            fn from(value: $int) -> Self {
                Self(Digits::Few(value.into()))
            }
        }

        impl TryFrom<&Integer> for $int {
            type Error = TooLarge;

            fn try_from(value: &Integer) -> Result<Self, TooLarge> {
                match value.0 {
                    Digits::Few(value) => Self::try_from(value).map_err(|_| TooLarge),
                    Digits::Many(_) => Err(TooLarge),
                }
            }
        }
    )*};
}

conversions! { i8 i16 i32 i64 i128 u8 u16 u32 u64 }

impl Model for Integer {
    fn blank() -> Self {
        Self(Digits::Few(0))
    }

    fn table() -> &'static Type {
        static TYPE: Type = Type::plain(Kind::Integer(""));
        &TYPE
    }
}

impl Slot for Integer {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        match (i64::try_from(self), u64::try_from(self)) {
            (Ok(value), _) => View::Integer(value),
            (_, Ok(value)) => View::Unsigned(value),
            _ => View::Digits(self),
        }
    }

    fn place(&mut self) -> Place<'_> {
        Place::Scalar
    }

    fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
        let (value, digits) = match scalar {
            Scalar::Integer(value) => (Num::Integer(value), Digits::Few(value)),
            // JSON does not tell 1 from 1.0.
            Scalar::Float(value, text) if number::is_whole(text) => match Num::Float(value).whole() {
                Some(whole) => (Num::Integer(whole), Digits::Few(whole)),
                None => (Num::Float(value), Digits::Many(text.into())),
            },
            Scalar::Digits(text) if number::is_whole(text) => {
                // Beyond the largest float only the sign counts.
                let beyond = if text.starts_with('-') { f64::NEG_INFINITY } else { f64::INFINITY };
                (Num::Float(number::nearest(text).unwrap_or(beyond)), Digits::Many(text.into()))
            }
            _ => return cx.mismatch(self.describe()),
        };
        cx.check_number(value, rules);
        *self = Self(digits);
    }
}
