//! Character classes: `[a-z\d]`, `\s`, `\p{L}`.

/// What `\s` stands for, as members of a class.
const SPACE: &str = r"\t\n\x0B\x0C\r\x{20}\x{A0}\x{FEFF}\x{2028}\x{2029}\p{Zs}";
/// What `\w` stands for.
const WORD: &str = "0-9A-Z_a-z";
/// What `\d` stands for.
const DIGIT: &str = "0-9";

/// A class that contains no character.
pub(super) const NOTHING: &str = r"[^\x{0}-\x{10FFFF}]";
/// A class that contains every character.
pub(super) const ANYTHING: &str = r"[\x{0}-\x{10FFFF}]";
/// What `.` stands for.
pub(super) const DOT: &str = r"[^\n\r\x{2028}\x{2029}]";
/// The characters of words, for boundaries.
pub(super) const WORD_CLASS: &str = "[0-9A-Z_a-z]";

/// The members of `\d`, `\D`, `\w`, `\W`, `\s` and `\S`, to stand inside a class or to be one.
pub(super) fn shorthand(letter: char) -> Option<String> {
    let members = match letter.to_ascii_lowercase() {
        'd' => DIGIT,
        'w' => WORD,
        's' => SPACE,
        _ => return None,
    };
    Some(if letter.is_ascii_uppercase() { format!("[^{members}]") } else { format!("[{members}]") })
}

/// A class while it is read.
pub(super) struct Class {
    negated: bool,
    members: String,
}

impl Class {
    pub fn new(negated: bool) -> Self {
        Self { negated, members: String::new() }
    }

    /// Adds a shorthand or a property, written as it stands in the target syntax.
    pub fn nested(&mut self, text: &str) {
        self.members.push_str(text);
    }

    /// Adds the characters between two code points, both included. Surrogates are no characters of a text.
    pub fn range(&mut self, low: u32, high: u32) {
        for (from, to) in [(low, high.min(0xD7FF)), (low.max(0xE000), high)] {
            if from <= to {
                self.members.push_str(&format!(r"\x{{{from:X}}}-\x{{{to:X}}}"));
            }
        }
    }

    /// The class in the target syntax.
    pub fn finish(self) -> String {
        match (self.members.is_empty(), self.negated) {
            (true, true) => ANYTHING.to_owned(),
            (true, false) => NOTHING.to_owned(),
            (false, true) => format!("[^{}]", self.members),
            (false, false) => format!("[{}]", self.members),
        }
    }
}
