//! References, resolved against the URI of the schema they stand in (RFC 3986 section 5.2).

/// A reference as an absolute URI, if its base is one.
pub(super) fn join(base: &str, reference: &str) -> String {
    if has_scheme(reference) || base.is_empty() {
        return reference.to_owned();
    }
    let base = base.split('#').next().unwrap_or_default();
    if reference.is_empty() || reference.starts_with('#') {
        return format!("{base}{reference}");
    }
    let (scheme, rest) = base.split_once(':').unwrap_or(("", base));
    let scheme = if scheme.is_empty() { String::new() } else { format!("{scheme}:") };
    if reference.starts_with("//") {
        return format!("{scheme}{reference}");
    }
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            (format!("//{authority}"), path)
        }
        None => (String::new(), rest),
    };
    let (target, fragment) = reference.split_once('#').map_or((reference, None), |(t, f)| (t, Some(f)));
    let merged = if target.starts_with('/') {
        target.to_owned()
    } else {
        let folder = path.split('?').next().unwrap_or_default();
        let folder = folder.rfind('/').map_or("/", |end| &folder[..=end]);
        format!("{folder}{target}")
    };
    let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
    format!("{scheme}{authority}{}{fragment}", without_dots(&merged))
}

fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
    })
}

fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    let last = path.split('/').next_back();
    for segment in path.split('/').skip(1) {
        match segment {
            "." => {}
            ".." => drop(segments.pop()),
            _ => segments.push(segment),
        }
    }
    let slash = if matches!(last, Some("." | "..")) { "/" } else { "" };
    format!("/{}{slash}", segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn references_are_joined() {
        for (base, reference, expected) in [
            ("http://a/b/c", "d", "http://a/b/d"),
            ("http://a/b/c", "/d#x", "http://a/d#x"),
            ("http://a/b/c#y", "#x", "http://a/b/c#x"),
            ("http://a/b/c", "../d/./e", "http://a/d/e"),
            ("http://a", "d", "http://a/d"),
            ("http://a/b", "urn:x:y", "urn:x:y"),
            ("urn:x:y", "#z", "urn:x:y#z"),
            ("http://a/b/", "", "http://a/b/"),
            ("", "d#x", "d#x"),
        ] {
            assert_eq!(join(base, reference), expected, "{base} {reference}");
        }
    }
}
