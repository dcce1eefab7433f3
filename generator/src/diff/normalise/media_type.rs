//! Media types are written in any case, with any space around their parameters.

/// A media type or range as it is compared.
pub fn media_type(range: &str) -> String {
    let mut parts = range.split(';').map(str::trim).filter(|part| !part.is_empty());
    let mut written = parts.next().unwrap_or_default().to_ascii_lowercase();
    for part in parts {
        written.push(';');
        match part.split_once('=') {
            // The value of a parameter keeps its case: a multipart boundary is told apart by it; a charset is not.
            Some((name, value)) => {
                let name = name.trim().to_ascii_lowercase();
                let value = value.trim().trim_matches('"');
                let value = if name == "charset" { value.to_ascii_lowercase() } else { value.to_owned() };
                written.push_str(&format!("{name}={value}"));
            }
            None => written.push_str(part),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ignores_case_and_space() {
        assert_eq!(
            media_type("Application/JSON ; Charset=\"UTF-8\""),
            media_type("application/json;charset=utf-8")
        );
        assert_ne!(
            media_type("multipart/form-data; boundary=A"),
            media_type("multipart/form-data; boundary=a")
        );
    }
}
