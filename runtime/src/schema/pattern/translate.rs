//! From ECMA-262 syntax to that of the `regex` and `fancy-regex` crates.
//!
//! The reader follows the grammar of the standard in Unicode mode, with what its annex B tolerates where that is
//! harmless (`\-`, a lone `{`), since documents are full of it. Everything is written out as code points, so nothing
//! that is text in one syntax can be an operator in the other.

use super::class::{ANYTHING, Class, DOT, NOTHING, WORD_CLASS, shorthand};

/// How deep groups may nest.
const DEPTH: usize = 100;

/// An expression in the target syntax.
pub(super) struct Translated {
    pub text: String,
    /// It has look-around, back-references or `\B`.
    pub backtracking: bool,
    /// The expression is one counted atom between `^` and `$`.
    pub run: Option<Counted>,
}

/// An atom that is repeated.
pub(super) struct Counted {
    pub atom: String,
    pub least: usize,
    pub most: Option<usize>,
}

/// Whether a text is an expression by the letter of ECMA-262.
///
/// ```
/// use routewright::schema::pattern::is_regex;
/// assert!(is_regex(r"^\d+$") && !is_regex("(?i)abc") && !is_regex("a{"));
/// ```
pub fn is_regex(source: &str) -> bool {
    Reader::new(source, false, true).read().is_ok()
}

pub(super) fn translate(source: &str) -> Result<Translated, String> {
    let linear = Reader::new(source, false, false).read()?;
    if linear.backtracking { Reader::new(source, true, false).read() } else { Ok(linear) }
}

struct Reader {
    source: Vec<char>,
    at: usize,
    out: String,
    /// Captures and boundaries are written for the engine that can look back.
    backtracking: bool,
    needs_backtracking: bool,
    /// Refuse what other dialects have and this one has not.
    strict: bool,
    groups: Vec<Option<String>>,
    dot_all: bool,
    depth: usize,
    counted: Option<(Counted, usize, usize)>,
}

impl Reader {
    fn new(source: &str, backtracking: bool, strict: bool) -> Self {
        let source: Vec<char> = source.chars().collect();
        let groups = groups(&source);
        Self {
            source,
            at: 0,
            out: String::new(),
            backtracking,
            needs_backtracking: false,
            strict,
            groups,
            dot_all: false,
            depth: 0,
            counted: None,
        }
    }

    fn read(mut self) -> Result<Translated, String> {
        self.distinct_names()?;
        if !self.strict {
            self.leading_flags();
        }
        self.disjunction()?;
        if self.peek().is_some() {
            return Err("a ) has no ( before it".to_owned());
        }
        let anchored = |start: usize, end: usize| self.out[..start] == *r"\A" && self.out[end..] == *r"\z";
        let run = self.counted.take().filter(|(_, start, end)| anchored(*start, *end));
        Ok(Translated {
            backtracking: self.needs_backtracking,
            text: self.out,
            run: run.map(|(counted, ..)| counted),
        })
    }

    fn distinct_names(&self) -> Result<(), String> {
        let mut names: Vec<&String> = self.groups.iter().flatten().collect();
        names.sort();
        match names.windows(2).find(|pair| pair[0] == pair[1]) {
            Some(pair) => Err(format!("two groups have the name {}", pair[0])),
            None => Ok(()),
        }
    }

    /// `(?i)` in front, as other dialects write it.
    fn leading_flags(&mut self) {
        let rest: String = self.source.iter().take(6).collect();
        if rest.starts_with("(?i)") {
            self.at = 4;
            self.out.push_str("(?i)");
        } else if rest.starts_with("(?s)") {
            self.at = 4;
            self.dot_all = true;
        }
    }

    fn peek(&self) -> Option<char> {
        self.source.get(self.at).copied()
    }

    fn starts_with(&self, text: &str) -> bool {
        text.chars().enumerate().all(|(i, c)| self.source.get(self.at + i) == Some(&c))
    }

