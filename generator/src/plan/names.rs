//! Names of the spec made names of Rust.
//!
//! Whatever the spec calls a thing, what comes out is a valid identifier in the case that Rust expects, and no two
//! things in one [`Scope`] get the same one. Nothing here fails: a name of which nothing is left gets a word.

use std::collections::HashSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use unicode_ident::{is_xid_continue, is_xid_start};
use unicode_normalization::UnicodeNormalization;

use crate::api::Method;

/// Words that are no identifiers, in every edition, and those that would shadow what generated code says.
const KEYWORDS: &[&str] = &[
    "_", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// Types of the prelude: a type of the spec with such a name would change the meaning of generated code.
const PRELUDE: &[&str] = &["Box", "Err", "None", "Ok", "Option", "Result", "Self", "Some", "String", "Vec"];

/// File names that Windows keeps for devices, with any extension.
const DEVICES: &[&str] = &["aux", "clock$", "con", "conin$", "conout$", "nul", "prn"];

/// Whether a word is one of the language's own.
pub(crate) fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// Whether a file name without extension is a device on Windows.
pub(crate) fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_lowercase();
    let numbered = |prefix: &str| {
        stem.strip_prefix(prefix).is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
    };
    DEVICES.contains(&stem.as_str()) || numbered("com") || numbered("lpt")
}

/// A name in snake case: a field, a function, a variable.
pub fn field(name: &str) -> String {
    let word = guarded(words(name).to_snake_case(), "empty", "_");
    if KEYWORDS.contains(&word.as_str()) { format!("{word}_") } else { word }
}

/// The function of a method: `get`, `copy`.
pub fn function(method: &Method) -> String {
    let name = field(method.key());
    // What a new file imports beside it.
    if name == "not_implemented" { "not_implemented_".to_owned() } else { name }
}

/// A name in camel case: a type or a variant. A name that is one already stays as it is: `HTTPError`.
pub fn pascal(name: &str) -> String {
    let own = name.chars().next().is_some_and(|first| first.is_ascii_uppercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    if own {
        return if name == "Self" { "Self_".to_owned() } else { name.to_owned() };
    }
    let word = guarded(words(name).to_upper_camel_case(), "Empty", "N");
    if word == "Self" { "Self_".to_owned() } else { word }
}

/// The name of a variant for a value. Values that are all capitals are shouting, not spelling: `IN_PROGRESS`, `DRAFT`.
pub fn variant(value: &str) -> String {
    if value.chars().any(char::is_lowercase) { pascal(value) } else { pascal(&value.to_lowercase()) }
}

/// The name of a type: like [`pascal`], and clear of the names that Rust brings along.
pub fn type_name(name: &str) -> String {
    let word = pascal(name);
    if PRELUDE.contains(&word.as_str()) { format!("{word}Schema") } else { word }
}

/// The name of a module, which is a file's name too: ASCII, lower case, and not a device.
pub fn module(name: &str) -> String {
    let ascii: String = field(name)
        .chars()
        .map(|c| if c.is_ascii() { c.to_string() } else { format!("u{:x}", c as u32) })
        .collect();
    // Long names come from long paths; a file system takes 255 bytes, and paths as a whole are limited too.
    let short: String = ascii.to_ascii_lowercase().chars().take(80).collect();
    if is_device(&short) || short == "mod" || KEYWORDS.contains(&short.as_str()) {
        format!("{short}_")
    } else {
        short
    }
}

/// The words of a name, with signs spelled out where they carry the meaning.
fn words(name: &str) -> String {
    let name: String = name.nfkc().collect();
    let mut out = String::with_capacity(name.len());
    if !name.chars().any(char::is_alphanumeric) {
        for sign in name.chars() {
            out.push_str(spelled(sign).map_or_else(|| format!("u{:x}", sign as u32), str::to_owned).as_str());
            out.push(' ');
        }
        return out;
    }
    for (at, c) in name.char_indices() {
        match c {
            '-' | '+' | '!' if at == 0 => {
                out.push_str(spelled(c).unwrap_or_default());
                out.push(' ');
            }
            // `1.5` and `15` are two things.
            '.' if at > 0 && between_digits(&name, at) => out.push('_'),
            c if is_xid_continue(c) => out.push(c),
            _ => out.push(' '),
        }
    }
    out
}

fn between_digits(name: &str, at: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(name[..at].chars().next_back()) && digit(name[at + 1..].chars().next())
}

fn spelled(sign: char) -> Option<&'static str> {
    Some(match sign {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '%' => "percent",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '~' => "tilde",
        '^' => "caret",
        '?' => "question",
        '_' => "underscore",
        ' ' => "space",
        '"' => "quote",
        '\'' => "apostrophe",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        _ => return None,
    })
}

/// Makes an identifier of what the case conversion left.
fn guarded(word: String, empty: &str, digit: &str) -> String {
    let kept: String = word.chars().filter(|&c| is_xid_continue(c)).collect();
    match kept.chars().next() {
        None => empty.to_owned(),
        // `_` alone is no name, and a name of nothing but underscores is none that one could read.
        Some(_) if kept.chars().all(|c| c == '_') => empty.to_owned(),
        Some(first) if is_xid_start(first) || first == '_' => kept,
        Some(_) => format!("{digit}{kept}"),
    }
}

