//! Numbers, as they are written.

use super::reader::Reader;
use super::syntax::{Fault, Syntax};

/// A number in JSON text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Number<'t> {
    /// A whole number of not too many digits.
    Small(i64),
    /// A number with a short fraction and without an exponent: the nearest float, and as it is written.
    Short(f64, &'t str),
    /// Another whole number, written without a fraction and an exponent.
    Whole(&'t str),
    /// Any other, as it is written.
    Written(&'t str),
}

/// So many digits always fit an `i64`.
const FEW: usize = 18;

/// The powers of ten by which few digits may be divided.
const POWERS: [f64; FEW + 1] =
    [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18];

impl<'t> Reader<'t> {
    /// The number that begins here, and goes behind it.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<Number<'t>, Syntax> {
        let start = self.at;
        let is_negative = self.byte(start) == Some(b'-');
        let first = start + usize::from(is_negative);
        let (value, at) = self.digits(first, 0);
        let digits = at - first;
        let is_plain = !matches!(self.byte(at), Some(b'.' | b'e' | b'E'));
        let has_form = digits > 0 && (digits == 1 || self.byte(first) != Some(b'0'));
        if is_plain && has_form && digits <= FEW && (value != 0 || !is_negative) {
            self.at = at;
            return Ok(Number::Small(if is_negative { -value } else { value }));
        }
        if !has_form {
            // A zero in front of others is the fault, not what follows.
            self.at = if digits > 0 { first + 1 } else { first };
            return self.fault(Fault::Number);
        }
        self.at = at;
        if is_plain {
            return Ok(Number::Whole(&self.text[start..at]));
        }
        if let Some(float) = self.short_fraction(value, digits)? {
            let float = if is_negative { -float } else { float };
            return Ok(Number::Short(float, &self.text[start..self.at]));
        }
        self.exponent()?;
        Ok(Number::Written(&self.text[start..self.at]))
    }

    /// Goes behind the fraction, if there is one. If nothing follows and the digits are few, the number is known.
    fn short_fraction(&mut self, whole: i64, digits: usize) -> Result<Option<f64>, Syntax> {
        if self.byte(self.at) != Some(b'.') {
            return Ok(None);
        }
        let start = self.at + 1;
        let (mantissa, at) = self.digits(start, whole);
        self.at = at;
        if at == start {
            return self.fault(Fault::Number);
        }
        let ends = !matches!(self.byte(at), Some(b'e' | b'E'));
        // Both are exact as floats, so their quotient is the nearest float.
        let is_exact = digits + at - start <= FEW && mantissa <= 1 << 53;
        Ok((ends && is_exact).then(|| mantissa as f64 / POWERS[at - start]))
    }

    /// Goes behind the exponent, if there is one.
    fn exponent(&mut self) -> Result<(), Syntax> {
        if let Some(b'e' | b'E') = self.byte(self.at) {
            self.at += 1;
            if let Some(b'+' | b'-') = self.byte(self.at) {
                self.at += 1;
            }
            let start = self.at;
            (_, self.at) = self.digits(start, 0);
            if self.at == start {
                return self.fault(Fault::Number);
            }
        }
        Ok(())
    }

    /// The digits from `start` on: the number that they make behind those of `before`, and where they end. Of too many
    /// digits the number is of no use.
    #[inline]
    fn digits(&self, start: usize, before: i64) -> (i64, usize) {
        let mut value = before;
        let mut end = start;
        for byte in self.text.as_bytes().get(start..).unwrap_or_default() {
            let digit = byte.wrapping_sub(b'0');
            if digit > 9 {
                break;
            }
            value = value.wrapping_mul(10).wrapping_add(i64::from(digit));
            end += 1;
        }
        (value, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Number<'_>, Syntax> {
        let mut reader = Reader::new(text);
        let number = reader.number()?;
        reader.end().map(|()| number)
    }

    #[test]
    fn whole_numbers_are_read_at_once() {
        for value in [0, 7, -7, 10, 999_999_999_999_999_999, -999_999_999_999_999_999] {
            assert_eq!(read(&value.to_string()), Ok(Number::Small(value)));
        }
    }

    #[test]
    fn others_keep_their_digits() {
        for text in ["-0", "12345678901234567890", "9223372036854775807"] {
            assert_eq!(read(text), Ok(Number::Whole(text)));
        }
        for text in ["1.5e0", "1e400", "-1.0E-7", "0.12345678901234567", "0e0"] {
            assert_eq!(read(text), Ok(Number::Written(text)));
        }
    }

    #[test]
    fn short_fractions_are_the_nearest_floats() {
        for text in [
            "1.50",
            "-0.1",
            "0.3",
            "-0.0",
            "19.99",
            "123456789.123456",
            "0.00000000000000001",
            "9007199254740.991",
        ] {
            let nearest: f64 = text.parse().unwrap();
            assert_eq!(read(text), Ok(Number::Short(nearest, text)));
        }
        assert!(matches!(read("-0.0"), Ok(Number::Short(zero, _)) if zero.is_sign_negative()));
    }

    #[test]
    fn numbers_have_one_form() {
        for text in [
            "-", "+1", "01", "00", "-01", "1.", ".5", "1e", "1e+", "1.e3", "0x1", "1_000", "NaN", "--1", "1-",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        assert_eq!(read("01").unwrap_err().at, 1);
    }
}