    fn take(&mut self, text: &str) -> bool {
        let found = self.starts_with(text);
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn disjunction(&mut self) -> Result<(), String> {
        loop {
            while let Some(c) = self.peek() {
                if c == '|' || c == ')' {
                    break;
                }
                self.term()?;
            }
            if !self.take("|") {
                return Ok(());
            }
            self.out.push('|');
        }
    }

    fn term(&mut self) -> Result<(), String> {
        let start = self.out.len();
        if self.assertion()? {
            return match self.quantifier()? {
                Some(_) => Err("a repetition stands after an assertion".to_owned()),
                None => Ok(()),
            };
        }
        self.atom()?;
        let end = self.out.len();
        let Some(quantifier) = self.quantifier()? else { return Ok(()) };
        let atom = self.out[start..end].to_owned();
        self.out.push_str(&quantifier.text);
        if self.depth == 0 && !atom.starts_with('(') {
            let counted = Counted { atom, least: quantifier.least, most: quantifier.most };
            self.counted = Some((counted, start, self.out.len()));
        }
        if quantifier.repeated {
            return Err("a repetition stands after a repetition".to_owned());
        }
        Ok(())
    }

    fn assertion(&mut self) -> Result<bool, String> {
        if self.take("^") || (!self.strict && self.take(r"\A")) {
            self.out.push_str(r"\A");
        } else if self.take("$") || (!self.strict && (self.take(r"\z") || self.take(r"\Z"))) {
            self.out.push_str(r"\z");
        } else if self.take(r"\b") {
            self.boundary();
        } else if self.take(r"\B") {
            self.needs_backtracking = true;
            self.out.push_str(&format!(
                "(?:(?<={WORD_CLASS})(?={WORD_CLASS})|(?<!{WORD_CLASS})(?!{WORD_CLASS}))"
            ));
        } else if let Some(open) =
            ["(?=", "(?!", "(?<=", "(?<!"].into_iter().find(|open| self.starts_with(open))
        {
            self.needs_backtracking = true;
            self.take(open);
            self.out.push_str(open);
            self.rest_of_group()?;
        } else {
            return Ok(false);
        }
        Ok(true)
    }

    fn boundary(&mut self) {
        if self.backtracking {
            self.out.push_str(&format!(
                "(?:(?<={WORD_CLASS})(?!{WORD_CLASS})|(?<!{WORD_CLASS})(?={WORD_CLASS}))"
            ));
        } else {
            self.out.push_str(r"(?-u:\b)");
        }
    }

    fn atom(&mut self) -> Result<(), String> {
        let Some(c) = self.peek() else { return Ok(()) };
        match c {
            '.' => {
                self.at += 1;
                self.out.push_str(if self.dot_all { ANYTHING } else { DOT });
            }
            '(' => self.group()?,
            '[' => {
                self.at += 1;
                let class = self.class()?;
                self.out.push_str(&class);
            }
            '\\' => {
                self.at += 1;
                self.escape()?;
            }
            '*' | '+' | '?' => return Err(format!("there is nothing for {c} to repeat")),
            '{' if self.braces()?.is_some() => return Err("there is nothing for {} to repeat".to_owned()),
            '{' | '}' | ']' if self.strict => return Err(format!("a {c} stands alone")),
            _ => {
                self.at += 1;
                self.literal(c.into());
            }
        }
        Ok(())
    }

    fn literal(&mut self, code: u32) {
        match char::from_u32(code) {
            Some(c) if c.is_ascii_alphanumeric() => self.out.push(c),
            Some(_) => self.out.push_str(&format!(r"\x{{{code:X}}}")),
            None => self.out.push_str(NOTHING),
        }
    }

    fn group(&mut self) -> Result<(), String> {
        let dot_all = self.dot_all;
        if self.take("(?:") {
            self.out.push_str("(?:");
        } else if self.take("(?<") || (!self.strict && self.take("(?P<")) {
            self.name()?;
            self.out.push_str(self.capture());
        } else if self.take("(?") {
            self.modifiers()?;
        } else {
            self.at += 1;
            self.out.push_str(self.capture());
        }
        self.rest_of_group()?;
        self.dot_all = dot_all;
        Ok(())
    }

    /// Only back-references need captures.
    fn capture(&self) -> &'static str {
        if self.backtracking { "(" } else { "(?:" }
    }

