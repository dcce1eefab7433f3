//! Labels of host names in any script: which characters they have, and where (RFC 5892, RFC 5893).

use std::sync::LazyLock;

use regex::Regex;

/// A constant of this file that does not compile makes every label improper; the tests would show it.
fn class(source: &str) -> Option<Regex> {
    Regex::new(source).ok()
}

fn fits(regex: &Option<Regex>, text: &str) -> bool {
    regex.as_ref().is_some_and(|regex| regex.is_match(text))
}

fn is_in(regex: &Option<Regex>, c: Option<char>) -> bool {
    c.is_some_and(|c| fits(regex, c.encode_utf8(&mut [0; 4])))
}

static MARK: LazyLock<Option<Regex>> = LazyLock::new(|| class(r"\A\p{M}\z"));
/// Lowercase letters, marks and digits, and the exceptions of RFC 5892 section 2.6.
static LETTERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    class(
        r"(?x)\A[\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}\-\x{b7}\x{375}\x{5f3}\x{5f4}\x{30fb}\x{200c}\x{200d}
          \x{6fd}\x{6fe}\x{f0b}\x{3007}]+\z",
    )
});
static REFUSED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    class(
        r"[\x{640}\x{7fa}\x{302e}\x{302f}\x{3031}-\x{3035}\x{303b}\x{115f}\x{1160}\x{3164}\x{ffa0}\x{340}\x{341}\x{2f800}-\x{2fa1f}\x{f900}-\x{fa0d}\x{ff00}-\x{ffef}]",
    )
});
static GREEK: LazyLock<Option<Regex>> = LazyLock::new(|| class(r"\A\p{Greek}\z"));
static HEBREW: LazyLock<Option<Regex>> = LazyLock::new(|| class(r"\A\p{Hebrew}\z"));
static KANA_OR_HAN: LazyLock<Option<Regex>> =
    LazyLock::new(|| class(r"[\p{Hiragana}\p{Katakana}\p{Han}--\x{30fb}]"));
/// A joiner between letters that join, seen from the scripts that have such letters.
static JOINING: LazyLock<Option<Regex>> =
    LazyLock::new(|| class(r"\A[\p{Arabic}\p{Syriac}\p{Nko}\p{Mongolian}--\p{M}]\z"));
static VIRAMA: &[char] = &[
    '\u{94d}', '\u{9cd}', '\u{a4d}', '\u{acd}', '\u{b4d}', '\u{bcd}', '\u{c4d}', '\u{ccd}', '\u{d4d}',
    '\u{dca}', '\u{e3a}', '\u{f84}', '\u{1039}', '\u{103a}', '\u{17d2}', '\u{1b44}', '\u{a8c4}', '\u{a953}',
    '\u{a9c0}',
];
static RIGHT_TO_LEFT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    class(r"[\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}\p{Nko}--[\p{M}\x{660}-\x{669}\x{6f0}-\x{6f9}]]")
});
static LEFT_TO_RIGHT: LazyLock<Option<Regex>> =
    LazyLock::new(|| class(r"[\p{L}--[\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}\p{Nko}]]"));

pub(super) fn is_mark(c: char) -> bool {
    is_in(&MARK, Some(c))
}

/// Whether a label that is not all ASCII is a proper one.
pub(super) fn is_label(label: &str) -> bool {
    let hyphens =
        label.starts_with('-') || label.ends_with('-') || label.chars().skip(2).take(2).eq("--".chars());
    let begins_with_mark = label.chars().next().is_none_or(is_mark);
    !hyphens
        && !begins_with_mark
        // Uppercase ASCII is folded before anything else is looked at.
        && fits(&LETTERS, &label.to_ascii_lowercase())
        && !fits(&REFUSED, label)
        && !mixes_digits(label)
        && fits_context(label)
        && fits_bidi(&[label])
}

fn mixes_digits(label: &str) -> bool {
    label.contains(|c| ('\u{660}'..='\u{669}').contains(&c))
        && label.contains(|c| ('\u{6f0}'..='\u{6f9}').contains(&c))
}

/// Characters that are proper only beside certain others (RFC 5892 appendix A).
fn fits_context(label: &str) -> bool {
    let characters: Vec<char> = label.chars().collect();
    characters.iter().enumerate().all(|(i, c)| {
        let before = i.checked_sub(1).and_then(|i| characters.get(i)).copied();
        let after = characters.get(i + 1).copied();
        match c {
            '\u{b7}' => before == Some('l') && after == Some('l'),
            '\u{375}' => is_in(&GREEK, after),
            '\u{5f3}' | '\u{5f4}' => is_in(&HEBREW, before),
            '\u{30fb}' => fits(&KANA_OR_HAN, label),
            '\u{200d}' => before.is_some_and(|c| VIRAMA.contains(&c)),
            '\u{200c}' => {
                before.is_some_and(|c| VIRAMA.contains(&c))
                    || (is_in(&JOINING, before) && is_in(&JOINING, after))
            }
            _ => true,
        }
    })
}

/// The Bidi rule (RFC 5893), which holds for every label once one of them reads from right to left.
pub(super) fn fits_bidi(labels: &[&str]) -> bool {
    let decoded: Vec<String> = labels.iter().map(|label| unicode(label)).collect();
    if !decoded
        .iter()
        .any(|label| fits(&RIGHT_TO_LEFT, label) || label.contains(|c| ('\u{660}'..='\u{669}').contains(&c)))
    {
        return true;
    }
    decoded.iter().all(|label| {
        let first = label.chars().next().map(String::from).unwrap_or_default();
        let european = label.contains(|c: char| c.is_ascii_digit() || ('\u{6f0}'..='\u{6f9}').contains(&c));
        let arabic = label.contains(|c| ('\u{660}'..='\u{669}').contains(&c));
        if fits(&RIGHT_TO_LEFT, &first) {
            !(fits(&LEFT_TO_RIGHT, label) || european && arabic)
        } else {
            fits(&LEFT_TO_RIGHT, &first) && !fits(&RIGHT_TO_LEFT, label) && !arabic
        }
    })
}

fn unicode(label: &str) -> String {
    label.strip_prefix("xn--").and_then(super::punycode::decode).unwrap_or_else(|| label.to_owned())
}
