//! The stream of new posts.

use serde_json::{Value, json};

use crate::blog::{CONTRACT, FOLDER, api, blog, small};

/// The next event of a stream: its type, its id, its data.
fn next(lines: &mut impl Iterator<Item = String>) -> (String, String, Value) {
    let (mut event, mut id, mut data) = (String::new(), String::new(), String::new());
    for line in lines {
        match line.split_once(':') {
            Some(("event", value)) => event = value.trim().into(),
            Some(("id", value)) => id = value.trim().into(),
            Some(("data", value)) => data.push_str(value.trim()),
            _ if line.is_empty() && !data.is_empty() => break,
            _ => {}
        }
    }
    (event, id, serde_json::from_str(&data).unwrap_or_else(|error| panic!("{error}: {data:?}")))
}

#[test]
fn a_published_post_is_announced() {
    let server = blog();
    let client = server.client();
    let (head, mut lines) = client.ask("GET", &api("/posts/stream")).open();
    assert_eq!(head.status, 200);
    assert!(
        head.header("content-type").is_some_and(|value| value.starts_with("text/event-stream")),
        "{head:?}"
    );

    let _ = client.send("POST", &api("/posts"), &small("a-draft")).expect(201);
    let mut published = small("published");
    published["status"] = json!("published");
    let post = client.send("POST", &api("/posts"), &published).expect(201).json();
    let (event, id, data) = next(&mut lines);
    assert_eq!(
        (event.as_str(), id.as_str(), &data["slug"]),
        ("post", post["id"].as_str().expect("an id"), &json!("published"))
    );

    let _ = client.send("PATCH", &api(&format!("/posts/{id}")), &json!({"title": "No news"})).expect(200);
    let draft = client.get(&api("/posts?q=title&status=draft")).expect(200).json()["items"][0]["id"].clone();
    let draft = api(&format!("/posts/{}", draft.as_str().expect("an id")));
    let _ = client.send("PATCH", &draft, &json!({"status": "published"})).expect(200);
    assert_eq!(next(&mut lines).2["slug"], "a-draft");
}

#[test]
fn a_client_that_comes_back_gets_what_it_missed() {
    let server = blog();
    let client = server.client();
    let (_, mut lines) = client.ask("GET", &api("/posts/stream")).header("last-event-id", FOLDER).open();
    let (event, id, _) = next(&mut lines);
    assert_eq!((event.as_str(), id.as_str()), ("post", CONTRACT));
    client.ask("GET", &api("/posts/stream")).header("last-event-id", "7").send().problem(400);
}
