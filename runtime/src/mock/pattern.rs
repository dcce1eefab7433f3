//! Text that matches a regular expression.

use regex_syntax::hir::{Class, Hir, HirKind};

use crate::schema::pattern::{self, Compiled};

/// How long a text may grow.
const LONGEST: usize = 10_000;

/// What passwords and the like must look like, for expressions with look-around.
const GUESSES: &[&str] = &[
    "Password1!",
    "aA1!aA1!",
    "abc",
    "Abc123",
    "a",
    "A",
    "1",
    "a1",
    "abc-123",
    "example",
    "user@example.com",
    "0",
    "",
];

/// Texts that match, shorter ones first, of which none need have any certain length.
pub(super) fn texts(source: &str, least: usize, variant: usize) -> impl Iterator<Item = String> {
    let compiled = pattern::compile(source).ok();
    let hir = pattern::translated(source).and_then(|text| regex_syntax::parse(&text).ok());
    // Repetitions grow until the text is long enough.
    let growths = (0..24).chain([least, least.saturating_mul(2), least.saturating_sub(1)]);
    let made: Vec<String> = match hir {
        Some(hir) => growths
            .flat_map(|growth| (0..4).map(move |choice| (growth, choice + variant)))
            .filter_map(|(growth, choice)| {
                let mut maker = Maker { growth, choice, text: String::new() };
                maker.add(&hir).then_some(maker.text)
            })
            .collect(),
        None => GUESSES
            .iter()
            .cycle()
            .skip(variant % GUESSES.len())
            .take(GUESSES.len())
            .map(|&guess| guess.to_owned())
            .collect(),
    };
    made.into_iter()
        .filter(move |text| compiled.as_ref().is_some_and(|compiled: &Compiled| compiled.is_match(text)))
}

struct Maker {
    /// How often repetitions repeat beyond what they must.
    growth: usize,
    /// Which alternative and which character are taken.
    choice: usize,
    text: String,
}

impl Maker {
    /// Adds text for a part of the expression; false when there is none.
    fn add(&mut self, hir: &Hir) -> bool {
        if self.text.len() > LONGEST {
            return false;
        }
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) => true,
            HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                Ok(text) => {
                    self.text.push_str(text);
                    true
                }
                Err(_) => false,
            },
            HirKind::Class(class) => match self.character(class) {
                Some(c) => {
                    self.text.push(c);
                    true
                }
                None => false,
            },
            HirKind::Repetition(repetition) => {
                let least = repetition.min as usize;
                let most = repetition.max.map_or(usize::MAX, |max| max as usize);
                (0..least.saturating_add(self.growth).min(most)).all(|_| self.add(&repetition.sub))
            }
            HirKind::Capture(capture) => self.add(&capture.sub),
            HirKind::Concat(parts) => parts.iter().all(|part| self.add(part)),
            HirKind::Alternation(parts) => match parts.len() {
                0 => false,
                count => {
                    let chosen = self.choice % count;
                    self.add(&parts[chosen])
                }
            },
        }
    }

    /// A character that is easy to read, if the class has one.
    fn character(&self, class: &Class) -> Option<char> {
        let ranges: Vec<(char, char)> = match class {
            Class::Unicode(class) => class.iter().map(|range| (range.start(), range.end())).collect(),
            Class::Bytes(class) => {
                let ascii = class.iter().filter(|range| range.end().is_ascii());
                ascii.map(|range| (char::from(range.start()), char::from(range.end()))).collect()
            }
        };
        let has = |c: char| ranges.iter().any(|(start, end)| (*start..=*end).contains(&c));
        let pleasant: Vec<char> = ('a'..='z').chain('0'..='9').chain('A'..='Z').filter(|c| has(*c)).collect();
        match pleasant.len() {
            0 => ranges.first().map(|(start, _)| *start),
            count => Some(pleasant[self.choice % count]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_of_real_documents() {
        for source in [
            r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
            r"^\d{4}-\d{2}$",
            r"^#[0-9a-fA-F]{6}$",
            r"\S",
            r"^(GET|POST)$",
            r"^[^\s]{3,}$",
            r"^arn:aws:[a-z]+:[a-z0-9-]*:\d{12}:.+$",
            r"^\p{Lu}\p{Ll}+$",
            r"^(?=.*\d)(?=.*[a-z])(?=.*[A-Z]).{8,}$",
            "^$",
            "",
            r"^[\u4e00-\u9fa5]+$",
            r"^.{3}$",
            r"^(?!admin).*$",
        ] {
            assert!(texts(source, 0, 0).next().is_some(), "{source}");
        }
        assert_eq!(texts("[]", 0, 0).next(), None);
    }

    #[test]
    fn lengths_grow() {
        assert!(texts("^[a-z]+$", 50, 0).any(|text| text.len() == 50));
    }
}
