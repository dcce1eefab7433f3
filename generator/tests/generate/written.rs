//! What a run writes.

use crate::shop::{LIST, READ, SPEC, Shop};

#[test]
fn a_first_run_makes_both_rooms() {
    let shop = Shop::new(SPEC);
    let said = shop.generate();
    assert!(said.contains("v1: 3 operations at /api"), "{said}");
    assert!(said.contains(&format!("{LIST}   GET, POST /api/items")), "{said}");
    let list = shop.read(LIST);
    assert!(list.contains("pub async fn get(") && list.contains("pub async fn post("), "{list}");
    assert!(shop.read(READ).contains("pub async fn get("));
    assert!(shop.read("src/generated/routes.rs").contains("\"../app/api/items/[id]/route.rs\""));
    assert!(!shop.path(".routewright").exists());
}

#[test]
fn a_second_run_writes_nothing() {
    let shop = Shop::generated();
    let before = shop.files();
    let said = shop.generate();
    assert_eq!(shop.files(), before);
    assert!(!said.contains("created") && !said.contains("changed"), "{said}");
    shop.succeeds(&["generate", "--check"]);
}

#[test]
fn check_writes_nothing_and_fails_when_there_is_something_to_write() {
    let shop = Shop::generated();
    shop.spec("operationId: readItem", "summary: Read an item.\n      operationId: readItem");
    let before = shop.files();
    let said = shop.fails(&["generate", "--check"]);
    assert!(said.contains("src/generated/v1/operations/items_id.rs   not up to date"), "{said}");
    assert_eq!(shop.files(), before);
}

#[test]
fn new_operations_are_added_and_what_is_left_over_goes() {
    let shop = Shop::generated();
    let kept = shop.read(LIST);
    let time = |path: &str| shop.path(path).metadata().and_then(|data| data.modified()).expect("a time");
    let before = time("src/generated/v1/schemas/item.rs");
    shop.spec("  /items/{id}:\n", "    delete:\n      operationId: clear\n      responses: { \"204\": { description: Gone. } }\n  /health:\n    get:\n      operationId: health\n      responses: { \"204\": { description: Well. } }\n  /items/{id}:\n");
    shop.write("src/generated/v1/mine.rs", "// not of the tool\n");
    let said = shop.generate();
    assert!(said.contains(&format!("{LIST}   DELETE /api/items")), "{said}");
    let added = shop.read(LIST).strip_prefix(&kept).expect("what was there comes first").to_owned();
    assert!(added.contains("pub async fn delete(_req: Clear) -> Result<ClearResponse> {"), "{added}");
    assert!(shop.path("src/app/api/health/route.rs").exists());
    assert!(shop.path("src/generated/v1/operations/health.rs").exists());
    assert_eq!(time("src/generated/v1/schemas/item.rs"), before);

    std::fs::remove_dir_all(shop.path("src/app/api/health")).expect("it was there");
    shop.cut("  /health:\n", "  /items/{id}:\n");
    shop.generate();
    assert!(!shop.path("src/generated/v1/operations/health.rs").exists());
    assert!(shop.path("src/generated/v1/mine.rs").exists(), "a file that the tool did not make stays");
}

#[test]
fn hand_written_routes_are_found_and_wired() {
    let shop = Shop::generated();
    shop.write("src/app/(internal)/healthz/route.rs", "pub async fn get() -> &'static str { \"well\" }\n");
    shop.write("src/app/files/[...path]/route.rs", "pub use crate::files::get;\n");
    shop.write("src/app/_lib/route.rs", "pub async fn get() {}\n");
    let routes: serde_json::Value =
        serde_json::from_str(&shop.succeeds(&["routes", "--json"])).expect("JSON");
    let found =
        |url: &str| routes.as_array().into_iter().flatten().find(|route| route["url"] == url).cloned();
    let healthz = found("/healthz").expect("a route");
    assert_eq!(healthz["file"], "src/app/(internal)/healthz/route.rs");
    assert_eq!((&healthz["filled"], &healthz["document"]), (&true.into(), &serde_json::Value::Null));
    assert!(found("/files/{*path}").is_some() && found("/_lib").is_none() && found("/lib").is_none());
    assert_eq!(found("/api/items/{id}").expect("a route")["filled"], false);
    shop.generate();
    let wiring = shop.read("src/generated/routes.rs");
    assert!(wiring.contains("/files/{*path}") && wiring.contains("/healthz"), "{wiring}");
}

#[test]
fn an_error_file_shapes_the_errors_at_and_below_its_folder() {
    let shop = Shop::generated();
    let error = "pub fn error(problem: routewright::Problem, _: &routewright::http::request::Parts) -> routewright::Problem { problem }\n";
    shop.write("src/app/error.rs", error);
    shop.write("src/app/api/items/[id]/error.rs", error);
    shop.write("src/app/(internal)/error.rs", error);
    shop.write("src/app/(internal)/healthz/route.rs", "pub async fn get() -> &'static str { \"well\" }\n");
    shop.generate();
    let wiring = shop.read("src/generated/routes.rs");
    let words: String = wiring.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "routes.errors(\"/\", error::error); routes.errors(\"/api/items/{id}\", api_items_id_error::error);",
        ".file(\"src/app/api/items/route.rs\") .errors(error::error) .operation",
        ".file(\"src/app/api/items/[id]/route.rs\") .errors(api_items_id_error::error) .operation",
        ".file(\"src/app/(internal)/healthz/route.rs\") .errors(internal_error::error) .raw(",
    ] {
        assert!(words.contains(part), "no {part} in\n{wiring}");
    }
    let routes: serde_json::Value =
        serde_json::from_str(&shop.succeeds(&["routes", "--json"])).expect("JSON");
    let read = routes.as_array().into_iter().flatten().find(|route| route["url"] == "/api/items/{id}");
    assert_eq!(read.expect("a route")["errors"], "src/app/api/items/[id]/error.rs");

    shop.write("src/app/error.rs", "fn error() {}\n");
    let said = shop.fails(&["generate"]);
    assert!(said.contains("src/app/error.rs:1:4") && said.contains("no function `error`"), "{said}");
}

#[test]
fn two_runs_at_once_wait_for_each_other() {
    let shop = Shop::new(SPEC);
    let start = || {
        let mut command = shop.command(&["generate"]);
        command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null());
        command.spawn().expect("it starts")
    };
    let runs: Vec<_> = (0..6).map(|_| start()).collect();
    for mut run in runs {
        assert!(run.wait().expect("it ends").success());
    }
    shop.succeeds(&["generate", "--check"]);
    assert!(!shop.path(".routewright").exists());
}
