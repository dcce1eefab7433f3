//! Reads the body of a request, as far as it may be read.

use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::task::Poll;

use axum::body::Body;
use bytes::{Bytes, BytesMut};
use http::{HeaderMap, StatusCode, header};
use http_body_util::BodyExt;
use hyper::body::Body as _;

use super::coding::{Coding, Undecodable};
use super::patience::{Late, Patient};
use crate::error::{Error, Result};

/// So much is set aside for a body before any of it has come, whatever its declared length.
const FIRST: usize = 64 * 1024;

/// A body that may have been read already.
pub(super) enum Unread {
    /// Nothing was read yet, or the first piece.
    Stream(Option<Bytes>, Pieces),
    /// All of it was read.
    Whole(Bytes),
}

impl Unread {
    pub(super) fn new(body: Body) -> Self {
        Self::Stream(None, Pieces::new(body))
    }

    /// Whether there is nothing in it.
    pub(super) async fn is_empty(&mut self) -> Result<bool> {
        match self {
            Self::Whole(bytes) => Ok(bytes.is_empty()),
            Self::Stream(Some(first), _) => Ok(first.is_empty()),
            Self::Stream(first, pieces) => {
                if pieces.body.is_end_stream() {
                    return Ok(true);
                }
                if pieces.body.size_hint().lower() > 0 {
                    return Ok(false);
                }
                // Only reading shows whether anything comes.
                while let Some(piece) = pieces.next().await? {
                    if !piece.is_empty() {
                        *first = Some(piece);
                        return Ok(false);
                    }
                }
                *self = Self::Whole(Bytes::new());
                Ok(true)
            }
        }
    }

    /// All of it.
    pub(super) async fn bytes(&mut self, headers: &HeaderMap, limit: usize) -> Result<Bytes> {
        if let Self::Whole(bytes) = self {
            return Ok(bytes.clone());
        }
        let stream = std::mem::replace(self, Self::Whole(Bytes::new()));
        let bytes = match stream {
            Self::Whole(bytes) => bytes,
            Self::Stream(first, pieces) => collect(first, pieces, headers, limit).await?,
        };
        *self = Self::Whole(bytes.clone());
        Ok(bytes)
    }

    /// The body itself, to be read piece by piece; reading fails beyond the limit.
    pub(super) fn take(&mut self, headers: &HeaderMap, limit: usize) -> Result<Body> {
        refuse_long(headers, limit)?;
        Ok(Body::new(http_body_util::Limited::new(Patient::new(self.all()), limit)))
    }

    /// The body itself, whatever was read of it before.
    fn all(&mut self) -> Body {
        match std::mem::replace(self, Self::Whole(Bytes::new())) {
            Self::Whole(bytes) => Body::from(bytes),
            Self::Stream(None, pieces) => pieces.body,
            Self::Stream(Some(first), pieces) => {
                let first = futures_util::stream::once(std::future::ready(Ok::<_, axum::Error>(first)));
                let rest = pieces.body.into_data_stream();
                Body::from_stream(futures_util::StreamExt::chain(first, rest))
            }
        }
    }

    /// Undoes the compression of the body.
    ///
    /// # Errors
    /// It is longer than `limit` even so.
    pub(super) fn decompress(&mut self, coding: Coding, headers: &mut HeaderMap, limit: usize) -> Result<()> {
        refuse_long(headers, limit)?;
        let sent = Body::new(http_body_util::Limited::new(self.all(), limit));
        *self = Self::new(coding.decode(sent));
        // They speak of what was sent, not of what is read.
        headers.remove(header::CONTENT_ENCODING);
        headers.remove(header::CONTENT_LENGTH);
        Ok(())
    }
}

/// Refuses a body that is too long by its own word, before any of it is read.
pub(super) fn refuse_long(headers: &HeaderMap, limit: usize) -> Result<Option<u64>> {
    let declared =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if declared.is_some_and(|length| length > limit as u64) { Err(too_long(limit)) } else { Ok(declared) }
}

async fn collect(
    first: Option<Bytes>,
    mut pieces: Pieces,
    headers: &HeaderMap,
    limit: usize,
) -> Result<Bytes> {
    let declared = refuse_long(headers, limit)?;
    let Some(first) = (match first {
        Some(first) => Some(first),
        None => pieces.next().await?,
    }) else {
        return Ok(Bytes::new());
    };
    if first.len() > limit {
        return Err(too_long(limit));
    }
    // Nearly all bodies come in one piece, which needs no copy.
    if pieces.body.is_end_stream() {
        return Ok(first);
    }
    Box::pin(join(first, pieces, declared, limit)).await
}

/// All pieces as one. It is boxed by its caller, so that it makes no request larger that does not need it.
async fn join(first: Bytes, mut pieces: Pieces, declared: Option<u64>, limit: usize) -> Result<Bytes> {
    let Some(second) = pieces.next().await? else { return Ok(first) };
    let expected = declared.map_or(0, |length| usize::try_from(length).unwrap_or(limit)).min(FIRST);
    let mut whole = BytesMut::with_capacity(expected.max(first.len() + second.len()));
    whole.extend_from_slice(&first);
    let mut next = Some(second);
    while let Some(piece_of_it) = next {
        if whole.len() + piece_of_it.len() > limit {
            return Err(too_long(limit));
        }
        whole.extend_from_slice(&piece_of_it);
        next = pieces.next().await?;
    }
    Ok(whole.freeze())
}

/// A body that is read piece by piece.
pub(super) struct Pieces {
    body: Body,
    /// Whether the time is counted that it lets others wait.
    is_timed: bool,
}

