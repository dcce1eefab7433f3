//! The headers of a part.

use crate::request::attributes::{Attributed, is_token};

/// The headers of a part, as far as they count.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// The field that it is for.
    pub(super) name: String,
    pub(super) file_name: Option<String>,
    pub(super) content_type: Option<String>,
    /// All its headers: their names, in lower case, and what they say.
    pub(super) headers: Vec<(String, String)>,
}

impl Head {
    /// Reads the lines of a head, each with a line break before it. Says what is wrong with them.
    pub(super) fn parse(lines: &[u8]) -> Result<Self, &'static str> {
        let text = std::str::from_utf8(lines).map_err(|_| "has a part with headers that are not UTF-8")?;
        let mut head = Self { name: String::new(), file_name: None, content_type: None, headers: Vec::new() };
        let mut is_named = false;
        for line in text.split("\r\n").filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(':').ok_or("has a part with broken headers")?;
            let value = value.trim_matches([' ', '\t']);
            if !is_token(name) || value.contains(['\r', '\n', '\0']) {
                return Err("has a part with broken headers");
            }
            let name = name.to_ascii_lowercase();
            match name.as_str() {
                _ if head.headers.iter().any(|(other, _)| *other == name) => {
                    return Err("has a part with a header twice");
                }
                "content-disposition" => is_named = head.disposition(value)?,
                "content-type" => head.content_type = Some(value.to_owned()),
                "content-transfer-encoding" if !is_as_it_is(value) => {
                    return Err("has a part with a transfer encoding, which forms do not have");
                }
                _ => {}
            }
            head.headers.push((name, value.to_owned()));
        }
        if is_named { Ok(head) } else { Err("has a part without a name") }
    }

    /// Reads the name of the field; whether there is one.
    fn disposition(&mut self, value: &str) -> Result<bool, &'static str> {
        let broken = "has a part whose content disposition is broken";
        let disposition = Attributed::parse(value).ok_or(broken)?;
        if !disposition.value.eq_ignore_ascii_case("form-data") {
            return Err(broken);
        }
        self.file_name = disposition.get("filename").and_then(base_name);
        let name = disposition.get("name");
        self.name = name.unwrap_or_default().to_owned();
        Ok(name.is_some())
    }
}

fn is_as_it_is(encoding: &str) -> bool {
    ["7bit", "8bit", "binary"].iter().any(|name| encoding.eq_ignore_ascii_case(name))
}

/// A file's name without the path that some clients send along, and without whatever would make it one.
fn base_name(name: &str) -> Option<String> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String =
        name.chars().filter(|it| !it.is_control()).map(|it| if it == ':' { '_' } else { it }).collect();
    let clean = clean.trim();
    (!matches!(clean, "" | "." | "..")).then(|| clean.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_names_a_field_and_a_file() {
        let head = Head::parse(
            b"\r\ncontent-DISPOSITION: form-data; name=\"a b\"; filename=\"x.png\"\r\nContent-Type:image/png\r\nX-A: 1",
        );
        let expected = Head {
            name: "a b".to_owned(),
            file_name: Some("x.png".to_owned()),
            content_type: Some("image/png".to_owned()),
            headers: [
                ("content-disposition", "form-data; name=\"a b\"; filename=\"x.png\""),
                ("content-type", "image/png"),
                ("x-a", "1"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        };
        assert_eq!(head, Ok(expected));
    }

    #[test]
    fn a_broken_head_is_refused() {
        for head in [
            "",
            "\r\nA: b",
            "\r\nContent-Disposition: form-data",
            "\r\nContent-Disposition: attachment; name=a",
            "\r\nContent-Disposition: form-data; name=\"a",
            "\r\nContent-Disposition: form-data; name=a; name=b",
            "\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=a",
            "\r\nContent-Disposition: form-data; name=a\r\n folded",
            "\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64",
        ] {
            assert!(Head::parse(head.as_bytes()).is_err(), "{head}");
        }
        assert!(Head::parse(b"\r\nContent-Disposition: form-data; name=\"\xff\"").is_err());
    }

    #[test]
    fn a_file_name_is_never_a_path() {
        let name = |name: &str| base_name(name);
        assert_eq!(name("a.png").as_deref(), Some("a.png"));
        assert_eq!(name("../../etc/passwd").as_deref(), Some("passwd"));
        assert_eq!(name(r"C:\Users\ada\é.png").as_deref(), Some("é.png"));
        assert_eq!(name("c:x").as_deref(), Some("c_x"));
        assert_eq!(name("a\0b\n").as_deref(), Some("ab"));
        for path in ["", ".", "..", "/", "a/..", " ", "a\\"] {
            assert_eq!(name(path), None, "{path}");
        }
    }
}
