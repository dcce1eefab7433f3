//! The socket of a connection, as hyper sees it.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::{Buf, Bytes};
use http::StatusCode;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::turn::Turn;

/// A socket that has given away its first bytes already, to find out which protocol the client speaks.
///
/// What hyper cannot read, it refuses by itself, with a bare status. Those few bytes go no further than here, so that
/// the refusal can be put into words.
pub(super) struct Stream {
    tcp: TokioIo<TcpStream>,
    first: Bytes,
    /// `None` where hyper refuses nothing by itself.
    turn: Option<Arc<Turn>>,
    refused: Option<StatusCode>,
}

impl Stream {
    pub(super) fn new(tcp: TcpStream, first: Bytes, turn: Option<Arc<Turn>>) -> Self {
        Self { tcp: TokioIo::new(tcp), first, turn, refused: None }
    }

    /// The status with which hyper has refused what it could not read.
    pub(super) fn refused(&self) -> Option<StatusCode> {
        self.refused
    }

    /// The socket itself.
    pub(super) fn into_inner(self) -> TcpStream {
        self.tcp.into_inner()
    }

    /// Whether these bytes are a refusal, which is noted.
    fn swallows(&mut self, bytes: &[u8]) -> bool {
        if self.turn.as_ref().is_none_or(|turn| !turn.is_listening()) {
            return false;
        }
        self.refused = self.refused.or_else(|| status(bytes));
        self.refused.is_some()
    }
}

/// The status of the response that begins so.
#[cold]
fn status(head: &[u8]) -> Option<StatusCode> {
    StatusCode::from_bytes(head.strip_prefix(b"HTTP/1.1 ")?.get(..3)?).ok()
}

impl Read for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        mut buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        if self.first.has_remaining() {
            let length = self.first.len().min(buffer.remaining());
            buffer.put_slice(&self.first.split_to(length));
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.tcp).poll_read(cx, buffer)
    }
}

impl Write for Stream {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if self.swallows(bytes) {
            return Poll::Ready(Ok(bytes.len()));
        }
        Pin::new(&mut self.tcp).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.swallows(pieces.first().map_or(&[], |piece| piece)) {
            return Poll::Ready(Ok(pieces.iter().map(|piece| piece.len()).sum()));
        }
        Pin::new(&mut self.tcp).poll_write_vectored(cx, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.tcp.is_write_vectored()
    }

    /// Only called when there is nothing left to write.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if let Some(turn) = &self.turn {
            turn.sent();
        }
        Pin::new(&mut self.tcp).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.refused.is_some() {
            // There is still something to say.
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.tcp).poll_shutdown(cx)
    }
}
