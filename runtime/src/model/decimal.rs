//! Numbers with all of their digits.

use std::fmt;
use std::str::FromStr;

use super::Model;
use super::context::Context;
use super::digits::Digits;
use super::integer::Integer;
use super::number;
use super::slot::{Place, Scalar, Slot, View};
use super::table::{Kind, Rules, Type};
use super::text::WrongForm;
use crate::schema::number::Num;

/// A number with all of its digits: what was read is written again, byte by byte. Whatever is computed with it, is computed
/// by a crate for it, from the text that it is. Writing through serde, which knows no such numbers, gives the nearest float.
///
/// ```
/// use routewright::{Decimal, Model};
///
/// let price = Decimal::from_json(b"19.90")?;
/// assert_eq!(price.to_json(), b"19.90");
/// assert_eq!(price, "1.99e1".parse().unwrap());
/// assert!(price < "19.9000000000000000000001".parse().unwrap());
/// assert!(price.is_multiple_of(&"0.1".parse().unwrap()));
/// assert_eq!(price.to_f64(), 19.9);
/// assert_eq!(price.to_string(), "19.90");
/// # Ok::<(), routewright::Invalid>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(Digits);

impl Decimal {
    /// The float that is nearest to it; an infinity, if it is beyond all floats.
    pub fn to_f64(&self) -> f64 {
        self.0.number().nearest()
    }

    /// Whether it is a whole multiple of `step`. A step of zero divides nothing but zero.
    pub fn is_multiple_of(&self, step: &Self) -> bool {
        self.0.number().is_multiple_of(step.0.number())
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Decimal {
    type Err = WrongForm;

    /// Reads a number as JSON has it.
    fn from_str(text: &str) -> Result<Self, WrongForm> {
        let scalar = number::read(text).and_then(|scalar| scalar.number());
        scalar.map(|number| Self(number.into())).ok_or(WrongForm("number"))
    }
}

impl TryFrom<f64> for Decimal {
    type Error = WrongForm;

    /// The shortest number that the float is nearest to. Infinities are none.
    fn try_from(float: f64) -> Result<Self, WrongForm> {
        if float.is_finite() { Ok(Self(Num::Float(float).into())) } else { Err(WrongForm("number")) }
    }
}

impl From<Integer> for Decimal {
    fn from(integer: Integer) -> Self {
        Self(integer.0)
    }
}

macro_rules! conversions {
    ($($int:ident)*) => {$(
        impl From<$int> for Decimal {
            fn from(value: $int) -> Self {
                Integer::from(value).into()
            }
        }
    )*};
}

conversions! { i8 i16 i32 i64 i128 u8 u16 u32 u64 }

impl Model for Decimal {
    fn blank() -> Self {
        Self::from(0)
    }

    fn table() -> &'static Type {
        static TYPE: Type = Type::plain(Kind::Number(""));
        &TYPE
    }
}

impl Slot for Decimal {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        View::Digits(&self.0)
    }

    fn place(&mut self) -> Place<'_> {
        Place::Scalar
    }

    fn put(&mut self, scalar: Scalar<'_>, rules: &'static Rules, cx: &mut Context) {
        let Some(number) = scalar.number() else {
            return cx.mismatch(self.describe());
        };
        cx.check_number(number, rules);
        *self = Self(number.into());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_written() {
        for text in
            ["0", "-0", "-0.0", "1.50", "1E+2", "0.1000000000000000055511151231257827", "1e400", "-12e-400"]
        {
            assert_eq!(Decimal::from_json(text.as_bytes()).expect("a number").to_json(), text.as_bytes());
            assert_eq!(text.parse::<Decimal>().expect("a number").to_string(), text);
        }
        for text in ["", " 1", "1 ", "+1", "01", "1.", ".5", "NaN", "0x1", "1,5", "\"1\""] {
            assert!(text.parse::<Decimal>().is_err(), "{text}");
        }
        assert!(Decimal::from_json(b"\"1\"").is_err());
    }

    #[test]
    fn floats_become_what_they_are_written_as() {
        assert_eq!(Decimal::try_from(0.1).expect("a number").to_string(), "0.1");
        assert_eq!(Decimal::try_from(1e300).expect("a number"), "1e300".parse().expect("a number"));
        assert!(Decimal::try_from(f64::INFINITY).is_err());
        assert_eq!(Decimal::from(u64::MAX).to_string(), "18446744073709551615");
        assert_eq!("1e400".parse::<Decimal>().expect("a number").to_f64(), f64::INFINITY);
    }
}
