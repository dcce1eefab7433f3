//! What a number in JSON text is to the engine.

use super::slot::Scalar;
use crate::json::Number;

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
    // What JSON allows, Rust reads: to the nearest float, which is infinite beyond the largest.
    match text.parse::<f64>() {
        Ok(float) if float.is_finite() => Scalar::Float(float),
        _ => Scalar::Huge,
    }
}
