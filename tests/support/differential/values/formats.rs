//! Texts at the edge of formats.

/// Texts of a format, and some that are nearly of it.
pub fn samples(format: &str) -> &'static [&'static str] {
    match format {
        "date" => {
            &["2024-02-29", "2023-02-29", "2024-13-01", "2024-1-01", "0000-01-01", "2024-02-29T00:00:00Z"]
        }
        "date-time" => &[
            "2024-02-29T23:59:59.123456Z",
            "2024-02-29T12:00:00+02:00",
            "2024-02-29t12:00:00z",
            "2024-02-29T12:00:00",
            "2024-02-29 12:00:00Z",
            "2024-02-30T12:00:00Z",
            "2024-02-29T24:00:00Z",
            "1998-12-31T23:59:60Z",
            "1998-12-31T23:58:60Z",
            "0001-01-01T00:00:00Z",
            "2024-02-29T12:00:00-00:00",
            "2024-02-29T12:00:00.1234567891234Z",
            "2024-02-29T12:00:00+0200",
            "2024-02-29",
        ],
        "time" => &["23:59:59Z", "12:00:00.5+01:00", "12:00:00", "23:59:60Z", "25:00:00Z"],
        "duration" => &["P1Y2M3DT4H5M6S", "P1W", "PT", "P1S", "1D"],
        "email" | "idn-email" => {
            &["a@b.example", "a b@example.com", "\"a b\"@example.com", "@example.com", "a@", "a.example"]
        }
        "hostname" | "idn-hostname" => &["a-b.example", "-a.example", "a_b.example", "a..example"],
        "ipv4" => &["127.0.0.1", "127.0.0.01", "256.0.0.1", "127.0.0"],
        "ipv6" => &["::1", "::ffff:192.0.2.1", "1::2::3", "fe80::1%eth0", "12345::"],
        "uri" | "url" | "iri" => &[
            "http://[::1]:80/a?b#c",
            "urn:a:b",
            "mailto:a@b.example",
            "/a",
            "http://a b",
            "http://\u{e9}/",
            "http://a/%zz",
            "http://a:b/",
            "//a/b",
            "a",
        ],
        "uri-reference" | "iri-reference" => &["../a?b#c", "a b", "\\a"],
        "uuid" => &[
            "2EB8AA08-AA98-11EA-B4AA-73B441D16380",
            "2eb8aa08-aa98-11ea-b4aa-73b441d16380",
            "2eb8aa08aa9811eab4aa73b441d16380",
            "2eb8aa08-aa98-11ea-b4aa-73b441d1638g",
        ],
        "byte" => &["", "aGk=", "aGk", "aG k=", "-_-_", "a==="],
        "regex" => &["^a{2}$", "(", "[a-"],
        "json-pointer" => &["/a~0b", "a", "/~2"],
        _ => &[],
    }
}
