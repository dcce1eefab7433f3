//! One connection, from its first byte to its last.

use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;

use bytes::BytesMut;
use futures_util::future::{Either, select};
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;

use super::pulse::{Listener, Sign};
use super::turn::Turn;
use super::{http1, http2};
use crate::router::Service;

/// What a client says first that speaks HTTP/2.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// So much is read at first: nearly all heads fit in.
const FIRST: usize = 4 * 1024;

pub(super) async fn serve(mut socket: TcpStream, service: Service, mut signs: Listener) {
    let turn = Arc::new(Turn::default());
    let mut first = BytesMut::with_capacity(FIRST);
    let protocol = {
        let silent = poll_fn(|cx| match signs.poll(cx) {
            Some(Sign::Stop) => Poll::Ready(()),
            Some(Sign::Beat) if turn.beat() => Poll::Ready(()),
            _ => Poll::Pending,
        });
        match select(pin!(protocol(&mut socket, &mut first)), silent).await {
            Either::Left((protocol, _)) => protocol,
            Either::Right(_) => return,
        }
    };
    match protocol {
        Ok(Some(Protocol::Http1)) => http1::serve(socket, first.freeze(), service, signs, turn).await,
        Ok(Some(Protocol::Http2)) => http2::serve(socket, first.freeze(), service, signs, turn).await,
        Ok(None) => {}
        Err(error) => tracing::debug!("a connection broke: {error}"),
    }
}

enum Protocol {
    Http1,
    Http2,
}

/// What the client speaks, as soon as that is clear from what it has sent first.
async fn protocol(socket: &mut TcpStream, first: &mut BytesMut) -> io::Result<Option<Protocol>> {
    while socket.read_buf(first).await? > 0 {
        let common = first.len().min(PREFACE.len());
        if first[..common] != PREFACE[..common] {
            return Ok(Some(Protocol::Http1));
        }
        if common == PREFACE.len() {
            return Ok(Some(Protocol::Http2));
        }
    }
    Ok(None)
}

/// How a connection has ended.
pub(super) enum Ended<E> {
    Closed(Result<(), E>),
    /// The client has not asked anything for too long.
    Silent,
}

/// Drives a connection to its end. `finish` lets it answer what it has begun to, and no more.
pub(super) async fn drive<C, E>(
    mut connection: Pin<&mut C>,
    mut signs: Listener,
    turn: &Turn,
    finish: fn(Pin<&mut C>),
) -> Ended<E>
where
    C: Future<Output = Result<(), E>>,
{
    poll_fn(|cx| {
        match signs.poll(cx) {
            Some(Sign::Stop) => finish(connection.as_mut()),
            Some(Sign::Beat) if turn.beat() => return Poll::Ready(Ended::Silent),
            _ => {}
        }
        connection.as_mut().poll(cx).map(Ended::Closed)
    })
    .await
}
