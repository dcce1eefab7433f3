//! What stands at the end of a route.

use std::convert::Infallible;
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use axum::response::{IntoResponse, Response as HttpResponse};
use futures_util::future::{Either, select};
use http::{Request, StatusCode};
use tokio::time::{Sleep, sleep};
use tower::util::BoxCloneSyncService;
use tower::{Service, ServiceExt};

use super::captures::Captures;
use super::route::{Settings, Wrap};
use crate::error::{Error, Unfilled, log};
use crate::handler::{Arguments, Handler, Outcome};
use crate::operation::Receive;
use crate::request::{Incoming, acceptable};

/// The work of answering one request.
pub(super) type Work = Pin<Box<dyn Future<Output = HttpResponse> + Send>>;

/// Answers the requests of one route.
pub(crate) trait Endpoint: Send + Sync {
    /// Answers a request whose path parameters are `captures`.
    fn call(self: Arc<Self>, request: Request<Body>, captures: Captures) -> Work;
}

struct Operation<O, S, T, H> {
    settings: Settings,
    state: S,
    handler: H,
    types: PhantomData<fn() -> (O, T)>,
}

pub(super) fn operation<O, S, T>(
    settings: Settings,
    state: S,
    handler: impl Handler<T, Output: Outcome<O> + Send, Future: Send>,
) -> Arc<dyn Endpoint>
where
    O: Receive<S>,
    S: Send + Sync + 'static,
    T: Arguments<O, S> + 'static,
{
    Arc::new(Operation { settings, state, handler, types: PhantomData })
}

impl<O, S, T, H> Endpoint for Operation<O, S, T, H>
where
    O: Receive<S>,
    S: Send + Sync + 'static,
    T: Arguments<O, S> + 'static,
    H: Handler<T, Output: Outcome<O> + Send, Future: Send>,
{
    fn call(self: Arc<Self>, request: Request<Body>, captures: Captures) -> Work {
        // It becomes a part of the work below, but what comes into that from here keeps its room to the end.
        let request = Box::new(request);
        Box::pin(async move {
            let settings = &self.settings;
            if let Err(error) = acceptable(O::INFO, request.headers()) {
                return error.into_response();
            }
            let mut incoming = Incoming::new(*request, &captures, settings);
            let mut clock = settings.max_duration.map(clock);
            // Pinned here, as each hand that a future goes through is room for a copy of it.
            let work = {
                let begun = {
                    let extracting = pin!(T::extract(&mut incoming, &self.state));
                    match within(&mut clock, extracting).await {
                        Ok(Ok(arguments)) => Ok(self.handler.call(arguments)),
                        Ok(Err(response)) => Err(Some(response)),
                        Err(Late) => Err(None),
                    }
                };
                match begun {
                    Ok(work) => work,
                    Err(Some(response)) => return settled(response, &incoming, settings),
                    Err(None) => {
                        return late(StatusCode::REQUEST_TIMEOUT, "the request did not arrive in time");
                    }
                }
            };
            match within(&mut clock, pin!(work)).await {
                Ok(outcome) => settled(outcome.into_http(), &incoming, settings),
                Err(Late) => late(StatusCode::GATEWAY_TIMEOUT, "the answer took too long"),
            }
        })
    }
}

/// The response as it is sent: what is not written yet may be made up, and failures are logged.
fn settled(mut response: HttpResponse, incoming: &Incoming<'_>, settings: &Settings) -> HttpResponse {
    if !response.status().is_server_error() {
        return response;
    }
    log(&mut response, &incoming.parts().method, &incoming.parts().uri);
    match (settings.mock, settings.info) {
        (Some(mock), Some(info)) if response.extensions().get::<Unfilled>().is_some() => {
            mock(info, &incoming.parts().headers).unwrap_or(response)
        }
        _ => response,
    }
}

/// The deadline has passed.
pub(super) struct Late;

/// What ends work that takes too long. Few routes have one, so it is not where it would make all others larger.
pub(super) type Clock = Pin<Box<Sleep>>;

pub(super) fn clock(duration: Duration) -> Clock {
    Box::pin(sleep(duration))
}

pub(super) async fn within<T>(
    clock: &mut Option<Clock>,
    work: Pin<&mut (impl Future<Output = T> + Send)>,
) -> Result<T, Late> {
    match clock {
        None => Ok(work.await),
        Some(clock) => match select(work, clock).await {
            Either::Left((done, _)) => Ok(done),
            Either::Right(_) => Err(Late),
        },
    }
}

#[cold]
pub(super) fn late(status: StatusCode, detail: &str) -> HttpResponse {
    Error::status(status, detail).into_response()
}

/// A route as a tower service: what layers are put around.
#[derive(Clone, Debug)]
pub struct RouteService(pub(super) BoxCloneSyncService<Request<Body>, HttpResponse, Infallible>);

impl Service<Request<Body>> for RouteService {
    type Response = HttpResponse;
    type Error = Infallible;
    type Future =
        <BoxCloneSyncService<Request<Body>, HttpResponse, Infallible> as Service<Request<Body>>>::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        self.0.call(request)
    }
}

/// An endpoint with layers around it.
struct Layered(RouteService);

pub(super) fn layered<S>(endpoint: Arc<dyn Endpoint>, layers: Vec<Wrap<S>>, state: &S) -> Arc<dyn Endpoint> {
    let inner = tower::service_fn(move |mut request: Request<Body>| {
        let captures = request.extensions_mut().remove::<Captures>().unwrap_or_default();
        let work = Arc::clone(&endpoint).call(request, captures);
        async move { Ok::<_, Infallible>(work.await) }
    });
    let inner = RouteService(BoxCloneSyncService::new(inner));
    Arc::new(Layered(layers.into_iter().fold(inner, |inner, wrap| wrap(inner, state))))
}

impl Endpoint for Layered {
    fn call(self: Arc<Self>, mut request: Request<Body>, captures: Captures) -> Work {
        request.extensions_mut().insert(captures);
        let service = self.0.clone();
        let (method, uri) = (request.method().clone(), request.uri().clone());
        Box::pin(async move {
            let Ok(mut response) = service.oneshot(request).await;
            log(&mut response, &method, &uri);
            response
        })
    }
}
