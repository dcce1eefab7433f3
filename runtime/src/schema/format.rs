//! The formats that text can have, asserted.
//!
//! ```
//! use routewright::schema::format;
//!
//! assert_eq!(format::is("date", "2024-02-29"), Some(true));
//! assert_eq!(format::is("ipv4", "256.0.0.1"), Some(false));
//! assert_eq!(format::is("colour", "blue"), None, "an unknown format asserts nothing");
//! ```

mod address;
mod calendar;
mod email;
mod hostname;
mod international;
mod pointer;
mod punycode;
mod template;
mod uri;

use super::number::Num;

/// Whether a text has a format; `None` when the format is not one that text is checked for.
///
/// `int32`, `int64` and their like are formats of numbers, and `password`, `binary` and most others are notes for
/// readers.
pub fn is(format: &str, text: &str) -> Option<bool> {
    Some(match format {
        "uuid" => is_uuid(text),
        "date" => calendar::is_date(text),
        "date-time" => calendar::is_date_time(text),
        "time" => calendar::is_time(text),
        "duration" => calendar::is_duration(text),
        "uri" => uri::is_uri(text),
        "uri-reference" => uri::is_uri_reference(text),
        "iri" => uri::is_iri(text),
        "iri-reference" => uri::is_iri_reference(text),
        "uri-template" => template::is_uri_template(text),
        "email" => email::is_email(text),
        "idn-email" => email::is_idn_email(text),
        "hostname" => hostname::is_hostname(text),
        "idn-hostname" => hostname::is_idn_hostname(text),
        "ipv4" => address::is_ipv4(text),
        "ipv6" => address::is_ipv6(text),
        "byte" => is_base64(text),
        "json-pointer" => pointer::is_json_pointer(text),
        "relative-json-pointer" => pointer::is_relative_json_pointer(text),
        "regex" => super::pattern::is_regex(text),
        _ => return None,
    })
}

/// Whether a number has a format; `None` when the format is not one that numbers are checked for.
///
/// ```
/// use routewright::schema::{format, number::Num};
/// assert_eq!(format::is_number("int32", Num::Integer(1 << 40)), Some(false));
/// ```
pub fn is_number(format: &str, number: Num<'_>) -> Option<bool> {
    let (least, most) = range(format)?;
    Some(number.whole().is_some_and(|whole| (least..=most).contains(&whole)))
}

/// The least and the greatest number of a format of whole numbers.
pub(super) fn range(format: &str) -> Option<(i128, i128)> {
    Some(match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        _ => return None,
    })
}

/// `8-4-4-4-12` hexadecimal digits.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(i, b)| match i {
            8 | 13 | 18 | 23 => b == b'-',
            _ => b.is_ascii_hexdigit(),
        })
}

/// Base64 with its padding, as RFC 4648 section 4 has it.
fn is_base64(text: &str) -> bool {
    let digits = text.trim_end_matches('=');
    let padding = text.len() - digits.len();
    text.len().is_multiple_of(4)
        && padding <= 2
        && digits.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_have_their_hyphens() {
        assert_eq!(is("uuid", "2EB8AA08-AA98-11EA-B4AA-73B441D16380"), Some(true));
        assert_eq!(is("uuid", "2eb8aa08aa9811eab4aa73b441d16380"), Some(false));
        assert_eq!(is("uuid", "2eb8-aa08-aa98-11ea-b4aa73b44-1d16380"), Some(false));
    }

    #[test]
    fn base64_is_padded() {
        for (text, valid) in
            [("", true), ("aGk=", true), ("aGk", false), ("aG k", false), ("a===", false), ("-_-_", false)]
        {
            assert_eq!(is("byte", text), Some(valid), "{text}");
        }
    }

    #[test]
    fn formats_of_the_official_suite() {
        let Some(suite) = crate::schema::suite::folder() else { return };
        let tally = crate::schema::suite::formats(&suite);
        println!("{tally}");
        assert!(tally.failed.is_empty(), "{tally}");
    }

    proptest::proptest! {
        #[test]
        fn no_text_is_a_panic(text in r#"([0-9TZPWYMDHS:.,+\-@\[\]/?#%{}"<>a-zé\u{3002}\u{5d0}🐲]|xn--|IPv6:|://){0,24}"#) {
            for name in ["uuid", "date", "date-time", "time", "duration", "uri", "uri-reference", "iri", "iri-reference",
                "uri-template", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "byte", "json-pointer",
                "relative-json-pointer", "regex"] {
                proptest::prop_assert!(is(name, &text).is_some());
            }
        }
    }
}
