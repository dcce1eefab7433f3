//! Methods of OpenAPI 3.2: `QUERY`, and those that have no member of their own in a path.

use crate::shop::Shop;

const SPEC: &str = "openapi: 3.2.0
info: { title: Files, version: '1' }
security: [{ 'schemes.yaml#/components/securitySchemes/key': [] }]
paths:
  /files:
    get: { operationId: list, responses: { '204': {} } }
    query: { operationId: search, responses: { '204': {} } }
    additionalOperations:
      COPY: { operationId: copy, responses: { '204': {} } }
      MOVE: { operationId: move, responses: { '204': {} } }
";
const SCHEMES: &str = "openapi: 3.2.0
info: { title: Schemes, version: '1' }
components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
";
const FILES: &str = "src/app/files/route.rs";

fn generated() -> Shop {
    let shop = Shop::new(SPEC);
    shop.write("specs/schemes.yaml", SCHEMES);
    let said = shop.generate();
    assert!(said.contains(&format!("{FILES}   GET, QUERY, COPY, MOVE /files")), "{said}");
    shop
}

#[test]
fn functions_are_called_like_their_methods() {
    let shop = generated();
    let files = shop.read(FILES);
    for function in ["get", "query", "copy", "move_"] {
        assert!(files.contains(&format!("pub async fn {function}(")), "{files}");
    }
    let table = shop.succeeds(&["routes"]);
    assert!(table.contains("COPY") && table.contains("move_"), "{table}");
    // A scheme of another file is one of this document.
    assert!(shop.read("src/app/auth.rs").contains("pub async fn key("));
    assert!(
        shop.read("src/generated/v1/mod.rs")
            .contains(r#""security":[{"key":[]}],"components":{"securitySchemes":{"key""#)
    );
    let before = shop.files();
    shop.generate();
    assert_eq!(shop.files(), before);
}

#[test]
fn what_left_the_spec_keeps_its_types() {
    let shop = generated();
    shop.cut("    query:", "      MOVE:");
    shop.spec("      MOVE:", "    additionalOperations:\n      MOVE:");
    let said = shop.generate();
    for (method, function) in [("QUERY", "query"), ("COPY", "copy")] {
        assert!(said.contains(&format!("{method} /files left the spec; `{function}` is kept")), "{said}");
    }
    let routes = shop.read("src/generated/routes.rs");
    assert!(routes.contains("::move_)") && !routes.contains("::copy)"), "{routes}");
    assert!(shop.read("src/generated/v1/operations/files.rs").contains("pub struct Copy "));
    let before = shop.files();
    assert!(shop.generate().contains("left the spec"));
    assert_eq!(shop.files(), before);
}

#[test]
fn a_query_is_answered_by_hand_too() {
    let shop = generated();
    shop.write(
        "src/app/hand/route.rs",
        "pub async fn query() -> &'static str { \"mine\" }\npub fn copy() {}\n",
    );
    shop.generate();
    let routes = shop.read("src/generated/routes.rs");
    assert!(routes.contains(r#".raw("QUERY", "/hand", hand::query)"#), "{routes}");
    // No path of a spec asks for it.
    assert!(!routes.contains("hand::copy"), "{routes}");
}
