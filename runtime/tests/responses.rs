//! What is answered: by handlers, and by the router in their place.

mod support;

use routewright::http::Method;
use routewright::operation::Mounted;
use routewright::{Response, Routes, TestClient, axum};
use support::{App, client, routes};

#[tokio::test]
async fn a_path_that_is_not_there_is_a_problem() {
    for path in ["/", "/api/v1/posts/", "/api/v1//posts", "/api/v1/nothing", "/posts"] {
        let response = client().get(path).send().await;
        assert_eq!(response.status(), 404, "{path}");
        assert_eq!(response.header("content-type"), Some("application/problem+json"));
        assert_eq!(response.value()["status"], 404);
    }
}

#[tokio::test]
async fn another_method_is_told_which_there_are() {
    let response = client().request(Method::PUT, "/api/v1/posts").send().await;
    assert_eq!(response.status(), 405);
    assert_eq!(response.header("allow"), Some("GET, HEAD, POST, OPTIONS"));
    let response = client().request(Method::OPTIONS, "/api/v1/posts").send().await;
    assert_eq!(
        (response.status().as_u16(), response.header("allow")),
        (204, Some("GET, HEAD, POST, OPTIONS"))
    );
}

#[tokio::test]
async fn head_follows_get() {
    let response = client().head("/api/v1/posts/7").send().await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.header("content-length"), Some("12"));
    assert_eq!(response.text(), "");
}

#[tokio::test]
async fn callers_are_authenticated() {
    let client = client();
    assert_eq!(client.get("/api/v1/posts/7").send().await.text(), "7 for nobody");
    assert_eq!(client.get("/api/v1/posts/7").bearer("ada").send().await.text(), "7 for ada");
    let refused = client.get("/api/v1/posts/7").bearer("eve").send().await;
    assert_eq!(refused.status(), 401);
    assert_eq!(refused.header("www-authenticate"), Some("Bearer error=\"invalid_token\""));
    assert!(!refused.text().contains("eve"));

    let absent = client.post("/api/v1/posts").json(&()).send().await;
    assert_eq!(absent.status(), 401);
    let challenges: Vec<_> = absent.headers().get_all("www-authenticate").iter().collect();
    assert_eq!(challenges, ["Bearer", "ApiKey in=\"query\", name=\"key\""]);
    let post = serde_json::json!({ "title": "x", "cover": null });
    assert_eq!(client.post("/api/v1/posts?key=k").json(&post).send().await.status(), 201);
    assert_eq!(client.post("/api/v1/posts?key=z").json(&post).send().await.status(), 403);
}

