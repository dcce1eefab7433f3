//! A connection that speaks HTTP/1.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use axum::response::Response as HttpResponse;
use bytes::Bytes;
use http::{HeaderValue, Method, Request, StatusCode, header};
use hyper::body::{Body as HttpBody, Incoming};
use hyper::server::conn::http1::Builder;
use tokio::net::TcpStream;

use super::arriving::{Arriving, Rest};
use super::connection::{Ended, drive};
use super::leaving::Leaving;
use super::pulse::Listener;
use super::stream::Stream;
use super::turn::Turn;
use super::{head, refusal};
use crate::router::{Answer, Service};

pub(super) async fn serve(
    socket: TcpStream,
    first: Bytes,
    service: Service,
    signs: Listener,
    turn: Arc<Turn>,
) {
    let gate = Gate { service, turn: Arc::clone(&turn) };
    let stream = Stream::new(socket, first, Some(Arc::clone(&turn)));
    let mut connection =
        Builder::new().max_header_size(head::HEAD_BYTES).serve_connection(stream, gate).with_upgrades();
    let ended =
        drive(Pin::new(&mut connection), signs, &turn, |connection| connection.graceful_shutdown()).await;
    // One that was upgraded is in the hands of others now.
    let Some(parts) = connection.into_parts() else { return };
    if let Some(status) = parts.io.refused() {
        let problem = refusal::broken(status, &parts.read_buf);
        return refusal::refuse(parts.io.into_inner(), &parts.service.service, problem).await;
    }
    match ended {
        Ended::Silent if parts.read_buf.is_empty() => {}
        Ended::Silent => {
            refusal::refuse(parts.io.into_inner(), &parts.service.service, refusal::slow()).await;
        }
        Ended::Closed(_) if turn.leaves_unread() => refusal::linger(parts.io.into_inner()).await,
        Ended::Closed(Ok(())) => {}
        Ended::Closed(Err(error)) => tracing::debug!("a connection broke: {error}"),
    }
}

/// What stands before the application.
struct Gate {
    service: Service,
    turn: Arc<Turn>,
}

impl hyper::service::Service<Request<Incoming>> for Gate {
    type Response = http::Response<Leaving>;
    type Error = Infallible;
    type Future = Answering;

    fn call(&self, request: Request<Incoming>) -> Answering {
        let has_body = !request.body().is_end_stream();
        self.turn.begin(has_body);
        let is_tunnel = *request.method() == Method::CONNECT;
        let (parts, body) = request.into_parts();
        let body =
            if has_body { Body::new(Arriving::new(body, &parts.headers, &self.turn)) } else { Body::empty() };
        let answer = match head::too_large(&parts).or_else(|| head::ambiguous(&parts)) {
            Some(error) => Answer::from(self.service.refuse(error, &parts)),
            None => self.service.answer(Request::from_parts(parts, body)),
        };
        Answering { answer, turn: Some(Arc::clone(&self.turn)), draining: None, is_tunnel }
    }
}

/// The answer to one request, on its way, and what becomes of the rest of the request.
struct Answering {
    answer: Answer,
    turn: Option<Arc<Turn>>,
    /// The answer that is there already, while the rest of the request is still coming.
    draining: Option<Pin<Box<dyn Future<Output = HttpResponse> + Send>>>,
    is_tunnel: bool,
}

impl Answering {
    /// The response as hyper gets it.
    fn leave(&mut self, response: HttpResponse) -> http::Response<Leaving> {
        let status = response.status();
        let changes_protocol =
            status == StatusCode::SWITCHING_PROTOCOLS || (self.is_tunnel && status.is_success());
        // After that, whatever is written on the connection belongs to the other protocol.
        let turn = self.turn.take().filter(|_| !changes_protocol);
        response.map(|body| Leaving::new(body, turn))
    }
}

impl Future for Answering {
    type Output = Result<http::Response<Leaving>, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let response = match &mut self.draining {
            Some(draining) => ready!(draining.as_mut().poll(cx)),
            None => {
                let Ok(response) = ready!(Pin::new(&mut self.answer).poll(cx));
                match self.turn.as_ref().and_then(|turn| Some((Arc::clone(turn), turn.take_rest()?))) {
                    None => response,
                    Some((turn, rest)) => {
                        let draining = self.draining.insert(Box::pin(drained(response, rest, turn)));
                        ready!(draining.as_mut().poll(cx))
                    }
                }
            }
        };
        Poll::Ready(Ok(self.leave(response)))
    }
}

/// The response after the rest of its request: the next request comes after it. If it is too much, none does.
async fn drained(mut response: HttpResponse, rest: Rest, turn: Arc<Turn>) -> HttpResponse {
    let closes = response.headers().get(header::CONNECTION).is_some_and(|value| value == "close");
    if closes || !rest.drain().await {
        response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        turn.leave_unread();
    }
    response
}
