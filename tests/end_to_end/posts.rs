//! Posts: lists, versions, changes.

use serde_json::{Value, json};

use crate::blog::{ADA, CONTRACT, FOLDER, NOBODY, api, at, blog, small};

fn slugs(page: &Value) -> Vec<&str> {
    let items = at(page, "/items").as_array().expect("a list");
    items.iter().map(|item| item["slug"].as_str().expect("a slug")).collect()
}

#[test]
fn a_list_has_pages() {
    let server = blog();
    let client = server.client();
    let first = client.get(&api("/posts?limit=2")).expect(200);
    assert_eq!(first.header("x-total-count"), Some("3"));
    assert_eq!(first.header("link"), Some("</api/v1/posts?page=2&limit=2>; rel=\"next\""));
    let page = first.json();
    assert_eq!((&page["page"], &page["limit"], &page["total"]), (&json!(1), &json!(2), &json!(3)));
    assert_eq!(slugs(&page), ["not-yet", "the-contract-comes-first"]);

    let second = client.get(&api("/posts?limit=2&page=2")).expect(200);
    assert_eq!(second.header("link"), Some("</api/v1/posts?page=1&limit=2>; rel=\"prev\""));
    assert_eq!(slugs(&second.json()), ["a-folder-is-a-url"]);

    let far = client.get(&api("/posts?page=1000000&limit=100")).expect(200).json();
    assert_eq!((slugs(&far), &far["total"]), (vec![], &json!(3)));
}

#[test]
fn a_list_is_filtered_and_sorted() {
    let server = blog();
    let client = server.client();
    let list = |query: &str| {
        let page = client.get(&api(&format!("/posts?{query}"))).expect(200).json();
        slugs(&page).join(" ")
    };
    assert_eq!(list("tag=rust&sort=oldest"), "a-folder-is-a-url the-contract-comes-first");
    assert_eq!(list("tag=rust&tag=http"), "a-folder-is-a-url");
    assert_eq!(list("tag=http&tag=openapi"), "");
    assert_eq!(list(&format!("author={ADA}&status=draft")), "not-yet");
    assert_eq!(list("q=FOLDER"), "a-folder-is-a-url");
    assert_eq!(list("q=function"), "a-folder-is-a-url", "subtitles count");
    assert_eq!(list("q=%25"), "", "a percent sign means itself");
    assert_eq!(list("sort=title"), "a-folder-is-a-url not-yet the-contract-comes-first");
}

#[test]
fn a_post_is_created_with_defaults() {
    let server = blog();
    let client = server.client();
    let created = client.send("POST", &api("/posts"), &small("new")).expect(201);
    let location = created.header("location").expect("a location").to_owned();
    let etag = created.header("etag").expect("a version").to_owned();
    let post = created.json();
    assert_eq!(location, api(&format!("/posts/{}", post["id"].as_str().expect("an id"))));
    assert_eq!(post["status"], "draft");
    assert_eq!((&post["tags"], &post["content"], &post["meta"]), (&json!([]), &json!([]), &json!({})));
    assert_eq!(
        (&post["subtitle"], &post["publishedAt"], &post["cover"]),
        (&json!(null), &json!(null), &json!(null))
    );
    assert_eq!(at(&post, "/author/name"), "Ada");

    let read = client.get(&location).expect(200);
    assert_eq!((read.header("etag"), read.json()), (Some(etag.as_str()), post));
}

#[test]
fn blocks_come_back_as_they_went_in() {
    let server = blog();
    let client = server.client();
    let content = json!([
        {"kind": "paragraph", "text": "First.\nSecond."},
        {"kind": "quote", "text": "Well.", "source": "Somebody"},
        {"kind": "image", "url": "https://example.com/a.png", "alt": "A"},
    ]);
    let mut post = small("blocks");
    post["content"] = content.clone();
    post["meta"] = json!({"og:type": "article"});
    post["tags"] = json!(["b", "a"]);
    let created = client.send("POST", &api("/posts"), &post).expect(201).json();
    assert_eq!(created["content"], content);
    assert_eq!(created["meta"], json!({"og:type": "article"}));
    assert_eq!(created["tags"], json!(["a", "b"]));
}

