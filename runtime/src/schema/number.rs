//! Numbers, compared and divided exactly.
//!
//! JSON does not tell `1` from `1.0`, and 0.3 *is* a multiple of 0.1: what counts is the decimal number that was
//! written, not its nearest binary neighbour.

use std::cmp::Ordering;

use serde_json::Value;

/// A JSON number.
///
/// ```
/// use routewright::schema::number::Num;
///
/// assert!(Num::Float(0.3).is_multiple_of(Num::Float(0.1)));
/// assert_eq!(Num::Integer(1), Num::Float(1.0));
/// assert!(Num::Integer(9_007_199_254_740_993) > Num::Float(9_007_199_254_740_992.0));
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Num {
    /// A whole number.
    Integer(i128),
    /// Any other; finite.
    Float(f64),
}

/// Up to here every whole `f64` fits an `i128`.
const WHOLE: f64 = 1.7e38;

impl Num {
    /// The number of a JSON value.
    pub fn of(number: &serde_json::Number) -> Self {
        if let Some(n) = number.as_i64() {
            Self::Integer(n.into())
        } else if let Some(n) = number.as_u64() {
            Self::Integer(n.into())
        } else {
            Self::Float(number.as_f64().unwrap_or(f64::NAN))
        }
    }

    /// Whether it has no fraction.
    pub fn is_integer(self) -> bool {
        match self {
            Self::Integer(_) => true,
            Self::Float(f) => f.is_finite() && f.fract() == 0.0,
        }
    }

    /// It as a whole number, when it is one that fits.
    pub fn whole(self) -> Option<i128> {
        match self {
            Self::Integer(n) => Some(n),
            #[expect(clippy::cast_possible_truncation, reason = "within ±WHOLE and without a fraction")]
            Self::Float(f) => (f.fract() == 0.0 && f.abs() < WHOLE).then_some(f as i128),
        }
    }

    /// It as a JSON value.
    pub fn to_json(self) -> Value {
        match self {
            Self::Integer(n) => match (i64::try_from(n), u64::try_from(n)) {
                (Ok(n), _) => n.into(),
                (_, Ok(n)) => n.into(),
                #[expect(clippy::cast_precision_loss, reason = "JSON numbers of this size are floats")]
                _ => Value::from(n as f64),
            },
            Self::Float(n) => Value::from(n),
        }
    }

    /// Whether it is a whole multiple of `step`. A step of zero divides nothing but zero.
    pub fn is_multiple_of(self, step: Self) -> bool {
        if let (Self::Integer(value), Self::Integer(step)) = (self, step) {
            return if step == 0 { value == 0 } else { value % step == 0 };
        }
        match (Decimal::of(self), Decimal::of(step)) {
            (Some(value), Some(step)) => value.is_multiple_of(step),
            _ => false,
        }
    }
}

impl PartialEq for Num {
    fn eq(&self, other: &Self) -> bool {
        self.partial_cmp(other) == Some(Ordering::Equal)
    }
}

impl PartialOrd for Num {
    #[inline]
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (*self, *other) {
            (Self::Integer(a), Self::Integer(b)) => Some(a.cmp(&b)),
            (Self::Float(a), Self::Float(b)) => a.partial_cmp(&b),
            (Self::Integer(a), Self::Float(b)) => integer_to_float(a, b),
            (Self::Float(a), Self::Integer(b)) => integer_to_float(b, a).map(Ordering::reverse),
        }
    }
}

impl std::fmt::Display for Num {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Integer(n) => write!(f, "{n}"),
            Self::Float(n) => write!(f, "{n}"),
        }
    }
}

/// Compares without rounding the integer: first with the float's whole part, then by its fraction.
fn integer_to_float(integer: i128, float: f64) -> Option<Ordering> {
    // Up to here a float holds every whole number, and that is faster.
    const EXACT: u64 = 1 << 53;
    if let Ok(small) = i64::try_from(integer)
        && small.abs_diff(0) <= EXACT
    {
        return (small as f64).partial_cmp(&float);
    }
    large_integer_to_float(integer, float)
}

/// A call, because the compiler would work out the fraction of every float in advance.
#[cold]
#[inline(never)]
fn large_integer_to_float(integer: i128, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if float >= WHOLE {
        return Some(Ordering::Less);
    }
    if float <= -WHOLE {
        return Some(Ordering::Greater);
    }
    #[expect(clippy::cast_possible_truncation, reason = "within ±WHOLE")]
    let floor = float.floor() as i128;
    Some(integer.cmp(&floor).then(if float.fract() == 0.0 { Ordering::Equal } else { Ordering::Less }))
}

/// A number as it is written: `digits · 10^exponent`.
#[derive(Clone, Copy)]
struct Decimal {
    digits: u128,
    exponent: i32,
}

impl Decimal {
    /// The sign does not matter for divisibility.
    fn of(number: Num) -> Option<Self> {
        let float = match number {
            Num::Integer(n) => return Some(Self { digits: n.unsigned_abs(), exponent: 0 }.reduced()),
            Num::Float(f) if f.is_finite() => f.abs(),
            Num::Float(_) => return None,
        };
        // The shortest text that reads back as this float, at most 17 digits: what somebody wrote.
        let text = format!("{float:e}");
        let (mantissa, exponent) = text.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits: u128 = format!("{whole}{fraction}").parse().ok()?;
        Some(Self { digits, exponent: exponent - i32::try_from(fraction.len()).ok()? }.reduced())
    }

    fn reduced(mut self) -> Self {
        while self.digits != 0 && self.digits.is_multiple_of(10) {
            self.digits /= 10;
            self.exponent += 1;
        }
        self
    }

    fn is_multiple_of(self, step: Self) -> bool {
        if self.digits == 0 || step.digits == 0 {
            return self.digits == 0;
        }
        if self.exponent < step.exponent {
            // A reduced number has no more factors of ten to give.
            let Some(scale) = 10u128.checked_pow(self.exponent.abs_diff(step.exponent)) else { return false };
            return step.digits.checked_mul(scale).is_some_and(|step| self.digits.is_multiple_of(step));
        }
        scaled_remainder(self.digits, self.exponent.abs_diff(step.exponent), step.digits) == 0
    }
}

/// `digits · 10^power mod modulus`, without ever holding the product.
fn scaled_remainder(digits: u128, power: u32, modulus: u128) -> u128 {
    let mut rest = digits % modulus;
    for _ in 0..power {
        rest = match rest.checked_mul(10) {
            Some(product) => product % modulus,
            None => (0..10).fold(0, |sum, _| sum_modulo(sum, rest, modulus)),
        };
        if rest == 0 {
            break;
        }
    }
    rest
}

fn sum_modulo(a: u128, b: u128, modulus: u128) -> u128 {
    let room = modulus - a;
    if b >= room { b - room } else { a + b }
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
    fn whole_floats_are_integers() {
        assert!(Num::Float(1e300).is_integer());
        assert!(!Num::Float(1.1).is_integer());
        assert_eq!(Num::Float(3.0).whole(), Some(3));
        assert_eq!(Num::Float(3.1).whole(), None);
    }
}
