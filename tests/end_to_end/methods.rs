//! What each address does with each method.

use crate::blog::{FOLDER, api, blog};

fn allowed(header: Option<&str>) -> Vec<&str> {
    let mut methods: Vec<&str> = header.unwrap_or_default().split(',').map(str::trim).collect();
    methods.sort_unstable();
    methods
}

#[test]
fn another_method_is_told_which_ones_there_are() {
    let server = blog();
    let client = server.client();
    let posts = client.ask("PUT", &api("/posts")).send();
    assert_eq!(allowed(posts.header("allow")), ["GET", "HEAD", "OPTIONS", "POST"]);
    posts.problem(405);
    let stream = client.ask("DELETE", &api("/posts/stream")).send();
    assert_eq!(allowed(stream.header("allow")), ["GET", "HEAD", "OPTIONS"]);
    stream.problem(405);
    client.ask("BREW", &api("/posts")).send().problem(405);
}

#[test]
fn options_tells_too() {
    let server = blog();
    let reply = server.client().ask("OPTIONS", &api(&format!("/posts/{FOLDER}"))).send();
    assert!(matches!(reply.status, 200 | 204), "{}", reply.status);
    assert_eq!(allowed(reply.header("allow")), ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "PUT"]);
}

#[test]
fn head_is_get_without_the_body() {
    let server = blog();
    let client = server.client();
    let path = api(&format!("/posts/{FOLDER}"));
    let get = client.get(&path).expect(200);
    let head = client.ask("HEAD", &path).send().expect(200);
    assert!(head.body.is_empty());
    for name in ["etag", "content-type", "content-length"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
    let raw = client.raw(format!("HEAD {path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n").as_bytes());
    assert!(raw.ends_with(b"\r\n\r\n"), "{}", String::from_utf8_lossy(&raw));
}
