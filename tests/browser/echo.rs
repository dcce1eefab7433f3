//! An app that answers with what it was asked, described by a document of the test's choice.

use std::net::TcpListener;

use axum::body::Bytes;
use axum::extract::RawQuery;
use http::{HeaderMap, Method};
use routewright::docs::Docs;
use routewright::{Document, Routes};
use serde_json::{Value, json};
use tokio::sync::oneshot;

use crate::chromium::Browser;

/// A running app; it ends with this value.
pub struct Echo {
    pub url: String,
    _running: oneshot::Sender<()>,
}

impl Echo {
    /// Serves `POST /echo/{id}`, which a document with that header describes as `operation`.
    pub fn serve(header: &Value, operation: &Value) -> Self {
        Self::of("POST", header, operation)
    }

    /// The same with another method.
    fn of(method: &str, header: &Value, operation: &Value) -> Self {
        let text = |value: &Value| -> &'static str { value.to_string().leak() };
        let mut routes = Routes::new();
        routes.document(Document { header: text(header), ..Document::new("v1", "") });
        routes.file("").raw(method, "/echo/{id}", echo).describe("v1", "/echo/{id}", text(operation));
        Docs::of(&routes).mount(&mut routes);
        let service = routes.into_service(()).expect("routes that are fine");
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (running, ended) = oneshot::channel::<()>();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            runtime.block_on(async {
                listener.set_nonblocking(true)?;
                let listener = tokio::net::TcpListener::from_std(listener)?;
                routewright::serve::serve(listener, service, async { drop(ended.await) }).await
            })
        });
        Self { url, _running: running }
    }
}

async fn echo(
    axum::extract::Path(id): axum::extract::Path<String>,
    RawQuery(query): RawQuery,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> axum::Json<Value> {
    let headers: serde_json::Map<String, Value> = headers
        .iter()
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into()))
        .collect();
    axum::Json(
        json!({"method": method.as_str(), "id": id, "query": query, "headers": headers, "body": String::from_utf8_lossy(&body)}),
    )
}

