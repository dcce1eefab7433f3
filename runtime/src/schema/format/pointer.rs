//! `json-pointer` (RFC 6901) and `relative-json-pointer`.

pub(super) fn is_json_pointer(text: &str) -> bool {
    if !text.is_empty() && !text.starts_with('/') {
        return false;
    }
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if c == '~' && !matches!(rest.next(), Some('0' | '1')) {
            return false;
        }
    }
    true
}

pub(super) fn is_relative_json_pointer(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    digits > 0 && (digits == 1 || !text.starts_with('0')) && (rest == "#" || is_json_pointer(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers() {
        assert!(
            is_json_pointer("")
                && is_json_pointer("/a~1b/~0")
                && !is_json_pointer("a")
                && !is_json_pointer("/~")
        );
        assert!(
            is_relative_json_pointer("0#")
                && is_relative_json_pointer("12/a")
                && !is_relative_json_pointer("01/a")
        );
        assert!(!is_relative_json_pointer("") && !is_relative_json_pointer("/a"));
    }
}
