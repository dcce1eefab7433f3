//! What is printed, and how.

use std::io::{IsTerminal, Write};

use crate::diagnostic::{Colour, Diagnostic, Diagnostics, Severity};

/// How many warnings of a kind are shown, and none beside errors: what stops a run should not be lost among them.
const WARNINGS: usize = 3;

/// How many errors of a kind are shown.
const ERRORS: usize = 20;

/// Where a command speaks.
#[derive(Clone, Copy, Debug)]
pub struct Terminal {
    out: Colour,
    err: Colour,
    /// Whether every warning is shown.
    all: bool,
}

impl Terminal {
    /// Colours where somebody can see them and nobody has asked for none; `all` warnings, or some of each kind.
    pub fn detect(all: bool) -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let colour = |is_terminal: bool| if is_terminal && !refused { Colour::Always } else { Colour::Never };
        Self {
            out: colour(std::io::stdout().is_terminal()),
            err: colour(std::io::stderr().is_terminal()),
            all,
        }
    }

    /// A line of result.
    pub fn say(self, line: impl AsRef<str>) {
        // A closed pipe is the reader's choice.
        let _ = writeln!(std::io::stdout().lock(), "{}", line.as_ref());
    }

    /// A line of result that starts with a word: `created  src/app/posts/route.rs`.
    pub fn item(self, word: &str, text: impl AsRef<str>) {
        let padded = format!("{word:<9}");
        let code = match word {
            "removed" | "stale" | "differs" => "33",
            "retired" => "35",
            _ => "32",
        };
        self.say(format!("  {} {}", paint(self.out, code, &padded), text.as_ref()));
    }

    /// A line about what is going on.
    pub fn note(self, line: impl AsRef<str>) {
        let _ = writeln!(std::io::stderr().lock(), "{}", line.as_ref());
    }

    /// What went wrong, and a line that counts it.
    pub fn tell(self, told: &[Diagnostics]) {
        let mut out = std::io::stderr().lock();
        let (mut unseen, mut cut) = (0, false);
        for diagnostics in told.iter().filter(|diagnostics| !diagnostics.list.is_empty()) {
            let has_errors = diagnostics.list.iter().any(Diagnostic::is_error);
            let text = match (self.all, has_errors) {
                (true, _) => diagnostics.sources.render_all(&diagnostics.list, self.err),
                (false, true) => diagnostics.render_some(ERRORS, self.err, Diagnostic::is_error),
                (false, false) => diagnostics.render_some(WARNINGS, self.err, |_| true),
            };
            if !self.all && has_errors {
                unseen += diagnostics.list.iter().filter(|one| !one.is_error()).count();
            }
            cut |= text.contains(" of this kind\n");
            let _ = write!(out, "{text}");
        }
        if unseen > 0 {
            let _ = writeln!(out, "routewright: {} not shown; --verbose shows all", count(unseen, "warning"));
        } else if cut {
            let _ = writeln!(out, "routewright: --verbose shows all");
        }
        let number = |severity: Severity| {
            told.iter()
                .flat_map(|diagnostics| &diagnostics.list)
                .filter(|one| one.severity == severity)
                .count()
        };
        if let errors @ 2.. = number(Severity::Error) {
            let _ = writeln!(
                out,
                "{} {errors} errors; nothing was written",
                paint(self.err, "1;31", "routewright:")
            );
        }
    }

    /// A heading for what follows.
    pub fn heading(self, text: &str) {
        self.say(paint(self.out, "1", text));
    }
}

fn paint(colour: Colour, code: &str, text: &str) -> String {
    match colour {
        Colour::Always => format!("\x1b[{code}m{text}\x1b[0m"),
        Colour::Never => text.to_owned(),
    }
}

/// `1 file`, `2 files`.
pub fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}
