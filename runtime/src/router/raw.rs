//! Routes whose handlers get requests as they are.

use std::pin::pin;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response as HttpResponse};
use http::uri::PathAndQuery;
use http::{Method, StatusCode, Uri};
use tower::ServiceExt;

use super::captures::Captures;
use super::endpoint::{Endpoint, Late, Work, clock, late, within};
use super::pattern::{Pattern, Piece, Segment};
use super::route::{Route, Settings};
use crate::error::{Error, Result, log};
use crate::handler::RawHandler;
use crate::operation::Mounted;
use crate::problem::of_rejection;
use crate::request::{Fate, hold};

/// A route to a handler of requests as they are.
pub(super) fn route<H, T, S>(method: &str, path: &str, mounted: Mounted, handler: H) -> Route<S>
where
    H: RawHandler<T, S>,
    S: Clone + Send + Sync + 'static,
{
    let (own_method, own_path) = (method.to_owned(), path.to_owned());
    let build = move |state: S, settings: Settings| -> Result<Arc<dyn Endpoint>> {
        let pattern = Pattern::parse(&own_path)?;
        if pattern.names.iter().enumerate().any(|(index, name)| pattern.names[..index].contains(name)) {
            return Err(Error::internal(format!("the path `{own_path}` has two parameters of one name")));
        }
        Method::from_bytes(own_method.as_bytes())?;
        let answer = move |request: Request| answered(handler.clone(), request, state.clone());
        let router = axum::Router::new()
            .route(&template(&pattern), axum::routing::any(answer))
            // Bodies are held to the limit of the route already.
            .layer(DefaultBodyLimit::disable())
            .layer(from_fn(restore));
        Ok(Arc::new(Raw { router, pattern, settings }))
    };
    Route::new(method.to_owned().into(), path.to_owned().into(), mounted, Box::new(build))
}

/// What the handler answers, or why it was not asked.
async fn answered<T, S>(handler: impl RawHandler<T, S>, request: Request, state: S) -> HttpResponse {
    let fate = request.extensions().get::<Fate>().cloned();
    let failure = || fate.as_ref().and_then(Fate::failure);
    match handler.call(request, state).await {
        // A handler that failed with the body of its request did not fail by itself.
        Ok(response) if response.status() == StatusCode::INTERNAL_SERVER_ERROR => {
            failure().map_or(response, IntoResponse::into_response)
        }
        Ok(response) => response,
        Err(rejection) => match failure() {
            Some(error) => error.into_response(),
            None => of_rejection(rejection).await,
        },
    }
}

/// Axum finds path parameters by its own router, which does not know all of our templates. So it gets a path in which
/// every parameter has a segment of its own, and the handler gets the real one back.
struct Raw {
    router: axum::Router,
    pattern: Pattern,
    settings: Settings,
}

/// The path as it was, on its way past axum's router.
#[derive(Clone)]
struct Real(Uri);

async fn restore(mut request: Request, next: Next) -> HttpResponse {
    if let Some(Real(uri)) = request.extensions_mut().remove() {
        *request.uri_mut() = uri;
    }
    next.run(request).await
}

fn template(pattern: &Pattern) -> String {
    let mut names = pattern.names.iter();
    let mut name = || names.next().map_or("", String::as_str);
    let mut template = String::new();
    for segment in &pattern.segments {
        match segment {
            Segment::Static(text) => template.extend(["/", text]),
            Segment::Dynamic => template.extend(["/{", name(), "}"]),
            Segment::Rest => template.extend(["/{*", name(), "}"]),
            Segment::Mixed(pieces) => {
                for _ in pieces.iter().filter(|piece| **piece == Piece::Parameter) {
                    template.extend(["/{", name(), "}"]);
                }
            }
        }
    }
    template
}

impl Raw {
    /// The path that axum's router gets.
    fn path(&self, captures: &Captures, path: &str) -> String {
        let mut index = 0..;
        let mut value = || index.next().and_then(|index| captures.get(index, path)).unwrap_or_default();
        let mut plain = String::with_capacity(path.len());
        for segment in &self.pattern.segments {
            match segment {
                Segment::Static(text) => plain.extend(["/", text]),
                Segment::Dynamic | Segment::Rest => plain.extend(["/", value()]),
                Segment::Mixed(pieces) => {
                    for _ in pieces.iter().filter(|piece| **piece == Piece::Parameter) {
                        plain.extend(["/", value()]);
                    }
                }
            }
        }
        plain
    }

    fn redirect(&self, request: &mut Request<Body>, captures: &Captures) {
        let plain = self.path(captures, request.uri().path());
        if plain == request.uri().path() {
            return;
        }
        let real = request.uri().clone();
        let text = match real.query() {
            Some(query) => format!("{plain}?{query}"),
            None => plain,
        };
        let mut parts = real.clone().into_parts();
        if let Ok(text) = PathAndQuery::from_maybe_shared(bytes::Bytes::from(text)) {
            parts.path_and_query = Some(text);
            if let Ok(uri) = Uri::from_parts(parts) {
                request.extensions_mut().insert(Real(real));
                *request.uri_mut() = uri;
            }
        }
    }
}

impl Endpoint for Raw {
    fn call(self: Arc<Self>, mut request: Request<Body>, captures: Captures) -> Work {
        self.redirect(&mut request, &captures);
        Box::pin(async move {
            let mut clock = self.settings.max_duration.map(clock);
            let (method, uri) = (request.method().clone(), request.uri().clone());
            let (mut request, fate) = match hold(request, self.settings.body_limit) {
                Ok(held) => held,
                Err(error) => return error.into_response(),
            };
            request.extensions_mut().insert(fate.clone());
            match within(&mut clock, pin!(self.router.clone().oneshot(request))).await {
                Ok(Ok(mut response)) => {
                    log(&mut response, &method, &uri);
                    response
                }
                Err(Late) if fate.is_awaited() => {
                    late(StatusCode::REQUEST_TIMEOUT, "the request did not arrive in time")
                }
                Err(Late) => late(StatusCode::GATEWAY_TIMEOUT, "the answer took too long"),
            }
        })
    }
}
