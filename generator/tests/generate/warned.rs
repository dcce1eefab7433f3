//! What a run goes on with, and what it says of it.

use crate::shop::{LIST, READ, SPEC, Shop};

const MISSING: &str = "components/schemas/Recipt\"";

#[test]
fn some_warnings_of_each_kind_unless_all_are_asked_for() {
    let members: String =
        (0..9).map(|index| format!("        p{index}: {{ type: integer, default: x }}\n")).collect();
    let many = format!("    Many:\n      type: object\n      properties:\n{members}");
    let shop = Shop::new(&format!("{SPEC}{many}"));
    let head = |said: &str| said.matches("warning: the default is a string").count();
    let said = shop.generate();
    assert_eq!(head(&said), 3, "{said}");
    assert!(
        said.contains("… and 6 more warnings of this kind") && said.contains("--verbose shows all"),
        "{said}"
    );
    let said = shop.succeeds(&["generate", "--verbose"]);
    assert_eq!(head(&said), 9, "{said}");
    assert!(!said.contains("of this kind"), "{said}");
}

#[test]
fn references_to_nothing_where_they_are_allowed() {
    let shop = Shop::generated();
    shop.spec("components/schemas/Receipt\"", MISSING);
    shop.fails(&["generate"]);
    shop.write(
        "routewright.toml",
        "[[spec]]\nname = \"v1\"\npath = \"specs/v1.yaml\"\nallow_missing = true\n",
    );
    let said = shop.generate();
    assert!(said.contains("warning: there is no \"Recipt\" in components.schemas"), "{said}");
    assert!(shop.read("src/generated/v1/operations/items.rs").contains("Created(Value)"));
}

#[test]
fn an_operation_without_a_part_of_it_is_handled_raw() {
    let shop = Shop::new(&SPEC.replace(
        "requestBody: { required: true, content: { application/json: { schema: { $ref: \"#/components/schemas/Item\" } } } }",
        "requestBody: { $ref: \"#/components/requestBodies/Item\" }",
    ));
    shop.write(
        "routewright.toml",
        "[[spec]]\nname = \"v1\"\npath = \"specs/v1.yaml\"\nallow_missing = true\n",
    );
    let said = shop.generate();
    assert!(said.contains("not supported yet: missing-reference"), "{said}");
    let route = shop.read(LIST);
    assert!(route.contains("pub async fn post(") && route.contains("Request"), "{route}");
}

#[test]
fn the_first_of_two_operations_that_no_request_can_tell_apart_is_served() {
    let get = "    get: { operationId: readByName, parameters: [{ name: name, in: path, required: true, schema: { type: string } }], responses: { \"204\": { description: Done. } } }\n";
    let shop = Shop::new(&SPEC.replace("components:\n", &format!("  /items/{{name}}:\n{get}components:\n")));
    let said = shop.generate();
    assert!(said.contains("warning: requests cannot tell GET /items/{name} from /items/{id}"), "{said}");
    assert!(said.contains("not supported yet: ambiguous-path"), "{said}");
    assert_eq!(shop.read(READ).matches("pub async fn").count(), 1);
}
