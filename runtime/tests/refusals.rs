//! What is no proper request, on a real socket: it is answered as precisely as any other.

mod support;

use routewright::axum::body::Body;
use routewright::axum::extract::Request;
use routewright::http::request::Parts;
use routewright::http::{Response, StatusCode};
use routewright::{Mounted, Problem, Routes};
use support::server::Server;
use support::{App, routes};

async fn start() -> Server {
    Server::start(routes(), App { greeting: "hello" }).await
}

const GOOD: &str = "GET /api/v1/posts/3 HTTP/1.1\r\nhost: x\r\n\r\n";

#[tokio::test]
async fn nothing_a_client_sends_is_a_server_error() {
    let server = start().await;
    let long = "x".repeat(40_000);
    let json = "authorization: Bearer ada\r\ncontent-type: application/json";
    for (head, expected) in [
        (format!("GET /api/v1/posts HTTP/1.1\r\nx: {long}"), 431),
        (format!("GET /{long} HTTP/1.1"), 414),
        ("GET /api/v1/posts/%00 HTTP/1.1".to_owned(), 400),
        ("GET /api/v1/posts?limit=%ff HTTP/1.1".to_owned(), 400),
        ("CONNECT x:80 HTTP/1.1".to_owned(), 404),
        ("BREW /api/v1/posts HTTP/1.1".to_owned(), 405),
        (format!("POST /api/v1/posts HTTP/1.1\r\n{json}\r\ncontent-length: 99999999999"), 413),
    ] {
        let answer = server.ask(format!("{head}\r\nhost: x\r\n\r\n")).await;
        assert_eq!(answer.status, expected, "{answer:?}");
        answer.problem();
    }
}

#[tokio::test]
async fn heads_that_cannot_be_read_are_answered_with_a_problem() {
    let server = start().await;
    let many = "a: b\r\n".repeat(200);
    let huge = "x".repeat(500_000);
    for (head, expected) in [
        (format!("GET / HTTP/1.1\r\n{many}"), 431),
        (format!("GET / HTTP/1.1\r\nx: {huge}\r\n"), 431),
        (format!("GET /{huge} HTTP/1.1\r\n"), 414),
        ("nonsense\r\n".to_owned(), 400),
        ("G@T / HTTP/1.1\r\n".to_owned(), 400),
        ("GET / HTTP/4.2\r\n".to_owned(), 400),
        ("GET /a b HTTP/1.1\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nno colon\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\na b: c\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\na: \0\r\n".to_owned(), 400),
        ("POST / HTTP/1.1\r\ncontent-length: x\r\n".to_owned(), 400),
        ("POST / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 2\r\n".to_owned(), 400),
        ("POST / HTTP/1.1\r\ntransfer-encoding: gzip\r\n".to_owned(), 400),
        ("POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: gzip, chunked\r\n\r\n0\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nhost: x\r\nhost: y\r\n".to_owned(), 400),
        ("GET / HTTP/1.0\r\nhost: x\r\nhost: y\r\n".to_owned(), 400),
        ("\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}".to_owned(), 400),
    ] {
        let mut connection = server.connect().await;
        connection.try_send(format!("{head}\r\n")).await;
        let answer = connection.answer().await;
        assert_eq!(answer.status, expected, "{}: {answer:?}", &head[..head.len().min(60)]);
        answer.problem();
        assert_eq!(answer.header("connection"), Some("close"), "{answer:?}");
        assert!(answer.header("date").is_some(), "{answer:?}");
        assert_eq!(connection.rest().await, "", "it is the only answer");
    }
}

#[tokio::test]
async fn a_good_request_before_a_broken_one_is_answered() {
    let server = start().await;
    let mut connection = server.connect().await;
    connection.send(format!("{GOOD}{GOOD}nonsense\r\n\r\n{GOOD}")).await;
    assert_eq!(connection.answer().await.body, "3 for nobody");
    assert_eq!(connection.answer().await.body, "3 for nobody");
    let answer = connection.answer().await;
    assert_eq!(answer.status, 400);
    answer.problem();
    assert_eq!(connection.rest().await, "");
}

#[tokio::test]
async fn responses_of_handlers_are_their_own_business() {
    let bare = "HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";
    let mut routes = Routes::new();
    routes.raw("GET", "/bare", Mounted::by_hand(), async || StatusCode::BAD_REQUEST);
    routes.raw("GET", "/quoted", Mounted::by_hand(), async move || {
        Body::from_stream(tokio_stream::iter([Ok::<_, std::io::Error>(bare), Ok(bare)]))
    });
    routes.raw("GET", "/other", Mounted::by_hand(), async move |request: Request| {
        tokio::spawn(async move {
            let upgraded = hyper::upgrade::on(request).await.expect("the client wants it");
            let mut io = hyper_util::rt::TokioIo::new(upgraded);
            tokio::io::AsyncWriteExt::write_all(&mut io, bare.as_bytes()).await.expect("the client reads");
        });
        let upgrade =
            Response::builder().status(101).header("connection", "upgrade").header("upgrade", "other");
        upgrade.body(Body::empty()).expect("a proper response")
    });
    let server = Server::start(routes, ()).await;

    let answer = server.ask("GET /bare HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert_eq!((answer.status, answer.body.as_str()), (400, ""));
    let mut connection = server.connect().await;
    connection.send("GET /quoted HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert_eq!(connection.rest().await.matches(bare).count(), 2);
    let mut connection = server.connect().await;
    connection.send("GET /other HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: other\r\n\r\n").await;
    assert_eq!(connection.answer().await.status, 101);
    assert_eq!(connection.rest().await, bare);
}

#[tokio::test]
async fn they_look_as_the_application_wants_its_errors_to_look() {
    let mut routes = Routes::new();
    routes.errors("/", |problem: Problem, _: &Parts| (problem.status_code(), "no".to_owned()));
    let server = Server::start(routes, ()).await;
    let many = "a: b\r\n".repeat(200);
    let long = "x".repeat(40_000);
    for (head, expected) in [
        ("nonsense\r\n".to_owned(), 400),
        (format!("GET / HTTP/1.1\r\n{many}"), 431),
        (format!("GET / HTTP/1.1\r\nx: {long}\r\n"), 431),
        (format!("GET /{long} HTTP/1.1\r\n"), 414),
    ] {
        let answer = server.ask(format!("{head}\r\n")).await;
        assert_eq!((answer.status, answer.body.as_str()), (expected, "no"));
        assert!(answer.header("content-type").is_some_and(|of| of.starts_with("text/plain")), "{answer:?}");
    }
}

// While nothing else happens, time flies.

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_come_to_its_end_is_answered() {
    let server = start().await;
    for sent in ["G", "GET / HTTP/1.1\r\nhost:", "GET /api/v1/posts/3 HTTP/1.1\r\nhost: x\r\n\r\nGET"] {
        let mut connection = server.connect().await;
        connection.send(sent).await;
        if sent.len() > 30 {
            assert_eq!(connection.answer().await.status, 200);
        }
        let answer = connection.answer().await;
        assert_eq!(answer.status, 408, "{answer:?}");
        answer.problem();
        assert_eq!(connection.rest().await, "");
    }
}

#[tokio::test(start_paused = true)]
async fn a_client_that_says_nothing_is_left_without_a_word() {
    let server = start().await;
    let mut connection = server.connect().await;
    assert_eq!(connection.rest().await, "");
    let mut connection = server.connect().await;
    connection.send(GOOD).await;
    assert_eq!(connection.answer().await.status, 200);
    assert_eq!(connection.rest().await, "");
}
