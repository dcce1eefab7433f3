//! A connection that is kept, for tests that ask thousands of things.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use crate::client::Reply;

/// How long a server may be silent.
const PATIENCE: Duration = Duration::from_secs(60);

/// A connection on which one request follows the other.
pub struct Connection {
    stream: BufReader<TcpStream>,
}

impl Connection {
    /// Connects to a server.
    ///
    /// # Panics
    /// When it does not listen.
    pub fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).expect("the server listens");
        stream.set_nodelay(true).expect("a socket takes options");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket takes a timeout");
        Self { stream: BufReader::new(stream) }
    }

    /// Sends JSON as it is written, and reads the answer.
    ///
    /// # Panics
    /// When no valid answer comes in time.
    pub fn post(&mut self, target: &str, json: &str) -> Reply {
        let length = json.len();
        let head = format!(
            "POST {target} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
        );
        let request = [head.as_bytes(), json.as_bytes()].concat();
        self.stream.get_mut().write_all(&request).expect("the server reads");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let read = self.stream.read_until(b'\n', &mut head);
            assert!(
                matches!(read, Ok(1..)),
                "{target}: {json}: no answer: {}",
                String::from_utf8_lossy(&head)
            );
        }
        let mut reply = Reply::head(&head).expect("a valid head");
        let length = reply.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        reply.body = vec![0; length];
        self.stream.read_exact(&mut reply.body).expect("the whole body");
        reply
    }
}
