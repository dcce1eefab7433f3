//! Requests that are not even requests: what they are answered before the connection is closed.

use std::time::Duration;

use axum::response::Response as HttpResponse;
use http::{HeaderValue, StatusCode, header};
use jiff::Timestamp;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::head::URL_BYTES;
use crate::problem::Problem;
use crate::router::Service;

/// A client gets so long to take the answer before the connection is closed.
const PATIENCE: Duration = Duration::from_secs(2);

/// Says why, as far as that is known and as errors look in this application, and closes the connection.
pub(super) async fn refuse(mut socket: TcpStream, service: &Service, problem: Problem) {
    let unread = http::Request::new(()).into_parts().0;
    let response = service.refuse(problem, &unread);
    let sent = async {
        socket.write_all(&text(response).await).await?;
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

/// A whole response, as it is sent.
async fn text(response: HttpResponse) -> Vec<u8> {
    let (mut parts, body) = response.into_parts();
    // A body that breaks off is better than no answer.
    let body = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let date = Timestamp::now().strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    parts.headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    parts.headers.extend(HeaderValue::try_from(date).map(|date| (header::DATE, date)));
    let reason = parts.status.canonical_reason().unwrap_or_default();
    let mut text = format!("HTTP/1.1 {} {reason}\r\n", parts.status.as_u16()).into_bytes();
    for (name, value) in &parts.headers {
        text.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    text.extend_from_slice(b"\r\n");
    text.extend_from_slice(&body);
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
    use axum::response::IntoResponse;

    #[tokio::test]
    async fn a_refusal_is_a_whole_response() {
        let response = broken(StatusCode::BAD_REQUEST, b"x").into_response();
        let text = String::from_utf8(text(response).await).unwrap();
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
