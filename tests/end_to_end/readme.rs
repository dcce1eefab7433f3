//! What the README shows of a shop is what happens.

use std::time::Duration;

use routewright_tests::Server;
use serde_json::{Value, json};

use crate::shop::Shop;

const README: &str = include_str!("../../README.md");

/// The code blocks in a language.
fn blocks(language: &str) -> Vec<&'static str> {
    let fence = format!("```{language}\n");
    README.split(fence.as_str()).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

/// The block that begins with a line.
#[track_caller]
fn block(language: &str, line: &str) -> &'static str {
    let found = blocks(language).into_iter().find(|block| block.starts_with(line));
    found.unwrap_or_else(|| panic!("no {language} that begins with {line}"))
}

/// What stands between the first of two texts and the next of the other.
fn between(text: &'static str, start: &str, end: &str) -> &'static str {
    let rest = text.split_once(start).map_or("", |(_, rest)| rest);
    rest.split_once(end).map_or(rest, |(inside, _)| inside)
}

fn post(server: &Server, body: &Value) -> Value {
    let client = server.client();
    let asked = client.ask("POST", "/api/v1/items").header("accept-language", "de");
    asked.json(body).send().expect(400).json()
}

#[test]
fn the_walk_of_the_readme_works_as_it_is_written() {
    let shop = Shop::of("readme_shop", block("yaml", "# shop.yaml"));
    shop.write("src/app/api/v1/items/route.rs", block("rust", "//! `/api/v1/items`"));
    shop.write("src/main.rs", block("rust", "//! src/main.rs"));
    let request = block("console", "$ curl -s -X POST localhost:3000/api/v1/items");
    let body: Value = serde_json::from_str(between(request, "-d '", "'")).expect("a body");
    let server = shop.serve(&[]);
    let _ = server.client().send("POST", "/api/v1/items", &json!({"name": "Tea", "cents": 350})).expect(201);
    let items = server.client().get("/api/v1/items?limit=1").expect(200).json();
    assert_eq!(items, json!([{"name": "Tea", "cents": 350}]));
    let answer: Value = serde_json::from_str(between(request, "\n", "```")).expect("an answer");
    assert_eq!(post(&server, &body), answer);
    shop.succeeds(&["check"]);

    // And the files that may stand beside them.
    for path in ["src/app/error.rs", "src/app/middleware.rs"] {
        shop.write(path, block("rust", &format!("//! {path}")));
    }
    shop.succeeds(&["generate"]);
    let server = shop.serve(&[]);
    let messages = &post(&server, &body)["messages"];
    assert_eq!(messages[0], "braucht mindestens 1 Zeichen");
    assert_eq!(messages[1], "cents: must be at least 0");
    server.until("the middleware speaks", Duration::from_secs(10), |_| {
        server.output().contains("with 0 items")
    });
}
