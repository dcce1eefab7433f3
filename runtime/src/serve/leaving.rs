//! The body of a response, as it leaves.

use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::body::Body;
use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use super::turn::Turn;

/// A body that tells when all of it is written.
pub(super) struct Leaving {
    body: Body,
    turn: Option<Arc<Turn>>,
}

impl Leaving {
    pub(super) fn new(body: Body, turn: Option<Arc<Turn>>) -> Self {
        Self { body, turn }
    }
}

impl HttpBody for Leaving {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Leaving {
    fn drop(&mut self) {
        if let Some(turn) = &self.turn {
            turn.written();
        }
    }
}