impl Pieces {
    pub(super) fn new(body: Body) -> Self {
        Self { body, is_timed: false }
    }

    /// The next piece of data.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>> {
        loop {
            // Most of the time there is something, and no need for a timer.
            let frame = match poll_fn(|cx| Poll::Ready(Pin::new(&mut self.body).poll_frame(cx))).await {
                Poll::Ready(frame) => frame,
                Poll::Pending => {
                    if !self.is_timed {
                        self.body = Body::new(Patient::new(std::mem::take(&mut self.body)));
                        self.is_timed = true;
                    }
                    self.body.frame().await
                }
            };
            match frame {
                None => return Ok(None),
                Some(Err(error)) => return Err(broken(&error)),
                // Trailers are nobody's business here.
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Ok(Some(data));
                    }
                }
            }
        }
    }
}

#[cold]
fn too_long(limit: usize) -> Error {
    let problem = crate::Problem::new(StatusCode::PAYLOAD_TOO_LARGE)
        .detail(format!("the body is longer than {limit} bytes"))
        .with("limit", limit);
    Error::problem(problem).header(header::CONNECTION, "close")
}

#[cold]
pub(crate) fn broken(error: &axum::Error) -> Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(inner) = cause {
        if inner.is::<http_body_util::LengthLimitError>() {
            return Error::problem(
                crate::Problem::new(StatusCode::PAYLOAD_TOO_LARGE).detail("the body is too long"),
            );
        }
        if inner.is::<Late>() {
            return Error::status(StatusCode::REQUEST_TIMEOUT, "the body did not arrive in time")
                .header(header::CONNECTION, "close");
        }
        if let Some(answer) = inner.downcast_ref::<Undecodable>().and_then(Undecodable::answer) {
            return answer;
        }
        if inner.downcast_ref::<io::Error>().is_some_and(is_garbled) {
            return Error::bad_request("the body does not come in chunks as its Transfer-Encoding says");
        }
        cause = inner.source();
    }
    tracing::debug!(%error, "a body broke off");
    Error::bad_request("the body broke off before its end")
}

/// Whether an error of a connection tells that what came makes no sense.
fn is_garbled(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    fn pieces(pieces: &[&'static str]) -> Unread {
        let pieces: Vec<_> = pieces
            .iter()
            .map(|piece| Ok::<_, std::io::Error>(Bytes::from_static(piece.as_bytes())))
            .collect();
        Unread::new(Body::from_stream(stream::iter(pieces)))
    }

    async fn read(mut body: Unread, limit: usize) -> std::result::Result<String, StatusCode> {
        match body.bytes(&HeaderMap::new(), limit).await {
            Ok(bytes) => Ok(String::from_utf8_lossy(&bytes).into_owned()),
            Err(error) => Err(error.status_code()),
        }
    }

    #[tokio::test]
    async fn bodies_are_read_up_to_their_limit() {
        assert_eq!(read(Unread::new(Body::empty()), 3).await.as_deref(), Ok(""));
        assert_eq!(read(Unread::new(Body::from("abc")), 3).await.as_deref(), Ok("abc"));
        assert_eq!(read(pieces(&["a", "b", "c"]), 3).await.as_deref(), Ok("abc"));
        assert_eq!(read(pieces(&["a", "b", "cd"]), 3).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
        assert_eq!(read(Unread::new(Body::from("abcd")), 3).await, Err(StatusCode::PAYLOAD_TOO_LARGE));
    }

    #[tokio::test]
    async fn a_body_can_be_looked_at_before_it_is_read() {
        let mut body = pieces(&["", "ab", "c"]);
        assert!(!body.is_empty().await.unwrap());
        assert_eq!(read(body, 9).await.as_deref(), Ok("abc"));
        assert!(pieces(&["", ""]).is_empty().await.unwrap());
    }

    #[tokio::test]
    async fn a_body_can_be_decompressed_after_it_was_read() {
        let mut sent = Vec::new();
        let mut encoder = async_compression::tokio::bufread::GzipEncoder::new(&b"abc"[..]);
        tokio::io::AsyncReadExt::read_to_end(&mut encoder, &mut sent).await.unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_LENGTH, sent.len().into());
        let mut body = Unread::new(Body::from(sent.clone()));
        assert_eq!(body.bytes(&headers, 99).await.unwrap(), sent);
        body.decompress(Coding::Gzip, &mut headers, 99).unwrap();
        assert!(headers.is_empty());
        assert_eq!(read(body, 3).await.as_deref(), Ok("abc"));
    }

    #[tokio::test]
    async fn a_stream_fails_beyond_its_limit() {
        let mut body = pieces(&["ab", "cd"]);
        assert!(!body.is_empty().await.unwrap());
        assert!(axum::body::to_bytes(body.take(&HeaderMap::new(), 3).unwrap(), 100).await.is_err());
        // What is too long by its own word is not begun.
        let headers = HeaderMap::from_iter([(header::CONTENT_LENGTH, http::HeaderValue::from(4))]);
        assert!(pieces(&["ab"]).take(&headers, 3).is_err());
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_that_stops_sending_is_given_up() {
        let body = Unread::new(Body::from_stream(stream::pending::<std::io::Result<Bytes>>()));
        assert_eq!(read(body, 9).await, Err(StatusCode::REQUEST_TIMEOUT));
    }

    #[tokio::test]
    async fn a_body_that_breaks_off_is_the_clients_fault() {
        let cut = stream::iter([Ok(Bytes::from_static(b"a")), Err(std::io::Error::other("gone"))]);
        assert_eq!(read(Unread::new(Body::from_stream(cut)), 9).await, Err(StatusCode::BAD_REQUEST));
    }
}
