//! Regular expressions as JSON Schema means them: ECMA-262, in Unicode mode, unanchored.
//!
//! An expression is translated once into the syntax of the `regex` crate, which takes time linear in the text.
//! Only look-around and back-references go to a backtracking engine, and that one gives up after a bounded number of
//! steps: a text that it gives up on does not match.
//!
//! ```
//! use routewright::schema::pattern::Pattern;
//!
//! static SLUG: Pattern = Pattern::new(r"^[a-z0-9]+(?:-[a-z0-9]+)*$");
//!
//! assert!(SLUG.is_match("hello-world"));
//! assert!(!SLUG.is_match("hello-world\n"));
//! assert!(Pattern::check("(abc").is_err());
//! ```

mod class;
mod run;
mod translate;

use std::sync::OnceLock;

use run::Run;
pub use translate::is_regex;

/// The most memory that the automaton of one expression may take.
const SIZE_LIMIT: usize = 16 << 20;
/// The most memory that the cache of one expression may take while it matches.
const CACHE_LIMIT: usize = 4 << 20;
/// The most steps back that the backtracking engine takes for one text.
const BACKTRACK_LIMIT: usize = 200_000;

/// A regular expression that can be a constant: it is compiled when it is first used.
///
/// An expression that cannot be compiled accepts every text, because refusing every request over a flaw of the
/// document helps nobody; [`Pattern::check`] tells of it when the document is read.
#[derive(Debug)]
pub struct Pattern {
    source: &'static str,
    compiled: OnceLock<Option<Compiled>>,
}

impl Pattern {
    /// A pattern from its ECMA-262 source.
    pub const fn new(source: &'static str) -> Self {
        Self { source, compiled: OnceLock::new() }
    }

    /// The source, as the document has it.
    pub const fn source(&self) -> &'static str {
        self.source
    }

    /// Whether some part of the text matches.
    pub fn is_match(&self, text: &str) -> bool {
        self.compiled
            .get_or_init(|| compile(self.source).ok())
            .as_ref()
            .is_none_or(|compiled| compiled.is_match(text))
    }

    /// Whether an expression can be compiled, and the reason if it cannot.
    ///
    /// # Errors
    /// The message says what is wrong with the expression.
    pub fn check(source: &str) -> Result<(), String> {
        compile(source).map(drop)
    }
}

/// A regular expression that is ready to match.
#[derive(Clone, Debug)]
pub struct Compiled(Engine);

#[derive(Clone, Debug)]
enum Engine {
    Linear(regex::Regex),
    Backtracking(Box<fancy_regex::Regex>),
    Run(Box<Run>),
}

impl Compiled {
    /// Whether some part of the text matches.
    pub fn is_match(&self, text: &str) -> bool {
        match &self.0 {
            Engine::Linear(regex) => regex.is_match(text),
            Engine::Backtracking(regex) => regex.is_match(text).unwrap_or(false),
            Engine::Run(run) => run.is_match(text),
        }
    }
}

/// Compiles an ECMA-262 expression.
///
/// ```
/// let compiled = routewright::schema::pattern::compile(r"^(?!admin)\w+$")?;
/// assert!(compiled.is_match("alice") && !compiled.is_match("admin1"));
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
/// The message says what is wrong with the expression, or that it is too large.
pub fn compile(source: &str) -> Result<Compiled, String> {
    let translated = translate::translate(source)?;
    if translated.backtracking {
        return fancy_regex::RegexBuilder::new(&translated.text)
            .backtrack_limit(BACKTRACK_LIMIT)
            .delegate_size_limit(SIZE_LIMIT)
            .delegate_dfa_size_limit(CACHE_LIMIT)
            .build()
            .map(|regex| Compiled(Engine::Backtracking(Box::new(regex))))
            .map_err(|error| first_line(&error.to_string()));
    }
    match &translated.run {
        Some(counted) => Run::new(counted).map(|run| Compiled(Engine::Run(Box::new(run)))),
        None => linear(&translated.text).map(|regex| Compiled(Engine::Linear(regex))),
    }
}

/// An expression in the syntax of the `regex` crate, if it needs no look-around.
pub(crate) fn translated(source: &str) -> Option<String> {
    translate::translate(source)
        .ok()
        .filter(|translated| !translated.backtracking)
        .map(|translated| translated.text)
}

fn linear(text: &str) -> Result<regex::Regex, String> {
    regex::RegexBuilder::new(text).size_limit(SIZE_LIMIT).dfa_size_limit(CACHE_LIMIT).build().map_err(
        |error| match error {
            regex::Error::CompiledTooBig(_) => {
                "it is too large when its repetitions are written out".to_owned()
            }
            other => last_line(&other.to_string()),
        },
    )
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("it is not a regular expression").to_owned()
}

