//! What a number in JSON text is to the engine.

use super::slot::Scalar;
use crate::json::Number;

/// A number that is written in no more bytes than this has no more digits than a float keeps.
const SHORT: usize = 16;

/// The scalar that a number is. A whole number stays one as long as it fits.
#[inline]
pub(super) fn scalar(number: Number<'_>) -> Scalar<'_> {
    match number {
        Number::Small(value) => Scalar::Integer(value.into()),
        Number::Written(text) => written(text),
    }
}

fn written(text: &str) -> Scalar<'_> {
    // Only as a float is there a zero with a sign.
    if text != "-0"
        && let Ok(whole) = text.parse()
    {
        return Scalar::Integer(whole);
    }
    match nearest(text) {
        Some(float) if text.len() <= SHORT || zmij::Buffer::new().format_finite(float) == text => {
            Scalar::Float(float)
        }
        _ => Scalar::Digits(text),
    }
}

/// The float that is nearest to a number; none for a number beyond the largest float.
pub(super) fn nearest(text: &str) -> Option<f64> {
    // What JSON allows, Rust reads, and what is too large is infinite.
    text.parse().ok().filter(|float: &f64| float.is_finite())
}

/// Whether a number, as it is written, has no fraction.
pub(super) fn is_whole(text: &str) -> bool {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = whole.bytes().chain(fraction.bytes()).filter(u8::is_ascii_digit);
    let zeros = digits.clone().rev().take_while(|digit| *digit == b'0').count();
    if zeros == digits.count() {
        return true;
    }
    // An exponent beyond these numbers leaves no digit on the other side of the point.
    let exponent = exponent.parse().unwrap_or(if exponent.starts_with('-') { i64::MIN } else { i64::MAX });
    let behind_the_point = i64::try_from(fraction.len()).unwrap_or(i64::MAX).saturating_sub(exponent);
    i64::try_from(zeros).unwrap_or(i64::MAX) >= behind_the_point
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_is_what_has_no_fraction() {
        for text in
            ["1.0", "1e3", "1.50e1", "-0.0", "0e-9", "120e-1", "1e400", "1e99999999999999999999", "100.00"]
        {
            assert!(is_whole(text), "{text}");
        }
        for text in
            ["1.5", "1e-1", "1.25e1", "1.00000000000000000000001", "1e-400", "1e-99999999999999999999"]
        {
            assert!(!is_whole(text), "{text}");
        }
    }

    #[test]
    fn digits_are_kept_that_no_float_keeps() {
        let of = |text| scalar(Number::Written(text));
        assert!(matches!(of("170141183460469231731687303715884105727"), Scalar::Integer(i128::MAX)));
        assert!(matches!(of("170141183460469231731687303715884105728"), Scalar::Digits(_)));
        assert!(matches!(of("0.30000000000000004"), Scalar::Float(_)));
        assert!(matches!(of("0.30000000000000000001"), Scalar::Digits(_)));
        assert!(matches!(of("-0"), Scalar::Float(zero) if zero.is_sign_negative()));
        assert!(matches!(of("1e400"), Scalar::Digits(_)));
    }
}
