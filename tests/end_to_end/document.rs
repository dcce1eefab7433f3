//! What the server says of itself.

use std::process::Command;

use routewright_tests::{program, workspace};
use serde_json::Value;

use crate::blog::{at, blog};

#[test]
fn the_document_is_served_in_both_forms() {
    let server = blog();
    let client = server.client();
    let json = client.get("/openapi.json").expect(200);
    assert!(json.header("content-type").is_some_and(|value| value.starts_with("application/json")));
    let document = json.json();
    assert_eq!(at(&document, "/info/title"), "Blog");
    let paths = at(&document, "/paths").as_object().expect("paths");
    let operations: usize = paths
        .values()
        .filter_map(Value::as_object)
        .map(|item| item.values().filter(|o| o.get("responses").is_some()).count())
        .sum();
    assert_eq!(operations, 19);

    let yaml = client.get("/openapi.yaml").expect(200);
    assert!(yaml.header("content-type").is_some_and(|value| value.contains("yaml")));
    assert!(yaml.text().starts_with("openapi:"), "{}", yaml.text());
}

#[test]
fn the_docs_page_carries_all_it_needs() {
    let server = blog();
    let page = server.client().get("/docs").expect(200);
    assert!(page.header("content-type").is_some_and(|value| value.starts_with("text/html")));
    let text = page.text();
    for outside in ["src=\"http", "src=\"//", "href=\"http://cdn", "href=\"https://cdn", "@import"] {
        assert!(!text.contains(outside), "{outside}");
    }
}

#[test]
fn the_document_can_be_had_without_a_server() {
    let printed = program::run(
        Command::new(program::blog()).args(["openapi", "--format", "json"]).env("DATABASE_URL", "nonsense:"),
    );
    assert!(printed.status.success(), "{}", program::said(&printed));
    let printed: Value = serde_json::from_slice(&printed.stdout).expect("JSON");
    assert_eq!(printed, blog().client().get("/openapi.json").expect(200).json());
}

#[test]
fn the_blog_says_what_its_spec_says() {
    let mut check = Command::new(program::routewright());
    check.current_dir(workspace::blog()).arg("check").env("CARGO_TARGET_DIR", program::target());
    let checked = program::run(&mut check);
    assert!(checked.status.success(), "{}", program::said(&checked));
}
