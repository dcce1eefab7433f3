//! `uri`, `uri-reference` (RFC 3986), `iri` and `iri-reference` (RFC 3987).

use super::address;

pub(super) fn is_uri(text: &str) -> bool {
    text.is_ascii() && is_iri(text)
}

pub(super) fn is_uri_reference(text: &str) -> bool {
    text.is_ascii() && is_iri_reference(text)
}

pub(super) fn is_iri(text: &str) -> bool {
    scheme(text).is_some_and(is_relative)
}

pub(super) fn is_iri_reference(text: &str) -> bool {
    match scheme(text) {
        Some(rest) => is_relative(rest),
        // The first segment of a relative reference has no colon, or it would be a scheme.
        None => {
            is_relative(text) && !text.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'))
        }
    }
}

/// What follows `scheme:`.
fn scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    let proper = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    proper.then_some(rest)
}

fn is_relative(text: &str) -> bool {
    let (text, fragment) = text.split_once('#').unwrap_or((text, ""));
    let (text, query) = text.split_once('?').unwrap_or((text, ""));
    let path = match text.strip_prefix("//") {
        None => text,
        Some(rest) => {
            let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            if !is_authority(authority) {
                return false;
            }
            path
        }
    };
    is_made_of(path, ":@/") && is_made_of_or_private(query) && is_made_of(fragment, ":@/?")
}

fn is_authority(text: &str) -> bool {
    let host = match text.rsplit_once('@') {
        Some((user, host)) if is_made_of(user, ":") => host,
        Some(_) => return false,
        None => text,
    };
    if let Some(literal) = host.strip_prefix('[') {
        let Some((inner, port)) = literal.split_once(']') else { return false };
        let port = if port.is_empty() { Some("") } else { port.strip_prefix(':') };
        return port.is_some_and(is_port) && (address::is_ipv6(inner) || is_future(inner));
    }
    let (name, port) = host.split_once(':').unwrap_or((host, ""));
    is_made_of(name, "") && is_port(port)
}

fn is_port(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// `v1.…`, an address of a kind yet to come.
fn is_future(text: &str) -> bool {
    let Some((version, rest)) = text.strip_prefix(['v', 'V']).and_then(|text| text.split_once('.')) else {
        return false;
    };
    let hexadecimal = !version.is_empty() && version.bytes().all(|b| b.is_ascii_hexdigit());
    hexadecimal && !rest.is_empty() && rest.is_ascii() && is_made_of(rest, ":") && !rest.contains('%')
}

/// Percent-encoded bytes, unreserved characters, sub-delimiters and those given.
fn is_made_of(text: &str, more: &str) -> bool {
    let mut rest = text.bytes();
    let encoded = {
        let mut fine = true;
        while let Some(b) = rest.next() {
            if b == b'%' {
                fine &= rest.next().is_some_and(|b| b.is_ascii_hexdigit());
                fine &= rest.next().is_some_and(|b| b.is_ascii_hexdigit());
            }
        }
        fine
    };
    encoded && text.chars().all(|c| c == '%' || is_plain(c) || more.contains(c))
}

/// A query may also have characters for private use.
fn is_made_of_or_private(query: &str) -> bool {
    let public: String = query.chars().filter(|c| !is_private(*c)).collect();
    is_made_of(&public, ":@/?")
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || "-._~!$&'()*+,;=".contains(c)
        || matches!(c, '\u{a0}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{ffef}')
        || (c >= '\u{10000}' && u32::from(c) & 0xFFFF < 0xFFFE && c < '\u{f0000}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uris() {
        for text in [
            "http://foo.bar/?baz=qux#quux",
            "urn:oasis:names",
            "ldap://[2001:db8::7]/c?x",
            "a:",
            "mailto:a@b",
        ] {
            assert!(is_uri(text), "{text}");
        }
        for text in [
            "/abc",
            "//a/b",
            "http:// x",
            "1a:b",
            "http://a/%6G",
            "http://a:b/",
            "http://[::1",
            "http:/[::1]",
        ] {
            assert!(!is_uri(text), "{text}");
        }
        assert!(is_iri("http://ƒøø.ßår/?∂éœ=πîx#πîüx") && !is_uri("http://ƒøø.ßår/"));
    }

    #[test]
    fn references() {
        assert!(is_uri_reference("") && is_uri_reference("../a?b#c") && is_uri_reference("//a/b"));
        assert!(!is_uri_reference("1:a") && !is_uri_reference(r"\\share") && !is_uri_reference("#a\\b"));
    }
}
