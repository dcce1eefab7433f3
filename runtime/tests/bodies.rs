//! Bodies of requests on a real socket: how much of them is read, and when.

mod support;

use async_compression::tokio::bufread::{GzipEncoder, ZlibEncoder};
use routewright::Mounted;
use support::server::{Answer, Connection, Server};
use support::{App, routes};
use tokio::io::AsyncReadExt;

async fn start() -> Server {
    let mut routes = routes();
    routes.raw("POST", "/deaf", Mounted::by_hand(), async || "fine");
    routes.raw("POST", "/echo", Mounted::by_hand(), async |body: routewright::axum::body::Body| body);
    Server::start(routes, App { greeting: "hello" }).await
}

const POST: &str =
    "POST /api/v1/posts HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ada\r\ncontent-type: application/json";
const REPORT: &str = "PUT /api/v1/report HTTP/1.1\r\nhost: x\r\ncontent-type: text/csv";

/// Sees that the connection is still good.
async fn goes_on(connection: &mut Connection) {
    connection.send("GET /api/v1/posts/3 HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(connection.answer().await.body, "3 for nobody");
}

#[tokio::test]
async fn a_body_that_is_too_long_is_refused_before_it_comes() {
    let server = start().await;
    let answer = server.ask(format!("{REPORT}\r\ncontent-length: 65\r\n\r\n")).await;
    assert_eq!(answer.status, 413);
    assert_eq!(answer.problem()["limit"], 64);
}

#[tokio::test]
async fn a_body_of_unknown_length_is_refused_as_soon_as_it_is_too_long() {
    let server = start().await;
    let mut connection = server.connect().await;
    connection
        .send(format!("{REPORT}\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{}\r\n", "x".repeat(64)))
        .await;
    connection.send("1\r\nx\r\n").await;
    let answer = connection.answer().await;
    assert_eq!(answer.status, 413);
    answer.problem();
    assert_eq!(answer.header("connection"), Some("close"));
}

#[tokio::test]
async fn a_body_of_the_longest_length_is_taken() {
    let server = start().await;
    let body = "x".repeat(64);
    let mut connection = server.connect().await;
    connection.send(format!("{REPORT}\r\ncontent-length: 64\r\n\r\n{body}")).await;
    assert_eq!(connection.answer().await.body, body);
    connection.send(format!("{REPORT}\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{body}\r\n0\r\n\r\n")).await;
    assert_eq!(connection.answer().await.body, body);
}

#[tokio::test]
async fn a_client_that_waits_is_told_to_go_on_only_when_its_body_is_wanted() {
    let server = start().await;
    let body = r#"{"title":"x","cover":null}"#;
    let mut connection = server.connect().await;
    let length = body.len();
    connection.send(format!("{POST}\r\nexpect: 100-continue\r\ncontent-length: {length}\r\n\r\n")).await;
    assert_eq!(connection.answer().await.status, 100);
    connection.send(body).await;
    assert_eq!(connection.answer().await.status, 201);
    goes_on(&mut connection).await;

    for (head, status) in [
        ("POST /nowhere HTTP/1.1", 404),
        ("PATCH /api/v1/posts HTTP/1.1", 405),
        ("POST /api/v1/posts HTTP/1.1", 401),
        ("POST /api/v1/posts HTTP/1.1\r\nauthorization: Bearer ada\r\ncontent-type: text/plain", 415),
        ("POST /api/v1/posts HTTP/1.1\r\nauthorization: Bearer ada\r\naccept: text/html", 406),
        ("POST /deaf HTTP/1.1", 200),
    ] {
        for length in ["content-length: 13", "transfer-encoding: chunked"] {
            let mut connection = server.connect().await;
            connection.send(format!("{head}\r\nhost: x\r\nexpect: 100-continue\r\n{length}\r\n\r\n")).await;
            let answer = connection.answer().await;
            assert_eq!(answer.status, status, "{answer:?}");
            // What comes next may be the body or another request: nobody can tell.
            assert_eq!(answer.header("connection"), Some("close"), "{answer:?}");
            assert_eq!(connection.rest().await, "");
        }
    }
    let head = format!("{REPORT}\r\nexpect: 100-continue\r\ncontent-length: 65\r\n\r\n");
    assert_eq!(server.ask(head).await.status, 413);
}

#[tokio::test]
async fn a_connection_outlives_a_short_body_that_nobody_reads() {
    let server = start().await;
    let body = "x".repeat(100_000);
    for head in ["POST /nowhere HTTP/1.1", "PATCH /api/v1/posts HTTP/1.1", "POST /deaf HTTP/1.1"] {
        let mut connection = server.connect().await;
        connection.send(format!("{head}\r\nhost: x\r\ncontent-length: 100000\r\n\r\n{body}")).await;
        let answer = connection.answer().await;
        assert_eq!(answer.header("connection"), None, "{answer:?}");
        goes_on(&mut connection).await;
        connection.send(format!("{head}\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")).await;
        connection.send(format!("186a0\r\n{body}\r\n0\r\n\r\n")).await;
        connection.answer().await;
        goes_on(&mut connection).await;
    }
}

#[tokio::test]
async fn a_client_that_sends_too_much_can_read_why_it_is_stopped() {
    let server = start().await;
    let mut connection = server.connect().await;
    connection.send(format!("{REPORT}\r\ncontent-length: 4000000\r\n\r\n")).await;
    for _ in 0..40 {
        connection.try_send("x".repeat(100_000)).await;
    }
    let answer = connection.answer().await;
    assert_eq!(answer.status, 413);
    assert_eq!(answer.header("connection"), Some("close"));
    assert_eq!(connection.rest().await, "");
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_given_up() {
    let server = start().await;
    // Neither what is read before the handler nor what it reads itself is waited for without end.
    for head in [POST, REPORT] {
        let mut connection = server.connect().await;
        connection.send(format!("{head}\r\ncontent-length: 13\r\n\r\n{{\"ti")).await;
        let answer = connection.answer().await;
        assert_eq!(answer.status, 408, "{answer:?}");
        answer.problem();
        assert_eq!(answer.header("connection"), Some("close"));
        assert_eq!(connection.rest().await, "");
    }
}

#[tokio::test]
async fn a_body_may_be_answered_while_it_comes() {
    let server = start().await;
    let mut connection = server.connect().await;
    connection.send("POST /echo HTTP/1.1\r\nhost: x\r\ncontent-length: 4\r\n\r\nab").await;
    assert_eq!(connection.head().await.status, 200);
    connection.send("cd").await;
    assert_eq!(connection.body(4).await, "abcd");
    goes_on(&mut connection).await;
}

#[tokio::test]
async fn a_body_that_does_not_come_whole_is_told_so() {
    let server = start().await;
    let chunked = format!("{POST}\r\ntransfer-encoding: chunked\r\n\r\n");
    let garbled = "the body does not come in chunks as its Transfer-Encoding says";
    for chunks in [
        "no chunk\r\n".to_owned(),
        "1\r\n{}0\r\n\r\n".to_owned(),
        "fffffffffffffffff\r\n{}\r\n".to_owned(),
        format!("2;{}\r\n{{}}\r\n0\r\n\r\n", "x".repeat(20_000)),
        format!("2\r\n{{}}\r\n0\r\n{}\r\n", "x: y\r\n".repeat(5_000)),
        "2\r\n{}\r\n0\r\nbroken\r\n\r\n".to_owned(),
    ] {
        let mut connection = server.connect().await;
        connection.try_send(format!("{chunked}{chunks}")).await;
        let answer = connection.answer().await;
        assert_eq!((answer.status, &answer.problem()["detail"]), (400, &garbled.into()), "{chunks:.20}");
    }
    for cut in [format!("{chunked}9\r\n{{"), format!("{POST}\r\ncontent-length: 9\r\n\r\n{{")] {
        let mut connection = server.connect().await;
        connection.send(cut).await;
        connection.end().await;
        assert_eq!(connection.answer().await.problem()["detail"], "the body broke off before its end");
    }
}

async fn gzip(text: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    GzipEncoder::new(text).read_to_end(&mut compressed).await.expect("memory can be read");
    compressed
}

async fn deflate(text: &[u8]) -> Vec<u8> {
    let mut compressed = Vec::new();
    ZlibEncoder::new(text).read_to_end(&mut compressed).await.expect("memory can be read");
    compressed
}

async fn post(server: &Server, coding: &str, body: &[u8]) -> Answer {
    let length = body.len();
    let head = format!("{POST}\r\ncontent-encoding: {coding}\r\ncontent-length: {length}\r\n\r\n");
    server.ask([head.as_bytes(), body].concat()).await
}

const GOOD: &[u8] = br#"{"title":"x","cover":null}"#;

#[tokio::test]
async fn a_body_may_be_compressed() {
    let server = start().await;
    for (coding, body) in [
        ("gzip", gzip(GOOD).await),
        ("X-Gzip", gzip(GOOD).await),
        ("deflate", deflate(GOOD).await),
        ("identity", GOOD.to_vec()),
        ("gzip", [gzip(&GOOD[..9]).await, gzip(&GOOD[9..]).await].concat()),
        ("deflate", [deflate(&GOOD[..9]).await, deflate(&GOOD[9..]).await].concat()),
    ] {
        let answer = post(&server, coding, &body).await;
        assert_eq!(answer.status, 201, "{coding}: {answer:?}");
    }
    let answer = post(&server, "gzip", &gzip(br#"{"title":7,"cover":null}"#).await).await;
    assert_eq!(answer.problem()["errors"][0]["pointer"], "/title");
}

#[tokio::test]
async fn a_body_that_is_not_compressed_as_it_says_is_refused() {
    let server = start().await;
    let whole = gzip(GOOD).await;
    let zlib = deflate(GOOD).await;
    let mut flipped = whole.clone();
    flipped[15] ^= 255;
    for (coding, body) in [
        ("gzip", GOOD.to_vec()),
        ("gzip", whole[..whole.len() - 4].to_vec()),
        ("gzip", [&whole, GOOD].concat()),
        ("gzip", flipped),
        ("deflate", whole.clone()),
        // Without the frame that zlib has.
        ("deflate", zlib[2..zlib.len() - 4].to_vec()),
        ("deflate", [&zlib, GOOD].concat()),
        ("deflate", zlib[..zlib.len() - 2].to_vec()),
    ] {
        let answer = post(&server, coding, &body).await;
        assert_eq!(answer.status, 400, "{coding}: {answer:?}");
        assert_eq!(answer.problem()["detail"], "the body is not compressed as its Content-Encoding says");
    }
    for coding in ["br", "zstd", "gzip, gzip", "x"] {
        let answer = post(&server, coding, &whole).await;
        assert_eq!(answer.status, 415, "{coding}: {answer:?}");
        assert_eq!(answer.header("accept-encoding"), Some("gzip, deflate"));
        answer.problem();
    }
}

#[tokio::test]
async fn a_body_that_becomes_too_long_is_refused() {
    let server = start().await;
    let body = gzip(&b"x".repeat(65)).await;
    let head = format!("{REPORT}\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n", body.len());
    let answer = server.ask([head.as_bytes(), &body].concat()).await;
    assert_eq!((answer.status, answer.problem()["limit"].as_u64()), (413, Some(64)));

    let spaces = [&b" ".repeat(1_500_000)[..], GOOD].concat();
    assert_eq!(post(&server, "identity", &spaces).await.status, 201);
    let answer = post(&server, "gzip", &gzip(&spaces).await).await;
    assert_eq!(answer.status, 413, "{answer:?}");
    assert!(answer.body.contains("decompressed"), "{answer:?}");
}
