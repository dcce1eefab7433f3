//! Routes whose handlers get requests as they are: the same limits hold as for operations, what is refused before them
//! is a problem, and what they answer is theirs.

mod support;

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use async_compression::tokio::bufread::GzipEncoder;
use futures_util::stream;
use routewright::axum::body::{Body, Bytes, to_bytes};
use routewright::axum::extract::rejection::JsonRejection;
use routewright::axum::extract::ws::{Message, WebSocketUpgrade};
use routewright::axum::response::sse::{Event, Sse};
use routewright::axum::{Extension, Json};
use routewright::extract::{Multipart, Path, Query, Request, State};
use routewright::http::request::Parts;
use routewright::http::{HeaderMap, StatusCode};
use routewright::{Mounted, Problem, Result, Routes, Value, json};
use support::server::{Answer, Server};
use tokio::io::AsyncReadExt;

#[derive(Clone)]
struct App;

fn routes() -> Routes<App> {
    let here = Mounted::by_hand;
    let mut routes = Routes::new();
    routes.raw("POST", "/json", here(), async |State(_): State<App>, Json(value): Json<Value>| {
        value["n"].to_string()
    });
    routes.raw("POST", "/text", here(), async |body: String| body.len().to_string()).body_limit(64);
    routes.raw("POST", "/bytes", here(), async |body: Bytes| body.len().to_string()).body_limit(64);
    routes
        .raw("POST", "/stream", here(), async |headers: HeaderMap, body: Body| -> Result<String> {
            let length = to_bytes(body, usize::MAX).await?.len();
            Ok(format!("{length} {}", headers.contains_key("content-encoding")))
        })
        .body_limit(64);
    routes.raw("POST", "/parts", here(), async |mut form: Multipart| -> Result<String> {
        let mut length = 0;
        while let Some(field) = form.next_field().await? {
            length += field.bytes().await?.len();
        }
        Ok(length.to_string())
    });
    routes.raw("POST", "/own", here(), async |json: Result<Json<Value>, JsonRejection>| {
        json.map(|_| "fine").map_err(|rejection| (rejection.status(), "my own words"))
    });
    routes.raw("GET", "/numbers/{number}", here(), async |Path(number): Path<u8>| number.to_string());
    routes.raw("GET", "/query", here(), async |Query(query): Query<BTreeMap<String, u8>>| {
        query.len().to_string()
    });
    routes.raw("GET", "/extension", here(), async |Extension(secret): Extension<u8>| secret.to_string());
    routes.raw("GET", "/wrong", here(), async || (StatusCode::BAD_REQUEST, "plain words"));
    routes.raw("GET", "/broken", here(), async || (StatusCode::INTERNAL_SERVER_ERROR, "it burns"));
    routes.raw("POST", "/deaf", here(), async || "fine");
    routes
}

async fn start() -> Server {
    Server::start(routes(), App).await
}

async fn post(server: &Server, path: &str, headers: &str, body: &[u8]) -> Answer {
    let length = body.len();
    let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\n{headers}content-length: {length}\r\n\r\n");
    server.ask([head.as_bytes(), body].concat()).await
}

async fn get(server: &Server, path: &str) -> Answer {
    server.ask(format!("GET {path} HTTP/1.1\r\nhost: x\r\n\r\n")).await
}

/// The status and the detail of a problem.
fn told(answer: &Answer) -> (u16, String) {
    (answer.status, answer.problem()["detail"].as_str().unwrap_or_default().to_owned())
}

async fn gzip(text: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    GzipEncoder::new(text).read_to_end(&mut compressed).await.expect("memory can be read");
    compressed
}

const JSON: &str = "content-type: application/json\r\n";
const FORM: &str = "content-type: multipart/form-data; boundary=X\r\n";

