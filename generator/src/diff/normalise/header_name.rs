//! Header names are written in any case, and a described `Content-Type` of a response says nothing: the media types
//! of its content do.

use crate::api::Location;

/// The name of a response header as it is compared; `None` for one that the specification ignores.
pub fn response_header(name: &str) -> Option<String> {
    let name = name.to_ascii_lowercase();
    (name != "content-type").then_some(name)
}

/// The name of a parameter as it is compared.
pub fn parameter(location: Location, name: &str) -> String {
    if location == Location::Header { name.to_ascii_lowercase() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_headers_have_no_case() {
        assert_eq!(parameter(Location::Header, "X-Id"), "x-id");
        assert_eq!(parameter(Location::Query, "Id"), "Id");
        assert_eq!(response_header("ETag").as_deref(), Some("etag"));
        assert_eq!(response_header("Content-Type"), None);
    }
}
