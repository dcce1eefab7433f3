//! Handlers whose operations are elsewhere now, or nowhere.

use crate::shop::{LIST, Shop};

fn configure(shop: &Shop, rest: &str) {
    shop.write("routewright.toml", &format!("[[spec]]\nname = \"v1\"\npath = \"specs/v1.yaml\"\n{rest}"));
}

#[test]
fn are_told_where_their_operations_went() {
    let shop = Shop::generated();
    configure(&shop, "mount = \"/v2\"\n");
    let said = shop.generate();
    assert!(
        said.contains("`get` takes ListItems, and there is no such operation at /api/items")
            && said.contains("move it to the route.rs of /v2/items")
            && said.contains(&format!("{LIST}:")),
        "{said}"
    );
}

#[test]
fn are_told_that_their_spec_is_gone_as_long_as_they_are_there() {
    let shop = Shop::generated();
    shop.write(
        "specs/other.yaml",
        "openapi: 3.1.0\ninfo: { title: Other, version: \"1\" }\npaths:\n  /ping: { get: { operationId: ping, responses: { \"204\": { description: Here. } } } }\n",
    );
    shop.write("routewright.toml", "[[spec]]\nname = \"other\"\npath = \"specs/other.yaml\"\n");
    let gone = "`get` takes ListItems, and its spec v1 is no longer in routewright.toml";
    for _ in 0..2 {
        let said = shop.generate();
        assert!(said.contains(gone), "{said}");
    }
    std::fs::remove_dir_all(shop.path("src/app/api")).expect("a folder");
    let said = shop.generate();
    assert!(!said.contains("no longer in routewright.toml"), "{said}");
    assert!(!shop.read("routewright.lock").contains("ListItems"));
}

#[test]
fn are_none_that_were_written_by_hand() {
    let shop = Shop::generated();
    shop.write("src/app/health/route.rs", "pub async fn get(name: Path) -> &'static str { \"fine\" }\n");
    assert!(!shop.generate().contains("warning"));
}

#[test]
fn are_none_whose_extractors_have_names_of_operations() {
    let shop = Shop::generated();
    shop.spec("operationId: listItems", "operationId: json");
    shop.spec("operationId: readItem", "operationId: multipart");
    shop.write(
        "src/app/raw/route.rs",
        "use routewright::axum::*;\nuse routewright::axum::extract::Multipart;\n\
         pub async fn get(_: Json<u8>) {}\npub async fn post(_: Multipart) {}\n\
         pub async fn put(_: routewright::axum::extract::Multipart) {}\n",
    );
    let said = shop.generate();
    assert!(!said.contains("no such operation"), "{said}");
}

#[test]
fn are_known_by_any_path_to_their_requests() {
    let shop = Shop::generated();
    shop.write(
        "src/app/raw/route.rs",
        "use crate::generated::v1;\nuse crate::generated::v1::ReadItem as Request;\n\
         pub async fn get(_: Request) {}\npub async fn post(_: v1::CreateItem) {}\n",
    );
    let said = shop.generate();
    assert!(said.contains("`get` takes ReadItem, and there is no such operation at /raw"), "{said}");
    assert!(said.contains("`post` takes CreateItem, and there is no such operation at /raw"), "{said}");
}
