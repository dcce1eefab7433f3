//! `uri-template`: RFC 6570.

pub(super) fn is_uri_template(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (literal, expression) = rest.split_at(at);
        let Some(end) = expression.find('}').filter(|_| expression.starts_with('{')) else { return false };
        if !is_literal(literal) || !is_expression(&expression[1..end]) {
            return false;
        }
        rest = &expression[end + 1..];
    }
    is_literal(rest)
}

fn is_literal(text: &str) -> bool {
    is_escaped(text, |c| c > '\u{9f}' || (c > ' ' && c < '\u{7f}' && !"\"<>\\^`".contains(c)))
}

/// Text of certain characters and of percent-encoded bytes.
fn is_escaped(text: &str, allowed: impl Fn(char) -> bool) -> bool {
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let fine = if c == '%' {
            rest.next().is_some_and(|c| c.is_ascii_hexdigit())
                && rest.next().is_some_and(|c| c.is_ascii_hexdigit())
        } else {
            allowed(c)
        };
        if !fine {
            return false;
        }
    }
    true
}

fn is_expression(text: &str) -> bool {
    let variables =
        text.strip_prefix(['+', '#', '.', '/', ';', '?', '&', '=', ',', '!', '@', '|']).unwrap_or(text);
    variables.split(',').all(is_variable)
}

fn is_variable(text: &str) -> bool {
    let name = match text.split_once(':') {
        Some((name, length)) => {
            let digits = length.bytes().all(|b| b.is_ascii_digit());
            if length.is_empty() || length.len() > 4 || length.starts_with('0') || !digits {
                return false;
            }
            name
        }
        None => text.strip_suffix('*').unwrap_or(text),
    };
    name.split('.')
        .all(|part| !part.is_empty() && is_escaped(part, |c| c.is_ascii_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates() {
        for text in ["", "/a/{b:1}/{c*}", "{+x,y}", "{%41}", "a'b", "{a.b}"] {
            assert!(is_uri_template(text), "{text}");
        }
        for text in ["{", "a}", "{}", "{a,,b}", "{v:0}", "{v:10000}", "a b", "{a..b}", "{a=b}"] {
            assert!(!is_uri_template(text), "{text}");
        }
    }
}
