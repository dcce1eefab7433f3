//! The digits of a number, and where its point stands.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// A decimal number as it is written, `0.d₁d₂d₃… · 10^magnitude`: neither the first nor the last digit is a zero, and zero has
/// none.
pub(super) struct Digits<'t> {
    is_negative: bool,
    /// Those before the point, and those behind it.
    parts: [&'t [u8]; 2],
    magnitude: i128,
}

impl<'t> Digits<'t> {
    /// The digits of a number in JSON text.
    pub(super) fn of(text: &'t str) -> Self {
        let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |text| (true, text));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let behind = fraction.trim_start_matches('0');
        let (parts, point) = match (whole, fraction) {
            ("", _) => (["", behind], -length(fraction) + length(behind)),
            (_, "") => ([whole.trim_end_matches('0'), ""], length(whole)),
            _ => ([whole, fraction], length(whole)),
        };
        let is_zero = parts.iter().all(|part| part.is_empty());
        Self {
            is_negative: is_negative && !is_zero,
            parts: parts.map(str::as_bytes),
            magnitude: if is_zero { 0 } else { point + power(exponent) },
        }
    }

    pub(super) fn is_whole(&self) -> bool {
        self.exponent() >= 0
    }

    /// The number, when it is a whole one that fits.
    pub(super) fn whole(&self) -> Option<i128> {
        /// So many digits has the largest.
        const MOST: i128 = 39;
        if !self.is_whole() || self.magnitude > MOST {
            return None;
        }
        let zeros = usize::try_from(self.exponent()).ok()?;
        self.iter().chain(std::iter::repeat_n(0, zeros)).try_fold(0i128, |value, digit| {
            let value = value.checked_mul(10)?;
            let digit = i128::from(digit);
            if self.is_negative { value.checked_sub(digit) } else { value.checked_add(digit) }
        })
    }

    /// Whether it is a whole multiple of `step`. A step of zero divides nothing but zero.
    pub(super) fn is_multiple_of(&self, step: &Self) -> bool {
        if self.is_zero() || step.is_zero() {
            return self.is_zero();
        }
        // Its last digit is not zero, so no ten divides it.
        let Ok(tens) = u128::try_from(self.exponent() - step.exponent()) else { return false };
        let of_step = step.iter().try_fold(0u128, |value, digit| {
            value.checked_mul(10).and_then(|value| value.checked_add(digit.into()))
        });
        match of_step {
            Some(of_step) => rest(self.iter(), tens, of_step) == 0,
            None => is_long_multiple(self.iter(), tens, &step.iter().collect::<Vec<_>>()),
        }
    }

    fn iter(&self) -> impl Iterator<Item = u8> {
        self.parts.into_iter().flatten().map(|digit| digit - b'0')
    }

    fn is_zero(&self) -> bool {
        self.parts.iter().all(|part| part.is_empty())
    }

    fn count(&self) -> i128 {
        self.parts.iter().map(|part| part.len() as i128).sum()
    }

    /// The power of ten of the last digit.
    fn exponent(&self) -> i128 {
        self.magnitude - self.count()
    }

    fn sign(&self) -> i8 {
        match (self.is_zero(), self.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

impl Ord for Digits<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        let of_size = || self.magnitude.cmp(&other.magnitude).then_with(|| self.iter().cmp(other.iter()));
        self.sign().cmp(&other.sign()).then_with(|| {
            let order = of_size();
            if self.is_negative { order.reverse() } else { order }
        })
    }
}

impl PartialOrd for Digits<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Digits<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Digits<'_> {}

impl Hash for Digits<'_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (self.sign(), self.magnitude).hash(hasher);
        self.iter().for_each(|digit| hasher.write_u8(digit));
    }
}

fn length(text: &str) -> i128 {
    text.len() as i128
}

/// An exponent. One of more digits than these is as large as one can be: no text is so long that it would matter.
fn power(text: &str) -> i128 {
    const MOST: i128 = i128::MAX / 4;
    let beyond = if text.starts_with('-') { -MOST } else { MOST };
    text.parse().map_or(beyond, |power: i128| power.clamp(-MOST, MOST))
}

/// What is left of `digits · 10^tens`, divided by `step`, which is not zero.
fn rest(digits: impl Iterator<Item = u8>, tens: u128, step: u128) -> u128 {
    // A step has at most so many factors of two and five, which are all that further tens could give.
    let tens = tens.min(128) as usize;
    digits.chain(std::iter::repeat_n(0, tens)).fold(0, |rest, digit| match rest.checked_mul(10) {
        Some(product) if product <= u128::MAX - 9 => (product + u128::from(digit)) % step,
        _ => {
            let product = (0..10).fold(0, |sum, _| sum_modulo(sum, rest, step));
            sum_modulo(product, u128::from(digit) % step, step)
        }
    })
}

