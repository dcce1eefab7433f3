//! Which function answers which request.
//!
//! The routes are built from path templates as OpenAPI writes them, so several parameters may share a segment
//! (`/compare/{base}...{head}`, `/posts/{id}.json`). Static text beats parameters, and those beat a catch-all.

mod canonical;
mod captures;
mod checked;
mod endpoint;
mod file;
mod methods;
mod middleware;
mod pattern;
mod raw;
mod route;
mod service;
mod shaped;
mod tree;

use http::Method;
use http::header::ACCEPT;

pub use self::endpoint::RouteService;
pub use self::file::RouteFile;
pub use self::middleware::Middleware;
pub use self::pattern::WrongTemplate;
pub use self::route::{DEFAULT_BODY_LIMIT, Route, Row};
pub use self::service::{Answer, Service};

pub(crate) use self::captures::Captures;
pub(crate) use self::route::{Mock, Settings};

use self::pattern::Pattern;
use crate::describe::Specification;
use crate::error::{Error, Result};
use crate::handler::{Arguments, Handler, Outcome, RawHandler};
use crate::operation::{Document, Mounted, MountedOperation, Receive};
use crate::problem::{Shape, Shaper};
use crate::response::Checks;

/// Every route of an application whose handlers share the state `S`.
///
/// ```
/// use routewright::{Result, Routes, TestClient, operation::Mounted};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<()> {
/// let mut routes = Routes::new();
/// routes.raw("GET", "/healthz", Mounted::by_hand(), async || "fine");
///
/// let client = TestClient::new(routes, ())?;
/// assert_eq!(client.get("/healthz").send().await.text(), "fine");
/// assert_eq!(client.post("/healthz").send().await.status(), 405);
/// # Ok(()) }
/// ```
pub struct Routes<S = ()> {
    documents: Vec<Document>,
    routes: Vec<Route<S>>,
    layers: Vec<route::Wrap<S>>,
    /// What says how errors look, by the paths at or below which it does.
    errors: Vec<(String, Shaper)>,
    mock: Option<Mock>,
    checks: Option<Checks>,
}

impl<S> Default for Routes<S> {
    fn default() -> Self {
        Self {
            documents: Vec::new(),
            routes: Vec::new(),
            layers: Vec::new(),
            errors: Vec::new(),
            mock: None,
            checks: None,
        }
    }
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// No routes.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a document. Its operations stand below its mount.
    pub fn document(&mut self, document: Document) -> &mut Self {
        self.documents.push(document);
        self
    }

    /// Lets `handler` handle the operation `O`.
    ///
    /// Any axum extractors may come first among the handler's arguments; `O` comes last.
    pub fn operation<O, T>(
        &mut self,
        mounted: Mounted,
        handler: impl Handler<T, Output: Outcome<O> + Send, Future: Send>,
    ) -> &mut Route<S>
    where
        O: Receive<S>,
        T: Arguments<O, S> + 'static,
    {
        self.add(Route::operation::<O, T>(mounted, handler))
    }

    /// Lets a function of axum extractors handle requests of that method and path, which no document needs to know. The
    /// path is taken as it is; `{*rest}` at its end takes all further segments.
    ///
    /// Bodies are held to the same limits as those of operations: their length, also of what is compressed, and the time
    /// they take to arrive. They come decompressed, without `Content-Encoding`.
    pub fn raw<T>(
        &mut self,
        method: &str,
        path: &str,
        mounted: Mounted,
        handler: impl RawHandler<T, S>,
    ) -> &mut Route<S> {
        self.add(raw::route(method, path, mounted, handler))
    }

