//! What to do about a text that is no YAML.

/// What the parser says, in part, and what helps; the first that fits counts.
const REMEDIES: &[(&str, &str)] = &[
    ("tab", "indent with spaces; YAML takes no tabs for it"),
    ("quoted scalar", "close the quotes, and let them hold the whole text"),
    ("mapping values are not allowed", "put quotes around a text with `: ` in it"),
    ("unexpected character", "put quotes around the text"),
    ("anchor or alias", "put quotes around a text that begins with `*` or `&`"),
    ("flow", "a `[` or `{` before this is not closed"),
    ("':' indicator", "a `[` or `{` before this is not closed"),
    ("did not find expected", "indent it as the lines are that it belongs to"),
];

/// What most likely has to be mended.
pub(super) fn remedy(reason: &str) -> Option<&'static str> {
    REMEDIES.iter().find(|(part, _)| reason.contains(part)).map(|(_, remedy)| *remedy)
}

/// Where a tab indents a line, from the line on in which the parser gave up.
pub(super) fn tab(text: &str, gave_up: usize) -> Option<usize> {
    let start = text.get(..gave_up)?.rfind('\n').map_or(0, |end| end + 1);
    let lines = text[start..].split_inclusive('\n').scan(start, |at, line| {
        let here = *at;
        *at += line.len();
        Some((here, line))
    });
    lines.take(3).find_map(|(at, line)| {
        let indentation = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        indentation.find('\t').map(|tab| at + tab)
    })
}
