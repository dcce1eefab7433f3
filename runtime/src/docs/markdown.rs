//! The part of Markdown that descriptions use. Markup in the text stays text, and links lead only where a click does
//! no harm.

use super::html::Text;

/// How deep emphasis may nest.
const DEPTH: usize = 8;
/// How many marks of one text are looked at; a text with more is not written by a person.
const MARKS: usize = 2_000;

/// A description as HTML.
pub(super) fn render(source: &str) -> String {
    let mut out = String::new();
    let mut lines = source.lines().peekable();
    while let Some(line) = lines.next() {
        let text = line.trim();
        if text.is_empty() {
            continue;
        }
        if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| text.starts_with(fence)) {
            let code: Vec<&str> = lines.by_ref().take_while(|line| !line.trim().starts_with(fence)).collect();
            out.push_str(&format!("<pre><code>{}</code></pre>", Text(&code.join("\n"))));
        } else if let Some(heading) = heading(text) {
            out.push_str(&format!("<p class=\"h\">{}</p>", inline(heading, 0)));
        } else if let Some((_, ordered)) = item(text) {
            let mut items = vec![text.to_owned()];
            while let Some(next) = lines.next_if(|next| !next.trim().is_empty()) {
                match item(next.trim()) {
                    Some(_) => items.push(next.trim().to_owned()),
                    // A line that goes on with the item.
                    None => items.iter_mut().next_back().into_iter().for_each(|last| {
                        last.push(' ');
                        last.push_str(next.trim());
                    }),
                }
            }
            let tag = if ordered { "ol" } else { "ul" };
            let items = items
                .iter()
                .filter_map(|text| item(text))
                .map(|(text, _)| format!("<li>{}</li>", inline(text, 0)));
            out.push_str(&format!("<{tag}>{}</{tag}>", items.collect::<String>()));
        } else {
            let mut paragraph = text.to_owned();
            while let Some(next) = lines.next_if(|next| goes_on(next.trim())) {
                paragraph.push(' ');
                paragraph.push_str(next.trim());
            }
            out.push_str(&format!("<p>{}</p>", inline(&paragraph, 0)));
        }
    }
    out
}

/// One line of a description as HTML, to stand in a line.
pub(super) fn line(source: &str) -> String {
    inline(source, 0)
}

fn goes_on(line: &str) -> bool {
    !line.is_empty() && item(line).is_none() && heading(line).is_none() && !line.starts_with("```")
}

fn heading(line: &str) -> Option<&str> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    ((1..=6).contains(&level) && text.starts_with(' ')).then(|| text.trim())
}

