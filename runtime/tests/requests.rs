//! What requests become, and what is said about those that are wrong.

mod support;

use routewright::http::Method;
use routewright::{TestResponse, Value};
use serde_json::json;
use support::client;

/// What is wrong, as `place keyword`.
fn errors(response: &TestResponse) -> Vec<String> {
    assert_eq!(response.status(), 400, "{}", response.text());
    assert_eq!(response.header("content-type"), Some("application/problem+json"));
    let value = response.value();
    let errors = value["errors"].as_array().expect("the problem lists errors").iter();
    let text = |error: &Value, name: &str| error[name].as_str().unwrap_or_default().to_owned();
    errors
        .map(|error| {
            assert!(!text(error, "detail").is_empty());
            let place = match error["parameter"].as_str() {
                Some(name) => format!("{} {name}{}", text(error, "in"), text(error, "pointer")),
                None => text(error, "pointer"),
            };
            format!("{place} {}", text(error, "keyword"))
        })
        .collect()
}

#[tokio::test]
async fn parameters_of_all_places_are_typed() {
    let response = client()
        .get("/api/v1/posts?tag=a&tag=b%20c&ids=1|2&filter[author]=ada&filter[within][from]=3&sort=oldest&unknown=1")
        .query("window", r#"{"from":1,"to":2}"#)
        .query("draft", "true")
        .header("x-request-id", "67e55044-10b1-426f-9247-bb680e5fe0c8")
        .header("x-colors", "red, green")
        .header("cookie", "theme=dark; other=1")
        .send()
        .await;
    assert_eq!(response.status(), 200, "{}", response.text());
    assert_eq!(response.header("x-total"), Some("7"));
    assert_eq!(response.header("x-names"), Some("a,b"));
    assert_eq!(
        response.value(),
        json!({
            "query": {
                "page": 1, "sort": "oldest", "tag": ["a", "b c"], "ids": [1, 2],
                "filter": { "author": "ada", "within": { "from": 3 } },
                "window": { "from": 1, "to": 2 }, "draft": true,
            },
            "headers": { "X-Request-Id": "67e55044-10b1-426f-9247-bb680e5fe0c8", "X-Colors": ["red", "green"] },
            "cookies": { "theme": "dark" },
        })
    );
}

#[tokio::test]
async fn everything_that_is_wrong_is_listed_at_once() {
    let response = client()
        .get(
            "/api/v1/posts?page=0&limit=many&sort=best&tag=toolong&ids=1|x&filter[likes]=-1&draft=yes&page=2",
        )
        .query("window", "{\"to\":1}")
        .header("x-request-id", "secret")
        .header("cookie", "theme=secret-theme")
        .send()
        .await;
    assert_eq!(
        errors(&response),
        [
            "query page duplicate",
            "query limit type",
            "query sort enum",
            "query tag/0 maxLength",
            "query ids/1 type",
            "query filter/likes minimum",
            "query window/from required",
            "query draft type",
            "header X-Request-Id format",
            "cookie theme maxLength",
        ]
    );
    assert!(!response.text().contains("secret"));
}

#[tokio::test]
async fn a_body_and_parameters_are_complained_about_together() {
    let response = client()
        .post("/api/v1/posts?dryRun=perhaps")
        .bearer("ada")
        .json(&json!({ "title": "", "cover": 1, "subtitle": null, "tags": ["a", "a", ""], "password": 5 }))
        .send()
        .await;
    let found = errors(&response);
    for expected in [
        "query dryRun type",
        "/title minLength",
        "/cover type",
        "/tags uniqueItems",
        "/tags/2 minLength",
        "/password type",
    ] {
        assert!(found.iter().any(|error| error == expected), "{expected} is not among {found:?}");
    }
    assert_eq!(found.len(), 6, "{found:?}");
}

#[tokio::test]
async fn a_good_body_reaches_the_handler_and_secrets_stay_there() {
    let post = json!({ "id": 99, "title": "Hello", "cover": null, "password": "secret" });
    let response = client().post("/api/v1/posts").bearer("ada").json(&post).send().await;
    assert_eq!(response.status(), 201, "{}", response.text());
    assert_eq!(
        response.value(),
        json!({ "id": 7, "title": "Hello", "cover": null, "published": false, "tags": [] })
    );
}

#[tokio::test]
async fn a_broken_body_is_a_bad_request() {
    let deep = "[".repeat(100_000);
    for body in
        ["{", "{\"title\":}", "\u{1}", "{\"title\":\"a\",\"title\":\"b\",\"cover\":null}", "null", "", &deep]
    {
        let response = client()
            .post("/api/v1/posts")
            .bearer("ada")
            .body("application/json", body.to_owned())
            .send()
            .await;
        assert_eq!(response.status(), 400, "{body}: {}", response.text());
    }
    let response = client()
        .post("/api/v1/posts")
        .bearer("ada")
        .body("application/json", "{\n  \"title\" 1}")
        .send()
        .await;
    assert_eq!(errors(&response), [" json"]);
    assert!(response.text().contains("line 2 column 11"), "{}", response.text());
    let response = client().post("/api/v1/posts").bearer("ada").send().await;
    assert_eq!(errors(&response), [" required"]);
    let response = client()
        .post("/api/v1/posts")
        .bearer("ada")
        .body("application/json", b"{\"title\":\"\xff\"}".to_vec())
        .send()
        .await;
    assert_eq!(response.status(), 400);
}

#[tokio::test]
async fn path_parameters_are_cut_and_decoded() {
    let response = client().get("/api/v1/compare/v1%2F0...v%C3%A9/.1.2").send().await;
    assert_eq!(response.status(), 200, "{}", response.text());
    assert_eq!(response.value(), json!({ "head": "vé", "base": "v1/0", "list": [1, 2] }));
    assert_eq!(errors(&client().get("/api/v1/posts/0").send().await), ["path id minimum"]);
    assert_eq!(errors(&client().get("/api/v1/posts/x").send().await), ["path id type"]);
    assert_eq!(errors(&client().get("/api/v1/posts/%zz").send().await), ["path id encoding"]);
    assert_eq!(errors(&client().get("/api/v1/posts/%ff").send().await), ["path id encoding"]);
    assert_eq!(errors(&client().get("/api/v1/compare/a...b/1").send().await), ["path list style"]);
}

#[tokio::test]
async fn bodies_of_several_media_types_are_told_apart() {
    let client = client();
    let put = |media_type: &str, body: &'static str| {
        client.request(Method::PUT, "/api/v1/report").body(media_type, body)
    };
    let response = put("application/json", r#"{"from":1}"#).send().await;
    assert_eq!(
        (response.header("content-type"), response.value()),
        (Some("application/json"), json!({ "from": 1 }))
    );
    let response = put("text/csv; charset=utf-8", "a,b").send().await;
    assert_eq!(
        (response.header("content-type"), response.text().as_str()),
        (Some("text/csv; charset=utf-8"), "a,b")
    );
    let response = put("application/x-www-form-urlencoded", "from=2&to=3").send().await;
    assert_eq!(response.text(), "from=2&to=3");
    let response = put("image/gif", "GIF").send().await;
    assert_eq!((response.header("content-type"), response.text().as_str()), (Some("image/gif"), "GIF"));
    assert_eq!(client.request(Method::PUT, "/api/v1/report").send().await.status(), 204);
    assert_eq!(errors(&put("application/x-www-form-urlencoded", "from=x").send().await), ["/from type"]);
    let response = put("application/xml", "<a/>").send().await;
    assert_eq!(response.status(), 415);
    assert_eq!(
        response.header("accept"),
        Some("application/json, text/csv, application/x-www-form-urlencoded, image/*")
    );
    let long = "x".repeat(65);
    let response = client.request(Method::PUT, "/api/v1/report").body("text/csv", long.clone()).send().await;
    assert_eq!(response.status(), 413);
}

#[tokio::test]
async fn files_come_with_other_fields() {
    let part =
        |head: &str, body: &str| format!("--X\r\nContent-Disposition: form-data; {head}\r\n\r\n{body}\r\n");
    let form = [
        part("name=\"file\"; filename=\"a.png\"\r\nContent-Type: image/png", "abc"),
        part("name=\"caption\"", "nice"),
        part("name=\"window\"", r#"{"from":5}"#),
        part("name=\"more\"; filename=\"1\"", "1"),
        part("name=\"more\"; filename=\"2\"", "2"),
        part("name=\"numbers\"", "1"),
        part("name=\"numbers\"", "2"),
        "--X--\r\n".to_owned(),
    ]
    .concat();
    let send = async |form: String| {
        client().post("/api/v1/covers").body("multipart/form-data; boundary=X", form).send().await
    };
    let response = send(form.clone()).await;
    assert_eq!(response.text(), r#"Some("a.png") Some("image/png") 3 Some("nice") Some(5) 2 [1, 2]"#);
    let wrong = [
        part("name=\"caption\"", "far too long a caption"),
        part("name=\"window\"", "{}"),
        part("name=\"numbers\"", "x"),
        "--X--\r\n".to_owned(),
    ]
    .concat();
    assert_eq!(
        errors(&send(wrong).await),
        ["/caption maxLength", "/window/from required", "/numbers/0 type", "/file required"]
    );
    assert_eq!(errors(&send(form[..100].to_owned()).await), [" multipart"]);
    let response = client().post("/api/v1/covers").body("multipart/form-data", "x").send().await;
    assert_eq!(errors(&response), [" multipart"]);
}
