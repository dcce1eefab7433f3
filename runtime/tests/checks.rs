//! What becomes of responses that are not as their operation declares them.

#[path = "support/log.rs"]
mod log;

use log::Log;
use routewright::http::StatusCode;
use routewright::operation::Mounted;
use routewright::response::Checks;
use routewright::{Error, Model, Operation, Response, Result, Routes, TestClient, Value};
use serde_json::json;

#[derive(Debug, Operation)]
#[operation(get = "/posts/{id}", document = "v1", id = "readPost", response = ReadPostResponse)]
struct ReadPost {
    path: ReadPostPath,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct ReadPostPath {
    id: i64,
}

#[derive(Debug, Response)]
enum ReadPostResponse {
    /// The post.
    #[response(status = 200, content = "application/json")]
    Ok { headers: ReadPostHeaders, body: Post },
    /// It is being edited.
    #[response(status = 423, content = "text/plain")]
    Locked(Words),
    /// The request is wrong.
    #[response(status = 400, content = "application/problem+json")]
    BadRequest(Coded),
}

#[derive(Clone, Debug, PartialEq, Model)]
struct ReadPostHeaders {
    #[model(name = "X-Left", maximum = 100)]
    left: i64,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Post {
    #[model(min_length = 1, max_length = 10)]
    title: String,
    #[model(max_items = 2, items(min_length = 1))]
    tags: Vec<String>,
    #[model(write_only)]
    password: String,
}

/// Text that is short.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(max_length = 4)]
struct Words(String);

/// A problem as no problem is.
#[derive(Clone, Debug, PartialEq, Model)]
struct Coded {
    code: i64,
}

fn post(title: &str, tags: &[&str]) -> Post {
    let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    Post { title: title.to_owned(), tags, password: "hunter2".to_owned() }
}

async fn read(req: ReadPost) -> Result<ReadPostResponse> {
    let ok = |left, body| Ok(ReadPostResponse::Ok { headers: ReadPostHeaders { left }, body });
    match req.path.id {
        1 => ok(7, post("Hello", &["a"])),
        2 => ok(7, post("", &["", "b", "c"])),
        3 => ok(101, post("Hello", &[])),
        4 => Ok(ReadPostResponse::Locked(Words("being edited".to_owned()))),
        5 => Err(Error::response((StatusCode::IM_A_TEAPOT, "short"))),
        8 => ok(7, post("Hello", &[""])),
        10 => Err(Error::response(([("content-type", "text/csv"), ("x-own", "1"), ("x-left", "1")], "a,b"))),
        7 => Ok(ReadPostResponse::BadRequest(Coded { code: 7 })),
        6 => Err(Error::response(routewright::axum::Json(json!({ "title": 7 })))),
        11 => {
            let body = json!({ "title": "Hello", "tags": [], "password": "hunter2" });
            Err(Error::response(([("x-left", "1")], routewright::axum::Json(body))))
        }
        12 => Err(Error::response(([("x-left", "1")], ()))),
        13 => Err(Error::response(([("x-left", "1")], routewright::axum::body::Body::from("{}")))),
        _ => Err(Error::not_found()),
    }
}

fn client(checks: Option<Checks>) -> TestClient {
    Log::listen();
    let mut routes = Routes::new();
    routes.operation::<ReadPost, _>(Mounted::by_hand(), read);
    if let Some(checks) = checks {
        routes.check_responses(checks);
    }
    TestClient::new(routes, ()).unwrap()
}

async fn problem(path: &str) -> Value {
    let response = client(Some(Checks::Refuse)).get(path).send().await;
    assert_eq!(response.status(), 500, "{path}");
    response.json()
}

#[tokio::test]
async fn a_response_that_keeps_its_contract_is_sent() {
    let response = client(Some(Checks::Refuse)).get("/posts/1").send().await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.text(), r#"{"title":"Hello","tags":["a"]}"#);
    assert_eq!(response.header("x-left"), Some("7"));
    assert_eq!(client(Some(Checks::Refuse)).head("/posts/1").send().await.status(), 200);
}

#[tokio::test]
async fn the_developer_reads_what_is_wrong() {
    assert_eq!(
        problem("/posts/2").await,
        json!({
            "type": "about:blank", "title": "Internal Server Error", "status": 500,
            "detail": "the response 200 of readPost breaks its contract",
            "errors": [
                { "pointer": "/title", "detail": "must be at least 1 character (is 0)",
                  "keyword": "minLength", "limit": 1, "actual": 0 },
                { "pointer": "/tags/0", "detail": "must be at least 1 character (is 0)",
                  "keyword": "minLength", "limit": 1, "actual": 0 },
                { "pointer": "/tags", "detail": "must have at most 2 items (has 3)",
                  "keyword": "maxItems", "limit": 2, "actual": 3 },
            ],
        })
    );
    assert_eq!(problem("/posts/3").await["errors"][0]["parameter"], "X-Left");
    assert_eq!(problem("/posts/4").await["errors"][0]["keyword"], "maxLength");
}

#[tokio::test]
async fn responses_made_by_hand_are_held_to_the_contract_too() {
    let problem = problem("/posts/6").await;
    let wrong: Vec<String> = problem["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|error| {
            format!("{} {}", error.get("pointer").or(error.get("parameter")).unwrap(), error["keyword"])
        })
        .collect();
    assert_eq!(wrong, [r#""X-Left" "required""#, r#""/title" "type""#, r#""/tags" "required""#]);
}

#[tokio::test]
async fn what_only_clients_send_is_not_sent_back() {
    let problem = problem("/posts/11").await;
    assert_eq!(
        problem["errors"],
        json!([{ "pointer": "/password", "detail": "is for clients to send only", "keyword": "writeOnly" }])
    );
    assert!(!problem.to_string().contains("hunter2"));
}

#[tokio::test]
async fn what_is_not_declared_is_only_logged() {
    let client = client(Some(Checks::Refuse));
    assert_eq!(client.get("/posts/5").send().await.status(), 418);
    assert_eq!(client.get("/posts/9").send().await.status(), 404);
}

/// What the log says while requests are answered.
async fn logged(paths: &[&str]) -> Vec<String> {
    let client = client(Some(Checks::Log));
    Log::lines();
    for path in paths {
        client.get(path).send().await;
    }
    Log::lines()
}

#[tokio::test]
async fn the_log_names_operation_and_place() {
    assert_eq!(
        logged(&["/posts/8", "/posts/8"]).await,
        [
            "ERROR the response breaks its contract: tags/0: must be at least 1 character (is 0) operation=\"readPost\" status=200",
            "ERROR the response breaks its contract: tags/0: must be at least 1 character (is 0) operation=\"readPost\" status=200",
        ]
    );
}

#[tokio::test]
async fn the_log_tells_once_of_what_is_not_declared() {
    assert_eq!(
        logged(&["/posts/5", "/posts/5", "/posts/9", "/posts/x", "/posts/y", "/posts/10"]).await,
        [
            "WARN answered with a status that is not declared operation=\"readPost\" status=418",
            "WARN answered with a status that is not declared operation=\"readPost\" status=404",
            "WARN the error breaks its contract: code: is required; an `error.rs` can turn problems into what is declared operation=\"readPost\" status=400",
            "WARN answered with the header x-own, which is not declared operation=\"readPost\" status=200",
            "WARN answered as text/csv, which is not declared operation=\"readPost\" status=200",
        ]
    );
}

#[tokio::test]
async fn the_log_tells_of_a_body_that_is_not_there_and_of_one_that_does_not_say_what_it_is() {
    let without = |what: &str| {
        format!(
            "WARN answered without a {what}, where application/json is declared operation=\"readPost\" status=200"
        )
    };
    assert_eq!(logged(&["/posts/12", "/posts/12", "/posts/1"]).await, [without("body")]);
    assert_eq!(logged(&["/posts/13"]).await, [without("media type")]);
}

#[tokio::test]
async fn a_clients_mistake_stays_one() {
    // The document promises a code, which only an `error.rs` could add.
    assert_eq!(client(Some(Checks::Refuse)).get("/posts/x").send().await.status(), 400);
}

#[tokio::test]
async fn who_says_so_sends_it_anyway() {
    for checks in [Checks::Log, Checks::Off] {
        assert_eq!(client(Some(checks)).get("/posts/2").send().await.status(), 200);
    }
    let refuses = cfg!(debug_assertions);
    let status = client(None).get("/posts/2").send().await.status();
    assert_eq!(status, if refuses { 500 } else { 200 });
}
