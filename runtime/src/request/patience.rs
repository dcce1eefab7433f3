//! Clients that take their time to send a body.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep};

/// So long a client may leave a body waiting in all, if nothing comes.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whoever sends no faster than this uses up the patience: bytes in a second.
const SLOWEST: u32 = 256;

/// A body that fails when it comes too slowly. Only the time counts in which somebody waits for it.
pub(super) struct Patient {
    body: Body,
    /// How much patience is left.
    left: Duration,
    waiting: Option<Waiting>,
}

struct Waiting {
    since: Instant,
    end: Pin<Box<Sleep>>,
}

/// A body did not come in time.
#[derive(Debug)]
pub(super) struct Late;

impl Patient {
    pub(super) fn new(body: Body) -> Self {
        Self { body, left: PATIENCE, waiting: None }
    }

    /// Takes into account what has come, and how long it was waited for.
    fn account(&mut self, frame: Option<&Frame<Bytes>>) {
        let waited = self.waiting.take().map_or(Duration::ZERO, |waiting| waiting.since.elapsed());
        let length = frame.and_then(Frame::data_ref).map_or(0, Bytes::len);
        let earned = Duration::from_secs(length as u64) / SLOWEST;
        self.left = (self.left.saturating_sub(waited) + earned).min(PATIENCE);
    }
}

impl HttpBody for Patient {
    type Data = Bytes;
    type Error = axum::BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::BoxError>>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(cx) {
            self.account(frame.as_ref().and_then(|frame| frame.as_ref().ok()));
            return Poll::Ready(frame.map(|frame| frame.map_err(Into::into)));
        }
        let left = self.left;
        let waiting =
            self.waiting.get_or_insert_with(|| Waiting { since: Instant::now(), end: Box::pin(sleep(left)) });
        waiting.end.as_mut().poll(cx).map(|()| Some(Err(Late.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl std::fmt::Display for Late {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a body did not arrive in time")
    }
}

impl std::error::Error for Late {}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream::{self, StreamExt};

    /// Whether a body arrives of which so many pieces of that length come, each after so long.
    async fn arrives(pieces: usize, length: usize, after: Duration) -> bool {
        let sent = stream::iter(0..pieces).then(move |_| async move {
            sleep(after).await;
            Ok::<_, std::io::Error>(Bytes::from(vec![b'x'; length]))
        });
        let body = Body::new(Patient::new(Body::from_stream(sent)));
        axum::body::to_bytes(body, usize::MAX).await.is_ok()
    }

    #[tokio::test(start_paused = true)]
    async fn a_client_is_given_up_that_is_silent_or_sends_next_to_nothing() {
        assert!(arrives(1, 1, Duration::from_secs(29)).await);
        assert!(!arrives(1, 1, Duration::from_secs(31)).await);
        assert!(!arrives(100, 1, Duration::from_secs(1)).await);
        // A slow line is no offence.
        assert!(arrives(100, 300, Duration::from_secs(1)).await);
        assert!(arrives(100, 64 * 1024, Duration::from_secs(20)).await);
    }

    #[tokio::test(start_paused = true)]
    async fn the_time_that_the_reader_takes_is_not_the_clients() {
        let sent = stream::iter([b"a", b"b"]).map(|piece| Ok::<_, std::io::Error>(Bytes::from_static(piece)));
        let mut body = Body::new(Patient::new(Body::from_stream(sent))).into_data_stream();
        assert!(body.next().await.is_some_and(|piece| piece.is_ok()));
        sleep(PATIENCE * 2).await;
        assert!(body.next().await.is_some_and(|piece| piece.is_ok()));
    }
}