fn sum_modulo(a: u128, b: u128, modulus: u128) -> u128 {
    let room = modulus - a;
    if b >= room { b - room } else { a + b }
}

/// The same on paper, for a step that has more digits than fit anywhere.
fn is_long_multiple(digits: impl Iterator<Item = u8>, tens: u128, step: &[u8]) -> bool {
    let most = step.len().saturating_mul(4);
    let tens = usize::try_from(tens).map_or(most, |tens| tens.min(most));
    let mut rest: Vec<u8> = Vec::with_capacity(step.len() + 1);
    for digit in digits.chain(std::iter::repeat_n(0, tens)) {
        if !rest.is_empty() || digit != 0 {
            rest.push(digit);
        }
        while rest.len() > step.len() || (rest.len() == step.len() && rest.as_slice() >= step) {
            subtract(&mut rest, step);
        }
    }
    rest.is_empty()
}

/// Takes `step` from a number that is not less.
fn subtract(rest: &mut Vec<u8>, step: &[u8]) {
    let mut borrowed = 0;
    let steps = step.iter().rev().chain(std::iter::repeat(&0));
    for (digit, step) in rest.iter_mut().rev().zip(steps) {
        let taken = step + borrowed;
        borrowed = u8::from(*digit < taken);
        *digit = *digit + 10 * borrowed - taken;
    }
    let zeros = rest.iter().take_while(|digit| **digit == 0).count();
    rest.drain(..zeros);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_otherwise_is_the_same_number() {
        for (one, other) in [
            ("1", "1.000"),
            ("100", "1e2"),
            ("0.012e+1", "12E-2"),
            ("-0", "0.0e7"),
            ("1200.50", "12005e-1"),
            ("1e400", "0.1e401"),
        ] {
            assert!(Digits::of(one) == Digits::of(other), "{one} {other}");
        }
    }

    #[test]
    fn numbers_are_in_order() {
        let ordered = [
            "-1e400", "-100", "-99.9", "-1", "-1e-400", "0", "1e-400", "0.09", "0.1", "0.11", "1", "9", "10",
            "1e400",
        ];
        for pair in ordered.windows(2) {
            assert!(Digits::of(pair[0]) < Digits::of(pair[1]), "{pair:?}");
        }
    }

    #[test]
    fn whole_numbers_are_known_however_they_are_written() {
        assert_eq!(Digits::of("9007199254740993.0").whole(), Some(9_007_199_254_740_993));
        assert_eq!(Digits::of("-12.5e1").whole(), Some(-125));
        assert_eq!(Digits::of("170141183460469231731687303715884105727").whole(), Some(i128::MAX));
        assert_eq!(Digits::of("-170141183460469231731687303715884105728").whole(), Some(i128::MIN));
        assert_eq!(Digits::of("170141183460469231731687303715884105728").whole(), None);
        assert_eq!(Digits::of("1e99999999999999999999999999999999999999999").whole(), None);
        assert_eq!(Digits::of("0.5").whole(), None);
    }

    #[test]
    fn whole_is_what_has_no_fraction() {
        for text in
            ["1.0", "1e3", "1.50e1", "-0.0", "0e-9", "120e-1", "1e400", "1e99999999999999999999", "100.00"]
        {
            assert!(Digits::of(text).is_whole(), "{text}");
        }
        for text in
            ["1.5", "1e-1", "1.25e1", "1.00000000000000000000001", "1e-400", "1e-99999999999999999999"]
        {
            assert!(!Digits::of(text).is_whole(), "{text}");
        }
    }

    #[test]
    fn division_takes_all_digits() {
        let multiple = |value, step| Digits::of(value).is_multiple_of(&Digits::of(step));
        assert!(multiple(
            "246913578024691357802469135780246913578024691357802",
            "123456789012345678901234567890123456789012345678901"
        ));
        assert!(!multiple(
            "246913578024691357802469135780246913578024691357803",
            "123456789012345678901234567890123456789012345678901"
        ));
        assert!(multiple("123456789012345678901234567890123456789012345678905", "5"));
        assert!(!multiple("123456789012345678901234567890123456789012345678901", "5"));
        assert!(multiple("1e99999999999999999999", "1e-99999999999999999999"));
        assert!(multiple("1e999999999", "1024"));
        assert!(!multiple("1e999999999", "3"));
        assert!(multiple(
            "-340282366920938463463374607431768211455",
            "-113427455640312821154458202477256070485"
        ));
        assert!(!multiple("0.30000000000000000000000000001", "0.1"));
    }
}
