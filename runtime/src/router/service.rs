//! The application as one service.

use std::any::Any;
use std::convert::Infallible;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use axum::body::Body;
use axum::response::{IntoResponse, Response as HttpResponse};
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::CatchUnwind;
use http::request::Parts;
use http::{HeaderValue, Method, Request, StatusCode, header};
use hyper::body::Body as HttpBody;
use tower::util::BoxCloneSyncService;

use super::endpoint::{Endpoint, RouteService, Work};
use super::methods::Methods;
use super::pattern::Pattern;
use super::route::Wrap;
use super::shaped::Elsewhere;
use super::tree::Tree;
use crate::error::{Error, Result};
use crate::problem::Shaper;
use crate::response;

/// An application, ready to answer: a tower service that any server can run and any tower layer can wrap.
///
/// ```
/// use routewright::{Routes, axum, operation::Mounted};
///
/// # fn main() -> routewright::Result<()> {
/// let mut routes = Routes::new();
/// routes.raw("GET", "/healthz", Mounted::by_hand(), async || "fine");
///
/// // In an axum application that is there already:
/// let app: axum::Router = axum::Router::new().nest_service("/new", routes.into_service(())?);
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Service(Inner);

#[derive(Clone)]
enum Inner {
    Plain(Arc<App>),
    /// With layers around it.
    Wrapped(RouteService, Arc<App>),
}

#[derive(Default)]
pub(super) struct App {
    tree: Tree,
    places: Vec<Methods>,
    pub(super) endpoints: Vec<Arc<dyn Endpoint>>,
    /// How the errors of each route look.
    pub(super) shapers: Vec<Option<Shaper>>,
    /// How errors look where no route is.
    elsewhere: Elsewhere,
}

pub(super) fn wrapped<S>(app: App, layers: Vec<Wrap<S>>, state: &S) -> Service {
    let app = Arc::new(app);
    let plain = Service(Inner::Plain(Arc::clone(&app)));
    if layers.is_empty() {
        return plain;
    }
    let inner = RouteService(BoxCloneSyncService::new(plain));
    Service(Inner::Wrapped(layers.into_iter().fold(inner, |inner, wrap| wrap(inner, state)), app))
}

impl App {
    /// Adds a route. Where there is one of that method and shape, it says which.
    pub(super) fn insert(&mut self, pattern: &Pattern, method: Method, route: usize) -> Result<(), usize> {
        let new = self.places.len();
        let place = self.tree.insert(pattern, new).unwrap_or(new);
        if place == new {
            self.places.push(Methods::default());
        }
        match self.places[place].get(&method) {
            Some(other) => Err(other),
            None => {
                self.places[place].insert(method, route);
                Ok(())
            }
        }
    }

    fn dispatch(&self, request: Request<Body>) -> Doing {
        let Some((place, captures)) = self.tree.find(request.uri().path()) else {
            return Doing::Done(Some(self.nowhere(request)));
        };
        let methods = &self.places[place];
        match methods.find(request.method()) {
            Some(route) => {
                let work = Arc::clone(&self.endpoints[route]).call(request, captures);
                Doing::Work(AssertUnwindSafe(work).catch_unwind())
            }
            None => Doing::Done(Some(self.other_method(request, methods))),
        }
    }

    /// Lets a shaper say how errors look for paths at or below `path` that nothing answers.
    pub(super) fn shape(&mut self, path: &str, shaper: Shaper) -> Result<()> {
        self.elsewhere.add(path, shaper)
    }

    #[cold]
    fn nowhere(&self, request: Request<Body>) -> HttpResponse {
        self.refuse(nowhere(&request), &request.into_parts().0)
    }

    /// A response to what no route answers, in the shape that errors have there.
    fn refuse(&self, response: HttpResponse, request: &Parts) -> HttpResponse {
        match self.elsewhere.find(request.uri.path()) {
            Some(shaper) => shaper.apply(response, request),
            None => response,
        }
    }

