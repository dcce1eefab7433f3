//! A project whose spec is of OpenAPI 3.2.

use routewright_tests::{Server, workspace};
use serde_json::{Value, json};

use crate::shop::Shop;

const SPEC: &str = include_str!("archive.yaml");

const FILES: &str = r#"
use crate::generated::v1::{Filter, ListFiles, ListFilesResponse, SearchFiles, SearchFilesResponse};
use routewright::Result;

pub async fn get(req: ListFiles) -> Result<ListFilesResponse> {
    let filter = req.query.unwrap_or(Filter { author: "anybody".to_owned(), tags: None, limit: 1 });
    Ok(ListFilesResponse::Ok(Filter { tags: req.cookies.theme.or(filter.tags), ..filter }))
}

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

const CHANGES: &str = r#"
use crate::generated::v1::{Change, SendChange, SendChangeResponse, Unknown};
use routewright::Result;

pub async fn post(req: SendChange) -> Result<SendChangeResponse> {
    Ok(SendChangeResponse::Ok(match req.body {
        Change::Unknown(change) => Change::Unknown(Unknown { what: format!("{}!", change.what), ..change }),
        renamed => renamed,
    }))
}
"#;

#[test]
fn a_spec_of_the_newest_version_is_served_and_published() {
    let archive = Shop::of("archive", SPEC);
    archive.write("src/app/archive/files/route.rs", FILES);
    archive.write("src/app/archive/files/[name]/route.rs", FILE);
    archive.write("src/app/archive/changes/route.rs", CHANGES);
    // What is missing is added.
    archive.succeeds(&["generate"]);
    let room = archive.read("src/app/archive/files/[name]/route.rs");
    assert!(room.starts_with(FILE) && room.contains("pub async fn move_("), "{room}");
    let server = archive.serve(&["--mock"]);
    methods(&server);
    whole_queries(&server);
    changes(&server);
    documents(&server);
    archive.succeeds(&["check"]);
}

fn methods(server: &Server) {
    let client = server.client();
    let found =
        client.send("QUERY", "/archive/files", &json!({ "words": ["tea", "pot"] })).expect(200).json();
    assert_eq!(found, json!(["tea", "pot"]));
    let wrong = client.send("QUERY", "/archive/files", &json!({ "words": [] })).problem(400);
    assert_eq!(wrong["errors"][0]["keyword"], "minItems");
    let other = client.ask("QUERY", "/archive/files").body("text/plain", "tea").send();
    assert_eq!(other.header("accept-query"), Some("application/json"));
    other.problem(415);

    let copied = client.ask("COPY", "/archive/files/a").header("destination", "b").send().expect(201).json();
    assert_eq!(copied, json!({ "from": "a", "to": "b" }));
    client.ask("COPY", "/archive/files/a").send().problem(400);
    let _ = client.ask("MOVE", "/archive/files/a").send().expect(204);
    // Methods are told apart by case.
    let refused = client.ask("Copy", "/archive/files/a").send();
    assert_eq!(refused.header("allow"), Some("GET, HEAD, OPTIONS, COPY, MOVE"));
    refused.problem(405);
    // What an operation does not say, the document says: here by the URI of the scheme.
    client.get("/archive/files/a").problem(401);
}

fn whole_queries(server: &Server) {
    let client = server.client();
    let found = client.get("/archive/files?author=Ada+L&tags=a&tags=b").expect(200).json();
    assert_eq!(found, json!({ "author": "Ada L", "tags": ["a", "b"], "limit": 20 }));
    assert_eq!(client.get("/archive/files").expect(200).json()["author"], "anybody");
    let wrong = client.get("/archive/files?author=Ada&limit=0").problem(400);
    let wrong = &wrong["errors"][0];
    assert_eq!(
        (&wrong["in"], &wrong["parameter"], &wrong["pointer"]),
        (&json!("querystring"), &json!("filter"), &json!("/limit"))
    );
    let cookies = client.ask("GET", "/archive/files").header("cookie", "theme=a%20b; theme=c&d").send();
    assert_eq!(cookies.expect(200).json()["tags"], json!(["a%20b", "c&d"]));
}

fn changes(server: &Server) {
    let client = server.client();
    let send = |change| client.send("POST", "/archive/changes", &change);
    let renamed = json!({ "kind": "renamed", "to": "b" });
    assert_eq!(send(renamed.clone()).expect(200).json(), renamed);
    assert_eq!(send(json!({ "what": "x" })).expect(200).json(), json!({ "what": "x!" }));
    let unknown = json!({ "kind": "deleted", "what": "x" });
    assert_eq!(send(unknown).expect(200).json(), json!({ "kind": "deleted", "what": "x!" }));
    assert_eq!(send(json!({ "kind": "deleted" })).problem(400)["errors"][0]["pointer"], "/what");
    // Made up from the schema of the items.
    let events = client.get("/archive/changes").expect(200);
    assert_eq!(events.header("content-type"), Some("text/event-stream"));
    assert!(events.text().contains("\ndata: "), "{}", events.text());
}

fn documents(server: &Server) {
    let client = server.client();
    let document = client.get("/openapi.json").expect(200).json();
    assert_eq!(document["openapi"], "3.2.0");
    assert_eq!(document["$self"], "https://example.com/specs/archive.yaml");
    assert_eq!(document["security"], json!([{ "key": [] }]));
    let files = &document["paths"]["/files"];
    assert_eq!(files["query"]["operationId"], "searchFiles");
    assert_eq!(files["get"]["responses"]["200"]["summary"], "Some files.");
    assert_eq!(files["get"]["responses"]["200"].get("description"), None);
    let additional = &document["paths"]["/files/{name}"]["additionalOperations"];
    assert_eq!(additional["COPY"]["summary"], "Copy a file.");
    let events = &document["paths"]["/changes"]["get"]["responses"]["200"]["content"]["text/event-stream"];
    assert_eq!(events["itemSchema"]["required"], json!(["data"]));
    follows_the_specification(&document);
    let page = client.get("/docs").expect(200).text();
    for part in ["data-method=\"QUERY\"", "data-method=\"COPY\"", "data-in=\"querystring\"", "Each item"] {
        assert!(page.contains(part), "no {part} in\n{page}");
    }
}

/// Holds a document against the schema that the initiative publishes for documents of 3.2.
fn follows_the_specification(document: &Value) {
    let Some(folder) = workspace::shared("suites/oai-spec/v3.2-dev/src/schemas/validation") else { return };
    let text = std::fs::read_to_string(folder.join("schema.yaml")).expect("a schema");
    let schema: Value = yaml_serde::from_str(&text).expect("a schema");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let errors: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
}
