//! What kind of thing a message says.

use super::{Diagnostic, Severity};

/// What messages have in common that say one thing about different names, paths and numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Kind(Severity, String);

impl Kind {
    /// The kind of a diagnostic.
    pub fn of(diagnostic: &Diagnostic) -> Self {
        let mut words = String::with_capacity(diagnostic.message.len());
        let mut quoted = false;
        for (index, part) in diagnostic.message.split('"').enumerate() {
            quoted = index % 2 == 1;
            if quoted {
                words.push('"');
                continue;
            }
            for word in part.split_inclusive(' ') {
                words.push_str(if is_about(word.trim()) { "… " } else { word });
            }
        }
        // A quote without its end may have had anything behind it.
        Self(diagnostic.severity, if quoted { words.trim_end().to_owned() } else { words })
    }
}

/// Whether a word is what a message is about, and not what it says: a path, a method, a number.
fn is_about(word: &str) -> bool {
    let is_method =
        matches!(word, "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS" | "TRACE");
    word.starts_with('/') || is_method || word.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        let of = |message: &str| Kind::of(&Diagnostic::warning(None, message));
        of(a) == of(b)
    }

    #[test]
    fn names_paths_and_numbers_do_not_count() {
        assert!(same("the operationId \"a\" is there twice", "the operationId \"b c\" is there twice"));
        assert!(same("requests cannot tell GET /a/{b} from /a", "requests cannot tell POST /x from /a/{c}"));
        assert!(same("\"x\" must have 1 media type", "\"y\" must have 20 media type"));
        assert!(!same("\"a\" is ignored", "\"a\" is not ignored"));
        assert!(!same("the default is null", "the default is a text"));
        let error = Kind::of(&Diagnostic::error(None, "no"));
        assert_ne!(error, Kind::of(&Diagnostic::warning(None, "no")));
    }
}
