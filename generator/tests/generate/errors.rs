//! What a run refuses. It writes nothing then.

use crate::shop::{LIST, Shop};

fn refused(shop: &Shop) -> String {
    let before = shop.files();
    let said = shop.fails(&["generate"]);
    assert_eq!(shop.files(), before, "something was written");
    said
}

#[test]
fn a_broken_spec() {
    let shop = Shop::generated();
    shop.spec("components/schemas/Receipt\"", "components/schemas/Recipt\"");
    let said = refused(&shop);
    assert!(
        said.contains("specs/v1.yaml:14:") && said.contains("^^^") && said.contains("did you mean"),
        "{said}"
    );
}

#[test]
fn a_handler_that_is_not_rust() {
    let shop = Shop::generated();
    shop.write(LIST, "pub async fn get() {}\npub async fn post( {\n");
    shop.spec("operationId: readItem", "operationId: showItem");
    let said = refused(&shop);
    assert!(said.contains(&format!("{LIST}:2:20: error: not Rust")), "{said}");
}

#[test]
fn several_mistakes_at_once() {
    let shop = Shop::generated();
    shop.write(LIST, "pub fun get() {}\n");
    shop.spec("components/schemas/Receipt\"", "components/schemas/Recipt\"");
    let said = refused(&shop);
    assert!(said.contains("specs/v1.yaml:") && said.contains(LIST) && said.contains("2 errors"), "{said}");
}

#[test]
fn a_configuration_with_an_unknown_key_or_a_spec_that_is_not_there() {
    let shop = Shop::generated();
    shop.write("routewright.toml", "[[spec]]\nname = \"v1\"\npth = \"specs/v1.yaml\"\n");
    let said = refused(&shop);
    assert!(said.contains("routewright.toml:3:1: error: unknown key `pth`"), "{said}");
    shop.write("routewright.toml", "[[spec]]\nname = \"v1\"\npath = \"specs/v2.yaml\"\n");
    let said = refused(&shop);
    assert!(said.contains("routewright.toml:3:8: error: there is no file specs/v2.yaml"), "{said}");
}

#[test]
fn two_folders_for_one_position_and_two_routes_on_one_url() {
    let shop = Shop::generated();
    let get = "pub async fn get() {}\n";
    shop.write("src/app/a/[x]/route.rs", get);
    shop.write("src/app/a/[y]/b/route.rs", get);
    let said = refused(&shop);
    assert!(said.contains("src/app/a/[x]/route.rs and src/app/a/[y]/b/route.rs"), "{said}");
    std::fs::remove_dir_all(shop.path("src/app/a")).expect("it was there");
    shop.write("src/app/(one)/a/route.rs", get);
    shop.write("src/app/(two)/a/route.rs", get);
    let said = refused(&shop);
    assert!(
        said.contains("src/app/(one)/a/route.rs and src/app/(two)/a/route.rs both answer GET /a"),
        "{said}"
    );
}

#[test]
fn a_file_of_somebody_else_in_the_way() {
    let shop = Shop::generated();
    shop.write("src/generated/routes.rs", "// Mine.\n");
    let said = refused(&shop);
    assert!(said.contains("src/generated/routes.rs was not made by routewright"), "{said}");
}

#[test]
fn no_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let shop = Shop::generated();
    let output = shop.command(&["generate"]).current_dir(folder.path()).output().expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    let usage = shop.run(&["generate", "--chekc"]);
    assert_eq!(usage.status.code(), Some(2));
}