    #[cold]
    fn other_method(&self, request: Request<Body>, methods: &Methods) -> HttpResponse {
        let response = other_method(request.method(), methods);
        match methods.routes().find_map(|route| self.shapers[route].as_ref()) {
            Some(shaper) => shaper.apply(response, &request.into_parts().0),
            None => response,
        }
    }
}

fn nowhere(request: &Request<Body>) -> HttpResponse {
    // `OPTIONS *` asks about the server, not about a path.
    if request.method() == Method::OPTIONS && request.uri().path() == "*" {
        return response::empty(StatusCode::NO_CONTENT);
    }
    Error::status(StatusCode::NOT_FOUND, "there is nothing at this path").into_response()
}

fn other_method(method: &Method, methods: &Methods) -> HttpResponse {
    let mut response = if *method == Method::OPTIONS {
        response::empty(StatusCode::NO_CONTENT)
    } else {
        Error::status(StatusCode::METHOD_NOT_ALLOWED, "this path does not take this method").into_response()
    };
    if let Some(allow) = methods.allow() {
        response.headers_mut().insert(header::ALLOW, allow);
    }
    response
}

impl Service {
    /// The response to a request that the server refuses by itself, in the shape that errors have at its path.
    #[cold]
    pub(crate) fn refuse(&self, error: impl IntoResponse, request: &Parts) -> HttpResponse {
        let (Inner::Plain(app) | Inner::Wrapped(_, app)) = &self.0;
        app.refuse(error.into_response(), request)
    }

    pub(crate) fn answer(&self, request: Request<Body>) -> Answer {
        let is_head = request.method() == Method::HEAD;
        let doing = match &self.0 {
            Inner::Plain(app) => app.dispatch(request),
            Inner::Wrapped(service, _) => {
                use tower::ServiceExt;
                let work = service.clone().oneshot(request);
                let work: Work = Box::pin(async move {
                    let Ok(response) = work.await;
                    response
                });
                Doing::Work(AssertUnwindSafe(work).catch_unwind())
            }
        };
        Answer { doing, is_head }
    }
}

/// The answer to one request, on its way.
pub struct Answer {
    doing: Doing,
    is_head: bool,
}

impl From<HttpResponse> for Answer {
    fn from(response: HttpResponse) -> Self {
        Self { doing: Doing::Done(Some(response)), is_head: false }
    }
}

enum Doing {
    Done(Option<HttpResponse>),
    Work(CatchUnwind<AssertUnwindSafe<Work>>),
}

impl Future for Answer {
    type Output = Result<HttpResponse, Infallible>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let response = match &mut self.doing {
            Doing::Done(response) => response.take().unwrap_or_else(response::opaque),
            Doing::Work(work) => match ready!(Pin::new(work).poll(cx)) {
                Ok(response) => response,
                Err(panic) => panicked(panic.as_ref()),
            },
        };
        Poll::Ready(Ok(if self.is_head { without_body(response) } else { response }))
    }
}

#[cold]
pub(super) fn panicked(panic: &(dyn Any + Send)) -> HttpResponse {
    let words =
        panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!("a handler panicked: {}", words.unwrap_or("without words"));
    response::opaque()
}

/// What `HEAD` answers: all headers, the length of the body too, but no body.
fn without_body(response: HttpResponse) -> HttpResponse {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact()
        && !matches!(parts.status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED)
        && !parts.status.is_informational()
    {
        parts.headers.entry(header::CONTENT_LENGTH).or_insert_with(|| HeaderValue::from(length));
    }
    HttpResponse::from_parts(parts, Body::empty())
}

/// A body of any kind as axum's. An empty one, as most requests have, needs no allocation.
fn boxed<B>(body: B) -> Body
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    if body.is_end_stream() { Body::empty() } else { Body::new(body) }
}

impl<B> tower::Service<Request<B>> for Service
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Response = HttpResponse;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answer {
        self.answer(request.map(boxed))
    }
}

impl<B> hyper::service::Service<Request<B>> for Service
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    type Response = HttpResponse;
    type Error = Infallible;
    type Future = Answer;

    fn call(&self, request: Request<B>) -> Answer {
        self.answer(request.map(boxed))
    }
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Service").finish_non_exhaustive()
    }
}
