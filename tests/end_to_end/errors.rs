//! What a bad request gets.

use serde_json::{Value, json};

use crate::blog::{ADA, FOLDER, api, at, blog, small};

/// Where each error is, in order.
fn places(problem: &Value) -> Vec<String> {
    let errors = at(problem, "/errors").as_array().expect("a list");
    let mut places: Vec<String> = errors
        .iter()
        .map(|error| {
            let place = error.get("pointer").or(error.get("parameter")).unwrap_or(&Value::Null);
            let place = place.as_str().unwrap_or_else(|| panic!("no place in {error}"));
            format!("{place} {}", error["keyword"].as_str().unwrap_or_default())
        })
        .collect();
    places.sort();
    places
}

#[test]
fn everything_wrong_with_a_body_is_listed_at_once() {
    let server = blog();
    let body = json!({
        "slug": "Not A Slug",
        "subtitle": 7,
        "authorId": "nobody",
        "status": "lost",
        "tags": ["a", "a", ""],
        "content": [{"kind": "paragraph"}, {"kind": "song"}, {"kind": "image", "url": "no url", "alt": "x"}],
        "meta": {"a": 1},
    });
    let problem = server.client().send("POST", &api("/posts"), &body).problem(400);
    let places = places(&problem);
    for expected in [
        "/authorId format",
        "/content/0/text required",
        "/content/1/kind",
        "/content/2/url",
        "/meta/a type",
        "/slug pattern",
        "/status enum",
        "/subtitle type",
        "/tags uniqueItems",
        "/tags/2",
        "/title required",
    ] {
        assert!(places.iter().any(|place| place.starts_with(expected)), "no {expected} among {places:#?}");
    }
}

#[test]
fn parameters_and_body_are_judged_together() {
    let server = blog();
    let client = server.client();
    let problem = client.send("PUT", &api("/posts/first"), &json!({"slug": "x"})).problem(400);
    let places = places(&problem);
    assert!(places.iter().any(|place| place.starts_with("id ")), "{places:?}");
    assert!(places.iter().any(|place| place.starts_with("/title")), "{places:?}");

    let problem = client.get(&api("/posts?page=0&limit=many&sort=best&tag=&author=x")).problem(400);
    for name in ["author", "limit", "page", "sort", "tag"] {
        let named = |error: &Value| {
            error["in"] == "query" && error["parameter"].as_str().is_some_and(|p| p.starts_with(name))
        };
        assert!(
            at(&problem, "/errors").as_array().is_some_and(|errors| errors.iter().any(named)),
            "{name}: {problem}"
        );
    }
}

#[test]
fn what_is_no_json_is_one_error() {
    let server = blog();
    let client = server.client();
    for body in ["{\"slug\": ", "", "nonsense", "{\"slug\": \"\u{0}\"}", "[1,2", "{\"a\":1}}"] {
        client.ask("POST", &api("/posts")).body("application/json", body).send().problem(400);
    }
    client
        .ask("POST", &api("/posts"))
        .body("application/json", b"{\"slug\": \"\xff\"}".as_slice())
        .send()
        .problem(400);
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    client.ask("POST", &api("/posts")).body("application/json", deep).send().problem(400);
    for body in [json!([]), json!(null), json!("text"), json!(7)] {
        client.send("POST", &api("/posts"), &body).problem(400);
    }
}

#[test]
fn there_is_nothing_at_other_addresses() {
    let server = blog();
    let client = server.client();
    for path in [
        "/nothing",
        "/api/v1",
        "/api/v1/postsx",
        "/api/v2/posts",
        "/api/v1/posts/1/2/3",
        "//",
        "/api/v1/posts//comments",
    ] {
        client.get(path).problem(404);
    }
}

#[test]
fn a_body_of_another_type_is_refused() {
    let server = blog();
    let client = server.client();
    let body = small("typed").to_string();
    for media_type in ["text/plain", "application/xml", "application/x-www-form-urlencoded"] {
        client.ask("POST", &api("/posts")).body(media_type, body.clone()).send().problem(415);
    }
    client.ask("POST", &api("/posts")).body("nonsense", body.clone()).send().problem(400);
    let _ =
        client.ask("POST", &api("/posts")).body("application/json; charset=utf-8", body).send().expect(201);
}

#[test]
fn an_answer_that_the_client_does_not_take_is_not_made() {
    let server = blog();
    let client = server.client();
    let get = |accept: &str| client.ask("GET", &api("/tags")).header("accept", accept).send();
    get("text/html").problem(406);
    get("application/json;q=0").problem(406);
    for accept in ["*/*", "application/*", "text/html, application/json;q=0.1"] {
        let _ = get(accept).expect(200);
    }
}

#[test]
fn too_much_is_too_much() {
    let server = blog();
    let client = server.client();
    let mut post = small("large");
    post["ignored"] = json!("x".repeat(20 << 20));
    client.send("POST", &api("/posts"), &post).problem(413);

    let header = "x".repeat(200_000);
    let large = client.ask("GET", &api("/tags")).header("x-large", &header).send();
    assert_eq!(large.status, 431);
    let _ = client.get(&api("/tags")).expect(200);
}

#[test]
fn errors_do_not_repeat_secrets() {
    let server = blog();
    let client = server.client();
    let secret = "c2VjcmV0LXRva2Vu";
    let answer = client
        .ask("DELETE", &api("/admin/comments/x"))
        .header("authorization", &format!("Bearer {secret}"))
        .header("cookie", &format!("session={secret}"))
        .send();
    assert!(!answer.text().contains(secret));
    answer.problem(401);
    let email = json!({"name": "x", "email": "hunter2", "text": 7});
    let answer = client.send("POST", &api(&format!("/posts/{FOLDER}/comments")), &email);
    assert!(!answer.text().contains("hunter2"), "{}", answer.text());
}

#[test]
fn odd_requests_never_are_our_fault() {
    let server = blog();
    let client = server.client();
    for target in [
        "/api/v1/posts?page=99999999999999999999999",
        "/api/v1/posts?q=%00",
        "/api/v1/posts?q=%ff%fe",
        "/api/v1/posts/%ff",
        "/api/v1/posts/..%2f..%2fetc",
        "/api/v1/posts?tag=a&tag=a&tag=a",
        "/api/v1/posts?page=1&page=2",
        "/api/v1/posts?&&&==&",
        "/api/v1/posts?q=%F0%9F%A6%80",
        &format!("/api/v1/posts?author={ADA}%0d%0aset-cookie:x"),
    ] {
        let status = client.get(target).status;
        assert!(status < 500, "{target}: {status}");
    }
    for bytes in [
        &b"GET / HTTP/9.9\r\n\r\n"[..],
        b"\0\0\0\0\r\n\r\n",
        b"GET /\r\n\r\n",
        b"POST /api/v1/posts HTTP/1.1\r\nhost: a\r\ncontent-length: x\r\n\r\n",
    ] {
        let _ = client.raw(bytes);
    }
    let _ = client.get(&api("/tags")).expect(200);
}