#[tokio::test]
async fn a_signed_body_is_checked_byte_by_byte() {
    let send = async |signature: &str, body: &'static str| {
        let request = client().post("/api/v1/hook").header("x-signature", signature);
        request.body("application/json", body).send().await.status().as_u16()
    };
    let signature = "sha256=a4c58d43b4f0d0d5bb8d2d66c67ccf85b8ea3d9fb3d6ed5ea0ca7cd8d5c86e09";
    assert_eq!(send(signature, r#"{"from":1}"#).await, 401);
    let signature = routewright_signature(br#"{"from":1}"#);
    assert_eq!(send(&signature, r#"{"from":1}"#).await, 202);
    assert_eq!(send(&signature, r#"{"from": 1}"#).await, 401);
    assert_eq!(client().post("/api/v1/hook").body("application/json", "{}").send().await.status(), 401);
}

fn routewright_signature(body: &[u8]) -> String {
    use hmac::{Hmac, KeyInit, Mac};
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(b"secret").expect("any key will do");
    mac.update(body);
    mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn failures_are_opaque_and_panics_are_caught() {
    for title in ["fail", "panic"] {
        let post = serde_json::json!({ "title": title, "cover": null });
        let response = client().post("/api/v1/posts").bearer("ada").json(&post).send().await;
        assert_eq!(response.status(), 500);
        assert_eq!(
            response.value(),
            serde_json::json!({ "type": "about:blank", "title": "Internal Server Error", "status": 500 })
        );
    }
}

#[tokio::test]
async fn a_handler_answers_within_what_is_declared() {
    let post = serde_json::json!({ "title": "taken", "cover": null });
    let response = client().post("/api/v1/posts").bearer("ada").json(&post).send().await;
    assert_eq!(response.status(), 409);
    assert_eq!(response.header("content-type"), Some("application/problem+json"));
    assert_eq!(client().get("/api/v1/posts/404").send().await.status(), 404);
}

#[tokio::test]
async fn what_is_not_written_yet_says_so() {
    let response = client().delete("/api/v1/posts/7").send().await;
    assert_eq!(response.status(), 501);
    assert_eq!(response.value()["title"], "Not Implemented");
}

#[tokio::test]
async fn what_is_not_written_yet_can_be_made_up() {
    let mut routes = routes();
    routes.mock();
    let client = TestClient::new(routes, App { greeting: "hello" }).expect("the routes are fine");
    let response = client.delete("/api/v1/posts/7").send().await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(client.get("/api/v1/posts/7").send().await.text(), "7 for nobody");
}

#[tokio::test]
async fn operations_that_no_type_describes_are_in_the_document() {
    let mut routes = routes();
    let operation = r#"{"operationId":"odd","responses":{"200":{"description":"Odd."}}}"#;
    routes.raw("GET", "/api/v1/odd", Mounted::by_hand(), async || "odd").describe("v1", "/odd", operation);
    let document = routes.documents()[0];
    let specification = routes.specification(&document);
    let paths = &specification.as_value()["paths"];
    assert_eq!(paths["/odd"]["get"]["operationId"], "odd");
    assert_eq!(paths["/posts"]["get"]["operationId"], "listPosts");
}

#[tokio::test]
async fn a_client_that_reads_nothing_of_it_is_told() {
    let response = client().get("/api/v1/posts").header("accept", "text/html").send().await;
    assert_eq!(response.status(), 406);
    assert_eq!(response.value()["available"], serde_json::json!(["application/json"]));
    for accept in ["*/*", "application/*;q=0.1", "text/html, application/json", ""] {
        assert_eq!(
            client().get("/api/v1/posts").header("accept", accept).send().await.status(),
            200,
            "{accept}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_answer_is_given_up() {
    let response = client().get("/api/v1/slow").send().await;
    assert_eq!(response.status(), 504);
}

#[tokio::test]
async fn events_and_files_are_sent() {
    let response = client().get("/api/v1/events").send().await;
    assert_eq!(response.header("content-type"), Some("text/event-stream"));
    assert_eq!(response.text(), "id: 1\ndata: 1\n\nid: 2\ndata: 2\n\n");
    let response = client().get("/api/v1/covers/cat.png").send().await;
    assert_eq!(response.header("content-type"), Some("image/png"));
    assert_eq!(response.header("content-disposition"), Some("attachment; filename=\"cat\""));
}

#[tokio::test]
async fn the_app_lives_in_an_axum_router() {
    use tower::ServiceExt;
    let app = routes().into_service(App { greeting: "hello" }).expect("the routes are fine");
    let router =
        axum::Router::new().route("/old", axum::routing::get(async || "old")).nest_service("/new", app);
    let request =
        axum::http::Request::get("/new/api/v1/posts/3").body(axum::body::Body::empty()).expect("a request");
    let response = router.oneshot(request).await.expect("no error is possible");
    let body = axum::body::to_bytes(response.into_body(), 100).await.expect("a body");
    assert_eq!(body, "3 for nobody");
}

#[tokio::test]
async fn raw_routes_are_axums_own() {
    use axum::extract::Path;
    use axum::http::Uri;
    let here = Mounted::by_hand;
    let mut routes = Routes::<()>::new();
    routes.raw("GET", "/files/{*path}", here(), async |Path(path): Path<String>, uri: Uri| {
        format!("{path} {uri}")
    });
    routes.raw(
        "GET",
        "/compare/{base}...{head}",
        here(),
        async |Path((base, head)): Path<(String, String)>, uri: Uri| format!("{base} {head} {uri}"),
    );
    routes.raw("POST", "/short", here(), async |body: String| body).body_limit(3);
    let client = TestClient::new(routes, ()).expect("the routes are fine");
    assert_eq!(client.get("/files/a/b%20c.txt?x=1").send().await.text(), "a/b c.txt /files/a/b%20c.txt?x=1");
    assert_eq!(client.get("/compare/v%2F1...v2?x").send().await.text(), "v/1 v2 /compare/v%2F1...v2?x");
    assert_eq!(client.post("/short").text("abcd").send().await.status(), 413);
    assert_eq!(client.post("/compare/a...b").send().await.status(), 405);
}

#[tokio::test]
async fn two_routes_on_one_url_are_refused() {
    let mut routes = Routes::<()>::new();
    routes.raw("GET", "/a/{x}", Mounted { file: "a.rs", function: "get" }, async || "");
    routes.raw("GET", "/a/{y}", Mounted { file: "b.rs", function: "get" }, async || "");
    let error = routes.into_service(()).expect_err("the routes are in conflict");
    assert_eq!(error.to_string(), "two routes answer GET /a/{y} (b.rs): the other is /a/{x} (a.rs)");
}

#[derive(Debug, Response)]
enum OddResponse {
    /// A media type that no header can hold.
    #[response(status = 200, content = "application/\u{e9}")]
    Ok(String),
}

#[test]
fn a_media_type_that_cannot_be_sent_is_not() {
    use routewright::response::Respond;
    let response = OddResponse::Ok("x".to_owned()).into_http();
    assert_eq!(response.headers()["content-type"], "application/octet-stream");
}