fn last_line(message: &str) -> String {
    let line = message.lines().last().unwrap_or("it is not a regular expression");
    line.strip_prefix("error: ").unwrap_or(line).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(source: &str, text: &str) -> bool {
        compile(source).unwrap_or_else(|error| panic!("{source}: {error}")).is_match(text)
    }

    #[test]
    fn classes_are_those_of_javascript() {
        assert!(!matches(r"^\d$", "\u{7c0}"));
        assert!(matches(r"^\D$", "\u{7c0}"));
        assert!(!matches(r"^\w$", "é"));
        assert!(matches(r"^\W$", "é"));
        assert!(matches(r"^\s$", "\u{feff}") && matches(r"^\s$", "\u{2003}") && matches(r"^\s$", "\u{b}"));
        assert!(!matches(r"^\s$", "\u{85}"));
        assert!(matches(r"^[\s\S]$", "\u{85}"));
        assert!(matches(r"^[^\S ]$", "\t") && !matches(r"^[^\S ]$", " "));
        assert!(!matches("^.$", "\u{2028}") && matches("^.$", "\u{85}"));
    }

    #[test]
    fn the_end_is_the_end() {
        assert!(!matches("^abc$", "abc\n"));
        assert!(matches("a+", "xxaayy"));
    }

    #[test]
    fn escapes() {
        assert!(matches(r"^\cC\x41\u0042\u{1F432}\uD83D\uDC32\/\-\t$", "\u{3}AB🐲🐲/-\t"));
        assert!(matches(r"^[\uD83D\uDC32]$", "🐲"));
        assert!(matches(r"^[\b\cA]+$", "\u{8}\u{1}"));
        assert!(matches(r"^\0$", "\0"));
        assert!(!matches(r"^\uD83D$", "🐲"));
        assert!(matches(r"^\p{Letter}\P{L}\p{Script=Greek}$", "é1β"));
    }

    #[test]
    fn what_the_other_syntax_would_read_as_an_operator_is_text() {
        assert!(matches("^[[a&&bc~~d-]+$", "[a&b-c~d"));
        assert!(!matches("^[a&&b]$", "c"));
        assert!(matches("^a{,2}$", "a{,2}"));
        assert!(matches("^{x}]$", "{x}]"));
        assert!(matches("^[^]$", "x") && matches("^[^]$", "\n"));
        assert!(!matches("[]", "x"));
        assert!(matches("^# x$", "# x"));
        assert!(matches(r"^[\w.-]+$", "a.b-c"));
        assert!(matches(r"^[+--]+$", "+,-"));
    }

    #[test]
    fn look_around_and_back_references() {
        assert!(matches(r"^(?=.*\d)(?=.*[a-z]).{4,}$", "abc1"));
        assert!(!matches(r"^(?=.*\d)(?=.*[a-z]).{4,}$", "abcd"));
        assert!(matches(r"^(?<quote>['x]).*\k<quote>$", "'abc'"));
        assert!(!matches(r"^(['x]).*\1$", "'abcx"));
        assert!(matches(r"(?<!a)b", "cb") && !matches(r"(?<!a)b", "ab"));
        assert!(matches(r"^(?:(a)|b)\1c$", "bc"), "a group that took no part matches nothing, successfully");
    }

    #[test]
    fn word_boundaries_are_ascii() {
        assert!(matches(r"\bcole", "école"));
        assert!(matches(r"^a\Bb$", "ab") && !matches(r"^a\B é$", "a é"));
    }

    #[test]
    fn a_text_that_takes_too_long_does_not_match() {
        let text = format!("{}!", "a".repeat(5_000));
        assert!(!matches(r"^(?=a)(a+)+\1$", &text));
    }

    #[test]
    fn a_long_run_needs_no_long_automaton() {
        assert!(matches(r"^[\u0020-\uD7FF\uE000-\uFFFD]{1,65535}$", &"é".repeat(65_535)));
        assert!(!matches(r"^[\u0020-\uD7FF\uE000-\uFFFD]{1,65535}$", &"é".repeat(65_536)));
        assert!(!matches(r"^[\u0020-\uD7FF\uE000-\uFFFD]{1,65535}$", "\n"));
    }

    #[test]
    fn flaws_are_told() {
        for flaw in [
            "(",
            "a)",
            "[a",
            r"\1",
            "a**",
            "(?<a>x)(?<a>y)",
            "[b-a]",
            r"\p{Nonsense}",
            "(?",
            r"\u{110000}",
            "a{2,1}",
        ] {
            assert!(Pattern::check(flaw).is_err(), "{flaw}");
        }
        assert!(Pattern::check(&"(".repeat(100_000)).is_err());
        assert!(Pattern::check(r"((\p{L}{1000}){1000}){1000}").is_err());
    }

    #[test]
    fn a_flawed_constant_accepts() {
        static FLAWED: Pattern = Pattern::new("(");
        assert!(FLAWED.is_match("anything"));
    }

    proptest::proptest! {
        #[test]
        fn no_source_is_a_panic(source in r"([\\^$.|?*+()\[\]{}<>=!:,\-0-9a-zA-Zé🐲]|\\u|\\x|\\p\{|\(\?|\[\^|\\k<){0,24}") {
            let compiled = compile(&source);
            proptest::prop_assert_eq!(compiled.is_ok(), Pattern::check(&source).is_ok());
            if let Ok(compiled) = compiled {
                compiled.is_match("a1-é🐲");
            }
        }

        #[test]
        fn a_run_is_what_the_automaton_says(
            class in r"(\[\^?[a-cé\-]{1,4}\]|\.|\\[dDwWsS]|é|a)(\+|\*|\?|\{[0-3]\}|\{1,\}|\{1,3\})",
            text in r"[a-d0é\n_ -]{0,5}",
        ) {
            let source = format!("^{class}$");
            let Ok(translated) = translate::translate(&source) else { return Ok(()) };
            proptest::prop_assert!(translated.run.is_some());
            let automaton = linear(&translated.text).map_err(proptest::test_runner::TestCaseError::fail)?;
            proptest::prop_assert_eq!(matches(&source, &text), automaton.is_match(&text), "{} {:?}", source, text);
        }

        #[test]
        fn plain_text_matches_itself(text in "[a-zA-Z0-9 é🐲&~#-]{0,20}", rest in ".{0,10}") {
            let compiled = compile(&text).map_err(proptest::test_runner::TestCaseError::fail)?;
            let around = format!("{rest}{text}{rest}");
            proptest::prop_assert!(compiled.is_match(&around));
        }
    }
}
