//! A project of one's own: made, served, checked.

use serde_json::json;

use crate::shop::{LIST, Shop};

#[test]
fn a_new_project_serves_at_once() {
    let shop = Shop::new("serves_shop");
    let server = shop.serve(&[]);
    let client = server.client();
    client.get("/shop/articles").problem(501);
    client.send("POST", "/shop/articles", &json!({"name": "", "price": -1})).problem(400);
    client.get("/shop/articles?limit=0").problem(400);
    client.get("/shop/nothing").problem(404);
    let _ = client.get("/openapi.json").expect(200);
}

#[test]
fn a_mock_answers_from_the_spec() {
    let shop = Shop::new("mocked_shop");
    let server = shop.serve(&["--mock"]);
    let client = server.client();
    let kettle =
        client.send("POST", "/shop/articles", &json!({"name": "Pan", "price": 1})).expect(201).json();
    assert_eq!(kettle, json!({"name": "Kettle", "price": 30}), "the example of the spec");

    let read = || client.get("/shop/articles/1").expect(200).json();
    assert!(read()["name"].as_str().is_some_and(|name| !name.is_empty()), "a value made from the schema");
    assert!(read()["price"].as_i64().is_some_and(|price| price >= 0));
    assert_eq!(read(), read());
    client.get("/shop/articles?limit=0").problem(400);
}

#[test]
fn routes_says_what_is_where_and_whether_it_is_filled_in() {
    let shop = Shop::new("routed_shop");
    let table = shop.succeeds(&["routes"]);
    for part in ["GET", "POST", "/shop/articles/{id}", LIST] {
        assert!(table.contains(part), "no {part} in\n{table}");
    }
}

#[test]
fn check_knows_whether_code_and_spec_say_the_same() {
    let shop = Shop::new("checked_shop");
    shop.succeeds(&["check"]);

    shop.edit(&shop.spec(), "minLength: 1", "minLength: 2");
    let stale = shop.fails(&["check"]);
    assert!(stale.contains("minLength") || stale.contains("stale"), "{stale}");
    shop.succeeds(&["generate"]);
    shop.succeeds(&["check"]);

    let file = "src/generated/v1/schemas/article.rs";
    let file = if shop.path(file).exists() { file } else { "src/generated/shop/schemas/article.rs" };
    shop.edit(file, "min_length = 2", "min_length = 3");
    let differs = shop.fails(&["check"]);
    assert!(differs.contains("minLength"), "{differs}");

    shop.edit(file, "pub price: i64", "pub price: f64");
    let differs = shop.fails(&["check"]);
    assert!(differs.contains(r#"price/type: spec says "integer", types say "number""#), "{differs}");

    shop.succeeds(&["generate"]);
    let mounted = "\n        .operation::<v1::ListArticles, _>(shop_articles::get)";
    shop.edit("src/generated/routes.rs", mounted, "");
    let differs = shop.fails(&["check"]);
    assert!(differs.contains("/paths/~1articles/get: in the spec, not in the types"), "{differs}");
}

#[test]
fn a_broken_spec_is_explained_and_changes_nothing() {
    let shop = Shop::new("broken_shop");
    let before = crate::shop::tree(&shop.path("src"));
    shop.edit(
        &shop.spec(),
        "schemas/Article'\n              example",
        "schemas/Artcle'\n              example",
    );
    let said = shop.fails(&["generate"]);
    assert!(said.contains(":42:") && said.contains("Artcle") && said.contains('^'), "{said}");
    assert!(said.contains("did you mean") && said.contains("Article"), "{said}");
    assert!(crate::shop::tree(&shop.path("src")) == before, "something was written");
}
