//! Versions of posts, as HTTP speaks of them (RFC 9110, 13.1).

/// The entity tag of a version.
pub fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

/// What `If-Match` expects. A tag that this server never gave expects a version that never is.
pub fn expected(if_match: Option<&str>) -> Option<i64> {
    match if_match.map(str::trim) {
        None | Some("*") => None,
        Some(tag) => Some(version(tag).unwrap_or(-1)),
    }
}

/// Whether `If-None-Match` names this version.
pub fn is_current(if_none_match: Option<&str>, current: i64) -> bool {
    if_none_match.is_some_and(|tags| {
        tags.split(',')
            .map(str::trim)
            .any(|tag| tag == "*" || version(tag.trim_start_matches("W/")) == Some(current))
    })
}

fn version(tag: &str) -> Option<i64> {
    tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_as_it_was_given() {
        assert_eq!(expected(Some(&etag(7))), Some(7));
        assert!(is_current(Some("\"1\", W/\"7\""), 7));
        assert!(!is_current(Some("\"8\""), 7));
        assert!(!is_current(None, 7));
    }

    #[test]
    fn a_foreign_tag_matches_nothing() {
        assert_eq!(expected(Some("\"x\"")), Some(-1));
        assert_eq!(expected(Some("*")), None);
    }
}