/// What came back from the form, which is sent.
fn answer(browser: &mut Browser) -> Value {
    browser.eval("document.querySelector('form [type=submit]').click()");
    browser.wait("document.querySelector('.status') && document.querySelector('form [type=submit]').textContent === 'Send'");
    let text = browser.eval("document.querySelector('output > pre').textContent");
    serde_json::from_str(text.as_str().unwrap_or_default()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn parameter(place: &str, name: &str, more: Value) -> Value {
    let mut parameter = json!({"in": place, "name": name, "required": place == "path"});
    parameter
        .as_object_mut()
        .into_iter()
        .for_each(|own| own.extend(more.as_object().cloned().unwrap_or_default()));
    parameter
}

#[test]
fn parameters_go_where_they_belong_in_the_style_that_they_have() {
    let Some(mut browser) = Browser::start() else { return };
    let list = json!({"type": "array", "items": {"type": "string"}});
    let object = json!({"type": "object"});
    let operation = json!({
        "parameters": [
            parameter("path", "id", json!({"schema": {"type": "string"}})),
            parameter("query", "each", json!({"schema": list})),
            parameter("query", "one", json!({"schema": list, "explode": false})),
            parameter("query", "pipes", json!({"schema": list, "style": "pipeDelimited"})),
            parameter("query", "deep", json!({"schema": object, "style": "deepObject", "explode": true})),
            parameter("query", "spread", json!({"schema": object})),
            parameter("query", "none", json!({"schema": {"type": "boolean"}})),
            parameter("header", "X-Trace", json!({"schema": {"type": "string"}})),
            parameter("cookie", "session", json!({"schema": {"type": "string"}})),
        ],
        "security": [{"basic": []}, {"key": []}, {"chip": []}],
        "responses": {"200": {"description": "What was asked."}},
    });
    let header = json!({
        "info": {"title": "Echo", "version": "1"},
        "components": {"securitySchemes": {
            "basic": {"type": "http", "scheme": "basic"},
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "chip": {"type": "apiKey", "in": "cookie", "name": "chip"},
        }},
    });
    let echo = Echo::serve(&header, &operation);
    browser.open(&format!("{}/docs", echo.url));
    browser.eval("document.querySelector('article > details').open = true");
    for (name, text) in [
        ("id", "a b/c"),
        ("each", "1,2"),
        ("one", "1,2"),
        ("pipes", "1,2"),
        ("deep", r#"{"a": 1, "b": "x y"}"#),
        ("spread", r#"{"r": 1, "g": 2}"#),
        ("X-Trace", "on"),
        ("session", "s1"),
        ("basic", "ada:sécret"),
        ("X-Key", "k"),
        ("chip", "c1"),
    ] {
        browser.type_into(&format!("[data-name='{name}']"), text);
    }
    let line = browser.eval("document.querySelector('.curl code').textContent");
    let got = answer(&mut browser);
    assert_eq!(got["id"], "a b/c");
    assert_eq!(got["query"], "each=1&each=2&one=1%2C2&pipes=1%7C2&deep%5Ba%5D=1&deep%5Bb%5D=x%20y&r=1&g=2");
    assert_eq!(got["headers"]["x-trace"], "on");
    assert_eq!(got["headers"]["x-key"], "k");
    assert_eq!(got["headers"]["authorization"], "Basic YWRhOnPDqWNyZXQ=");
    assert_eq!(got["headers"]["cookie"], "chip=c1; session=s1");
    assert!(line.as_str().is_some_and(|line| line.contains("-b session=s1")), "{line}");
    assert_eq!(browser.eval("document.cookie"), "", "the cookies were only lent");
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
fn bodies_are_sent_in_the_type_that_is_chosen() {
    let Some(mut browser) = Browser::start() else { return };
    let schema = json!({
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": {"type": "string", "examples": ["Tea"]},
            "tags": {"type": "array", "items": {"type": "string"}},
            "meta": {"type": "object"},
            "files": {"type": "array", "items": {"type": "string", "format": "binary"}},
        },
    });
    let operation = json!({
        "parameters": [parameter("path", "id", json!({"schema": {"type": "string"}}))],
        "requestBody": {"content": {
            "application/json": {"schema": schema},
            "application/x-www-form-urlencoded": {"schema": schema},
            "multipart/form-data": {"schema": schema},
            "application/octet-stream": {},
        }},
        "responses": {"200": {"description": "What was asked."}},
    });
    let echo = Echo::serve(&json!({"info": {"title": "Echo", "version": "1"}}), &operation);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("note.txt");
    std::fs::write(&file, "from a file").expect("a file");
    browser.open(&format!("{}/docs", echo.url));
    browser.eval("document.querySelector('article > details').open = true");
    browser.type_into("[data-name=id]", "1");

    let got = answer(&mut browser);
    assert_eq!(got["headers"]["content-type"], "application/json");
    assert!(got["body"].as_str().is_some_and(|body| body.contains("\"name\": \"Tea\"")), "{got}");

    browser.type_into("select.type", "application/x-www-form-urlencoded");
    browser.type_into("fieldset:not([hidden]) [data-name=name]", "a & b");
    let got = answer(&mut browser);
    assert_eq!(got["headers"]["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(got["body"], "name=a+%26+b");

    browser.type_into("select.type", "multipart/form-data");
    browser.type_into("fieldset:not([hidden]) [data-name=tags]", "x,y");
    browser.type_into("fieldset:not([hidden]) [data-name=meta]", r#"{"a":1}"#);
    browser.choose("fieldset:not([hidden]) [data-name=files]", &file);
    let got = answer(&mut browser);
    let (kind, body) = (got["headers"]["content-type"].as_str(), got["body"].as_str().unwrap_or_default());
    assert!(kind.is_some_and(|kind| kind.starts_with("multipart/form-data; boundary=")), "{kind:?}");
    for part in [
        "name=\"name\"\r\n\r\nTea",
        "\"tags\"\r\n\r\nx",
        "\"tags\"\r\n\r\ny",
        "filename=\"note.txt\"",
        "from a file",
    ] {
        assert!(body.contains(part), "no {part} in {body}");
    }
    assert!(body.contains("Content-Type: application/json\r\n\r\n{\"a\":1}"), "{body}");

    browser.type_into("select.type", "application/octet-stream");
    browser.choose("fieldset:not([hidden]) [type=file]", &file);
    let got = answer(&mut browser);
    assert_eq!(
        (&got["headers"]["content-type"], &got["body"]),
        (&json!("application/octet-stream"), &json!("from a file"))
    );
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
fn whole_queries_are_sent_in_their_media_types_by_any_method() {
    let Some(mut browser) = Browser::start() else { return };
    let typed = r#"{"author": "Ada L", "tags": ["a", "b"]}"#;
    for (method, range, query) in [
        ("QUERY", "application/x-www-form-urlencoded", "author=Ada%20L&tags=a&tags=b"),
        (
            "COPY",
            "application/json",
            "%7B%22author%22%3A%20%22Ada%20L%22%2C%20%22tags%22%3A%20%5B%22a%22%2C%20%22b%22%5D%7D",
        ),
    ] {
        let operation = json!({
            "parameters": [
                parameter("path", "id", json!({"schema": {"type": "string"}})),
                parameter("querystring", "filter", json!({"content": {range: {"schema": {"type": "object"}}}})),
            ],
            "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
            "responses": {"200": {"description": "What was asked."}},
        });
        let header = json!({"openapi": "3.2.0", "info": {"title": "Echo", "version": "1"}});
        let echo = Echo::of(method, &header, &operation);
        browser.open(&format!("{}/docs", echo.url));
        browser.eval("document.querySelector('article > details').open = true");
        browser.type_into("[data-name=id]", "1");
        browser.type_into("[data-name=filter]", typed);
        let got = answer(&mut browser);
        assert_eq!((&got["method"], &got["query"]), (&json!(method), &json!(query)));
        assert_eq!(got["body"], "{}");
    }
    assert_eq!(browser.complaints, Vec::<String>::new());
}
