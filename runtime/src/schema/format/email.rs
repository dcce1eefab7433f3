//! `email` (RFC 5321 section 4.1.2) and `idn-email` (RFC 6531).

use super::{address, hostname};

/// The longest local part, in bytes.
const LOCAL: usize = 64;

pub(super) fn is_email(text: &str) -> bool {
    text.is_ascii() && is_mailbox(text, hostname::is_hostname)
}

pub(super) fn is_idn_email(text: &str) -> bool {
    is_mailbox(text, |domain| hostname::is_hostname(domain) || hostname::is_mail_domain(domain))
}

fn is_mailbox(text: &str, is_domain: impl Fn(&str) -> bool) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else { return false };
    local.len() <= LOCAL && is_local(local) && (is_domain(domain) || is_literal(domain))
}

fn is_local(local: &str) -> bool {
    match local.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => is_quoted(quoted),
        None => local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom)),
    }
}

fn is_atom(c: char) -> bool {
    !c.is_ascii() || c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c)
}

fn is_quoted(text: &str) -> bool {
    let mut escaped = false;
    for c in text.chars() {
        if c.is_ascii() && !(' '..='~').contains(&c) {
            return false;
        }
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return false,
            _ => {}
        }
    }
    !escaped
}

/// `[127.0.0.1]` or `[IPv6:::1]`
fn is_literal(domain: &str) -> bool {
    let Some(inner) = domain.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) else { return false };
    match inner.get(..5) {
        Some(tag) if tag.eq_ignore_ascii_case("IPv6:") => address::is_ipv6(&inner[5..]),
        _ => address::is_ipv4(inner),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mailboxes() {
        for text in ["joe.bloggs@example.com", "\"joe@bloggs\"@example.com", "a@[127.0.0.1]", "a@[IPv6:::1]"]
        {
            assert!(is_email(text), "{text}");
        }
        for text in
            ["2962", ".a@example.com", "a..b@example.com", "a@", "@b", "a b@c.d", "\"a\"b\"@c.d", "ä@c.d"]
        {
            assert!(!is_email(text), "{text}");
        }
        assert!(is_idn_email("실례@실례.테스트"));
    }
}
