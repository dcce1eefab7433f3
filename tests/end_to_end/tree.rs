//! What a person puts into the tree by hand: groups, private folders, catch-alls, raw routes, and middleware at two levels,
//! beside the operations of a spec.

use routewright_tests::Client;
use serde_json::{Value, json};

use crate::shop::Shop;

/// A route that answers with its own place and the parameters that it got.
fn echo(place: &str) -> String {
    format!(
        r#"use std::collections::BTreeMap;

use routewright::axum::Json;
use routewright::extract::Path;
use routewright::{{Value, json}};

pub async fn get(Path(params): Path<BTreeMap<String, String>>) -> Json<Value> {{
    Json(json!({{"route": "{place}", "params": params}}))
}}
"#
    )
}

/// A middleware that lets nobody pass whom it is to deny, and says where it was.
fn middleware(name: &str) -> String {
    format!(
        r#"use routewright::Response;
use routewright::axum::middleware::Next;
use routewright::axum::response::IntoResponse;
use routewright::extract::{{Request, State}};
use routewright::http::{{HeaderValue, StatusCode}};

use crate::App;

pub async fn middleware(State(_app): State<App>, mut request: Request, next: Next) -> Response {{
    if request.headers().get("x-deny").is_some_and(|whom| whom == "{name}") {{
        return (StatusCode::UNAUTHORIZED, "denied by {name}").into_response();
    }}
    request.headers_mut().append("x-seen", HeaderValue::from_static("{name}"));
    let mut response = next.run(request).await;
    response.headers_mut().append("set-cookie", HeaderValue::from_static("{name}=1; Path=/"));
    response
}}
"#
    )
}

const ALL_METHODS: &str = r#"
pub async fn get() -> &'static str { "GET" }
pub async fn post(body: String) -> String { format!("POST {body}") }
pub async fn put() -> &'static str { "PUT" }
pub async fn patch() -> &'static str { "PATCH" }
pub async fn delete() -> &'static str { "DELETE" }
"#;

/// Says which middleware saw the request, and sets a cookie itself.
const SEEN: &str = r#"
use routewright::http::HeaderMap;

pub async fn get(headers: HeaderMap) -> ([(&'static str, &'static str); 1], String) {
    let seen: Vec<_> = headers.get_all("x-seen").iter().filter_map(|name| name.to_str().ok()).collect();
    ([("set-cookie", "handler=1")], seen.join(" "))
}
"#;

fn grown() -> Shop {
    let shop = Shop::new("grown_shop");
    for place in [
        "r/static",
        "r/[id]",
        "r/[id]/sub",
        "r/[...rest]",
        "oc/[[...slug]]",
        "oc/lit",
        "bt/a/[x]/one",
        "bt/[y]/b/two",
        "(grp)/(inner)/g/y",
        "files/[name]/data.json",
        "_private/x",
        "r/_hidden",
    ] {
        shop.write(&format!("src/app/{place}/route.rs"), &echo(place));
    }
    shop.write("src/app/all/route.rs", ALL_METHODS);
    shop.write("src/app/seen/route.rs", SEEN);
    shop.write("src/app/shop/(staff)/seen/route.rs", SEEN);
    shop.write("src/app/middleware.rs", &middleware("outer"));
    shop.write("src/app/shop/middleware.rs", &middleware("inner"));
    // A helper beside a route is nobody's business.
    shop.write("src/app/r/static/notes.md", "Not a route.");
    shop
}

#[test]
fn a_tree_grown_by_hand_is_served() {
    let shop = grown();
    let said = shop.succeeds(&["generate"]);
    let table = shop.succeeds(&["routes"]);
    for part in ["/r/{*rest}", "/oc/{**slug}", "/g/y", "src/app/(grp)/(inner)/g/y/route.rs", "by hand"] {
        assert!(table.contains(part), "no {part} in\n{table}\n{said}");
    }
    assert!(!table.contains("_private") && !table.contains("_hidden"), "{table}");

    let server = shop.serve(&[]);
    let client = server.client();
    folders_are_urls(&client);
    functions_are_methods(&client);
    middleware_wraps(&client);
    // The operations of the spec are still there.
    client.get("/shop/articles").problem(501);
    client.get("/shop/articles?limit=0").problem(400);
    let document = client.get("/openapi.json").expect(200).json();
    let paths: Vec<_> = document["paths"].as_object().into_iter().flatten().map(|(path, _)| path).collect();
    assert_eq!(paths, ["/articles", "/articles/{id}"], "what is in no spec is in no document");
    shop.succeeds(&["check"]);
}

