//! A connection that speaks HTTP/2.

use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response as HttpResponse;
use bytes::Bytes;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http2::Builder;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::net::TcpStream;

use super::connection::{Ended, drive};
use super::head;
use super::pulse::Listener;
use super::stream::Stream;
use super::turn::Turn;
use crate::router::{Answer, Service};

/// How often a client that is silent is asked whether it is still there.
const PING: Duration = Duration::from_secs(30);

/// So many requests may be on their way at once.
const STREAMS: u32 = 250;

pub(super) async fn serve(
    socket: TcpStream,
    first: Bytes,
    service: Service,
    signs: Listener,
    turn: Arc<Turn>,
) {
    let gate = Gate { service, turn: Arc::clone(&turn) };
    let connection = Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .keep_alive_interval(PING)
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(2 * head::HEADER_BYTES as u32)
        .serve_connection(Stream::new(socket, first, None), gate);
    let ended = drive(pin!(connection), signs, &turn, |connection| connection.graceful_shutdown()).await;
    if let Ended::Closed(Err(error)) = ended {
        tracing::debug!("a connection broke: {error}");
    }
}

/// What stands before the application.
struct Gate {
    service: Service,
    turn: Arc<Turn>,
}

impl hyper::service::Service<Request<Incoming>> for Gate {
    type Response = HttpResponse;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: Request<Incoming>) -> Answer {
        // From now on, pings show whether the client is still there.
        self.turn.begin(false);
        let (parts, body) = request.into_parts();
        match head::too_large(&parts) {
            Some(error) => Answer::from(self.service.refuse(error, &parts)),
            None => self.service.answer(Request::from_parts(parts, Body::new(body))),
        }
    }
}