/// Names that must differ from one another.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    taken: HashSet<String>,
}

impl Scope {
    /// Whether a name is taken. Case does not tell names apart, for they are file names too.
    pub fn has(&self, name: &str) -> bool {
        self.taken.contains(&fold(name))
    }

    /// Takes the first candidate that is free, or else the last one with the first number that makes it so.
    pub fn take<'a>(&mut self, candidates: impl IntoIterator<Item = &'a str>) -> String {
        let mut last = "";
        for candidate in candidates {
            last = candidate;
            if self.taken.insert(fold(candidate)) {
                return candidate.to_owned();
            }
        }
        // What keeps a name from being a word of Rust is not needed in front of a number.
        let last = match last.trim_end_matches('_') {
            "" => last,
            plain => plain,
        };
        // Numbers follow a digit after an underscore, so that `A1` and the second `A` stay apart.
        let joint = if last.ends_with(|c: char| c.is_ascii_digit()) { "_" } else { "" };
        for number in 2_u64.. {
            let numbered = match last.chars().next() {
                Some(first) if first.is_lowercase() || first == '_' => format!("{last}_{number}"),
                _ if joint.is_empty() => format!("{last}{number}"),
                _ => format!("{last}N{number}"),
            };
            if self.taken.insert(fold(&numbered)) {
                return numbered;
            }
        }
        last.to_owned()
    }
}

fn fold(name: &str) -> String {
    name.to_lowercase()
}

/// Names for the members of one thing, in their order: whoever has exactly the name that it would get anyway keeps
/// it, the others step back, so that a member's name does not depend on what stands before it more than it must.
pub fn distinct<'a>(
    names: impl Iterator<Item = &'a str> + Clone,
    convert: fn(&str) -> String,
) -> Vec<String> {
    let mut scope = Scope::default();
    let mut own: HashSet<&str> = HashSet::new();
    for name in names.clone() {
        if convert(name) == name && !scope.has(name) {
            scope.take([name]);
            own.insert(name);
        }
    }
    names
        .map(|name| if own.remove(name) { name.to_owned() } else { scope.take([convert(name).as_str()]) })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_identifiers() {
        for (name, expected) in [
            ("publishedAt", "published_at"),
            ("type", "type_"),
            ("self", "self_"),
            ("@type", "type_"),
            ("$ref", "ref_"),
            ("+1", "plus_1"),
            ("-1", "minus_1"),
            ("2fa", "_2fa"),
            ("", "empty"),
            ("_", "underscore"),
            ("***", "star_star_star"),
            ("größe", "größe"),
            ("名前", "名前"),
            ("X-Request-ID", "x_request_id"),
            ("\u{0}", "u0"),
            ("a\u{202e}b", "a_b"),
            ("1.5", "_1_5"),
        ] {
            assert_eq!(field(name), expected, "{name:?}");
        }
    }

    #[test]
    fn types_keep_their_spelling() {
        for (name, expected) in [
            ("CreatePost", "CreatePost"),
            ("HTTPError", "HTTPError"),
            ("create_post", "CreatePost"),
            ("v1.Pod", "V1Pod"),
            ("Self", "Self_"),
            ("2fa", "N2fa"),
            ("", "Empty"),
            ("-created_at", "MinusCreatedAt"),
        ] {
            assert_eq!(pascal(name), expected, "{name:?}");
        }
        assert_eq!(type_name("option"), "OptionSchema");
        assert_eq!(module("Größe"), "gruf6udfe");
        assert_eq!(module("con"), "con_");
        assert_eq!(module("LPT1"), "lpt1_");
    }

    #[test]
    fn methods_have_functions() {
        let of = |method: &str| function(&Method::Other(method.into()));
        assert_eq!(function(&Method::Query), "query");
        assert_eq!(
            ["COPY", "MOVE", "M-SEARCH", "NOT_IMPLEMENTED", "*"].map(of),
            ["copy", "move_", "m_search", "not_implemented_", "star"]
        );
    }

    #[test]
    fn distinct_names_stay_distinct() {
        let names = ["_id", "id", "ID", "i-d"];
        assert_eq!(distinct(names.into_iter(), field), ["id_2", "id", "id_3", "i_d"]);
        assert_eq!(distinct(["asc", "ASC", "Asc"].into_iter(), variant), ["Asc2", "Asc3", "Asc"]);
        assert_eq!(distinct(["type", "Type"].into_iter(), field), ["type_", "type_2"]);
        assert_eq!(distinct(["self", "Self"].into_iter(), variant), ["Self_", "Self2"]);
    }

    proptest::proptest! {
        #[test]
        fn every_name_is_an_identifier(name in ".*") {
            for word in [field(&name), pascal(&name), variant(&name), type_name(&name), module(&name)] {
                proptest::prop_assert!(syn::parse_str::<syn::Ident>(&word).is_ok(), "{name:?} became {word:?}");
            }
        }
    }
}
