//! Descriptions as doc comments.
//!
//! A description can hold anything. As a comment it must not become a test (rustdoc runs code blocks), must not look
//! like something that it is not, and must end where it ends.

use super::token::{Token, is_invisible};

/// A description as a doc comment.
pub(super) struct Doc {
    /// Its lines.
    pub(super) lines: Vec<String>,
    /// Whether reading the comment gives the description back, white space at ends aside.
    pub(super) exact: bool,
}

impl Doc {
    /// The comment for a description.
    pub(super) fn of(text: &str) -> Self {
        let plain = normal(text);
        let mut lines = harmless(&plain);
        if lines.iter().all(String::is_empty) {
            lines.clear();
        }
        let exact = lines.join("\n") == plain;
        Self { lines, exact }
    }

    /// The comment, to stand before an item.
    pub(super) fn tokens(&self) -> Vec<Token> {
        self.lines.iter().map(|line| Token::doc(line, false)).collect()
    }
}

/// A text without white space at its ends and at those of its lines.
fn normal(text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// The lines of a text without what could do harm in a comment.
fn harmless(text: &str) -> Vec<String> {
    if text.is_empty() {
        return Vec::new();
    }
    // A block of HTML has its own idea of where code starts; there, no fence is trusted.
    let html = text.lines().any(|line| line.trim_start().starts_with('<'));
    let mut fence: Option<(char, usize)> = None;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let line = line.replace(|c: char| (c.is_control() && c != '\t') || is_invisible(c), " ");
        let line = line.trim_end();
        let run = leading_fence(line);
        let open = match (fence, run) {
            (Some((sign, length)), Some((own, own_length, rest))) => {
                let closes = own == sign && own_length >= length && rest.is_empty();
                if closes {
                    fence = None;
                }
                lines.push(line.to_owned());
                continue;
            }
            (Some(_), None) => {
                lines.push(line.to_owned());
                continue;
            }
            (None, run) => run,
        };
        match open {
            Some((sign, length, rest)) if !(html || sign == '`' && rest.contains('`')) => {
                fence = Some((sign, length));
                let signs: String = std::iter::repeat_n(sign, length).collect();
                lines.push(format!("{signs}text"));
            }
            _ => lines.push(unfenced(line)),
        }
    }
    if let Some((sign, length)) = fence {
        lines.push(std::iter::repeat_n(sign, length).collect());
    }
    lines
}

/// The fence that a line starts with: its sign, its length, and what follows.
fn leading_fence(line: &str) -> Option<(char, usize, &str)> {
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == sign).count();
    (length >= 3).then(|| (sign, length, line[length..].trim()))
}

/// A line in which nothing starts a block of code.
fn unfenced(line: &str) -> String {
    let line = line.replace('\t', "    ");
    let body = line.trim_start_matches(' ');
    let indent = line.len() - body.len();
    // Four spaces are code, except within lists, where they are as well with more of them.
    let line = if indent >= 4 { format!("   {body}") } else { line };
    // A list's item or a quotation may hold a block of its own.
    let marker = |c: char| matches!(c, ' ' | '>' | '-' | '*' | '+' | '.' | ')') || c.is_ascii_digit();
    let inner = line.trim_start_matches(marker);
    let start = line.len() - inner.len();
    if inner.starts_with("```") || inner.starts_with("~~~") {
        let end = inner.len() - inner.trim_start_matches(['`', '~']).len();
        return format!("{}'''{}", &line[..start], &inner[end..]);
    }
    let wide = line[..start].find("     ").filter(|_| start > indent.min(3));
    match wide {
        // `-     code`: white space after a marker makes code, too.
        Some(at) => format!("{} {}", &line[..at], line[at..].trim_start()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        Doc::of(text).lines
    }

    #[test]
    fn plain_text_stays() {
        let doc = Doc::of("One line.\n\nAnother *one*.\n");
        assert!(doc.exact);
        assert_eq!(doc.lines, ["One line.", "", "Another *one*."]);
        assert!(Doc::of("").lines.is_empty());
    }

    #[test]
    fn code_is_no_test() {
        assert_eq!(lines("```\nlet x;\n```"), ["```text", "let x;", "```"]);
        assert_eq!(lines("```rust\nx\n````\ny"), ["```text", "x", "````", "y"]);
        assert_eq!(lines("a\n\n    let x;"), ["a", "", "   let x;"]);
        assert_eq!(lines("a\n\n\tlet x;"), ["a", "", "   let x;"]);
        assert_eq!(lines("- ```\n  x"), ["- '''", "  x"]);
        assert_eq!(lines("-     x"), ["- x"]);
        assert_eq!(lines("~~~\nx"), ["~~~text", "x", "~~~"]);
        assert_eq!(lines("<pre>\n```\n</pre>"), ["<pre>", "'''", "</pre>"]);
        assert!(!Doc::of("```\nx\n```").exact);
    }

    #[test]
    fn nothing_leaves_the_comment() {
        assert_eq!(lines("a\r\nb\rc\u{202e}d\u{0}"), ["a", "b c d"]);
        for line in lines("*/ fn evil() {} /*\n/// x\n#![evil]") {
            let token = Token::doc(&line, false);
            let item: syn::ItemStruct = syn::parse_str(&format!("{token} struct S;")).expect("one struct");
            assert_eq!(item.attrs.len(), 1);
        }
    }
}