    /// Begins the routes whose functions stand in that file of the project.
    pub fn file(&mut self, file: &'static str) -> RouteFile<'_, S> {
        RouteFile::new(self, file)
    }

    fn add(&mut self, route: Route<S>) -> &mut Route<S> {
        let index = self.routes.len();
        self.routes.push(route);
        &mut self.routes[index]
    }

    /// Lets a function say how errors look for paths at or below `path` that nothing answers. Where several do, the one
    /// of the longest path is asked. Routes have [their own](Route::errors).
    pub fn errors(&mut self, path: &str, shape: impl for<'r> Shape<'r>) -> &mut Self {
        self.errors.push((path.to_owned(), Shaper::new(shape)));
        self
    }

    /// Wraps the whole application in a tower layer. The layer added last sees a request first.
    ///
    /// ```
    /// use routewright::{Routes, TestClient, axum::middleware::map_response, http::Response, operation::Mounted};
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> routewright::Result<()> {
    /// let mut routes = Routes::new();
    /// routes.raw("GET", "/", Mounted::by_hand(), async || "hello");
    /// routes.layer(map_response(async |mut response: Response<_>| {
    ///     response.headers_mut().insert("x-powered-by", "tea".parse().unwrap());
    ///     response
    /// }));
    /// let client = TestClient::new(routes, ())?;
    /// assert_eq!(client.get("/").send().await.header("x-powered-by"), Some("tea"));
    /// # Ok(()) }
    /// ```
    pub fn layer<L>(&mut self, layer: L) -> &mut Self
    where
        L: tower::Layer<RouteService> + Send + Sync + 'static,
        L::Service: route::Wrapped,
        <L::Service as tower::Service<http::Request<axum::body::Body>>>::Future: Send,
    {
        self.layers.push(route::wrap(layer));
        self
    }

    /// The documents.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// The operations that are mounted, in the order in which they were.
    pub fn mounted(&self) -> Vec<MountedOperation> {
        let operations = self.routes.iter();
        operations
            .filter_map(|route| Some(MountedOperation { info: route.info?, mounted: route.mounted }))
            .collect()
    }

    /// The OpenAPI document with that name and all its operations.
    pub fn specification(&self, document: &Document) -> Specification {
        let typed = Specification::new(document, self.mounted().into_iter().map(|mounted| mounted.info));
        self.routes.iter().fold(typed, |specification, route| match route.described {
            Some(described) if described.document == document.name => {
                // The generator writes it; what is no JSON describes nothing.
                let operation = serde_json::from_str(described.operation).unwrap_or_default();
                specification.with_operation(&route.method, described.path, operation)
            }
            _ => specification,
        })
    }

    /// All routes, as a table for people.
    pub fn table(&self) -> Vec<Row> {
        self.routes.iter().map(|route| route.row(&self.documents)).collect()
    }

    /// Answers operations that are not written yet with examples: those of their types, or values made up from them.
    pub fn mock(&mut self) -> &mut Self {
        self.mock = Some(|info, headers| {
            let accept = headers.get(ACCEPT).and_then(|accept| accept.to_str().ok());
            crate::mock::response(info, accept)
        });
        self
    }

    /// Says what becomes of responses that are not as their operations declare them: bodies and headers that break a
    /// constraint, statuses and media types that are not declared.
    ///
    /// Where nothing is said, builds for development and mocks [refuse](Checks::Refuse) bodies and headers that are wrong,
    /// and other builds do not look, which costs nothing. What is only not declared is logged, once.
    pub fn check_responses(&mut self, checks: Checks) -> &mut Self {
        self.checks = Some(checks);
        self
    }

    /// The application as one tower service.
    ///
    /// # Errors
    /// A path template is wrong, or two routes are the same.
    pub fn into_service(self, state: S) -> Result<Service> {
        let mut app = service::App::default();
        for (index, route) in self.routes.iter().enumerate() {
            let path = route.full_path(&self.documents);
            let pattern = Pattern::parse(&path)?;
            let method = Method::from_bytes(route.method.as_bytes())?;
            if let Err(other) = app.insert(&pattern, method, index) {
                return Err(Error::internal(self.clash(index, other)));
            }
        }
        let mocked = if self.mock.is_some() { Checks::Refuse } else { Checks::by_default() };
        let checks = self.checks.unwrap_or(mocked);
        for (path, shaper) in self.errors {
            app.shape(&path, shaper)?;
        }
        for route in self.routes {
            let path = route.full_path(&self.documents);
            let names = Pattern::parse(&path)?.names;
            app.shapers.push(route.errors.clone());
            app.endpoints.push(route.build(state.clone(), names, self.mock, checks)?);
        }
        Ok(service::wrapped(app, self.layers, &state))
    }

    fn clash(&self, one: usize, other: usize) -> String {
        let name = |index: usize| {
            let row = self.routes[index].row(&self.documents);
            if row.file.is_empty() { row.path } else { format!("{} ({})", row.path, row.file) }
        };
        format!("two routes answer {} {}: the other is {}", self.routes[one].method, name(one), name(other))
    }

    /// The application as an axum router, to be nested in others or merged with them.
    ///
    /// # Errors
    /// A path template is wrong, or two routes are the same.
    pub fn into_router(self, state: S) -> Result<axum::Router> {
        Ok(axum::Router::new().fallback_service(self.into_service(state)?))
    }
}

impl<S> std::fmt::Debug for Routes<S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.routes.iter().map(|route| route.row(&self.documents))).finish()
    }
}
