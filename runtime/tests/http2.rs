//! HTTP/2 on a real socket.

mod support;

use h2::client::SendRequest;
use routewright::Mounted;
use routewright::http::{Request, Response};
use support::server::Server;
use support::{App, routes};
use tokio::net::TcpStream;

async fn connect(server: &Server) -> SendRequest<bytes::Bytes> {
    let socket = TcpStream::connect(server.address).await.expect("it listens");
    let (client, connection) = h2::client::handshake(socket).await.expect("it speaks HTTP/2");
    tokio::spawn(connection);
    client
}

/// The response and its body.
async fn ask(
    client: &SendRequest<bytes::Bytes>,
    request: Request<()>,
    body: Option<&str>,
) -> Response<String> {
    let mut client = client.clone().ready().await.expect("it takes another request");
    let (response, mut stream) = client.send_request(request, body.is_none()).expect("it takes the request");
    if let Some(body) = body {
        // It may not want it.
        _ = stream.send_data(body.to_owned().into(), true);
    }
    let (parts, mut body) = response.await.expect("it answers").into_parts();
    let mut text = Vec::new();
    while let Some(piece) = body.data().await {
        let piece = piece.expect("the body does not break off");
        _ = body.flow_control().release_capacity(piece.len());
        text.extend_from_slice(&piece);
    }
    Response::from_parts(parts, String::from_utf8_lossy(&text).into_owned())
}

fn get(path: &str) -> Request<()> {
    Request::get(format!("http://x{path}")).body(()).expect("a proper request")
}

fn post(body: &str) -> Request<()> {
    let request = Request::post("http://x/api/v1/posts")
        .header("authorization", "Bearer ada")
        .header("content-type", "application/json")
        .header("content-length", body.len());
    request.body(()).expect("a proper request")
}

#[tokio::test]
async fn requests_are_answered_as_on_any_connection() {
    let server = Server::start(routes(), App { greeting: "hello" }).await;
    let client = connect(&server).await;
    let answer = ask(&client, get("/api/v1/posts/3"), None).await;
    assert_eq!((answer.status().as_u16(), answer.body().as_str()), (200, "3 for nobody"));
    let good = r#"{"title":"x","cover":null}"#;
    assert_eq!(ask(&client, post(good), Some(good)).await.status(), 201);
    let many = (0..400).fold(get("/"), |mut request, index| {
        let value = "x".repeat(100).parse().expect("a proper value");
        request.headers_mut().insert(
            routewright::http::HeaderName::try_from(format!("x-{index}")).expect("a proper name"),
            value,
        );
        request
    });
    for (request, body, status) in [
        (get("/nowhere"), None, 404),
        (get(&format!("/{}", "x".repeat(20_000))), None, 414),
        (many, None, 431),
        (post("{}"), Some("{}"), 400),
    ] {
        let answer = ask(&client, request, body).await;
        assert_eq!(answer.status(), status, "{answer:?}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
    }
    let (one, other) =
        tokio::join!(ask(&client, get("/api/v1/posts/1"), None), ask(&client, get("/api/v1/posts/2"), None));
    assert_eq!((one.body().as_str(), other.body().as_str()), ("1 for nobody", "2 for nobody"));
}

/// A client that has begun to send a body, and what it is answered.
async fn ask_slowly(
    client: &SendRequest<bytes::Bytes>,
    request: Request<()>,
    begun: Vec<u8>,
) -> Response<String> {
    let mut client = client.clone().ready().await.expect("it takes another request");
    let (response, mut stream) = client.send_request(request, false).expect("it takes the request");
    _ = stream.send_data(begun.into(), false);
    let (parts, mut body) = response.await.expect("it answers").into_parts();
    let text = body.data().await.expect("a body").expect("which is whole");
    Response::from_parts(parts, String::from_utf8_lossy(&text).into_owned())
}

#[tokio::test]
async fn a_client_that_is_still_sending_is_answered() {
    let mut routes = routes();
    routes.raw("POST", "/text", Mounted::by_hand(), async |body: String| body).body_limit(9);
    let server = Server::start(routes, App { greeting: "hello" }).await;
    let client = connect(&server).await;
    let report = || Request::put("http://x/api/v1/report").header("content-type", "text/csv");
    let text = || Request::post("http://x/text");
    for (request, status) in [
        (report().header("content-length", 3_000_000), 413),
        (report(), 413),
        (text(), 413),
        (text().header("content-encoding", "gzip"), 413),
        (text().header("content-encoding", "br"), 415),
        (Request::post("http://x/nowhere"), 404),
    ] {
        let request = request.body(()).expect("a proper request");
        let answer = ask_slowly(&client, request, vec![b'x'; 60_000]).await;
        assert_eq!(answer.status(), status, "{answer:?}");
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert!(answer.body().starts_with('{'), "{answer:?}");
    }
    assert_eq!(ask(&client, get("/api/v1/posts/3"), None).await.status(), 200);
}

#[tokio::test(start_paused = true)]
async fn a_body_that_does_not_come_is_given_up() {
    let server = Server::start(routes(), App { greeting: "hello" }).await;
    let client = connect(&server).await;
    let answer = ask_slowly(&client, post("{}"), b"{".to_vec()).await;
    assert_eq!(answer.status(), 408, "{answer:?}");
}

#[tokio::test]
async fn requests_on_their_way_are_finished_before_it_stops() {
    let server = Server::start(routes(), App { greeting: "hello" }).await;
    let client = connect(&server).await;
    let busy = tokio::spawn({
        let client = client.clone();
        async move { ask(&client, get("/api/v1/slow"), None).await }
    });
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    server.stop.send(()).expect("it runs");
    assert_eq!(busy.await.expect("it is answered").status(), 504);
    server.ended.await.expect("it ends");
}
