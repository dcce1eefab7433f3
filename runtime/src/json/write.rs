//! Writes JSON text.

use super::scan;

/// A text, with what has to be escaped.
#[inline]
pub(crate) fn text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let end = scan::special(text.as_bytes(), 0);
    out.extend_from_slice(&text.as_bytes()[..end]);
    if end < text.len() {
        escaped(out, &text.as_bytes()[end..]);
    }
    out.push(b'"');
}

/// Whether nothing in a text has to be escaped.
pub(crate) fn is_plain(text: &[u8]) -> bool {
    scan::special(text, 0) == text.len()
}

/// What begins with a byte that has to be escaped.
fn escaped(out: &mut Vec<u8>, mut rest: &[u8]) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    while let Some((byte, behind)) = rest.split_first() {
        match byte {
            b'"' => out.extend_from_slice(b"\\\""),
            b'\\' => out.extend_from_slice(b"\\\\"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            0x8 => out.extend_from_slice(b"\\b"),
            0xc => out.extend_from_slice(b"\\f"),
            control => {
                out.extend_from_slice(b"\\u00");
                out.extend([HEX[usize::from(control >> 4)], HEX[usize::from(control & 15)]]);
            }
        }
        let end = scan::special(behind, 0);
        out.extend_from_slice(&behind[..end]);
        rest = &behind[end..];
    }
}

/// A whole number.
#[inline]
pub(crate) fn integer(out: &mut Vec<u8>, value: impl itoa::Integer) {
    out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

/// Any other number, without a fraction if it has none, as clients write it; `null` for one that is none.
#[inline]
pub(crate) fn float(out: &mut Vec<u8>, value: f64) {
    if value.is_finite() {
        let mut buffer = zmij::Buffer::new();
        let text = buffer.format_finite(value);
        out.extend_from_slice(text.strip_suffix(".0").unwrap_or(text).as_bytes());
    } else {
        out.extend_from_slice(b"null");
    }
}

/// The elements of a list of numbers, with commas between them.
#[inline]
pub(crate) fn numbers<T>(out: &mut Vec<u8>, list: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
    /// So long is a number with its comma, about.
    const LENGTH: usize = 4;
    out.reserve(LENGTH * list.len());
    for (index, value) in list.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        write(out, value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn texts_read_back_as_they_were() {
        for control in 0..0x20 {
            let original = format!("a{}b\"\\ä😀/\u{7f}", char::from(control));
            let mut out = Vec::new();
            text(&mut out, &original);
            assert_eq!(serde_json::from_slice::<String>(&out).unwrap(), original);
            assert_eq!(out, serde_json::to_vec(&original).unwrap());
        }
    }

    #[test]
    fn numbers_are_written_as_serde_json_writes_them() {
        for value in [0.1, -2.5, 1e300, 1e-7, 1.05, f64::MAX, f64::NAN, f64::INFINITY] {
            let mut out = Vec::new();
            float(&mut out, value);
            assert_eq!(out, serde_json::to_vec(&Value::from(value)).unwrap());
        }
        for (value, written) in [(3.0, "3"), (-0.0, "-0"), (100.0, "100"), (1e15, "1000000000000000")] {
            let mut out = Vec::new();
            float(&mut out, value);
            assert_eq!(String::from_utf8(out).unwrap(), written);
        }
        let mut out = Vec::new();
        integer(&mut out, i64::MIN);
        integer(&mut out, u64::MAX);
        assert_eq!(out, b"-922337203685477580818446744073709551615");
    }
}
