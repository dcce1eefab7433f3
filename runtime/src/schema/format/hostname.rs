//! `hostname` (RFC 1123 with RFC 5891 A-labels) and `idn-hostname` (RFC 5890).

use super::{international, punycode};

/// The longest name and the longest label, in bytes.
const NAME: usize = 253;
const LABEL: usize = 63;

pub(super) fn is_hostname(text: &str) -> bool {
    text.len() <= NAME && text.split('.').all(is_label)
}

/// A name whose labels may be in any script.
pub(super) fn is_idn_hostname(text: &str) -> bool {
    let mut length = 0;
    let mut labels = Vec::new();
    for label in text.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']) {
        let Some(wire) = wire_length(label) else { return false };
        length += wire + 1;
        labels.push(label);
    }
    length <= NAME + 1 && international::fits_bidi(&labels)
}

/// The domain of an address: letters of any script, which need not be normalised yet.
pub(super) fn is_mail_domain(text: &str) -> bool {
    let is_letter = |c: char| {
        if c.is_ascii() {
            c.is_ascii_alphanumeric() || c == '-'
        } else {
            c.is_alphanumeric() || international::is_mark(c)
        }
    };
    text.len() <= NAME
        && text
            .split('.')
            .all(|label| !label.is_empty() && !has_edge_hyphen(label) && label.chars().all(is_letter))
}

fn has_edge_hyphen(label: &str) -> bool {
    label.starts_with('-') || label.ends_with('-')
}

/// An ASCII label. One that starts with `xn--` must stand for a proper label of another script.
fn is_label(label: &str) -> bool {
    let letters = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    if label.is_empty() || label.len() > LABEL || !letters || has_edge_hyphen(label) {
        return false;
    }
    match label.get(..4) {
        Some(prefix) if prefix.eq_ignore_ascii_case("xn--") => is_a_label(&label[4..]),
        _ => true,
    }
}

fn is_a_label(code: &str) -> bool {
    let Some(label) = punycode::decode(code) else { return false };
    let canonical = punycode::encode(&label).is_some_and(|again| again.eq_ignore_ascii_case(code));
    !label.is_ascii() && canonical && international::is_label(&label)
}

/// How long a label is once it is ASCII; `None` if it is none.
fn wire_length(label: &str) -> Option<usize> {
    if label.is_ascii() {
        return is_label(label).then_some(label.len());
    }
    let length = 4 + punycode::encode(label)?.len();
    (length <= LABEL && international::is_label(label)).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(
            is_hostname("www.example.com")
                && is_hostname("xn--9n2bp8q.xn--9t4b11yi5a")
                && is_hostname("a--b")
        );
        for text in ["", ".", "-a", "a-", "a_b", "a.", "xn--X", "a b", "ä"] {
            assert!(!is_hostname(text), "{text}");
        }
        assert!(
            is_idn_hostname("실례.테스트") && !is_idn_hostname("〮실례.테스트") && !is_idn_hostname("a..b")
        );
    }
}
