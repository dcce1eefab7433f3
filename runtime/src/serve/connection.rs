//! One connection: HTTP/1.1 or HTTP/2, with limits on what a client may make the server keep.

use std::future::{Ready, ready};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use axum::response::{IntoResponse, Response as HttpResponse};
use futures_util::future::Either;
use http::{Request, StatusCode, header};
use hyper::body::Incoming;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::Watcher;
use tokio::net::TcpStream;

use crate::error::Error;
use crate::router::{Answer, Service};

/// The head of a request must have arrived by then.
const HEAD_TIME: Duration = Duration::from_secs(15);

/// All names and values of headers together.
const HEAD_BYTES: usize = 32 * 1024;

/// The path with the query.
const URL_BYTES: usize = 16 * 1024;

pub(super) async fn serve(stream: TcpStream, service: Service, open: Watcher) {
    let began = Arc::new(AtomicBool::new(false));
    let gate = Gate { service, began: Arc::clone(&began) };
    let mut builder = Builder::new(TokioExecutor::new());
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
    builder
        .http2()
        .timer(TokioTimer::new())
        .keep_alive_interval(Duration::from_secs(30))
        .max_concurrent_streams(250)
        .max_header_list_size(2 * HEAD_BYTES as u32);
    let connection = builder.serve_connection_with_upgrades(TokioIo::new(stream), gate).into_owned();
    let mut connection = pin!(open.watch(connection));
    let ended = match tokio::time::timeout(HEAD_TIME, &mut connection).await {
        Ok(ended) => ended,
        // Whoever has not sent a single request by now will not get more time.
        Err(_) if !began.load(Ordering::Relaxed) => return,
        Err(_) => connection.await,
    };
    if let Err(error) = ended {
        tracing::debug!("a connection broke: {error}");
    }
}

/// What stands before the application.
struct Gate {
    service: Service,
    began: Arc<AtomicBool>,
}

impl hyper::service::Service<Request<Incoming>> for Gate {
    type Response = HttpResponse;
    type Error = std::convert::Infallible;
    type Future = Either<Answer, Ready<Result<HttpResponse, std::convert::Infallible>>>;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        self.began.store(true, Ordering::Relaxed);
        match too_large(&request) {
            None => Either::Left(hyper::service::Service::call(&self.service, request)),
            Some(error) => Either::Right(ready(Ok(error.into_response()))),
        }
    }
}

fn too_large<B>(request: &Request<B>) -> Option<Error> {
    let url = request.uri().path_and_query().map_or(0, |text| text.as_str().len());
    if url > URL_BYTES {
        let detail = format!("the URL is longer than {URL_BYTES} bytes");
        return Some(Error::status(StatusCode::URI_TOO_LONG, detail));
    }
    let bytes: usize = request.headers().iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
    if bytes > HEAD_BYTES {
        let detail = format!("the headers are longer than {HEAD_BYTES} bytes");
        let error = Error::status(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, detail);
        return Some(error.header(header::CONNECTION, "close"));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(url: &str, header: &str) -> Option<u16> {
        let request = Request::get(url).header("x", header).body(()).unwrap();
        too_large(&request).map(|error| error.status_code().as_u16())
    }

    #[test]
    fn heads_have_a_limit() {
        assert_eq!(status("/", "x"), None);
        assert_eq!(status(&format!("/{}", "x".repeat(URL_BYTES)), "x"), Some(414));
        assert_eq!(status("/", &"x".repeat(HEAD_BYTES)), Some(431));
    }
}
