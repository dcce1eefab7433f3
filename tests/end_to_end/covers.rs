//! Covers: a multipart upload, a binary download.

use serde_json::json;

use crate::blog::{CONTRACT, FOLDER, NOBODY, api, blog};

/// A multipart body, and the media type that goes with it.
fn form(parts: &[(&str, Option<&str>, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, media_type, bytes) in parts {
        body.extend_from_slice(format!("--XX\r\ncontent-disposition: form-data; name=\"{name}\"").as_bytes());
        if let Some(media_type) = media_type {
            body.extend_from_slice(format!("; filename=\"a.png\"\r\ncontent-type: {media_type}").as_bytes());
        }
        body.extend_from_slice(b"\r\n\r\n");
        body.extend_from_slice(bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--XX--\r\n");
    (String::from("multipart/form-data; boundary=XX"), body)
}

fn cover(post: &str) -> String {
    api(&format!("/posts/{post}/cover"))
}

#[test]
fn a_cover_comes_back_byte_for_byte() {
    let server = blog();
    let client = server.client();
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let (media_type, body) =
        form(&[("alt", None, "A diagram".as_bytes()), ("file", Some("image/png"), &bytes)]);
    let stored = client.ask("PUT", &cover(FOLDER)).body(&media_type, body).send().expect(200).json();
    assert_eq!(stored, json!({"contentType": "image/png", "bytes": 100_000, "alt": "A diagram"}));

    let read = client.get(&cover(FOLDER)).expect(200);
    assert_eq!(read.header("content-type"), Some("image/png"));
    assert_eq!(read.body, bytes);
    let version = read.header("etag").expect("a version");
    let again = client.ask("GET", &cover(FOLDER)).header("if-none-match", version).send().expect(304);
    assert_eq!((again.header("etag"), again.body.len()), (Some(version), 0));
    assert_eq!(client.get(&api(&format!("/posts/{FOLDER}"))).expect(200).json()["cover"], cover(FOLDER));

    let (media_type, body) = form(&[("file", Some("image/webp"), b"smaller")]);
    let _ = client.ask("PUT", &cover(FOLDER)).body(&media_type, body).send().expect(200);
    let read = client.get(&cover(FOLDER)).expect(200);
    assert_eq!((read.header("content-type"), read.text()), (Some("image/webp"), "smaller".into()));
}

#[test]
fn only_pictures_of_a_fair_size_are_taken() {
    let server = blog();
    let client = server.client();
    let put = |post: &str, parts: &[(&str, Option<&str>, &[u8])]| {
        let (media_type, body) = form(parts);
        client.ask("PUT", &cover(post)).body(&media_type, body).send()
    };
    put(FOLDER, &[("file", Some("text/html"), b"<p>")]).problem(400);
    put(FOLDER, &[("file", Some("image/png"), &vec![0; 1_100_000])]).problem(413);
    put(NOBODY, &[("file", Some("image/png"), b"x")]).problem(404);
    put(FOLDER, &[("alt", None, b"nothing else")]).problem(400);
    client.send("PUT", &cover(FOLDER), &json!({"file": "x"})).problem(415);
    client.ask("PUT", &cover(FOLDER)).body("multipart/form-data; boundary=XX", "no form").send().problem(400);
}

#[test]
fn a_post_may_have_no_cover() {
    let server = blog();
    server.client().get(&cover(CONTRACT)).problem(404);
}
