//! The body of a request, as it arrives.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, header};
use http_body_util::BodyExt;
use hyper::body::{Body as HttpBody, Frame, Incoming, SizeHint};

use super::turn::Turn;

/// So much of a body that nobody wants is taken all the same, to keep the connection.
const MOST: u64 = 256 * 1024;

/// So long the rest of such a body is waited for.
const PATIENCE: Duration = Duration::from_millis(500);

/// A body that tells when nobody wants the rest of it.
pub(super) struct Arriving {
    body: Option<Incoming>,
    turn: Arc<Turn>,
    /// Whether the client waits for a sign before it sends it.
    is_awaited: bool,
}

impl Arriving {
    pub(super) fn new(body: Incoming, headers: &HeaderMap, turn: &Arc<Turn>) -> Self {
        let is_awaited = headers.contains_key(header::EXPECT);
        Self { body: Some(body), turn: Arc::clone(turn), is_awaited }
    }
}

impl HttpBody for Arriving {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        let frame = Pin::new(body).poll_frame(cx);
        self.is_awaited = false;
        if let Poll::Ready(None | Some(Err(_))) = frame {
            self.body = None;
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(HttpBody::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map_or_else(|| SizeHint::with_exact(0), HttpBody::size_hint)
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        let rest = self.body.take().filter(|body| !body.is_end_stream());
        self.turn.arrived(rest.map(|body| Rest { body, is_awaited: self.is_awaited }));
    }
}

/// What is left of a body when nobody wants it any more.
#[derive(Debug)]
pub(super) struct Rest {
    body: Incoming,
    is_awaited: bool,
}

impl Rest {
    /// Takes it all, unless that is too much. Says whether nothing is left.
    pub(super) async fn drain(mut self) -> bool {
        if self.is_awaited || self.body.size_hint().lower() > MOST {
            return false;
        }
        let taken = async {
            let mut length = 0;
            while let Some(frame) = self.body.frame().await {
                let Ok(frame) = frame else { return false };
                length += frame.data_ref().map_or(0, |data| data.len() as u64);
                if length > MOST {
                    return false;
                }
            }
            true
        };
        tokio::time::timeout(PATIENCE, taken).await.unwrap_or(false)
    }
}
