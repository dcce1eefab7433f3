//! Numbers, as they are written.

use super::reader::Reader;
use super::syntax::{Fault, Stop};

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

impl<'t> Reader<'t> {
    /// The number that begins here, and goes behind it.
    #[inline]
    pub(crate) fn number(&mut self) -> Result<Number<'t>, Stop> {
        let start = self.at;
        let first = start + usize::from(self.byte(start) == Some(b'-'));
        let (value, end) = self.digits(first, 0);
        if end - first <= FEW && value != 0 && self.byte(first) != Some(b'0') && !self.goes_on(end) {
            self.at = end;
            return Ok(Number::Small(if first == start { value } else { -value }));
        }
        self.other_number(first, value, end)
    }

    /// A number that is not whole, or has many digits, or is zero: its digits begin at `first`, and are those of `whole` up
    /// to `end`.
    #[inline(never)]
    fn other_number(&mut self, first: usize, whole: i64, end: usize) -> Result<Number<'t>, Stop> {
        let start = self.at;
        let is_negative = first > start;
        let digits = end - first;
        if digits == 0 || (digits > 1 && self.byte(first) == Some(b'0')) {
            // A zero in front of others is the fault, not what follows.
            self.at = first + usize::from(digits > 0);
            return self.fault(Fault::Number);
        }
        self.at = end;
        if !self.goes_on(end) {
            let is_zero = digits == 1 && whole == 0 && !is_negative;
            return Ok(if is_zero { Number::Small(0) } else { Number::Whole(&self.text[start..end]) });
        }
        if let Some(float) = self.short_fraction(whole, digits)? {
            let float = if is_negative { -float } else { float };
            return Ok(Number::Short(float, &self.text[start..self.at]));
        }
        self.exponent()?;
        Ok(Number::Written(&self.text[start..self.at]))
    }

    /// Whether there is a fraction or an exponent behind the digits that end here.
    #[inline]
    fn goes_on(&self, end: usize) -> bool {
        matches!(self.byte(end), Some(b'.' | b'e' | b'E'))
    }

    /// Goes behind the fraction, if there is one. If nothing follows and the digits are few, the number is known.
    fn short_fraction(&mut self, whole: i64, digits: usize) -> Result<Option<f64>, Stop> {
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
        let are_few = digits + at - start <= FEW;
        Ok((ends && are_few).then(|| nearest_quotient(mantissa.unsigned_abs(), at - start)))
    }

    /// Goes behind the exponent, if there is one.
    fn exponent(&mut self) -> Result<(), Stop> {
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
        let bytes = self.text.as_bytes();
        let mut value = before;
        let mut end = start;
        while let Some(block) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
            let (part, digits) = digits_of(block);
            value = value.wrapping_mul(POWERS[digits] as i64).wrapping_add(part);
            end += digits;
            if digits < block.len() {
                return (value, end);
            }
        }
        for byte in bytes.get(end..).unwrap_or_default() {
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

/// The number that the digits make with which a block begins, and how many they are. All eight are worked on at once, so
/// that the processor need not guess where they end.
#[inline]
fn digits_of(block: &[u8; 8]) -> (i64, usize) {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let values = u64::from_le_bytes(*block) ^ (ONES * b'0' as u64);
    // Adding this to more than nine sets the high bit. What is carried over only reaches bytes behind.
    let others = (values.wrapping_add(ONES * (0x80 - 10)) | values) & (ONES << 7);
    let digits = others.trailing_zeros() as usize / 8;
    // Zeros in front of the digits, then pairs, then fours, then all.
    let values = values.unbounded_shl(64 - 8 * digits as u32);
    let pairs = values.wrapping_mul(1 + (10 << 8)) >> 8 & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(1 + (100 << 16)) >> 16 & 0x0000_ffff_0000_ffff;
    let all = fours.wrapping_mul(1 + (10_000 << 32)) >> 32;
    (all as i64, digits)
}

/// The float that is nearest to a number of few digits, so many of which stand behind the point.
#[inline]
fn nearest_quotient(digits: u64, behind: usize) -> f64 {
    let power = POWERS[behind];
    if digits <= 1 << 53 {
        // Both are exact as floats, so their quotient is the nearest float.
        return digits as f64 / power as f64;
    }
    // Whole numbers are divided without a loss. What is left over decides between two floats only if it is there at all,
    // and stands in for that in the last bit, which is far behind the last of the float.
    let (dividend, divisor) = (u128::from(digits) << 64, u128::from(power));
    let quotient = dividend / divisor;
    let rest = u128::from(quotient * divisor != dividend);
    (quotient | rest) as f64 / 2f64.powi(64)
}

/// The powers of ten by which few digits are multiplied and divided.
const POWERS: [u64; FEW + 1] = {
    let mut powers = [1; FEW + 1];
    let mut index = 1;
    while index < powers.len() {
        powers[index] = powers[index - 1] * 10;
        index += 1;
    }
    powers
};

#[cfg(test)]
mod tests {
    use super::super::syntax::Syntax;
    use super::*;

    fn read(text: &str) -> Result<Number<'_>, Syntax> {
        let mut reader = Reader::new(text);
        let number = reader.number();
        let number = number.and_then(|number| reader.end().map(|()| number));
        number.map_err(|Stop| reader.why())
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
        for text in ["1.5e0", "1e400", "-1.0E-7", "0.123456789012345678", "0e0"] {
            assert_eq!(read(text), Ok(Number::Written(text)));
        }
    }

    proptest::proptest! {
        #[test]
        fn few_digits_are_the_nearest_float(digits in 0..1_000_000_000_000_000_000u64, behind in 0..=FEW) {
            let text = format!("{digits}e-{behind}");
            proptest::prop_assert_eq!(nearest_quotient(digits, behind), text.parse::<f64>().unwrap());
        }
    }

    #[test]
    fn halfway_between_two_floats_the_even_one_is_nearest() {
        // 2^53 + 1, which no float holds, and its neighbours, with zeros behind the point.
        for digits in ["900719925474099300", "900719925474099100", "900719925474099500", "900719925474099301"]
        {
            let text = format!("{}.{}", &digits[..16], &digits[16..]);
            assert_eq!(read(&text), Ok(Number::Short(text.parse().unwrap(), &text)));
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
