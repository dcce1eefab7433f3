//! References between schemas, which are URIs (RFC 3986, section 5.2).

/// A reference without a fragment, seen from a base.
pub(super) fn join(base: &str, reference: &str) -> String {
    if has_scheme(reference) || base.is_empty() {
        return reference.to_owned();
    }
    if reference.is_empty() {
        return base.to_owned();
    }
    let (scheme, rest) = base.split_once(':').unwrap_or(("", base));
    if let Some(rest) = reference.strip_prefix("//") {
        return format!("{scheme}://{rest}");
    }
    let Some(rest) = rest.strip_prefix("//") else { return reference.to_owned() };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let folder = match reference.starts_with('/') {
        true => "",
        false => path.rfind('/').map_or("/", |end| &path[..=end]),
    };
    format!("{scheme}://{authority}{}", without_dots(&format!("{folder}{reference}")))
}

fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            _ => kept.push(segment),
        }
    }
    format!("/{}", kept.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn references_are_seen_from_their_base() {
        for (base, reference, expected) in [
            ("http://a/b/c", "d", "http://a/b/d"),
            ("http://a/b/c", "/d", "http://a/d"),
            ("http://a/b/c", "../d/./e", "http://a/d/e"),
            ("http://a", "d", "http://a/d"),
            ("http://a/b", "urn:x:y", "urn:x:y"),
            ("http://a/b", "//c/d", "http://c/d"),
            ("http://a/b", "", "http://a/b"),
            ("urn:x:y", "z", "z"),
            ("", "d", "d"),
        ] {
            assert_eq!(join(base, reference), expected, "{base} {reference}");
        }
    }
}
