//! The server on a real socket.

mod support;

use std::time::Duration;

use routewright::serve::serve;
use support::{App, routes};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

struct Server {
    address: std::net::SocketAddr,
    stop: oneshot::Sender<()>,
    ended: tokio::task::JoinHandle<()>,
}

async fn start() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let address = listener.local_addr().expect("it has an address");
    let service = routes().into_service(App { greeting: "hello" }).expect("the routes are fine");
    let (stop, stopped) = oneshot::channel();
    let ended = tokio::spawn(async move {
        let stopped = async { _ = stopped.await };
        serve(listener, service, stopped).await.expect("it serves");
    });
    Server { address, stop, ended }
}

/// Sends bytes and reads all that comes until the server closes the connection.
async fn talk(server: &Server, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.address).await.expect("it listens");
    stream.write_all(bytes).await.expect("it reads");
    let mut answer = Vec::new();
    let read = tokio::time::timeout(Duration::from_secs(10), stream.read_to_end(&mut answer)).await;
    assert!(read.is_ok(), "the server does not close the connection");
    String::from_utf8_lossy(&answer).into_owned()
}

async fn status(server: &Server, head: &str) -> String {
    let answer = talk(server, format!("{head}\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes()).await;
    answer.split_whitespace().nth(1).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn requests_are_answered() {
    let server = start().await;
    let answer = talk(&server, b"GET /api/v1/posts/3 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert!(answer.ends_with("\r\n\r\n3 for nobody"), "{answer}");
    let answer =
        talk(&server, b"HEAD /api/v1/posts/3 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
    assert!(answer.contains("content-length: 12\r\n") && answer.ends_with("\r\n\r\n"), "{answer}");
    assert_eq!(status(&server, "OPTIONS * HTTP/1.1").await, "204");
    assert_eq!(status(&server, "GET http://x/api/v1/posts/3 HTTP/1.1").await, "200");
}

#[tokio::test]
async fn nothing_a_client_sends_is_a_server_error() {
    let server = start().await;
    let long = "x".repeat(40_000);
    let many = "a: b\r\n".repeat(200);
    for (head, expected) in [
        (format!("GET /api/v1/posts HTTP/1.1\r\nx: {long}"), "431"),
        (format!("GET /api/v1/posts HTTP/1.1\r\n{}", many.trim_end()), "431"),
        (format!("GET /{long} HTTP/1.1"), "414"),
        ("GET /api/v1/posts/%00 HTTP/1.1".to_owned(), "400"),
        ("GET /api/v1/posts?limit=%ff HTTP/1.1".to_owned(), "400"),
        ("CONNECT x:80 HTTP/1.1".to_owned(), "404"),
        ("BREW /api/v1/posts HTTP/1.1".to_owned(), "405"),
        ("nonsense".to_owned(), "400"),
        ("POST /api/v1/posts HTTP/1.1\r\nauthorization: Bearer ada\r\ncontent-type: application/json\r\ncontent-length: x".to_owned(), "400"),
        ("POST /api/v1/posts HTTP/1.1\r\nauthorization: Bearer ada\r\ncontent-type: application/json\r\ncontent-length: 99999999999".to_owned(), "413"),
    ] {
        assert_eq!(status(&server, &head).await, expected, "{}", &head[..head.len().min(60)]);
    }
}

#[tokio::test]
async fn requests_on_their_way_are_finished_before_it_stops() {
    let server = start().await;
    let mut stream = TcpStream::connect(server.address).await.expect("it listens");
    stream.write_all(b"GET /api/v1/slow HTTP/1.1\r\nhost: x\r\n\r\n").await.expect("it reads");
    tokio::time::sleep(Duration::from_millis(200)).await;
    server.stop.send(()).expect("it runs");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("it answers");
    assert!(String::from_utf8_lossy(&answer).starts_with("HTTP/1.1 504 "));
    server.ended.await.expect("it ends");
    assert!(TcpStream::connect(server.address).await.is_err());
}
