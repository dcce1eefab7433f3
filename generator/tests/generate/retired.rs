//! Operations that leave the spec.

use crate::shop::{LIST, Shop};

const GENERATED: &str = "src/generated/v1/operations/items.rs";

/// A project whose spec has lost `POST /items` and the schema that only it used.
fn without_post() -> (Shop, String) {
    let shop = Shop::generated();
    shop.cut("    post:\n", "  /items/{id}:");
    shop.cut("    Receipt:", "\n");
    let said = shop.generate();
    (shop, said)
}

#[test]
fn are_reported_and_their_handlers_keep_their_types() {
    let (shop, said) = without_post();
    assert!(said.contains(&format!("{LIST}   POST /api/items left the spec; `post` is kept")), "{said}");
    assert!(shop.read(LIST).contains("pub async fn post("));
    assert!(shop.read(GENERATED).contains("pub enum CreateItemResponse"), "its types stay");
    assert!(shop.path("src/generated/v1/schemas/receipt.rs").exists(), "and the schemas that they need");
    assert!(!shop.read("src/generated/routes.rs").contains("CreateItem"), "it is not served");
    assert!(!shop.read("src/generated/v1/mod.rs").contains("Receipt"), "nor described");
    assert!(!shop.succeeds(&["routes"]).contains("POST"));
    let before = shop.files();
    let said = shop.generate();
    assert!(said.contains("left the spec"), "{said}");
    assert_eq!(shop.files(), before);
}

#[test]
fn are_forgotten_with_their_function() {
    let (shop, _) = without_post();
    let text = shop.read(LIST);
    let start = text.find("pub async fn post(").expect("a function");
    shop.write(LIST, &text[..start].replace("CreateItem, CreateItemResponse, ", ""));
    let said = shop.generate();
    assert!(!said.contains("left the spec"), "{said}");
    assert!(!shop.read(GENERATED).contains("CreateItem"));
    assert!(!shop.path("src/generated/v1/schemas/receipt.rs").exists());
}

#[test]
fn are_served_again_when_a_person_takes_them_over() {
    let (shop, _) = without_post();
    let text = shop.read(LIST);
    let start = text.find("pub async fn post(").expect("a function");
    shop.write(LIST, &format!("{}pub async fn post() -> &'static str {{ \"mine\" }}\n", &text[..start]));
    let said = shop.generate();
    assert!(!said.contains("left the spec"), "{said}");
    assert!(shop.succeeds(&["routes"]).contains("by hand"));
}

#[test]
fn come_back() {
    let (shop, _) = without_post();
    let list = shop.read(LIST);
    shop.write("specs/v1.yaml", crate::shop::SPEC);
    let said = shop.generate();
    assert!(!said.contains("left the spec"), "{said}");
    assert_eq!(shop.read(LIST), list);
    let fresh = Shop::generated();
    assert_eq!(shop.texts(), fresh.texts());
}

#[test]
fn that_only_changed_the_name_of_a_parameter_have_not_left() {
    let shop = Shop::generated();
    shop.spec("/items/{id}:", "/items/{item}:");
    shop.spec("name: id, in: path", "name: item, in: path");
    let said = shop.generate();
    assert!(!said.contains("left the spec") && !said.contains("created  "), "{said}");
}
