//! The load: a few connections that each send a request as soon as the last one is answered.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::post;
use crate::process::Process;

const CONNECTIONS: usize = 32;

/// A request, as bytes, and the status with which it is answered.
pub struct Request {
    bytes: Vec<u8>,
    status: u16,
}

/// What one run brought.
#[derive(Clone)]
pub struct Run {
    requests: u64,
    time: Duration,
    cpu: Duration,
}

impl Run {
    pub fn rate(&self) -> f64 {
        self.requests as f64 / self.time.as_secs_f64()
    }

    /// Processor seconds of the server per request.
    pub fn cost(&self) -> f64 {
        self.cpu.as_secs_f64() / self.requests.max(1) as f64
    }
}

impl Request {
    pub fn read() -> Self {
        Self {
            bytes: format!("GET /api/v1/posts/{} HTTP/1.1\r\nhost: localhost\r\n\r\n", post::ID).into(),
            status: 200,
        }
    }

    pub fn create() -> Self {
        let body = post::INPUT;
        let length = body.len();
        let head = "POST /api/v1/posts HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json";
        Self { bytes: format!("{head}\r\ncontent-length: {length}\r\n\r\n{body}").into(), status: 201 }
    }

    /// Sends it once, and sees that every server answers the same.
    pub fn check(&self, address: SocketAddr) {
        let mut connection = block_on(Connection::open(address));
        let body = block_on(connection.ask(self));
        let body: serde_json::Value = serde_json::from_slice(&body).expect("a body of JSON");
        assert_eq!(body["title"], "A folder is a URL", "{body}");
        assert_eq!(body["content"][1]["source"], "The router", "{body}");
    }
}

/// Puts the server under load for a while.
pub fn run(server: &Process, request: &Request, time: Duration) -> Run {
    block_on(async {
        let mut connections = Vec::new();
        for _ in 0..CONNECTIONS {
            connections.push(Connection::open(server.address()).await);
        }
        let (start, cpu) = (Instant::now(), server.cpu());
        let end = start + time;
        let work = connections.into_iter().map(|mut connection| async move {
            let mut requests = 0;
            while Instant::now() < end {
                connection.ask(request).await;
                requests += 1;
            }
            requests
        });
        let requests = futures_util::future::join_all(work).await.into_iter().sum();
        Run { requests, time: start.elapsed(), cpu: server.cpu() - cpu }
    })
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    use std::cell::LazyCell;
    thread_local! {
        static RUNTIME: LazyCell<tokio::runtime::Runtime> = LazyCell::new(|| {
            tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
        });
    }
    RUNTIME.with(|runtime| runtime.block_on(future))
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).await.expect("the server listens");
        stream.set_nodelay(true).expect("a socket takes an option");
        Self { stream, buffer: Vec::with_capacity(8192) }
    }

    async fn ask(&mut self, request: &Request) -> Vec<u8> {
        self.stream.write_all(&request.bytes).await.expect("the server reads");
        self.buffer.clear();
        let (status, body, end) = loop {
            let read = self.stream.read_buf(&mut self.buffer).await.expect("the server answers");
            assert_ne!(read, 0, "the server has closed the connection");
            if let Some(found) = head(&self.buffer) {
                break found;
            }
        };
        assert_eq!(status, request.status, "{}", String::from_utf8_lossy(&self.buffer));
        while self.buffer.len() < end {
            let read = self.stream.read_buf(&mut self.buffer).await.expect("the server answers");
            assert_ne!(read, 0, "the server has closed the connection");
        }
        self.buffer[body..end].to_vec()
    }
}

/// The status of an answer, where its body begins, and where it ends; nothing while the head is not complete.
fn head(bytes: &[u8]) -> Option<(u16, usize, usize)> {
    let body = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let text = std::str::from_utf8(&bytes[..body]).ok()?;
    let status = text.get(9..12)?.parse().ok()?;
    let length = text.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length").then(|| value.parse::<usize>().ok())?
    })?;
    Some((status, body, body + length))
}
