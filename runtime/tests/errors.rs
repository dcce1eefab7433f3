//! How errors look where a function says how.

#[path = "support/log.rs"]
mod log;

use log::Log;
use routewright::axum::response::IntoResponse;
use routewright::extract::{FromRequestParts, State};
use routewright::http::StatusCode;
use routewright::http::request::Parts;
use routewright::operation::Mounted;
use routewright::{
    Error, Model, Operation, Problem, Response, Result, Routes, TestClient, Value, not_implemented,
};
use serde_json::json;

#[derive(Debug, Operation)]
#[operation(post = "/notes", document = "v1", id = "createNote", response = CreateNoteResponse)]
struct CreateNote {
    #[operation(content = "application/json")]
    body: Note,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Note {
    #[model(min_length = 1)]
    text: String,
    #[model(maximum = 5)]
    stars: Option<i64>,
}

#[derive(Debug, Response)]
enum CreateNoteResponse {
    /// It was there before.
    #[response(status = 409, content = "application/json")]
    Conflict(Note),
}

/// An extractor that wants a header.
struct Wanted;

impl<S: Sync> FromRequestParts<S> for Wanted {
    type Rejection = (StatusCode, &'static str);

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        match parts.headers.get("x-wanted").map(|value| value.as_bytes()) {
            Some(b"broken") => Err((StatusCode::INTERNAL_SERVER_ERROR, "the key is hunter2")),
            Some(_) => Ok(Self),
            None => Err((StatusCode::FORBIDDEN, "x-wanted is wanted")),
        }
    }
}

async fn create(State(()): State<()>, _: Wanted, req: CreateNote) -> Result<CreateNoteResponse> {
    match req.body.text.as_str() {
        "taken" => Err(Error::conflict("this note is taken").header("retry-after".parse()?, "7")),
        "same" => Ok(CreateNoteResponse::Conflict(req.body)),
        "panic" => panic!("at the disco"),
        "later" => not_implemented(),
        _ => Err("a secret".parse::<u8>().unwrap_err().into()),
    }
}

/// The errors of this API, in German for whoever wants that.
fn error(problem: Problem, request: &Parts) -> impl IntoResponse {
    let german = request.headers.get("accept-language").is_some_and(|language| language == "de");
    let errors: Vec<String> = problem
        .errors
        .iter()
        .flatten()
        .map(|wrong| match (wrong.keyword.as_str(), german) {
            ("minLength", true) => format!("mindestens {} Zeichen", wrong.arguments["limit"]),
            ("maximum", true) => format!("höchstens {}", wrong.arguments["limit"]),
            _ => wrong.to_string(),
        })
        .collect();
    let path = request.uri.path();
    routewright::axum::Json(
        json!({ "code": problem.status, "path": path, "detail": problem.detail, "errors": errors }),
    )
}

fn client() -> TestClient {
    let mut routes = Routes::new();
    routes.operation::<CreateNote, _>(Mounted::by_hand(), create).errors(error);
    routes.raw("GET", "/raw", Mounted::by_hand(), async || Error::not_found()).errors(error);
    routes.raw("GET", "/plain", Mounted::by_hand(), async || Error::not_found());
    routes.errors("/notes", error);
    TestClient::new(routes, ()).unwrap()
}

async fn posted(body: Value) -> (u16, Value) {
    let response = client().post("/notes").header("x-wanted", "x").json(&body).send().await;
    assert_eq!(response.header("content-type"), Some("application/json"));
    (response.status().as_u16(), response.json())
}

fn said(code: u16, path: &str, detail: &str) -> (u16, Value) {
    (code, json!({ "code": code, "path": path, "detail": detail, "errors": [] }))
}

#[tokio::test]
async fn the_error_of_a_handler_is_shaped() {
    assert_eq!(posted(json!({ "text": "taken" })).await, said(409, "/notes", "this note is taken"));
    let (code, later) = posted(json!({ "text": "later" })).await;
    assert_eq!((code, &later["code"]), (501, &json!(501)));
    let response =
        client().post("/notes").header("x-wanted", "x").json(&json!({ "text": "taken" })).send().await;
    assert_eq!(response.header("retry-after"), Some("7"));
}

#[tokio::test]
async fn a_response_that_is_declared_stays() {
    assert_eq!(posted(json!({ "text": "same" })).await, (409, json!({ "text": "same" })));
}

#[tokio::test]
async fn nobody_learns_why_the_server_failed() {
    for text in ["panic", "other"] {
        let (code, said) = posted(json!({ "text": text })).await;
        assert_eq!(
            (code, said),
            (500, json!({ "code": 500, "path": "/notes", "detail": null, "errors": [] }))
        );
    }
    let answer =
        client().post("/notes").header("x-wanted", "broken").json(&json!({ "text": "x" })).send().await;
    assert_eq!(answer.status(), 500);
    assert!(!answer.text().contains("hunter2"), "{}", answer.text());
}

#[tokio::test]
async fn what_is_refused_before_the_handler_is_shaped() {
    let wrong = json!({ "text": "", "stars": 6 });
    let english = posted(wrong.clone()).await.1;
    assert_eq!(english["errors"][0], "text: must be at least 1 character (is 0)");
    let german = client()
        .post("/notes")
        .header("x-wanted", "x")
        .header("accept-language", "de")
        .json(&wrong)
        .send()
        .await
        .json::<Value>();
    assert_eq!(german["errors"], json!(["mindestens 1 Zeichen", "höchstens 5"]));
    let refused = client().post("/notes").json(&json!({ "text": "x" })).send().await;
    assert_eq!(refused.status(), 403);
    assert_eq!(refused.json::<Value>()["detail"], "x-wanted is wanted");
    let untyped = client().post("/notes").header("x-wanted", "x").text("x").send().await;
    assert_eq!((untyped.status().as_u16(), untyped.json::<Value>()["code"].clone()), (415, json!(415)));
}

#[tokio::test]
async fn where_nothing_answers_it_is_shaped_by_path() {
    let client = client();
    let nowhere = client.get("/notes/7").send().await;
    assert_eq!(nowhere.json::<Value>(), said(404, "/notes/7", "there is nothing at this path").1);
    let other = client.delete("/notes").send().await;
    assert_eq!(other.header("allow"), Some("POST, OPTIONS"));
    assert_eq!(other.json::<Value>()["code"], 405);
    assert_eq!(client.get("/else").send().await.header("content-type"), Some("application/problem+json"));
}

#[tokio::test]
async fn what_a_middleware_answers_is_shaped() {
    use routewright::axum::middleware::Next;
    use routewright::extract::Request;

    async fn closed(_: Request, _: Next) -> Response {
        Error::status(StatusCode::SERVICE_UNAVAILABLE, "closed on Mondays").into_response()
    }

    let mut routes = Routes::new();
    routes.file("route.rs").middleware(closed).errors(error).raw("GET", "/", async || "open");
    let answer = TestClient::new(routes, ()).unwrap().get("/").send().await;
    assert_eq!(answer.json::<Value>(), said(503, "/", "closed on Mondays").1);
}

#[tokio::test]
async fn what_an_extractor_of_a_middleware_refuses_is_shaped() {
    use routewright::axum::middleware::Next;
    use routewright::extract::Request;

    async fn guarded(_: Wanted, request: Request, next: Next) -> Response {
        next.run(request).await
    }

    let mut routes = Routes::new();
    routes.file("route.rs").middleware(guarded).errors(error).raw("GET", "/", async || "open");
    let client = TestClient::new(routes, ()).unwrap();
    assert_eq!(client.get("/").header("x-wanted", "x").send().await.text(), "open");
    assert_eq!(client.get("/").send().await.json::<Value>(), said(403, "/", "x-wanted is wanted").1);
}

#[tokio::test]
async fn why_a_middleware_or_a_handler_failed_is_logged_once() {
    use routewright::axum::middleware::Next;
    use routewright::extract::Request;

    async fn counted(request: Request, next: Next) -> Result<Response> {
        let _: u8 = request.headers().get("x-count").map_or("0", |_| "many").parse()?;
        Ok(next.run(request).await)
    }

    async fn failing() -> Result<&'static str> {
        let _: u8 = "none".parse()?;
        Ok("fine")
    }

    Log::listen();
    let mut routes = Routes::new();
    routes.file("route.rs").middleware(counted).raw("GET", "/", failing);
    let client = TestClient::new(routes, ()).unwrap();
    Log::lines();
    let line = |path: &str| format!("ERROR invalid digit found in string method=GET path=\"{path}\"");
    assert_eq!(client.get("/").send().await.status(), 500);
    assert_eq!(Log::lines(), [line("/")]);
    assert_eq!(client.get("/?again").header("x-count", "1").send().await.status(), 500);
    assert_eq!(Log::lines(), [line("/")]);
}

#[tokio::test]
async fn routes_without_an_operation_have_shaped_errors_too() {
    assert_eq!(client().get("/raw").send().await.json::<Value>()["code"], 404);
    assert_eq!(client().get("/plain").send().await.header("content-type"), Some("application/problem+json"));
}
