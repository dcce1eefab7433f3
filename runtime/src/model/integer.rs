//! Whole numbers of any size.

use std::fmt;

use super::Model;
use super::context::Context;
use super::digits::Digits;
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
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Integer(pub(super) Digits);

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
        self.0.fmt(f)
    }
}

macro_rules! conversions {
    ($($int:ident)*) => {$(
        impl From<$int> for Integer {
            fn from(value: $int) -> Self {
                Self(Num::Integer(value.into()).into())
            }
        }

        impl TryFrom<&Integer> for $int {
            type Error = TooLarge;

            fn try_from(value: &Integer) -> Result<Self, TooLarge> {
                value.0.number().whole().and_then(|value| Self::try_from(value).ok()).ok_or(TooLarge)
            }
        }
    )*};
}

conversions! { i8 i16 i32 i64 i128 u8 u16 u32 u64 }

impl Model for Integer {
    fn blank() -> Self {
        Self::from(0)
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
            _ => View::Digits(&self.0),
        }
    }

    fn place(&mut self) -> Place<'_> {
        Place::Scalar
    }

    fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
        // JSON does not tell 1 from 1.0.
        let Some(number) = scalar.number().filter(|number| number.is_integer()) else {
            return cx.mismatch(self.describe());
        };
        cx.check_number(number, rules);
        *self = Self(number.whole().map_or(number, Num::Integer).into());
    }
}
