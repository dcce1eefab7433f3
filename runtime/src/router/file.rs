//! The routes of one file: what generated code mounts.

use std::sync::Arc;
use std::time::Duration;

use super::Routes;
use super::endpoint::RouteService;
use super::middleware::Middleware;
use super::route::Route;
use crate::handler::{Arguments, Handler, Outcome, RawHandler};
use crate::operation::{Mounted, Receive};
use crate::problem::{Shape, Shaper};

/// The routes whose functions stand in one file, with what the file says about all of them.
///
/// Settings apply to the routes that are added after them.
///
/// ```
/// use routewright::axum::middleware::Next;
/// use routewright::extract::Request;
/// use routewright::{Response, Routes, TestClient};
///
/// async fn greets(request: Request, next: Next) -> Response {
///     let mut response = next.run(request).await;
///     response.headers_mut().insert("x-greeting", "hello".parse().unwrap());
///     response
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> routewright::Result<()> {
/// let mut routes = Routes::new();
/// routes
///     .file("src/app/echo/route.rs")
///     .body_limit(1024)
///     .middleware(greets)
///     .raw("GET", "/echo", async || "echo")
///     .raw("POST", "/echo", async |body: String| body);
///
/// let client = TestClient::new(routes, ())?;
/// let answer = client.get("/echo").send().await;
/// assert_eq!(answer.header("x-greeting"), Some("hello"));
/// # Ok(()) }
/// ```
pub struct RouteFile<'r, S> {
    routes: &'r mut Routes<S>,
    file: &'static str,
    body_limit: Option<usize>,
    max_duration: Option<Duration>,
    middleware: Vec<Around<S>>,
    errors: Option<Shaper>,
}

/// Puts a middleware around a route.
type Around<S> = Arc<dyn Fn(RouteService, &S) -> RouteService + Send + Sync>;

impl<'r, S: Clone + Send + Sync + 'static> RouteFile<'r, S> {
    pub(super) fn new(routes: &'r mut Routes<S>, file: &'static str) -> Self {
        Self { routes, file, body_limit: None, max_duration: None, middleware: Vec::new(), errors: None }
    }

    /// Takes bodies of up to so many bytes; longer ones are answered with 413.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = Some(bytes);
        self
    }

    /// Gives up after so long: 408 when the request is not read by then, 504 when the handler is not done.
    pub fn max_duration(mut self, duration: Duration) -> Self {
        self.max_duration = Some(duration);
        self
    }

    /// Lets a function see each request before its handler, and each response after it. What is added first sees a
    /// request first.
    pub fn middleware<T>(mut self, function: impl Middleware<S, T>) -> Self {
        self.middleware.push(Arc::new(move |inner, state| function.clone().around(inner, state)));
        self
    }

    /// Lets a function say how errors look: those of the handlers, and those before them and around them.
    pub fn errors(mut self, shape: impl for<'e> Shape<'e>) -> Self {
        self.errors = Some(Shaper::new(shape));
        self
    }

    /// Lets `handler` handle the operation `O`, as [`Routes::operation`] does.
    pub fn operation<O, T>(self, handler: impl Handler<T, Output: Outcome<O> + Send, Future: Send>) -> Self
    where
        O: Receive<S>,
        T: Arguments<O, S> + 'static,
    {
        let mounted = self.mounted(O::INFO.method.as_str());
        self.added(Route::operation::<O, T>(mounted, handler))
    }

    /// Lets a function of axum extractors handle requests of that method and path, as [`Routes::raw`] does.
    pub fn raw<T>(self, method: &str, path: &str, handler: impl RawHandler<T, S>) -> Self {
        let mounted = self.mounted(method);
        self.added(super::raw::route(method, path, mounted, handler))
    }

    /// Describes in a document the raw route that was added last: `operation` is the operation object as JSON text,
    /// `path` its path there.
    pub fn describe(self, document: &'static str, path: &'static str, operation: &'static str) -> Self {
        if let Some(route) = self.routes.routes.last_mut() {
            route.describe(document, path, operation);
        }
        self
    }

    /// Where the function for a method stands, which is called like the method. Additional methods say no more than the file.
    fn mounted(&self, method: &str) -> Mounted {
        const FUNCTIONS: [&str; 9] =
            ["get", "head", "post", "put", "patch", "delete", "options", "trace", "query"];
        let function = FUNCTIONS.into_iter().find(|function| method.eq_ignore_ascii_case(function));
        Mounted { file: self.file, function: function.unwrap_or_default() }
    }

    fn added(self, mut route: Route<S>) -> Self {
        self.body_limit.map(|bytes| route.body_limit(bytes));
        self.max_duration.map(|duration| route.max_duration(duration));
        // The layer that is added last sees a request first.
        for around in self.middleware.iter().rev().cloned() {
            route.layers.push(Box::new(move |inner, state| around(inner, state)));
        }
        route.errors = self.errors.clone();
        self.routes.add(route);
        self
    }
}

impl<S> std::fmt::Debug for RouteFile<'_, S> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("RouteFile").field(&self.file).finish()
    }
}
