//! Numbers, compared and divided exactly.
//!
//! JSON does not tell `1` from `1.0`, and 0.3 *is* a multiple of 0.1: what counts is the decimal number that was
//! written, to its last digit, and not its nearest binary neighbour.

mod digits;

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use serde_json::Value;

use digits::Digits;

/// A JSON number.
///
/// ```
/// use routewright::schema::number::Num;
///
/// assert!(Num::Float(0.3).is_multiple_of(Num::Float(0.1)));
/// assert_eq!(Num::Integer(1), Num::Float(1.0));
/// assert!(Num::Integer(9_007_199_254_740_993) > Num::Float(9_007_199_254_740_992.0));
/// assert!(Num::written("0.30000000000000000001") > Num::Float(0.3));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Num<'a> {
    /// A whole number.
    Integer(i128),
    /// The number that this float is written as: the shortest that reads back as the same float.
    Float(f64),
    /// A number in JSON text, and the float that is nearest to it. Nearest to a number beyond all floats is an infinity.
    Written(f64, &'a str),
}

/// Up to here every whole number is a float, and the only number of so few digits that is nearest to it.
const SMALL: u64 = 1 << 53;

impl<'a> Num<'a> {
    /// The number of a JSON value.
    pub fn of(number: &serde_json::Number) -> Num<'static> {
        if let Some(n) = number.as_i64() {
            Num::Integer(n.into())
        } else if let Some(n) = number.as_u64() {
            Num::Integer(n.into())
        } else {
            Num::Float(number.as_f64().unwrap_or(f64::NAN))
        }
    }

    /// The number that a JSON text is.
    pub fn written(text: &'a str) -> Self {
        match text.parse() {
            Ok(whole) => Self::Integer(whole),
            Err(_) => Self::Written(text.parse().unwrap_or(f64::NAN), text),
        }
    }

    /// The float that is nearest to it.
    #[inline]
    pub fn nearest(self) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "the nearest is asked for")]
            Self::Integer(n) => match i64::try_from(n) {
                Ok(n) => n as f64,
                Err(_) => nearest_to_long(n),
            },
            Self::Float(float) | Self::Written(float, _) => float,
        }
    }

    /// Whether it has no fraction.
    pub fn is_integer(self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Float(float) => float.is_finite() && float.fract() == 0.0,
            Self::Written(_, text) => Digits::of(text).is_whole(),
        }
    }

    /// It as a whole number, when it is one that fits.
    #[inline]
    pub fn whole(self) -> Option<i128> {
        match self {
            Self::Integer(n) => Some(n),
            _ => self.small().map(i128::from).or_else(|| self.digits(|digits| digits.whole())?),
        }
    }

    /// Whether it is what a float is written as, with so few digits that no other number of so few is nearest to it.
    #[inline]
    pub(crate) fn is_float(self) -> bool {
        /// A sign or a point may stand beside so many digits.
        const FEW: usize = 16;
        match self {
            Self::Integer(n) => n.unsigned_abs() <= u128::from(SMALL),
            Self::Float(_) => true,
            Self::Written(nearest, text) => text.len() <= FEW && nearest.is_normal(),
        }
    }

    /// It as a JSON value: the nearest that there is.
    pub fn to_json(self) -> Value {
        match self.whole().map(|n| (i64::try_from(n), u64::try_from(n))) {
            Some((Ok(n), _)) if !matches!(self, Self::Float(_)) => n.into(),
            Some((_, Ok(n))) if !matches!(self, Self::Float(_)) => n.into(),
            _ => Value::from(self.nearest()),
        }
    }

    /// Whether it is a whole multiple of `step`. A step of zero divides nothing but zero.
    pub fn is_multiple_of(self, step: Num<'_>) -> bool {
        if let (Num::Integer(value), Num::Integer(step)) = (self, step) {
            // Of the least number, the multiple by -1 is none that fits.
            return if step == 0 { value == 0 } else { value.checked_rem(step).is_none_or(|rest| rest == 0) };
        }
        let divides = |value: &Digits<'_>| step.digits(|step| value.is_multiple_of(&step)).unwrap_or(false);
        self.digits(|value| divides(&value)).unwrap_or(false)
    }

    /// It as a whole number, when it is one and a small float.
    fn small(self) -> Option<i64> {
        match self {
            Self::Integer(n) => i64::try_from(n).ok().filter(|n| n.unsigned_abs() <= SMALL),
            #[expect(clippy::cast_possible_truncation, reason = "it has no fraction and is small")]
            Self::Float(float) => {
                (float.fract() == 0.0 && float.abs() <= SMALL as f64).then_some(float as i64)
            }
            Self::Written(..) => None,
        }
    }

    /// Asks something of its digits. A float that is none of JSON has none.
    fn digits<T>(self, ask: impl FnOnce(Digits<'_>) -> T) -> Option<T> {
        match self {
            Self::Integer(n) => Some(ask(Digits::of(itoa::Buffer::new().format(n)))),
            Self::Float(float) => {
                float.is_finite().then(|| ask(Digits::of(zmij::Buffer::new().format_finite(float))))
            }
            Self::Written(_, text) => Some(ask(Digits::of(text))),
        }
    }

    /// Compares it with a number that the same float is nearest to.
    #[cold]
    #[inline(never)]
    fn compare_digits(self, other: Num<'_>) -> Ordering {
        match (self, other) {
            (Num::Float(_), Num::Float(_)) => Ordering::Equal,
            _ if self.small().is_some() && other.small().is_some() => Ordering::Equal,
            _ => {
                let compare = |one: &Digits<'_>| other.digits(|other| one.cmp(&other));
                self.digits(|one| compare(&one)).flatten().unwrap_or(Ordering::Equal)
            }
        }
    }
}