    fn rest_of_group(&mut self) -> Result<(), String> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(format!("groups are nested more than {DEPTH} deep"));
        }
        self.disjunction()?;
        self.depth -= 1;
        if !self.take(")") {
            return Err("a ( is not closed".to_owned());
        }
        self.out.push(')');
        Ok(())
    }

    /// `(?i-s:`
    fn modifiers(&mut self) -> Result<(), String> {
        let mut flags = String::new();
        let mut adding = true;
        loop {
            match self.peek() {
                Some(':') => break,
                Some('-') if adding => {
                    adding = false;
                    flags.push('-');
                }
                Some('i') => flags.push('i'),
                Some('s') => self.dot_all = adding,
                _ => return Err("(? starts no kind of group".to_owned()),
            }
            self.at += 1;
        }
        self.at += 1;
        let flags = flags.strip_suffix('-').unwrap_or(&flags);
        self.out.push_str(&format!("(?{flags}:"));
        Ok(())
    }

    /// The name of a group, and the `>` after it.
    fn name(&mut self) -> Result<String, String> {
        let mut name = String::new();
        while let Some(c) = self.peek() {
            self.at += 1;
            match c {
                '>' if !name.is_empty() => return Ok(name),
                c if c == '$'
                    || c == '_'
                    || c.is_alphabetic()
                    || (!name.is_empty() && c.is_alphanumeric()) =>
                {
                    name.push(c);
                }
                _ => break,
            }
        }
        Err("a group has no proper name".to_owned())
    }

    fn quantifier(&mut self) -> Result<Option<Quantifier>, String> {
        let (text, least, most) = match self.peek() {
            Some('*') => ("*".to_owned(), 0, None),
            Some('+') => ("+".to_owned(), 1, None),
            Some('?') => ("?".to_owned(), 0, Some(1)),
            Some('{') => match self.braces()? {
                Some((least, most, length)) => {
                    self.at += length - 1;
                    let upper = most.map(|most| most.to_string()).unwrap_or_default();
                    let text = if most == Some(least) {
                        format!("{{{least}}}")
                    } else {
                        format!("{{{least},{upper}}}")
                    };
                    (text, least, most)
                }
                None => return Ok(None),
            },
            _ => return Ok(None),
        };
        self.at += 1;
        let text = if self.take("?") { format!("{text}?") } else { text };
        let repeated = matches!(self.peek(), Some('*' | '+' | '?')) || self.braces()?.is_some();
        Ok(Some(Quantifier { text, least, most, repeated }))
    }

    /// Looks at `{n}`, `{n,}` or `{n,m}` without taking it: its numbers and its length.
    fn braces(&self) -> Result<Option<(usize, Option<usize>, usize)>, String> {
        if self.peek() != Some('{') {
            return Ok(None);
        }
        let inner: String = self.source[self.at + 1..].iter().take(40).take_while(|c| **c != '}').collect();
        let length = inner.chars().count() + 2;
        if self.source.get(self.at + length - 1) != Some(&'}') {
            return Ok(None);
        }
        let (least, most) = match inner.split_once(',') {
            None => (inner.as_str(), Some(inner.as_str())),
            Some((least, "")) => (least, None),
            Some((least, most)) => (least, Some(most)),
        };
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(least) || !most.is_none_or(digits) {
            return Ok(None);
        }
        let number = |text: &str| {
            text.parse::<u32>().map(|n| n as usize).map_err(|_| "a repetition is too long".to_owned())
        };
        let (least, most) = (number(least)?, most.map(number).transpose()?);
        if most.is_some_and(|most| most < least) {
            return Err("the bounds of a repetition are out of order".to_owned());
        }
        Ok(Some((least, most, length)))
    }

    /// What follows a backslash outside a class.
    fn escape(&mut self) -> Result<(), String> {
        let Some(c) = self.peek() else { return Err("a backslash stands at the end".to_owned()) };
        if let Some(class) = shorthand(c) {
            self.at += 1;
            self.out.push_str(&class);
        } else if c == 'p' || c == 'P' {
            let property = self.property()?;
            self.out.push_str(&property);
        } else if c == 'k' && self.source.get(self.at + 1) == Some(&'<') {
            self.at += 2;
            let name = self.name()?;
            let index = self.groups.iter().position(|group| group.as_deref() == Some(&name));
            self.reference(index.ok_or_else(|| format!("no group has the name {name}"))? + 1);
        } else if c.is_ascii_digit() && c != '0' {
            let digits: String =
                self.source[self.at..].iter().take(4).take_while(|c| c.is_ascii_digit()).collect();
            self.at += digits.len();
            let index = digits.parse::<usize>().unwrap_or(usize::MAX);
            if index > self.groups.len() {
                return Err(format!("there is no group {digits}"));
            }
            self.reference(index);
        } else {
            let code = self.character_escape()?;
            self.literal(code);
        }
        Ok(())
    }

    /// A reference to a group that took no part in the match matches the empty text.
    fn reference(&mut self, index: usize) {
        self.needs_backtracking = true;
        self.out.push_str(&format!(r"(?:(?({index})\{index}|))"));
    }

    fn property(&mut self) -> Result<String, String> {
        let letter = self.source[self.at];
        let open = self.source.get(self.at + 1) == Some(&'{');
        let name: String =
            self.source[self.at + 1..].iter().skip(1).take(64).take_while(|c| **c != '}').collect();
        let end = self.at + 2 + name.chars().count();
        let plain =
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '=');
        if !open || !plain || self.source.get(end) != Some(&'}') {
            return Err(format!(r"\{letter} needs a property in braces"));
        }
        self.at = end + 1;
        Ok(format!(r"\{letter}{{{name}}}"))
    }

    /// An escape that stands for one code point, possibly a surrogate.
    fn character_escape(&mut self) -> Result<u32, String> {
        let Some(c) = self.peek() else { return Err("a backslash stands at the end".to_owned()) };
        self.at += 1;
        Ok(match c {
            't' => 0x09,
            'n' => 0x0A,
            'v' => 0x0B,
            'f' => 0x0C,
            'r' => 0x0D,
            '0' if !self.peek().is_some_and(|c| c.is_ascii_digit()) => 0,
            'c' => match self.peek() {
                Some(letter) if letter.is_ascii_alphabetic() => {
                    self.at += 1;
                    u32::from(letter) % 32
                }
                _ => return Err(r"\c needs a letter".to_owned()),
            },
            'x' => self.hexadecimal(2)?,
            'u' => self.unicode()?,
            c if c.is_ascii_alphanumeric() || (self.strict && !r"^$\.*+?()[]{}|/-".contains(c)) => {
                return Err(format!(r"\{c} has no meaning"));
            }
            c => c.into(),
        })
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<u32, String> {
        let text: String =
            self.source[self.at..].iter().take(digits).take_while(|c| c.is_ascii_hexdigit()).collect();
        self.at += digits;
        if text.len() == digits { u32::from_str_radix(&text, 16).ok() } else { None }
            .ok_or_else(|| format!("an escape needs {digits} hexadecimal digits"))
    }

    fn unicode(&mut self) -> Result<u32, String> {
        if self.take("{") {
            let text: String = self.source[self.at..].iter().take_while(|c| **c != '}').collect();
            self.at += text.chars().count() + 1;
            let code = if text.len() > 12 { None } else { u32::from_str_radix(&text, 16).ok() };
            return code
                .filter(|code| *code <= 0x10_FFFF && self.at <= self.source.len())
                .ok_or_else(|| r"\u{…} is no code point".to_owned());
        }
        let first = self.hexadecimal(4)?;
        if (0xD800..0xDC00).contains(&first) && self.starts_with(r"\u") {
            let back = self.at;
            self.at += 2;
            if let Ok(second) = self.hexadecimal(4)
                && (0xDC00..0xE000).contains(&second)
            {
                return Ok(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00));
            }
            self.at = back;
        }
        Ok(first)
    }

    /// A class, after its `[`.
    fn class(&mut self) -> Result<String, String> {
        let mut class = Class::new(self.take("^"));
        loop {
            if self.take("]") {
                return Ok(class.finish());
            }
            let Some(low) = self.member(&mut class)? else { continue };
            let dash = self.peek() == Some('-') && self.source.get(self.at + 1).is_some_and(|c| *c != ']');
            if !dash {
                class.range(low, low);
                continue;
            }
            self.at += 1;
            match self.member(&mut class)? {
                Some(high) if high < low => return Err("the ends of a range are out of order".to_owned()),
                Some(high) => class.range(low, high),
                // `[a-\d]`: the dash is a dash.
                None => {
                    class.range(low, low);
                    class.range('-'.into(), '-'.into());
                }
            }
        }
    }

    /// One member of a class: its code point, or `None` after adding a whole class of them.
    fn member(&mut self, class: &mut Class) -> Result<Option<u32>, String> {
        let Some(c) = self.peek() else { return Err("a [ is not closed".to_owned()) };
        self.at += 1;
        if c != '\\' {
            return Ok(Some(c.into()));
        }
        match self.peek() {
            Some('b') => {
                self.at += 1;
                Ok(Some(0x08))
            }
            Some('p' | 'P') => {
                let property = self.property()?;
                class.nested(&property);
                Ok(None)
            }
            Some(letter) => match shorthand(letter) {
                Some(text) => {
                    self.at += 1;
                    class.nested(&text);
                    Ok(None)
                }
                None => self.character_escape().map(Some),
            },
            None => Err("a [ is not closed".to_owned()),
        }
    }
}

struct Quantifier {
    text: String,
    least: usize,
    most: Option<usize>,
    repeated: bool,
}

/// The capturing groups in order, with their names.
fn groups(source: &[char]) -> Vec<Option<String>> {
    let mut groups = Vec::new();
    let mut in_class = false;
    let mut at = 0;
    while let Some(c) = source.get(at) {
        match c {
            '\\' => at += 1,
            '[' => in_class = true,
            ']' => in_class = false,
            '(' if !in_class => {
                let rest = &source[at + 1..];
                let named = rest.strip_prefix(&['?', '<']).or_else(|| rest.strip_prefix(&['?', 'P', '<']));
                match named {
                    Some([first, ..]) if *first != '=' && *first != '!' => {
                        groups.push(named.map(|name| name.iter().take_while(|c| **c != '>').collect()));
                    }
                    _ if rest.first() != Some(&'?') => groups.push(None),
                    _ => {}
                }
            }
            _ => {}
        }
        at += 1;
    }
    groups
}
