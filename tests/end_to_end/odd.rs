//! Odd requests: whatever a client sends, the failure is never the server's.

use serde_json::{Value, json};

use crate::blog::{ADA, FOLDER, TOKEN, api, blog, small};

/// Texts that servers have stumbled over.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        "%",
        "%zz",
        "%00",
        "%ff",
        "%F0%9F%92%A9",
        "%e2%80%a8",
        "%ed%a0%80",
        "%252e",
        "..%2f..",
        "null",
        "true",
        "[]",
        "{}",
        "a[b]=c",
        "0x7",
        "1.0",
        "1e2",
        "1e400",
        "-0",
        "-1",
        "007",
        "18446744073709551616",
        "NaN",
        "2026-13-45",
        "*",
        "'",
        "\"",
        ";",
        ",",
        ",,,",
        "a,b,c",
        "x=y&z",
        "&",
        "+",
        "~0~1",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.extend(["9".repeat(400), "a".repeat(3000), "%41".repeat(500), "[".repeat(200)]);
    texts
}

/// Values that stand for what a member could be instead.
fn values() -> Vec<Value> {
    vec![
        json!(null),
        json!(true),
        json!(0),
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!(1.5),
        json!(""),
        json!("\u{0}"),
        json!("\u{202e}\u{feff}\u{10ffff}"),
        json!("é".repeat(10_000)),
        json!([]),
        json!([null, [null], {}]),
        json!({}),
        json!({ "": { "": null }, "~/": 1 }),
        json!(vec![7; 500]),
    ]
}

/// Bodies that are hardly JSON, or no JSON at all.
fn bodies() -> Vec<Vec<u8>> {
    let mut bodies: Vec<Vec<u8>> = [
        "",
        " ",
        "{",
        "}",
        "null",
        "[]",
        "\"\"",
        "1e400",
        "-",
        "{\"a\":1,\"a\":2}",
        "{\"slug\":\"a\",\"slug\":\"b\"}",
        "\u{feff}{}",
        "\"\\ud800\"",
        "{\"title\":\"\\ud800\"}",
        "{\"\\u0000\":1}",
        "{}{}",
        "[1,]",
        "{\"a\":}",
        "NaN",
        "'a'",
        "slug=a&title=b",
        "--x\r\n\r\n--x--",
    ]
    .map(|text| text.as_bytes().to_vec())
    .to_vec();
    bodies.extend([
        b"\xff\xfe".to_vec(),
        b"{\"title\":\"\xc3\x28\"}".to_vec(),
        "[".repeat(100_000).into_bytes(),
        "{\"a\":".repeat(10_000).into_bytes(),
        format!("{{\"{}\":1}}", "k".repeat(100_000)).into_bytes(),
        format!("{{\"authorId\":{}}}", "9".repeat(10_000)).into_bytes(),
    ]);
    bodies
}

/// What each operation takes, where a valid body is known.
fn operations() -> Vec<(&'static str, String, Option<Value>)> {
    let post = json!({
        "slug": "odd", "title": "Odd", "subtitle": "x", "authorId": ADA, "status": "draft", "tags": ["rust"],
        "content": [{ "kind": "paragraph", "text": "x" }], "meta": { "a": "b" },
    });
    let one = api(&format!("/posts/{FOLDER}"));
    vec![
        ("GET", api("/posts"), None),
        ("GET", one.clone(), None),
        ("GET", api("/authors"), None),
        ("GET", api("/tags"), None),
        ("GET", api("/admin/stats"), None),
        ("POST", api("/posts"), Some(post.clone())),
        ("PUT", one.clone(), Some(post)),
        ("PATCH", one.clone(), Some(json!({ "title": "Odder", "subtitle": null, "tags": [] }))),
        ("POST", format!("{one}/comments"), Some(json!({ "author": "x", "text": "y" }))),
        ("PUT", format!("{one}/cover"), None),
        ("POST", api("/authors"), Some(json!({ "name": "Eve" }))),
        ("POST", api("/webhooks/payments"), Some(json!({ "id": "evt_1", "type": "tip.received" }))),
        ("DELETE", api(&format!("/admin/comments/{ADA}")), None),
    ]
}

#[test]
fn no_request_makes_the_server_fail() {
    let server = blog();
    let client = server.client();
    let fine = |what: String, status: u16| assert!(status < 500, "{status} for {what}\n{}", server.output());
    let admin = format!("Bearer {TOKEN}");
    let ask = |method: &str, target: &str| client.ask(method, target).header("authorization", &admin);
    for (method, target, body) in operations() {
        for text in texts() {
            let escaped = text.replace(' ', "%20").replace('"', "%22");
            for target in
                [format!("{target}?{escaped}"), format!("{target}?page={escaped}&tag={escaped}&q={escaped}")]
            {
                let mut request = ask(method, &target);
                if let Some(body) = &body {
                    request = request.json(body);
                }
                fine(format!("{method} {target}"), request.send().status);
            }
            for name in ["cookie", "accept", "if-none-match", "x-signature"] {
                fine(
                    format!("{method} {target} {name}: {text}"),
                    ask(method, &target).header(name, &text).send().status,
                );
            }
            let status = ask(method, &target).body(&text, "{}").send().status;
            fine(format!("{method} {target} with content-type {text}"), status);
        }
        for odd in bodies() {
            for kind in ["application/json", "multipart/form-data; boundary=x", "text/plain"] {
                let what = String::from_utf8_lossy(&odd[..odd.len().min(60)]).into_owned();
                fine(
                    format!("{method} {target} {kind} {what}"),
                    ask(method, &target).body(kind, odd.clone()).send().status,
                );
            }
        }
        for member in body.iter().filter_map(Value::as_object).flatten().map(|(name, _)| name) {
            for value in values() {
                let mut odd = body.clone().unwrap_or_default();
                odd[member] = value;
                let what = odd.to_string().chars().take(300).collect::<String>();
                fine(format!("{method} {target} {what}"), ask(method, &target).json(&odd).send().status);
            }
        }
    }
    for text in texts() {
        let escaped = text.replace(' ', "%20").replace('"', "%22");
        for target in ["/", "/posts/", "/posts/x/", "/authors/"] {
            let target = format!("{}{escaped}", api(target));
            fine(format!("GET {target}"), ask("GET", &target).send().status);
        }
    }
    // And after all that it still works.
    let _ = client.send("POST", &api("/posts"), &small("after-all")).expect(201);
}
