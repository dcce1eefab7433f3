//! A client that sends exactly what a test says, over a socket of its own for each request.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value;

/// How long a server may be silent.
const PATIENCE: Duration = Duration::from_secs(20);

/// A client of one server.
#[derive(Clone)]
pub struct Client {
    address: SocketAddr,
}

/// A request that is being put together.
pub struct Ask<'a> {
    client: &'a Client,
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
}

/// What came back.
#[derive(Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers, with names in small letters.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Client {
    /// A client of the server at an address.
    pub fn new(address: SocketAddr) -> Self {
        Self { address }
    }

    /// Begins a request.
    pub fn ask(&self, method: &str, target: &str) -> Ask<'_> {
        Ask { client: self, method: method.into(), target: target.into(), headers: Vec::new(), body: None }
    }

    /// `GET`.
    pub fn get(&self, target: &str) -> Reply {
        self.ask("GET", target).send()
    }

    /// The status of a `GET`, or nothing while there is no server.
    pub fn reach(&self, target: &str) -> Option<u16> {
        let mut stream = TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(PATIENCE)).ok()?;
        stream.write_all(&self.ask("GET", target).bytes()).ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        Some(Reply::parse(&answer, "GET")?.status)
    }

    /// Sends JSON.
    pub fn send(&self, method: &str, target: &str, body: &Value) -> Reply {
        self.ask(method, target).json(body).send()
    }

    /// Sends these bytes and reads until the server closes the connection.
    ///
    /// # Panics
    /// When there is no connection, or no answer in time.
    pub fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.connect();
        // The server may refuse, and close, before all is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        answer
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a socket takes a timeout");
        stream
    }
}

impl Ask<'_> {
    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sets the body and its media type.
    #[must_use]
    pub fn body(mut self, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = Some(body.into());
        self.header("content-type", media_type)
    }

    /// Sets a JSON body.
    #[must_use]
    pub fn json(self, body: &Value) -> Self {
        self.body("application/json", body.to_string())
    }

    /// Sends it and reads the whole answer.
    ///
    /// # Panics
    /// When no valid answer comes in time.
    pub fn send(self) -> Reply {
        let method = self.method.clone();
        let answer = self.client.raw(&self.bytes());
        Reply::parse(&answer, &method)
            .unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(&answer)))
    }

    /// Sends it and reads the head of the answer; the lines of the body can be read as they come.
    ///
    /// # Panics
    /// When no valid head comes in time.
    pub fn open(self) -> (Reply, impl Iterator<Item = String>) {
        let mut stream = self.client.connect();
        stream.write_all(&self.bytes()).expect("the server reads");
        let mut lines = BufReader::new(stream);
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            assert!(matches!(lines.read_until(b'\n', &mut head), Ok(1..)), "the head of an answer");
        }
        let reply = Reply::head(&head).expect("a valid head");
        (reply, lines.lines().map_while(Result::ok))
    }

    fn bytes(self) -> Vec<u8> {
        let mut head =
            format!("{} {} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n", self.method, self.target);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if let Some(body) = &self.body {
            head.push_str(&format!("content-length: {}\r\n", body.len()));
        }
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(b"\r\n");
        bytes.extend_from_slice(&self.body.unwrap_or_default());
        bytes
    }
}

impl Reply {
    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is something else.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Checks the status, and shows the whole answer when it is another.
    ///
    /// # Panics
    /// When it is another.
    #[must_use]
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?}\n{}", self.headers, self.text());
        self
    }

    /// Checks that this is a problem with this status, and gives it.
    ///
    /// # Panics
    /// When it is something else.
    #[track_caller]
    pub fn problem(self, status: u16) -> Value {
        let reply = self.expect(status);
        let media_type = reply.header("content-type").unwrap_or_default();
        assert!(media_type.starts_with("application/problem+json"), "{media_type}: {}", reply.text());
        let problem = reply.json();
        assert_eq!(problem["status"], status, "{problem}");
        problem
    }

    fn parse(bytes: &[u8], method: &str) -> Option<Self> {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
        let mut reply = Self::head(&bytes[..end])?;
        let body = &bytes[end..];
        if method != "HEAD" {
            let chunked = reply.header("transfer-encoding").is_some_and(|value| value == "chunked");
            reply.body = if chunked { dechunked(body)? } else { body.to_vec() };
        }
        Some(reply)
    }

    pub(crate) fn head(bytes: &[u8]) -> Option<Self> {
        let head = std::str::from_utf8(bytes).ok()?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.split(' ').nth(1)?.parse().ok()?;
        let headers = lines
            .filter_map(|line| line.split_once(':'))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
            .collect();
        Some(Self { status, headers, body: Vec::new() })
    }
}

fn dechunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let end = rest.windows(2).position(|window| window == b"\r\n")?;
        let size = usize::from_str_radix(std::str::from_utf8(&rest[..end]).ok()?.trim(), 16).ok()?;
        rest = &rest[end + 2..];
        if size == 0 {
            return Some(body);
        }
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_whole() {
        let plain = Reply::parse(b"HTTP/1.1 200 OK\r\nA: b\r\n\r\nbody", "GET").expect("an answer");
        assert_eq!((plain.status, plain.header("a"), plain.text().as_str()), (200, Some("b"), "body"));

        let chunked =
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n";
        assert_eq!(Reply::parse(chunked, "GET").expect("an answer").text(), "abcde");
        assert!(Reply::parse(b"HTTP/1.1 200 OK\r\n", "GET").is_none());
    }
}