#[test]
fn a_patch_tells_absent_from_null() {
    let server = blog();
    let client = server.client();
    let post = api(&format!("/posts/{FOLDER}"));
    let retitled = client.send("PATCH", &post, &json!({"title": "Another"})).expect(200).json();
    assert_eq!(
        (&retitled["title"], &retitled["subtitle"]),
        (&json!("Another"), &json!("And a function is a method"))
    );
    assert_eq!(retitled["tags"], json!(["http", "rust"]));

    let bare = client.send("PATCH", &post, &json!({"subtitle": null, "tags": []})).expect(200).json();
    assert_eq!(
        (&bare["title"], &bare["subtitle"], &bare["tags"]),
        (&json!("Another"), &json!(null), &json!([]))
    );

    let merge =
        client.ask("PATCH", &post).body("application/merge-patch+json", r#"{"subtitle":"Back"}"#).send();
    assert_eq!(merge.expect(200).json()["subtitle"], "Back");
    client.send("PATCH", &post, &json!({})).problem(400);
    client.send("PATCH", &post, &json!({"titel": "A slip"})).problem(400);
    client.send("PATCH", &post, &json!({"title": null})).problem(400);
}

#[test]
fn replacing_forgets_what_is_not_named() {
    let server = blog();
    let client = server.client();
    let post = api(&format!("/posts/{FOLDER}"));
    let replaced = client.send("PUT", &post, &small("replaced")).expect(200).json();
    assert_eq!((&replaced["slug"], &replaced["subtitle"]), (&json!("replaced"), &json!(null)));
    assert_eq!((&replaced["status"], &replaced["tags"]), (&json!("draft"), &json!([])));
    assert_eq!(replaced["id"], FOLDER);
}

#[test]
fn what_belongs_together_stays_together() {
    let server = blog();
    let client = server.client();
    let conflict = client.send("POST", &api("/posts"), &small("a-folder-is-a-url")).problem(409);
    assert_eq!(conflict["detail"], "another post has this slug");
    let mut orphan = small("orphan");
    orphan["authorId"] = json!(NOBODY);
    assert_eq!(
        client.send("POST", &api("/posts"), &orphan).problem(409)["detail"],
        "there is no such author"
    );
    let slug = json!({"slug": "a-folder-is-a-url"});
    client.send("PATCH", &api(&format!("/posts/{CONTRACT}")), &slug).problem(409);
    let untouched = client.get(&api(&format!("/posts/{CONTRACT}"))).expect(200);
    assert_eq!(untouched.header("etag"), Some("\"1\""), "a refused change leaves no trace");
}

#[test]
fn versions_guard_changes() {
    let server = blog();
    let client = server.client();
    let post = api(&format!("/posts/{FOLDER}"));
    let version = client.get(&post).expect(200).header("etag").expect("a version").to_owned();
    let fresh = client.ask("GET", &post).header("if-none-match", &version).send().expect(304);
    assert_eq!((fresh.header("etag"), fresh.body.len()), (Some(version.as_str()), 0));

    let change = |version: &str| {
        client.ask("PATCH", &post).header("if-match", version).json(&json!({"title": "Changed"})).send()
    };
    let next = change(&version).expect(200).header("etag").expect("a version").to_owned();
    assert_ne!(next, version);
    change(&version).problem(412);
    client.ask("PUT", &post).header("if-match", &version).json(&small("x")).send().problem(412);
    client.ask("DELETE", &post).header("if-match", "\"nonsense\"").send().problem(412);
    let _ = client.ask("GET", &post).header("if-none-match", &version).send().expect(200);
    let _ = client.ask("DELETE", &post).header("if-match", "*").send().expect(204);
}

#[test]
fn a_deleted_post_is_gone_with_all_that_was_its() {
    let server = blog();
    let client = server.client();
    let post = api(&format!("/posts/{FOLDER}"));
    assert!(client.ask("DELETE", &post).send().expect(204).body.is_empty());
    for (method, path) in [("GET", ""), ("DELETE", ""), ("GET", "/comments"), ("GET", "/cover")] {
        client.ask(method, &format!("{post}{path}")).send().problem(404);
    }
    client.send("PATCH", &post, &json!({"title": "Too late"})).problem(404);
    client.send("PUT", &post, &small("too-late")).problem(404);
}
