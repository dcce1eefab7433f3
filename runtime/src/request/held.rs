//! Bodies that handlers read by themselves.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use axum::BoxError;
use axum::body::Body;
use bytes::Bytes;
use http::Request;
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use super::body::{Unread, broken, refuse_long};
use super::coding::Coding;
use crate::error::{Error, Result};

/// The request as a handler gets it that reads the body by itself: decompressed, and held to `limit` and to what is
/// waited for.
///
/// # Errors
/// The body is too long by its own word, or compressed in a way that nobody knows.
pub(crate) fn hold(request: Request<Body>, limit: usize) -> Result<(Request<Body>, Fate)> {
    if request.body().is_end_stream() {
        return Ok((request, Fate(None)));
    }
    let (mut parts, body) = request.into_parts();
    refuse_long(&parts.headers, limit)?;
    let mut body = Unread::new(body);
    if let Some(coding) = Coding::of(&parts.headers)? {
        body.decompress(coding, &mut parts.headers, limit)?;
    }
    let body = body.take(&parts.headers, limit)?;
    let shared = Arc::new(Shared::default());
    let fate = Fate(Some(Arc::clone(&shared)));
    Ok((Request::from_parts(parts, Body::new(Held { body, shared })), fate))
}

/// What has become of a body that a handler reads by itself.
#[derive(Clone)]
pub(crate) struct Fate(Option<Arc<Shared>>);

#[derive(Default)]
struct Shared {
    is_awaited: AtomicBool,
    failure: Mutex<Option<Error>>,
}

impl Fate {
    /// Whether more of the body is waited for.
    pub(crate) fn is_awaited(&self) -> bool {
        self.0.as_ref().is_some_and(|shared| shared.is_awaited.load(Ordering::Relaxed))
    }

    /// How it is answered that the body could not be read, if so.
    pub(crate) fn failure(&self) -> Option<Error> {
        self.0.as_ref()?.failure.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A body that notes what becomes of it.
struct Held {
    body: Body,
    shared: Arc<Shared>,
}

impl HttpBody for Held {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        let frame = Pin::new(&mut self.body).poll_frame(cx);
        self.shared.is_awaited.store(frame.is_pending(), Ordering::Relaxed);
        if let Poll::Ready(Some(Err(error))) = &frame {
            *self.shared.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(broken(error));
        }
        // Extractors look for what is in it.
        frame.map(|frame| frame.map(|frame| frame.map_err(axum::Error::into_inner)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