fn folders_are_urls(client: &Client) {
    for (url, route, params) in [
        ("/r/static", "r/static", json!({})),
        ("/r/42", "r/[id]", json!({"id": "42"})),
        ("/r/a%2Fb", "r/[id]", json!({"id": "a/b"})),
        ("/r/a+b", "r/[id]", json!({"id": "a+b"})),
        ("/r/%5Bid%5D", "r/[id]", json!({"id": "[id]"})),
        ("/r/42/sub", "r/[id]/sub", json!({"id": "42"})),
        ("/r/42/other", "r/[...rest]", json!({"rest": "42/other"})),
        ("/oc", "oc/[[...slug]]", json!({})),
        ("/oc/a/b", "oc/[[...slug]]", json!({"slug": "a/b"})),
        ("/oc/lit", "oc/lit", json!({})),
        ("/bt/a/b/one", "bt/a/[x]/one", json!({"x": "b"})),
        ("/bt/a/b/two", "bt/[y]/b/two", json!({"y": "a"})),
        ("/g/y", "(grp)/(inner)/g/y", json!({})),
        ("/files/n/data.json", "files/[name]/data.json", json!({"name": "n"})),
    ] {
        let got: Value = client.get(url).expect(200).json();
        assert_eq!(got, json!({"route": route, "params": params}), "{url}");
    }
    for nothing in
        ["/(grp)/(inner)/g/y", "/_private/x", "/private/x", "/R/static", "/bt/x/y/one", "/files/n/data"]
    {
        client.get(nothing).problem(404);
    }
    // A private folder is no route, and no hole in a catch-all either.
    let hidden: Value = client.get("/r/_hidden").expect(200).json();
    assert_eq!(hidden["route"], "r/[id]");
}

fn functions_are_methods(client: &Client) {
    for method in ["GET", "PUT", "PATCH", "DELETE"] {
        assert_eq!(client.ask(method, "/all").send().expect(200).text(), method);
    }
    assert_eq!(client.ask("POST", "/all").body("text/plain", "tea").send().expect(200).text(), "POST tea");
    assert_eq!(client.ask("HEAD", "/all").send().expect(200).body, b"");
    let options = client.ask("OPTIONS", "/r/static").send().expect(204);
    assert_eq!(options.header("allow"), Some("GET, HEAD, OPTIONS"));
    assert_eq!(
        client.ask("POST", "/r/static").send().expect(405).header("allow"),
        Some("GET, HEAD, OPTIONS")
    );
    assert_eq!(client.ask("HEAD", "/shop/articles/1").send().status, 501);
}

fn middleware_wraps(client: &Client) {
    let cookies = |reply: &routewright_tests::Reply| -> Vec<String> {
        let all = reply.headers.iter().filter(|(name, _)| name == "set-cookie");
        all.map(|(_, value)| value.split(';').next().unwrap_or_default().to_owned()).collect()
    };
    let outside = client.get("/seen").expect(200);
    assert_eq!(outside.text(), "outer");
    assert_eq!(cookies(&outside), ["handler=1", "outer=1"]);
    // The outer one sees a request first and its response last; a group has the middleware of its folder.
    let inside = client.get("/shop/seen").expect(200);
    assert_eq!(inside.text(), "outer inner");
    assert_eq!(cookies(&inside), ["handler=1", "inner=1", "outer=1"]);

    let denied = |whom: &str, url: &str| client.ask("GET", url).header("x-deny", whom).send();
    for url in ["/seen", "/shop/articles", "/r/1"] {
        assert_eq!(denied("outer", url).expect(401).text(), "denied by outer", "{url}");
    }
    assert_eq!(denied("inner", "/shop/articles").expect(401).text(), "denied by inner");
    assert_eq!(
        denied("inner", "/seen").expect(200).text(),
        "outer",
        "the inner one is not asked outside of its folder"
    );
    assert_eq!(
        cookies(&client.get("/shop/articles?limit=0").expect(400)),
        ["inner=1", "outer=1"],
        "also where the request is wrong"
    );
}

#[test]
fn a_middleware_that_is_none_does_not_compile() {
    let shop = Shop::new("odd_shop");
    shop.write("src/app/middleware.rs", "pub async fn middleware(name: String) -> String {\n    name\n}\n");
    shop.succeeds(&["generate"]);
    let said = shop.check().expect_err("that is no middleware");
    assert!(said.contains("is no middleware"), "{said}");
    assert!(said.contains("async fn middleware(request: Request, next: Next) -> Response"), "{said}");
}
