use std::fmt::Write;

use super::sources::floor;
use super::{Diagnostic, Place, Severity, Sources};

/// Whether escape sequences for a terminal are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// Plain text.
    #[default]
    Never,
    /// ANSI colours.
    Always,
}

/// Longer lines, such as minified JSON, are shown around the place only.
const WINDOW: usize = 110;
/// How much of a long line is shown before the place.
const LEAD: usize = 40;

impl Sources {
    /// The text of one diagnostic, without colours: what a person reads.
    pub fn render(&self, diagnostic: &Diagnostic) -> String {
        self.render_in(diagnostic, Colour::Never)
    }

    /// The text of one diagnostic.
    pub fn render_in(&self, diagnostic: &Diagnostic, colour: Colour) -> String {
        let paint = Paint(colour);
        let mut out = String::new();
        self.headline(&mut out, diagnostic.severity, diagnostic.place, &diagnostic.message, paint);
        if let Some(related) = &diagnostic.related {
            self.headline(&mut out, Severity::Note, Some(related.place), &related.message, paint);
        }
        if let Some(help) = &diagnostic.help {
            let _ = writeln!(out, "  {} {}", paint.help("help:"), escape(help));
        }
        if let Some(capability) = diagnostic.capability {
            let _ = writeln!(out, "  {} not supported yet: {capability}", paint.bar("="));
        }
        out
    }

    /// The text of several diagnostics in the order of the sources, a blank line between them.
    pub fn render_all<'a>(
        &self,
        diagnostics: impl IntoIterator<Item = &'a Diagnostic>,
        colour: Colour,
    ) -> String {
        let mut list: Vec<&Diagnostic> = diagnostics.into_iter().collect();
        list.sort_by_key(|diagnostic| diagnostic.place);
        let texts: Vec<String> =
            list.into_iter().map(|diagnostic| self.render_in(diagnostic, colour)).collect();
        texts.join("\n")
    }

    fn headline(
        &self,
        out: &mut String,
        severity: Severity,
        place: Option<Place>,
        message: &str,
        paint: Paint,
    ) {
        let word = paint.severity(severity, severity.word());
        let message = paint.bold(&escape(message));
        match place {
            Some(place) => {
                let _ = writeln!(out, "{}: {word}: {message}", escape(&self.locate(place)));
                self.excerpt(out, place, severity, paint);
            }
            None => {
                let _ = writeln!(out, "{word}: {message}");
            }
        }
    }

    /// The line of a place with a caret underline.
    fn excerpt(&self, out: &mut String, place: Place, severity: Severity, paint: Paint) {
        let (number, start) = self.line_start(place.file, place.start);
        let text = self.text(place.file);
        let from = floor(text, place.start).max(start.min(text.len()));
        let window = Window::around(text, start, from);
        let underlined = text.get(from..floor(text, place.end).max(from)).unwrap_or("");
        let underlined = underlined.chars().take(WINDOW).take_while(|c| !is_break(*c)).collect::<String>();
        let width = underlined.trim_end().chars().count().max(1);

        let number = number.to_string();
        let gutter = " ".repeat(number.len());
        // The underline starts below the first character, however wide what stands before it is drawn.
        let lead = window.before.chars().count() + width_of(&window.text, 0, window.column);
        let stretch = width_of(&window.text, window.column, width).max(1);
        let _ = writeln!(out, "{gutter} {}", paint.bar("|"));
        let shown = format!("{}{}{}", window.before, window.text, window.after);
        let _ = writeln!(out, "{} {} {}", paint.bar(&number), paint.bar("|"), shown.trim_end());
        let carets = paint.severity(severity, &"^".repeat(stretch));
        let _ = writeln!(out, "{gutter} {} {}{carets}", paint.bar("|"), " ".repeat(lead));
    }
}

/// The part of a line that is shown.
struct Window {
    /// Stands for what is left out at the start.
    before: &'static str,
    text: String,
    /// Stands for what is left out at the end.
    after: &'static str,
    /// The characters of the text before the place.
    column: usize,
}

impl Window {
    /// The line that starts at one byte, around another: never more of it than is shown, since it may be the whole file.
    fn around(text: &str, start: usize, from: usize) -> Self {
        let line = text.get(start..).unwrap_or("");
        let is_long = line.chars().take_while(|c| !is_break(*c)).take(WINDOW + 1).count() > WINDOW;
        let before = text.get(start..from).unwrap_or("");
        let lead = if is_long { LEAD } else { WINDOW };
        let column = before.chars().rev().take(lead).count();
        let skipped: usize = before.chars().rev().take(column).map(char::len_utf8).sum();
        let begin = before.len() - skipped;
        let rest = line.get(begin..).unwrap_or("");
        let mut characters = rest.chars().take_while(|c| !is_break(*c));
        let shown: String = characters.by_ref().take(WINDOW).collect();
        Self {
            before: if begin > 0 { "…" } else { "" },
            text: plain(&shown),
            after: if characters.next().is_some() { "…" } else { "" },
            column,
        }
    }
}

fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r')
}

/// One drawn character for each character of the source, so that the underline fits: a tab is a space, a control character
/// its picture.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c == '\t' { ' ' } else { picture(c).unwrap_or(c) }).collect()
}

/// The printable stand-in of a character that could change how a terminal draws.
fn picture(c: char) -> Option<char> {
    match c {
        '\0'..='\x1f' => char::from_u32(0x2400 + c as u32),
        '\x7f' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}'
        | '\u{feff}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// A message with what came from a document made harmless for a terminal.
fn escape(text: &str) -> String {
    text.chars().map(|c| picture(c).unwrap_or(c)).collect()
}

/// How many columns some characters of a line take, East Asian ones two.
fn width_of(text: &str, skip: usize, take: usize) -> usize {
    text.chars().skip(skip).take(take).map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}')
}

#[derive(Clone, Copy)]
struct Paint(Colour);

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        match self.0 {
            Colour::Never => text.to_owned(),
            Colour::Always => format!("\x1b[{code}m{text}\x1b[0m"),
        }
    }

    fn severity(self, severity: Severity, text: &str) -> String {
        match severity {
            Severity::Error => self.with("1;31", text),
            Severity::Warning => self.with("1;33", text),
            Severity::Note => self.with("1;36", text),
        }
    }

    fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    fn bar(self, text: &str) -> String {
        self.with("1;34", text)
    }

    fn help(self, text: &str) -> String {
        self.with("1;32", text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(text: &str) -> (Sources, super::super::FileId) {
        let mut sources = Sources::new();
        let file = sources.add("specs/v1.yaml", text);
        (sources, file)
    }

    #[test]
    fn looks_like_a_compiler() {
        let (sources, file) = sources("a: 1\nschema: { $ref: Pots }\n");
        let place = Place::new(file, 21, 25);
        let text = sources
            .render(&Diagnostic::error(place, "unknown schema \"Pots\"").did_you_mean("Pots", ["Post"]));
        assert_eq!(
            text,
            "specs/v1.yaml:2:17: error: unknown schema \"Pots\"\n  |\n2 | schema: { $ref: Pots }\n  |                 ^^^^\n  help: did you mean \"Post\"?\n"
        );
    }

    #[test]
    fn counts_characters_and_keeps_tabs_and_wide_ones_aligned() {
        let (sources, file) = sources("\tä日: x\r\n");
        let start = "\tä日: ".len();
        let text = sources.render(&Diagnostic::warning(Place::new(file, start, start + 1), "no"));
        assert!(text.starts_with("specs/v1.yaml:1:6: warning: no\n"), "{text}");
        assert!(text.contains("1 |  ä日: x\n  |       ^\n"), "{text}");
    }

    #[test]
    fn shows_long_lines_around_the_place() {
        let long = format!("{}HERE{}", "x".repeat(5000), "y".repeat(5000));
        let (sources, file) = sources(&long);
        let text = sources.render(&Diagnostic::error(Place::new(file, 5000, 5004), "no"));
        assert!(text.lines().all(|line| line.chars().count() < 130), "{text}");
        let lines: Vec<&str> = text.lines().collect();
        let column = |line: &str, what: char| line.chars().position(|c| c == what);
        assert_eq!(column(lines[2], 'H'), column(lines[3], '^'));
        assert!(lines[2].ends_with('…'));
    }

    #[test]
    fn escapes_control_characters() {
        let (sources, file) = sources("a: \x1b[31mred\n");
        let text =
            sources.render(&Diagnostic::error(Place::new(file, 3, 4), "bad \x1b]0;title\x07 \u{202e}"));
        assert!(!text.contains('\x1b') && !text.contains('\x07') && !text.contains('\u{202e}'), "{text:?}");
    }

    #[test]
    fn sorts_by_place_and_shows_related_places() {
        let (sources, file) = sources("a: 1\nb: 2\na: 3\n");
        let second = Diagnostic::error(Place::new(file, 10, 11), "duplicate key \"a\"")
            .related(Place::new(file, 0, 1), "first here");
        let first = Diagnostic::warning(Place::new(file, 5, 6), "b?");
        let text = sources.render_all([&second, &first], Colour::Never);
        let b = text.find("2:1: warning").expect("the warning");
        let a = text.find("3:1: error").expect("the error");
        assert!(b < a && text.contains("specs/v1.yaml:1:1: note: first here"), "{text}");
    }

    #[test]
    fn survives_places_outside_the_text() {
        let (sources, file) = sources("ä");
        for (start, end) in [(0, 1), (1, 1), (1, 0), (2, 2), (99, 200)] {
            sources.render(&Diagnostic::error(Place::new(file, start, end), "x"));
        }
        sources.render(&Diagnostic::error(Place::new(super::super::FileId(7), 0, 1), "x"));
    }
}
