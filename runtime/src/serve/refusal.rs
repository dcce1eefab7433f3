//! Requests that are not even requests: what they are answered before the connection is closed.

use std::time::Duration;

use http::StatusCode;
use jiff::Timestamp;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::head::URL_BYTES;
use crate::model::{Direction, write_json};
use crate::problem::{MEDIA_TYPE, Problem};

/// A client gets so long to take the answer before the connection is closed.
const PATIENCE: Duration = Duration::from_secs(2);

/// Says why, as far as that is known, and closes the connection.
pub(super) async fn refuse(mut socket: TcpStream, problem: &Problem) {
    let text = write(problem);
    let sent = async {
        socket.write_all(&text).await?;
        socket.shutdown().await
    };
    if let Ok(Ok(())) = timeout(PATIENCE, sent).await {
        linger(socket).await;
    }
}

/// Takes what the client is still sending, for a little while. If the connection were closed at once, the client's
/// system might throw the answer away before the client has read it.
pub(super) async fn linger(mut socket: TcpStream) {
    let mut nowhere = [0; 4096];
    let read = async { while socket.read(&mut nowhere).await.is_ok_and(|length| length > 0) {} };
    // Whether it was all or not is no matter any more.
    _ = timeout(PATIENCE, read).await;
}

/// A whole response.
fn write(problem: &Problem) -> Vec<u8> {
    let mut body = Vec::with_capacity(128);
    write_json(problem, Direction::Response, &mut body);
    let status = problem.status_code();
    let date = Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT");
    let mut text = format!(
        "HTTP/1.1 {} {}\r\ncontent-type: {MEDIA_TYPE}\r\ncontent-length: {}\r\nconnection: close\r\ndate: {date}\r\n\r\n",
        status.as_u16(),
        status.canonical_reason().unwrap_or_default(),
        body.len(),
    )
    .into_bytes();
    text.extend(body);
    text
}

/// What is wrong with a head that hyper refused with this status. `head` is as much of it as has come.
pub(super) fn broken(mut status: StatusCode, head: &[u8]) -> Problem {
    if status == StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE
        && head.iter().take(URL_BYTES).all(|byte| *byte != b'\n')
    {
        status = StatusCode::URI_TOO_LONG;
    }
    let detail = match status {
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
            "the head of the request is too large, or has too many headers"
        }
        StatusCode::URI_TOO_LONG => "the URL is too long",
        _ => "this is not an HTTP request",
    };
    Problem::new(status).detail(detail)
}

/// The client has begun to ask something, and not gone on.
pub(super) fn slow() -> Problem {
    Problem::new(StatusCode::REQUEST_TIMEOUT).detail("the head of the request did not arrive in time")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_a_whole_response() {
        let text = String::from_utf8(write(&broken(StatusCode::BAD_REQUEST, b"x"))).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{head}");
        assert!(head.contains(&format!("\r\ncontent-length: {}\r\n", body.len())), "{head}");
        let date = head.rsplit_once("date: ").unwrap().1;
        assert!(date.ends_with(" GMT") && date.len() == 29, "{date}");
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["status"], 400);
    }

    #[test]
    fn a_head_is_too_large_for_one_reason_or_the_other() {
        let status = |head: &str| broken(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, head.as_bytes()).status;
        assert_eq!(status(&format!("GET /{}", "x".repeat(URL_BYTES))), 414);
        assert_eq!(status(&format!("GET / HTTP/1.1\r\nx: {}", "x".repeat(URL_BYTES))), 431);
    }
}
