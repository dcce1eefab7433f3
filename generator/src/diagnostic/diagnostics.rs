use std::collections::{HashMap, HashSet};

use super::{Colour, Diagnostic, Kind, Sources};

/// What went wrong together with the texts in which it went wrong, so that it can be shown.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    /// The files that the places refer to.
    pub sources: Sources,
    /// What to tell.
    pub list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// The text for a terminal without colours.
    pub fn render(&self) -> String {
        self.sources.render_all(&self.list, Colour::Never)
    }

    /// The text of some of the list, by kind, and at the end of each kind how many more there are of it: nobody reads the
    /// thousandth warning, and the first of another kind should not drown in them.
    pub fn render_some(
        &self,
        of_each: usize,
        colour: Colour,
        chosen: impl Fn(&Diagnostic) -> bool,
    ) -> String {
        let mut kinds: Vec<Vec<&Diagnostic>> = Vec::new();
        let mut known: HashMap<Kind, usize> = HashMap::new();
        // What is used in many places is looked at as often, and told once.
        let mut told = HashSet::new();
        let new = self.list.iter().filter(|it| told.insert((it.place, &it.message, it.capability)));
        let mut list: Vec<&Diagnostic> = new.filter(|diagnostic| chosen(diagnostic)).collect();
        list.sort_by_key(|diagnostic| diagnostic.place);
        for diagnostic in list {
            let at = *known.entry(Kind::of(diagnostic)).or_insert(kinds.len());
            match kinds.get_mut(at) {
                Some(kind) => kind.push(diagnostic),
                None => kinds.push(vec![diagnostic]),
            }
        }
        let texts: Vec<String> = kinds.iter().map(|kind| self.some_of(kind, of_each, colour)).collect();
        texts.join("\n")
    }

    fn some_of(&self, kind: &[&Diagnostic], number: usize, colour: Colour) -> String {
        // To leave out a single one takes as many lines as to show it.
        let shown = if kind.len() == number + 1 { kind.len() } else { number };
        let mut text = self.sources.render_all(kind.iter().copied().take(shown), colour);
        if let more @ 1.. = kind.len().saturating_sub(shown) {
            let word = kind[0].severity.word();
            text.push_str(&format!("  … and {more} more {word}s of this kind\n"));
        }
        text
    }
}

impl std::fmt::Display for Diagnostics {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.render())
    }
}

impl std::error::Error for Diagnostics {}

#[cfg(test)]
mod tests {
    use super::super::Place;
    use super::*;

    #[test]
    fn shows_some_of_each_kind() {
        let mut sources = Sources::new();
        let file = sources.add("a.yaml", "abcdefghij\n");
        let warning = |at: usize, message: &str| Diagnostic::warning(Place::new(file, at, at + 1), message);
        let mut list: Vec<Diagnostic> =
            (0..5).map(|at| warning(at, &format!("\"{at}\" is ignored"))).collect();
        list.push(warning(2, "no"));
        let told = Diagnostics { sources, list };
        let heads = |of_each| {
            let text = told.render_some(of_each, Colour::Never, |_| true);
            let lines = text.lines().filter(|line| line.contains("warning"));
            lines.map(str::to_owned).collect::<Vec<String>>()
        };
        assert_eq!(
            heads(2),
            [
                "a.yaml:1:1: warning: \"0\" is ignored",
                "a.yaml:1:2: warning: \"1\" is ignored",
                "  … and 3 more warnings of this kind",
                "a.yaml:1:3: warning: no",
            ]
        );
        assert_eq!(heads(4).len(), 6, "none is left out alone");
    }
}
