//! The server on a real socket.

mod support;

use std::time::Duration;

use support::server::Server;
use support::{App, routes};

async fn start() -> Server {
    Server::start(routes(), App { greeting: "hello" }).await
}

async fn status(server: &Server, head: &str) -> u16 {
    server.ask(format!("{head}\r\nhost: x\r\nconnection: close\r\n\r\n")).await.status
}

#[tokio::test]
async fn requests_are_answered() {
    let server = start().await;
    let answer = server.ask("GET /api/v1/posts/3 HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert!(answer.head.starts_with("HTTP/1.1 200 OK\r\n"), "{answer:?}");
    assert_eq!(answer.body, "3 for nobody");
    let mut connection = server.connect().await;
    connection.send("HEAD /api/v1/posts/3 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    let answer = connection.rest().await;
    assert!(answer.contains("content-length: 12\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
    assert_eq!(status(&server, "OPTIONS * HTTP/1.1").await, 204);
    assert_eq!(status(&server, "GET http://x/api/v1/posts/3 HTTP/1.1").await, 200);
}

#[tokio::test]
async fn requests_may_come_in_pieces_and_several_at_once() {
    let server = start().await;
    let mut connection = server.connect().await;
    for byte in b"GET /api/v1/posts/3 HTTP/1.1\r\nhost: x\r\n\r\n" {
        connection.send([*byte]).await;
        tokio::task::yield_now().await;
    }
    assert_eq!(connection.answer().await.body, "3 for nobody");
    let one = "GET /api/v1/posts/4 HTTP/1.1\r\nhost: x\r\n\r\n";
    let other = "PRINT / HTTP/1.1\r\nhost: x\r\n\r\n";
    connection.send(format!("{one}{other}{one}")).await;
    assert_eq!(connection.answer().await.body, "4 for nobody");
    assert_eq!(connection.answer().await.status, 404);
    assert_eq!(connection.answer().await.body, "4 for nobody");
    // The first letters of this method are those of another protocol.
    assert_eq!(server.ask("PRI /api/v1/posts HTTP/1.1\r\nhost: x\r\n\r\n").await.status, 405);
}

#[tokio::test]
async fn requests_on_their_way_are_finished_before_it_stops() {
    let server = start().await;
    let (mut busy, mut idle, mut new) =
        (server.connect().await, server.connect().await, server.connect().await);
    idle.send("GET /api/v1/posts/3 HTTP/1.1\r\nhost: x\r\n\r\n").await;
    assert_eq!(idle.answer().await.status, 200);
    busy.send("GET /api/v1/slow HTTP/1.1\r\nhost: x\r\n\r\n").await;
    tokio::time::sleep(Duration::from_millis(200)).await;
    server.stop.send(()).expect("it runs");
    assert_eq!(idle.rest().await, "");
    assert_eq!(new.rest().await, "");
    let answer = busy.answer().await;
    assert_eq!((answer.status, answer.header("connection")), (504, Some("close")));
    server.ended.await.expect("it ends");
    assert!(tokio::net::TcpStream::connect(server.address).await.is_err());
}
