//! Authors and tags: one schema for both directions, lists without pages.

use serde_json::json;

use crate::blog::{ADA, NOBODY, api, blog};

#[test]
fn what_is_written_only_is_not_read_and_the_other_way_round() {
    let server = blog();
    let client = server.client();
    let author = json!({"name": "Lin", "email": "lin@example.com", "site": "https://example.com/lin"});
    let created = client.send("POST", &api("/authors"), &author).expect(201);
    let location = created.header("location").expect("a location").to_owned();
    let lin = created.json();
    assert_eq!((lin.get("email"), &lin["name"], &lin["site"]), (None, &json!("Lin"), &author["site"]));
    assert_eq!(client.get(&location).expect(200).json(), lin);
    client.send("POST", &api("/authors"), &author).problem(409);
}

#[test]
fn authors_are_listed_and_read() {
    let server = blog();
    let client = server.client();
    let authors = client.get(&api("/authors")).expect(200).json();
    assert_eq!((&authors[0]["name"], &authors[1]["name"]), (&json!("Ada"), &json!("Grace")));
    assert_eq!(authors[1].get("site"), None);
    assert_eq!(client.get(&api(&format!("/authors/{ADA}"))).expect(200).json(), authors[0]);
    client.get(&api(&format!("/authors/{NOBODY}"))).problem(404);
}

#[test]
fn tags_are_counted() {
    let server = blog();
    let tags = server.client().get(&api("/tags")).expect(200).json();
    assert_eq!(
        tags,
        json!([{"name": "http", "posts": 1}, {"name": "openapi", "posts": 1}, {"name": "rust", "posts": 2}])
    );
}
