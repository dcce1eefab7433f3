//! A project whose spec is of OpenAPI 3.2.

use serde_json::json;

use crate::shop::Shop;

const SPEC: &str = include_str!("archive.yaml");

const FILES: &str = r#"
use crate::generated::v1::{SearchFiles, SearchFilesResponse};
use routewright::Result;

pub async fn query(req: SearchFiles) -> Result<SearchFilesResponse> {
    Ok(SearchFilesResponse::Ok(req.body.words))
}
"#;

const FILE: &str = r#"
use crate::generated::v1::{Copied, CopyFile, CopyFileResponse};
use routewright::Result;

pub async fn copy(req: CopyFile) -> Result<CopyFileResponse> {
    Ok(CopyFileResponse::Created(Copied { from: req.path.name, to: req.headers.destination }))
}
"#;

#[test]
fn a_spec_of_the_newest_version_is_served_and_published() {
    let archive = Shop::of("archive", SPEC);
    archive.write("src/app/files/route.rs", FILES);
    archive.write("src/app/files/[name]/route.rs", FILE);
    // What is missing is added.
    archive.succeeds(&["generate"]);
    let room = archive.read("src/app/files/[name]/route.rs");
    assert!(room.starts_with(FILE) && room.contains("pub async fn move_("), "{room}");
    let server = archive.serve(&[]);
    let client = server.client();

    let found = client.send("QUERY", "/files", &json!({ "words": ["tea", "pot"] })).expect(200).json();
    assert_eq!(found, json!(["tea", "pot"]));
    let wrong = client.send("QUERY", "/files", &json!({ "words": [] })).problem(400);
    assert_eq!(wrong["errors"][0]["keyword"], "minItems");
    let other = client.ask("QUERY", "/files").body("text/plain", "tea").send();
    assert_eq!(other.header("accept-query"), Some("application/json"));
    other.problem(415);

    let copied = client.ask("COPY", "/files/a").header("destination", "b").send().expect(201).json();
    assert_eq!(copied, json!({ "from": "a", "to": "b" }));
    client.ask("COPY", "/files/a").send().problem(400);
    client.ask("MOVE", "/files/a").send().problem(501);
    // Methods are told apart by case.
    let refused = client.ask("Copy", "/files/a").send();
    assert_eq!(refused.header("allow"), Some("GET, HEAD, OPTIONS, COPY, MOVE"));
    refused.problem(405);

    let document = client.get("/openapi.json").expect(200).json();
    assert_eq!(document["openapi"], "3.2.0");
    assert_eq!(document["paths"]["/files"]["query"]["operationId"], "searchFiles");
    let additional = &document["paths"]["/files/{name}"]["additionalOperations"];
    assert_eq!(additional["COPY"]["summary"], "Copy a file.");
    let page = client.get("/docs").expect(200).text();
    assert!(page.contains("data-method=\"QUERY\"") && page.contains("data-method=\"COPY\""), "{page}");
    archive.succeeds(&["check"]);
}
