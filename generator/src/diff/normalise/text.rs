//! White space at the ends of a description and of its lines says nothing, and neither does an empty description.

/// A text without the white space that says nothing; `None` when nothing is left.
pub fn text(text: Option<&str>) -> Option<String> {
    let lines: Vec<&str> = text?.lines().map(str::trim_end).collect();
    let joined = lines.join("\n");
    let trimmed = joined.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trims_lines_and_ends() {
        assert_eq!(text(Some("\n A post. \r\n\r\n  - one\t\n\n")).as_deref(), Some("A post.\n\n  - one"));
        assert_eq!(text(Some("  \n")), None);
        assert_eq!(text(None), None);
        assert_ne!(text(Some("a  b")), text(Some("a b")));
    }
}
