//! What a number in JSON text is to the engine.

use super::slot::Scalar;
use crate::json::{Number, Reader};

/// The scalar that a number is. A whole number stays one as long as it fits.
#[inline]
pub(super) fn scalar(number: Number<'_>) -> Scalar<'_> {
    match number {
        Number::Small(value) => Scalar::Integer(value.into()),
        Number::Short(value, text) => Scalar::Float(value, text),
        Number::Whole(text) => whole(text),
        Number::Written(text) => {
            nearest(text).map_or(Scalar::Digits(text), |float| Scalar::Float(float, text))
        }
    }
}

/// The number that a whole text is, if it is one that is not too large.
pub(crate) fn of_text(text: &str) -> Option<Scalar<'_>> {
    match read(text)? {
        Scalar::Digits(text) => nearest(text).map(|float| Scalar::Float(float, text)),
        other => Some(other),
    }
}

/// The number that a whole text is, of any size.
pub(super) fn read(text: &str) -> Option<Scalar<'_>> {
    let mut reader = Reader::new(text);
    let number = reader.number().ok()?;
    (reader.at() == text.len()).then(|| scalar(number))
}

fn whole(text: &str) -> Scalar<'_> {
    match text.parse() {
        // Only as a float is there a zero with a sign.
        Ok(0) if text.starts_with('-') => Scalar::Float(-0.0, text),
        Ok(whole) => Scalar::Integer(whole),
        Err(_) => Scalar::Digits(text),
    }
}

/// The float that is nearest to a number; none for a number beyond the largest float.
pub(super) fn nearest(text: &str) -> Option<f64> {
    // What JSON allows, Rust reads, and what is too large is infinite.
    text.parse().ok().filter(|float: &f64| float.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers_stay_whole_as_long_as_they_fit() {
        assert!(matches!(whole("170141183460469231731687303715884105727"), Scalar::Integer(i128::MAX)));
        assert!(matches!(whole("170141183460469231731687303715884105728"), Scalar::Digits(_)));
        assert!(matches!(whole("-0"), Scalar::Float(zero, _) if zero.is_sign_negative()));
        assert!(matches!(scalar(Number::Written("1e400")), Scalar::Digits(_)));
    }
}
