//! What a plain scalar of YAML 1.2 stands for: the core schema.

use serde_json::Number;

use super::Kind;

/// The value of a plain scalar; nothing when it is a number that cannot be held.
pub(super) fn plain(text: &str) -> Option<Kind> {
    Some(match text {
        "" | "~" | "null" | "Null" | "NULL" => Kind::Null,
        "true" | "True" | "TRUE" => Kind::Bool(true),
        "false" | "False" | "FALSE" => Kind::Bool(false),
        _ => match text.as_bytes().first() {
            Some(b'0'..=b'9' | b'-' | b'+' | b'.') => return number(text),
            _ => Kind::String(text.into()),
        },
    })
}

/// A number, or a text that only starts like one. Infinities are texts, since JSON has none.
fn number(text: &str) -> Option<Kind> {
    let string = || Some(Kind::String(text.into()));
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let valid = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
            return match u64::from_str_radix(digits, radix) {
                Ok(value) if valid => Some(Kind::Number(value.into())),
                _ => string(),
            };
        }
    }
    let (sign, digits) = match text.as_bytes()[0] {
        b'-' => ("-", &text[1..]),
        b'+' => ("", &text[1..]),
        _ => ("", text),
    };
    let Some((whole, fraction, exponent)) = parts(digits) else { return string() };
    let whole = whole.trim_start_matches('0');
    let mut json = format!("{sign}{}", if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        json.push('.');
        json.push_str(fraction);
    } else if digits.contains('.') {
        json.push_str(".0");
    }
    json.push_str(exponent);
    exact(&json).map(Kind::Number)
}

/// The number that a JSON number stands for; nothing when it cannot be held. (serde_json alone would be off by a bit here and there.)
pub(super) fn exact(json: &str) -> Option<Number> {
    if !json.contains(['.', 'e', 'E']) {
        if let Ok(number) = json.parse::<u64>() {
            return Some(number.into());
        }
        if let Ok(number) = json.parse::<i64>() {
            return Some(if json == "-0" { Number::from_f64(-0.0)? } else { number.into() });
        }
    }
    Number::from_f64(json.parse().ok()?)
}

/// The digits before the point, behind it, and the exponent with its letter.
fn parts(text: &str) -> Option<(&str, &str, &str)> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => text.split_at(at),
        None => (text, ""),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let power = exponent.get(1..).unwrap_or("");
    let power = power.strip_prefix(['-', '+']).unwrap_or(power);
    let valid = digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && (exponent.is_empty() || (!power.is_empty() && digits(power)));
    valid.then_some((whole, fraction, exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        match plain(text) {
            Some(Kind::Null) => "null".into(),
            Some(Kind::Bool(value)) => value.to_string(),
            Some(Kind::Number(number)) => number.to_string(),
            Some(Kind::String(text)) => format!("{text:?}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn resolves_by_the_core_schema() {
        for (text, expected) in [
            ("", "null"),
            ("~", "null"),
            ("Null", "null"),
            ("True", "true"),
            ("0", "0"),
            ("-17", "-17"),
            ("+17", "17"),
            ("007", "7"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("1.50", "1.5"),
            ("-.5", "-0.5"),
            ("1.", "1.0"),
            ("1e3", "1000.0"),
            ("1.5E-2", "0.015"),
            ("18446744073709551615", "18446744073709551615"),
        ] {
            assert_eq!(json(text), expected, "{text}");
        }
    }

    #[test]
    fn leaves_everything_else_a_text() {
        for text in [
            "yes",
            "no",
            "on",
            "off",
            "y",
            "2024-01-01",
            "12:30:45",
            "1.2.3",
            "0b11",
            "1_000",
            ".inf",
            "-.INF",
            ".nan",
            "-",
            "+",
            ".",
            "1e",
            "0x",
            "0xg",
            "--1",
            "1e+",
            "tRUE",
            "e3",
            "..",
        ] {
            assert_eq!(json(text), format!("{text:?}"));
        }
    }

    #[test]
    fn knows_numbers_that_are_too_large() {
        assert_eq!(plain("1e999"), None);
        assert_eq!(json("-122.69397561170017"), "-122.69397561170017");
        assert_eq!(json("123456789012345678901234567890"), "1.2345678901234568e+29");
    }
}
