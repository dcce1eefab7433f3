//! One route: a method, a path and what answers.

use std::borrow::Cow;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response as HttpResponse;
use http::{HeaderMap, Request};
use tower::util::BoxCloneSyncService;

use super::endpoint::{self, Endpoint, RouteService};
use super::{checked, shaped};
use crate::error::Result;
use crate::handler::{Arguments, Handler, Outcome};
use crate::operation::{Document, Mounted, OperationInfo, Receive};
use crate::problem::{Shape, Shaper};
use crate::response::{Checks, Contract};

/// Bodies may be so long where a route says nothing else: 2 MiB.
pub const DEFAULT_BODY_LIMIT: usize = 2 * 1024 * 1024;

/// Makes up an answer for an operation whose handler is not written yet.
pub(crate) type Mock = fn(&'static OperationInfo, &HeaderMap) -> Option<HttpResponse>;

/// Puts a layer around a service.
pub(super) type Wrap<S> = Box<dyn FnOnce(RouteService, &S) -> RouteService + Send + Sync>;

/// Makes the endpoint of a route once the state is there.
pub(super) type Build<S> = Box<dyn FnOnce(S, Settings) -> Result<Arc<dyn Endpoint>> + Send + Sync>;

/// What a request meets on its way to the handler.
#[derive(Debug)]
pub(crate) struct Settings {
    /// The operation, if the route is one.
    pub(crate) info: Option<&'static OperationInfo>,
    /// The names of the path parameters, in the order of the template.
    pub(crate) names: Vec<String>,
    /// How many bytes a body may have.
    pub(crate) body_limit: usize,
    /// How long the answer may take.
    pub(crate) max_duration: Option<Duration>,
    /// What answers while the handler is not written.
    pub(crate) mock: Option<Mock>,
}

/// A route, to be refined right after it was added.
///
/// ```
/// use std::time::Duration;
/// use routewright::{Routes, operation::Mounted};
///
/// let mut routes = Routes::<()>::new();
/// routes
///     .raw("POST", "/echo", Mounted::by_hand(), async |body: String| body)
///     .body_limit(1024)
///     .max_duration(Duration::from_secs(5));
/// ```
pub struct Route<S> {
    pub(super) method: Cow<'static, str>,
    pub(super) path: Cow<'static, str>,
    pub(super) info: Option<&'static OperationInfo>,
    pub(super) mounted: Mounted,
    pub(super) described: Option<Described>,
    body_limit: usize,
    max_duration: Option<Duration>,
    pub(super) layers: Vec<Wrap<S>>,
    pub(super) errors: Option<Shaper>,
    build: Build<S>,
}

impl<S> Route<S> {
    pub(super) fn new(
        method: Cow<'static, str>,
        path: Cow<'static, str>,
        mounted: Mounted,
        build: Build<S>,
    ) -> Self {
        Self {
            method,
            path,
            info: None,
            mounted,
            described: None,
            body_limit: DEFAULT_BODY_LIMIT,
            max_duration: None,
            layers: Vec::new(),
            errors: None,
            build,
        }
    }

    /// Describes a raw route in a document: `operation` is the operation object as JSON text, `path` its path there.
    pub fn describe(
        &mut self,
        document: &'static str,
        path: &'static str,
        operation: &'static str,
    ) -> &mut Self {
        self.described = Some(Described { document, path, operation });
        self
    }

    /// Takes bodies of up to so many bytes; longer ones are answered with 413.
    pub fn body_limit(&mut self, bytes: usize) -> &mut Self {
        self.body_limit = bytes;
        self
    }

    /// Gives up after so long: 408 when the request is not read by then, 504 when the handler is not done.
    pub fn max_duration(&mut self, duration: Duration) -> &mut Self {
        self.max_duration = Some(duration);
        self
    }

    /// Wraps the route in a tower layer. The layer added last sees a request first.
    pub fn layer<L>(&mut self, layer: L) -> &mut Self
    where
        L: tower::Layer<RouteService> + Send + Sync + 'static,
        L::Service: Wrapped,
        <L::Service as tower::Service<Request<Body>>>::Future: Send,
    {
        self.layers.push(wrap(layer));
        self
    }

    /// Lets a function say how errors look: those of the handler, and those before it and around it.
    pub fn errors(&mut self, shape: impl for<'r> Shape<'r>) -> &mut Self {
        self.errors = Some(Shaper::new(shape));
        self
    }

    /// The path with the mount of its document before it.
    pub(super) fn full_path(&self, documents: &[Document]) -> String {
        let document =
            self.info.and_then(|info| documents.iter().find(|document| document.name == info.document));
        match document {
            Some(document) => format!("{}{}", document.mount.trim_end_matches('/'), self.path),
            None => self.path.to_string(),
        }
    }

    pub(super) fn row(&self, documents: &[Document]) -> Row {
        Row {
            method: self.method.to_string(),
            path: self.full_path(documents),
            operation: self.info.map_or("", |info| info.id),
            document: self.info.map_or("", |info| info.document),
            file: self.mounted.file,
            function: self.mounted.function,
        }
    }
}

impl<S: Clone + Send + Sync + 'static> Route<S> {
    pub(super) fn build(
        self,
        state: S,
        names: Vec<String>,
        mock: Option<Mock>,
        checks: Checks,
    ) -> Result<Arc<dyn Endpoint>> {
        let settings = Settings {
            info: self.info,
            names,
            body_limit: self.body_limit,
            max_duration: self.max_duration,
            mock,
        };
        let endpoint = if self.layers.is_empty() {
            (self.build)(state, settings)?
        } else {
            let endpoint = (self.build)(state.clone(), settings)?;
            endpoint::layered(endpoint, self.layers, &state)
        };
        let endpoint = match self.errors {
            Some(shaper) => shaped::shaped(endpoint, shaper),
            None => endpoint,
        };
        Ok(match self.info {
            Some(info) if checks != Checks::Off => checked::checked(endpoint, Contract::new(info, checks)),
            _ => endpoint,
        })
    }

    pub(super) fn operation<O, T>(
        mounted: Mounted,
        handler: impl Handler<T, Output: Outcome<O> + Send, Future: Send>,
    ) -> Self
    where
        O: Receive<S>,
        T: Arguments<O, S> + 'static,
    {
        let build: Build<S> =
            Box::new(move |state, settings| Ok(endpoint::operation::<O, S, T>(settings, state, handler)));
        let info = O::INFO;
        let mut route = Self::new(info.method.as_str().into(), info.path.into(), mounted, build);
        route.info = Some(info);
        route
    }
}

/// What a document says about a route that no type describes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Described {
    pub document: &'static str,
    pub path: &'static str,
    pub operation: &'static str,
}

/// A service that a layer made of a route.
pub trait Wrapped:
    tower::Service<Request<Body>, Response = HttpResponse, Error = Infallible> + Clone + Send + Sync + 'static
{
}

impl<T> Wrapped for T where
    T: tower::Service<Request<Body>, Response = HttpResponse, Error = Infallible>
        + Clone
        + Send
        + Sync
        + 'static
{
}

pub(super) fn wrap<S, L>(layer: L) -> Wrap<S>
where
    L: tower::Layer<RouteService> + Send + Sync + 'static,
    L::Service: Wrapped,
    <L::Service as tower::Service<Request<Body>>>::Future: Send,
{
    Box::new(move |inner, _| RouteService(BoxCloneSyncService::new(layer.layer(inner))))
}

/// A route as people list it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Row {
    /// The method.
    pub method: String,
    /// The whole path template.
    pub path: String,
    /// The operation's id; empty for none.
    pub operation: &'static str,
    /// The document's name; empty for none.
    pub document: &'static str,
    /// The file of the function.
    pub file: &'static str,
    /// The function.
    pub function: &'static str,
}