#[tokio::test]
async fn what_extractors_refuse_is_a_problem() {
    let server = start().await;
    for (path, status) in
        [("/numbers/x", 400), ("/numbers/300", 400), ("/numbers/%ff", 400), ("/query?a=x", 400)]
    {
        let answer = get(&server, path).await;
        assert_eq!(
            (answer.status, answer.problem()["title"].as_str()),
            (status, Some("Bad Request")),
            "{path}"
        );
    }
    for (path, headers, body, status) in [
        ("/json", "", "{}", 415),
        ("/json", JSON, "{", 400),
        ("/text", "", "\u{0}\u{fffd}", 200),
        ("/parts", JSON, "{}", 400),
        ("/parts", "content-type: multipart/form-data\r\n", "{}", 400),
    ] {
        let answer = post(&server, path, headers, body.as_bytes()).await;
        assert_eq!(answer.status, status, "{path}: {answer:?}");
        if status != 200 {
            answer.problem();
        }
    }
    assert_eq!(post(&server, "/text", "", b"\xff").await.problem()["status"], 400);
    assert_eq!(get(&server, "/numbers/7").await.body, "7");
    assert_eq!(post(&server, "/json", JSON, br#"{"n":1}"#).await.body, "1");
}

#[tokio::test]
async fn what_is_wrong_here_is_not_told() {
    let answer = get(&start().await, "/extension").await;
    assert_eq!(answer.status, 500);
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    assert!(!answer.body.contains("xtension"), "{answer:?}");
}

#[tokio::test]
async fn what_handlers_answer_is_theirs() {
    let server = start().await;
    let answer = get(&server, "/wrong").await;
    assert_eq!((answer.status, &*answer.body), (400, "plain words"));
    let answer = get(&server, "/broken").await;
    assert_eq!((answer.status, &*answer.body), (500, "it burns"));
    let answer = post(&server, "/own", JSON, b"{").await;
    assert_eq!((answer.status, &*answer.body), (400, "my own words"));
    let long = "x".repeat(3 * 1024 * 1024);
    let chunked = format!("POST /own HTTP/1.1\r\nhost: x\r\n{JSON}transfer-encoding: chunked\r\n\r\n");
    let mut connection = server.connect().await;
    connection.try_send(format!("{chunked}{:x}\r\n{long}\r\n0\r\n\r\n", long.len())).await;
    let answer = connection.answer().await;
    assert_eq!((answer.status, &*answer.body), (413, "my own words"));
}

#[tokio::test]
async fn refusals_have_the_shape_of_the_errors_there() {
    let shape = |problem: Problem, _: &Parts| Json(json!({ "code": problem.status }));
    let mut routes = Routes::new();
    let file = routes.file("route.rs").errors(shape).body_limit(3);
    file.raw("GET", "/{number}", async |Path(number): Path<u8>| number.to_string()).raw(
        "POST",
        "/",
        async |body: String| body,
    );
    let server = Server::start(routes, ()).await;
    assert_eq!(get(&server, "/x").await.body, r#"{"code":400}"#);
    assert_eq!(post(&server, "/", "", b"four").await.body, r#"{"code":413}"#);
    assert_eq!(post(&server, "/", "content-encoding: br\r\n", b"x").await.body, r#"{"code":415}"#);
}

#[tokio::test]
async fn bodies_have_their_limit_however_they_are_read() {
    let server = start().await;
    for path in ["/text", "/bytes", "/stream"] {
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\n");
        assert_eq!(post(&server, path, "", &[b'x'; 64]).await.status, 200, "{path}");
        // Not one byte has to come of what is too long by its own word, and its client is not told to go on.
        for more in ["", "expect: 100-continue\r\n"] {
            let answer = server.ask(format!("{head}{more}content-length: 65\r\n\r\n")).await;
            assert_eq!((answer.status, answer.problem()["limit"].as_u64()), (413, Some(64)), "{path}");
        }
        let chunk = format!("41\r\n{}\r\n0\r\n\r\n", "x".repeat(65));
        let answer = server.ask(format!("{head}transfer-encoding: chunked\r\n\r\n{chunk}")).await;
        assert_eq!(told(&answer).0, 413, "{path}");
        let compressed = gzip(&[b'x'; 65]).await;
        let answer = post(&server, path, "content-encoding: gzip\r\n", &compressed).await;
        assert_eq!(told(&answer).0, 413, "{path}");
    }
    let part =
        format!("--X\r\ncontent-disposition: form-data; name=a\r\n\r\n{}\r\n--X--", "x".repeat(3_000_000));
    let head = format!("POST /parts HTTP/1.1\r\nhost: x\r\n{FORM}transfer-encoding: chunked\r\n\r\n");
    let mut connection = server.connect().await;
    connection.try_send(format!("{head}{:x}\r\n{part}\r\n0\r\n\r\n", part.len())).await;
    assert_eq!(told(&connection.answer().await).0, 413);
}

#[tokio::test]
async fn bodies_come_decompressed() {
    let server = start().await;
    let compressed = gzip(br#"{"n":1}"#).await;
    let coded = format!("{JSON}content-encoding: gzip\r\n");
    assert_eq!(post(&server, "/json", &coded, &compressed).await.body, "1");
    assert_eq!(post(&server, "/stream", &coded, &compressed).await.body, "7 false");
    let broken = "the body is not compressed as its Content-Encoding says";
    for path in ["/json", "/text", "/bytes", "/stream"] {
        let answer = post(&server, path, &coded, &compressed[..20]).await;
        assert_eq!(told(&answer), (400, broken.to_owned()), "{path}");
        let answer = post(&server, path, &format!("{JSON}content-encoding: br\r\n"), b"{}").await;
        assert_eq!(answer.header("accept-encoding"), Some("gzip, deflate"), "{path}");
        assert_eq!(told(&answer).0, 415, "{path}");
    }
    let bomb = gzip(&b" ".repeat(1_900_000)).await;
    let (status, detail) = told(&post(&server, "/json", &coded, &bomb).await);
    assert_eq!(status, 413);
    assert!(detail.contains("decompressed"), "{detail}");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_the_clients_fault_however_it_is_read() {
    let server = start().await;
    for (path, headers) in [("/json", JSON), ("/text", ""), ("/stream", ""), ("/parts", FORM)] {
        let head = format!("POST {path} HTTP/1.1\r\nhost: x\r\n{headers}transfer-encoding: chunked\r\n\r\n");
        let answer = server.ask(format!("{head}2\r\n--\r\nno chunk\r\n")).await;
        assert_eq!(told(&answer).0, 400, "{path}");
    }
    for body in ["no form", "--X\r\ncontent-disposition: form-data; name=a\r\n\r\nnever ends"] {
        assert_eq!(told(&post(&server, "/parts", FORM, body.as_bytes()).await).0, 400, "{body}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_given_up() {
    let server = start().await;
    for (path, headers) in [("/json", JSON), ("/stream", ""), ("/parts", FORM)] {
        let answer = server
            .ask(format!("POST {path} HTTP/1.1\r\nhost: x\r\n{headers}content-length: 5\r\n\r\nab"))
            .await;
        assert_eq!(told(&answer), (408, "the body did not arrive in time".to_owned()), "{path}");
    }
}

#[tokio::test(start_paused = true)]
async fn whose_fault_it_is_when_the_time_is_over() {
    let mut routes = Routes::new();
    routes
        .file("route.rs")
        .max_duration(Duration::from_secs(1))
        .raw("POST", "/slow", async |_: String| tokio::time::sleep(Duration::from_secs(9)).await);
    let server = Server::start(routes, ()).await;
    let head = "POST /slow HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n";
    assert_eq!(server.ask(format!("{head}a")).await.status, 408);
    assert_eq!(server.ask(format!("{head}ab")).await.status, 504);
}

#[tokio::test]
async fn nobody_reads_the_body_of_a_handler_that_does_not_want_it() {
    let server = start().await;
    assert_eq!(post(&server, "/deaf", "", b"hello").await.body, "fine");
    let waiting = "POST /deaf HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n";
    assert_eq!(server.ask(waiting).await.status, 200);
}

#[tokio::test]
async fn a_stream_goes_both_ways() {
    let mut routes = Routes::new();
    routes.raw("POST", "/echo", Mounted::by_hand(), async |request: Request| request.into_body());
    let server = Server::start(routes, ()).await;
    let mut connection = server.connect().await;
    connection.send("POST /echo HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3\r\none\r\n").await;
    assert_eq!(connection.head().await.status, 200);
    assert_eq!(connection.body(8).await, "3\r\none\r\n");
    connection.send("3\r\ntwo\r\n0\r\n\r\n").await;
    assert_eq!(connection.body(13).await, "3\r\ntwo\r\n0\r\n\r\n");
}

#[tokio::test]
async fn a_socket_is_opened_or_refused() {
    let mut routes = Routes::new();
    routes.raw("GET", "/socket", Mounted::by_hand(), async |upgrade: WebSocketUpgrade| {
        upgrade.on_upgrade(async |mut socket| {
            while let Some(Ok(Message::Text(text))) = socket.recv().await {
                _ = socket.send(Message::Text(text)).await;
            }
        })
    });
    let server = Server::start(routes, ()).await;
    assert_eq!(told(&get(&server, "/socket").await).0, 400);
    let mut connection = server.connect().await;
    let head = "GET /socket HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\
                sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    connection.send(head).await;
    assert_eq!(connection.head().await.status, 101);
    // A text of two letters, behind a mask of zeros.
    connection.send(b"\x81\x82\0\0\0\0hi").await;
    assert_eq!(connection.body(4).await.trim_start_matches('\u{fffd}'), "\u{2}hi");
}

#[tokio::test(start_paused = true)]
async fn events_are_sent_as_long_as_there_are_any() {
    let mut routes = Routes::new();
    routes.raw("GET", "/events", Mounted::by_hand(), async || {
        Sse::new(stream::unfold(0, async |count: u32| {
            tokio::time::sleep(Duration::from_secs(60)).await;
            Some((Ok::<_, Infallible>(Event::default().data(count.to_string())), count + 1))
        }))
    });
    let server = Server::start(routes, ()).await;
    let mut connection = server.connect().await;
    connection.send("GET /events HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(connection.head().await.status, 200);
    assert_eq!(connection.body(28).await, "9\r\ndata: 0\n\n\r\n9\r\ndata: 1\n\n\r\n");
}