/// Few numbers are so long, and the others should not wait for it.
#[cold]
#[inline(never)]
#[expect(clippy::cast_precision_loss, reason = "the nearest is asked for")]
fn nearest_to_long(n: i128) -> f64 {
    n as f64
}

impl PartialEq<Num<'_>> for Num<'_> {
    fn eq(&self, other: &Num<'_>) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd<Num<'_>> for Num<'_> {
    #[inline]
    fn partial_cmp(&self, other: &Num<'_>) -> Option<Ordering> {
        if let (Num::Integer(a), Num::Integer(b)) = (self, other) {
            return Some(a.cmp(b));
        }
        // Of two numbers the lesser is never nearest to the greater float, so only equal floats leave a question.
        match self.nearest().partial_cmp(&other.nearest()) {
            Some(Ordering::Equal) => Some(self.compare_digits(*other)),
            decided => decided,
        }
    }
}

impl Hash for Num<'_> {
    /// Equal numbers have equal hashes, however they are written.
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        match self.small() {
            Some(small) => small.hash(hasher),
            None => {
                _ = self.digits(|digits| match digits.whole().map(i64::try_from) {
                    Some(Ok(small)) if small.unsigned_abs() <= SMALL => small.hash(hasher),
                    _ => digits.hash(hasher),
                })
            }
        }
    }
}

impl std::fmt::Display for Num<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(n) => write!(f, "{n}"),
            Self::Float(n) => write!(f, "{n}"),
            Self::Written(_, text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn multiples_are_decimal() {
        assert!(Num::Float(19.99).is_multiple_of(Num::Float(0.01)));
        assert!(Num::Float(0.0075).is_multiple_of(Num::Float(0.0001)));
        assert!(!Num::Float(0.00751).is_multiple_of(Num::Float(0.0001)));
        assert!(Num::Integer(4).is_multiple_of(Num::Float(0.5)));
        assert!(!Num::Float(1.5).is_multiple_of(Num::Integer(1)));
        assert!(Num::Float(1e308).is_multiple_of(Num::Float(1e-8)));
        assert!(!Num::Float(1e308).is_multiple_of(Num::Float(0.123_456_789)));
        assert!(Num::Float(-4.4).is_multiple_of(Num::Float(2.2)));
        assert!(Num::Integer(0).is_multiple_of(Num::Float(0.7)));
    }

    #[test]
    fn a_step_of_zero_is_no_panic() {
        assert!(!Num::Integer(3).is_multiple_of(Num::Integer(0)));
        assert!(!Num::Float(3.5).is_multiple_of(Num::Float(0.0)));
    }

    #[test]
    fn comparison_does_not_round() {
        assert!(Num::Integer(i64::MAX.into()) < Num::Float(9.223_372_036_854_776e18));
        assert!(Num::Integer(3) < Num::Float(3.5));
        assert!(Num::Integer(-3) > Num::Float(-3.5));
        assert!(Num::Float(1e300) > Num::Integer(i128::MAX));
        assert!(Num::Float(-1e300) < Num::Integer(i128::MIN));
    }

    #[test]
    fn the_last_digit_counts() {
        assert!(Num::written("1.00000000000000000000001") > Num::Integer(1));
        assert!(Num::written("0.99999999999999999999999") < Num::Float(1.0));
        assert!(Num::written("1e-400") > Num::Integer(0));
        assert!(Num::written("1e400") < Num::written("1e401"));
        assert!(Num::written("-1e400") < Num::Integer(i128::MIN));
        assert!(Num::written("1000000000000000000000000000000000000000001") > Num::written("1e42"));
        assert_eq!(Num::written("0.10"), Num::Float(0.1));
        assert_ne!(Num::written("0.1000000000000000055511151231257827"), Num::Float(0.1));
        // The float is less than that, but nobody wrote a float.
        assert_eq!(Num::Integer(100_000_000_000_000_000_000_000), Num::Float(1e23));
        assert!(!Num::written("0.3000000000000000000001").is_multiple_of(Num::Float(0.1)));
        assert!(Num::written("1234567890123456789012345678901234567890.5").is_multiple_of(Num::Float(0.5)));
    }

    #[test]
    fn equal_numbers_have_equal_hashes() {
        let keys = std::hash::RandomState::new();
        let hash = |number: Num<'_>| std::hash::BuildHasher::hash_one(&keys, number);
        for (one, other) in [
            (Num::Integer(3), Num::written("3.00")),
            (Num::Float(-0.0), Num::Integer(0)),
            (Num::Float(1e23), Num::written("1e23")),
            (Num::Float(1e23), Num::Integer(100_000_000_000_000_000_000_000)),
            (Num::Float(0.1), Num::written("1e-1")),
            (Num::Integer(1 << 53), Num::written("9007199254740992.0")),
        ] {
            assert_eq!(one, other);
            assert_eq!(hash(one), hash(other), "{one} {other}");
        }
    }

    #[test]
    fn a_float_that_is_no_number_is_no_panic() {
        for float in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert!(!Num::Float(float).is_multiple_of(Num::Integer(1)));
            assert_eq!(Num::Float(float).whole(), None);
            assert!(!Num::Float(float).is_integer());
        }
        assert!(Num::Float(f64::NAN).partial_cmp(&Num::written("1e400")).is_none());
    }

    #[test]
    fn whole_floats_are_integers() {
        assert!(Num::Float(1e300).is_integer());
        assert!(!Num::Float(1.1).is_integer());
        assert_eq!(Num::Float(3.0).whole(), Some(3));
        assert_eq!(Num::Float(3.1).whole(), None);
    }
}