/// The text of a list item, and whether the list counts.
fn item(line: &str) -> Option<(&str, bool)> {
    if let Some(text) = ["- ", "* ", "+ "].into_iter().find_map(|mark| line.strip_prefix(mark)) {
        return Some((text, false));
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let text = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "));
    text.filter(|_| (1..=9).contains(&digits)).map(|text| (text, true))
}

fn inline(source: &str, depth: usize) -> String {
    let mut out = String::new();
    let mut rest = source;
    let mut marks = 0;
    while let Some(at) = rest.find(['`', '*', '[', '<', '\\']).filter(|_| marks < MARKS) {
        marks += 1;
        out.push_str(&Text(&rest[..at]).to_string());
        rest = &rest[at..];
        match span(rest, depth) {
            Some((html, length)) => {
                out.push_str(&html);
                rest = &rest[length..];
            }
            None => {
                out.push_str(&Text(&rest[..1]).to_string());
                rest = &rest[1..];
            }
        }
    }
    out.push_str(&Text(rest).to_string());
    out
}

/// The marked text that stands at the start: as HTML, and how long it is in the source.
fn span(source: &str, depth: usize) -> Option<(String, usize)> {
    if let Some(rest) = source.strip_prefix('`') {
        let ticks = 1 + rest.bytes().take_while(|b| *b == b'`').count();
        let fence = &source[..ticks];
        let end = source[ticks..].find(fence)?;
        let code = source[ticks..ticks + end].trim();
        return Some((format!("<code>{}</code>", Text(code)), end + 2 * ticks));
    }
    if let Some(rest) = source.strip_prefix('\\') {
        let escaped = rest.chars().next().filter(char::is_ascii_punctuation)?;
        return Some((Text(&escaped.to_string()).to_string(), 2));
    }
    if depth >= DEPTH {
        return None;
    }
    for (mark, tag) in [("**", "strong"), ("*", "em")] {
        if let Some(rest) = source.strip_prefix(mark) {
            let end = rest.find(mark).filter(|end| *end > 0 && !rest.starts_with(' '))?;
            return Some((
                format!("<{tag}>{}</{tag}>", inline(&rest[..end], depth + 1)),
                end + 2 * mark.len(),
            ));
        }
    }
    if let Some(rest) = source.strip_prefix('[') {
        let close = rest.find("](")?;
        let target = &rest[close + 2..];
        let end = target.find(')')?;
        let link = link(target[..end].split_whitespace().next()?, &inline(&rest[..close], depth + 1))?;
        return Some((link, close + end + 4));
    }
    let rest = source.strip_prefix('<')?;
    let end = rest.find('>')?;
    let target = rest[..end].starts_with("http").then(|| &rest[..end])?;
    Some((link(target, &Text(target).to_string())?, end + 2))
}

/// A link to a place on the web or on this server. Anything else, `javascript:` above all, is no link.
fn link(target: &str, html: &str) -> Option<String> {
    let lower = target.to_ascii_lowercase();
    let web = ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    let here = (lower.starts_with('/') || lower.starts_with('#'))
        && !lower.starts_with("//")
        && !lower.starts_with("/\\");
    let clean = !target.contains(|c: char| c.is_control() || c.is_whitespace());
    ((web || here) && clean)
        .then(|| format!("<a href=\"{}\" rel=\"noopener noreferrer nofollow\">{html}</a>", Text(target)))
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn what_descriptions_use() {
        assert_eq!(
            render("a **b** *c* `d<e`\nf\n\ng"),
            "<p>a <strong>b</strong> <em>c</em> <code>d&lt;e</code> f</p><p>g</p>"
        );
        assert_eq!(render("- a\n- b\n  c\n\n1. d"), "<ul><li>a</li><li>b c</li></ul><ol><li>d</li></ol>");
        assert_eq!(render("```json\n<x>\n```"), "<pre><code>&lt;x&gt;</code></pre>");
        assert_eq!(
            render("[a](https://b.c/?d=\"e)"),
            "<p><a href=\"https://b.c/?d=&quot;e\" rel=\"noopener noreferrer nofollow\">a</a></p>"
        );
        assert_eq!(render("# T"), "<p class=\"h\">T</p>");
    }

    #[test]
    fn what_does_harm_stays_text() {
        for hostile in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](data:text/html,<script>)",
            "[x](//evil.example)",
            "<javascript:alert(1)>",
            "`<script>`",
            "```\n</code><script>\n```",
            "[<img src=x onerror=y>](https://a)",
        ] {
            let html = render(hostile);
            for bad in ["<script", "<img", "href=\"javascript", "href=\"data", "href=\"//"] {
                assert!(!html.to_ascii_lowercase().contains(bad), "{hostile} became {html}");
            }
        }
    }

    #[test]
    fn odd_text_ends() {
        for odd in [
            "*",
            "**",
            "`",
            "[",
            "[a](",
            "<",
            "\\",
            "***a***",
            "é*é",
            "[](",
            "``",
            "- ",
            "1.",
            &"*a".repeat(5000),
            &"[".repeat(5000),
        ] {
            render(odd);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_becomes_a_tag_of_its_own(text in r"([a-z*`\[\]()<>/:#\\ \n1.\-é&'=]|\]\(|```|https://|javascript:|<script|\*\*){0,40}") {
            let html = render(&text);
            for (at, _) in html.match_indices('<') {
                let rest = &html[at + 1..];
                let known = ["p", "/", "a href=\"", "code>", "pre>", "strong>", "em>", "ul>", "ol>", "li>"];
                proptest::prop_assert!(known.iter().any(|tag| rest.starts_with(tag)), "{html}");
            }
            let lower = html.to_ascii_lowercase();
            proptest::prop_assert!(!lower.contains("href=\"javascript"), "{html}");
        }
    }
}
