//! A server on a real socket, and clients that say exactly what they are told to.

use std::net::SocketAddr;
use std::time::Duration;

use routewright::Routes;
use routewright::serve::serve;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;

pub struct Server {
    pub address: SocketAddr,
    pub stop: oneshot::Sender<()>,
    pub ended: tokio::task::JoinHandle<()>,
}

impl Server {
    pub async fn start<S: Clone + Send + Sync + 'static>(routes: Routes<S>, state: S) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
        let address = listener.local_addr().expect("it has an address");
        let service = routes.into_service(state).expect("the routes are fine");
        let (stop, stopped) = oneshot::channel();
        let ended = tokio::spawn(async move {
            let stopped = async { _ = stopped.await };
            serve(listener, service, stopped).await.expect("it serves");
        });
        Self { address, stop, ended }
    }

    pub async fn connect(&self) -> Connection {
        let stream = TcpStream::connect(self.address).await.expect("it listens");
        Connection { stream, read: Vec::new() }
    }

    /// Sends bytes on a connection of their own and reads one answer.
    pub async fn ask(&self, bytes: impl AsRef<[u8]>) -> Answer {
        let mut connection = self.connect().await;
        connection.send(bytes).await;
        connection.answer().await
    }
}

pub struct Connection {
    stream: TcpStream,
    read: Vec<u8>,
}

/// One response, as it came.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Connection {
    pub async fn send(&mut self, bytes: impl AsRef<[u8]>) {
        self.stream.write_all(bytes.as_ref()).await.expect("it reads");
    }

    /// Says that nothing more is sent.
    pub async fn end(&mut self) {
        self.stream.shutdown().await.expect("it is open");
    }

    /// Sends bytes that the server may not want any more.
    pub async fn try_send(&mut self, bytes: impl AsRef<[u8]>) {
        _ = self.stream.write_all(bytes.as_ref()).await;
    }

    /// The next response.
    pub async fn answer(&mut self) -> Answer {
        let mut answer = self.head().await;
        let length = answer.header("content-length").map_or(0, |length| length.parse().expect("a number"));
        answer.body = self.body(length).await;
        answer
    }

    /// The next response, as far as its body.
    pub async fn head(&mut self) -> Answer {
        let end = loop {
            if let Some(at) = self.read.windows(4).position(|window| window == b"\r\n\r\n") {
                break at + 4;
            }
            assert!(self.more().await, "it closes after {:?}", String::from_utf8_lossy(&self.read));
        };
        let head = String::from_utf8(self.read.drain(..end).collect()).expect("heads are text");
        let status = head.get(9..12).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head, body: String::new() }
    }

    /// So many bytes of a body.
    pub async fn body(&mut self, length: usize) -> String {
        while self.read.len() < length {
            assert!(self.more().await, "it closes within a body");
        }
        let body: Vec<u8> = self.read.drain(..length).collect();
        String::from_utf8_lossy(&body).into_owned()
    }

    /// Everything until the server closes the connection.
    pub async fn rest(&mut self) -> String {
        while self.more().await {}
        String::from_utf8_lossy(&std::mem::take(&mut self.read)).into_owned()
    }

    async fn more(&mut self) -> bool {
        let read = tokio::time::timeout(Duration::from_secs(100), self.stream.read_buf(&mut self.read)).await;
        read.expect("the server says something or closes").expect("it does not break off") > 0
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (other, value) = line.split_once(": ")?;
            other.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    /// The problem that it must be, of the status that it has.
    pub fn problem(&self) -> serde_json::Value {
        assert_eq!(self.header("content-type"), Some("application/problem+json"), "{self:?}");
        let problem: serde_json::Value = serde_json::from_str(&self.body).expect("problems are JSON");
        assert_eq!(problem["status"], self.status, "{self:?}");
        assert!(problem["detail"].is_string(), "{self:?}");
        problem
    }
}
