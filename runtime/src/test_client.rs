//! Talks to an application without a network, for tests.

use axum::body::Body;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::error::Result;
use crate::model::Model;
use crate::operation::Location;
use crate::request::{Parameter, written};
use crate::response::Outgoing;
use crate::router::{Routes, Service};

/// Talks to an application in the same process.
///
/// ```
/// use routewright::{Routes, TestClient, operation::Mounted};
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> routewright::Result<()> {
/// let mut routes = Routes::new();
/// routes.raw("POST", "/echo", Mounted::by_hand(), async |body: String| body);
///
/// let client = TestClient::new(routes, ())?;
/// let response = client.post("/echo").text("hello").send().await;
/// assert_eq!(response.status(), 200);
/// assert_eq!(response.text(), "hello");
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct TestClient {
    service: Service,
}

impl TestClient {
    /// A client of the application with these routes and that state.
    ///
    /// # Errors
    /// The routes are wrong; see [`Routes::into_service`].
    pub fn new<S: Clone + Send + Sync + 'static>(routes: Routes<S>, state: S) -> Result<Self> {
        Ok(Self { service: routes.into_service(state)? })
    }

    /// A request of any method.
    pub fn request(&self, method: Method, path: &str) -> TestRequest {
        let mut request = Request::new(Body::empty());
        *request.method_mut() = method;
        TestRequest { service: self.service.clone(), request, path: path.to_owned(), query: String::new() }
    }

    /// A `GET` request.
    pub fn get(&self, path: &str) -> TestRequest {
        self.request(Method::GET, path)
    }

    /// A `HEAD` request.
    pub fn head(&self, path: &str) -> TestRequest {
        self.request(Method::HEAD, path)
    }

    /// A `POST` request.
    pub fn post(&self, path: &str) -> TestRequest {
        self.request(Method::POST, path)
    }

    /// A `PUT` request.
    pub fn put(&self, path: &str) -> TestRequest {
        self.request(Method::PUT, path)
    }

    /// A `PATCH` request.
    pub fn patch(&self, path: &str) -> TestRequest {
        self.request(Method::PATCH, path)
    }

    /// A `DELETE` request.
    pub fn delete(&self, path: &str) -> TestRequest {
        self.request(Method::DELETE, path)
    }
}

/// A request that is being put together.
#[derive(Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct TestRequest {
    service: Service,
    request: Request<Body>,
    path: String,
    query: String,
}

impl TestRequest {
    /// Adds a header.
    ///
    /// # Panics
    /// The name or the value cannot stand in a header.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().expect("a test sends proper header names");
        let value: HeaderValue = value.parse().expect("a test sends proper header values");
        self.request.headers_mut().append(name, value);
        self
    }

    /// Adds `Authorization: Bearer …`.
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    /// Adds a query parameter, escaped.
    pub fn query(mut self, name: &str, value: &str) -> Self {
        use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
        let escaped = |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        self.push_pair(&escaped(name), &escaped(value));
        self
    }

    /// Writes the fields of a value as the parameters of one place, each in its style. Those of a path replace
    /// the names in braces.
    ///
    /// ```
    /// use routewright::operation::{Location, Mounted};
    /// use routewright::{Model, Routes, TestClient, extract::RawQuery};
    ///
    /// #[derive(Model)]
    /// struct Query {
    ///     tags: Vec<String>,
    ///     #[model(explode = false)]
    ///     ids: Vec<i64>,
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> routewright::Result<()> {
    /// let mut routes = Routes::new();
    /// routes.raw("GET", "/echo", Mounted::by_hand(), async |RawQuery(query)| query.unwrap_or_default());
    ///
    /// let query = Query { tags: vec!["a b".to_owned(), "c".to_owned()], ids: vec![1, 2] };
    /// let client = TestClient::new(routes, ())?;
    /// let response = client.get("/echo").parameters(Location::Query, query).send().await;
    /// assert_eq!(response.text(), "tags=a%20b&tags=c&ids=1,2");
    /// # Ok(()) }
    /// ```
    ///
    /// # Panics
    /// A name or a value cannot stand in a header.
    pub fn parameters(mut self, location: Location, mut value: impl Model) -> Self {
        for Parameter { name, text } in written(&mut value, location) {
            match location {
                Location::Path => self.path = self.path.replace(&format!("{{{name}}}"), &text),
                Location::Query => self.push_pair(&name, &text),
                Location::QueryString => self.query = format!("?{text}"),
                Location::Header => self = self.header(&name, &text),
                Location::Cookie => self = self.header("cookie", &format!("{name}={text}")),
            }
        }
        self
    }

    fn push_pair(&mut self, name: &str, text: &str) {
        self.query.push(if self.query.is_empty() && !self.path.contains('?') { '?' } else { '&' });
        self.query.push_str(name);
        self.query.push('=');
        self.query.push_str(text);
    }

    /// Sends a value as JSON.
    pub fn json(self, value: &impl serde::Serialize) -> Self {
        let text = serde_json::to_vec(value).unwrap_or_default();
        self.body("application/json", text)
    }

    /// Sends a value as the pairs of a form: a pair for each element of a list, and objects as JSON.
    pub fn form(self, value: &impl Model) -> Self {
        self.body("application/x-www-form-urlencoded", Outgoing::form(value).body)
    }

    /// Sends a value as a form with files.
    pub fn multipart(self, value: &impl Model) -> Self {
        let Outgoing { content_type, body, .. } = Outgoing::multipart(value);
        let content_type = content_type.as_ref().and_then(|it| it.to_str().ok()).unwrap_or_default();
        self.body(content_type, body)
    }

    /// Sends plain text.
    pub fn text(self, text: &str) -> Self {
        self.body("text/plain", text.to_owned())
    }

    /// Sends bytes of any media type.
    ///
    /// # Panics
    /// The media type cannot stand in a header.
    pub fn body(mut self, media_type: &str, body: impl Into<Body>) -> Self {
        let media_type = media_type.parse().expect("a test sends a proper media type");
        self.request.headers_mut().insert(header::CONTENT_TYPE, media_type);
        *self.request.body_mut() = body.into();
        self
    }

    /// Sends the request and reads the whole response.
    ///
    /// # Panics
    /// The path cannot stand in a URL, or the body of the response breaks off.
    pub async fn send(mut self) -> TestResponse {
        let uri = format!("{}{}", self.path, self.query);
        *self.request.uri_mut() = uri.parse().expect("a test sends a proper path");
        let Ok(response) = self.service.oneshot(self.request).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a response comes to its end").to_bytes();
        TestResponse { status: parts.status, headers: parts.headers, body }
    }
}

/// A response that has been read.
#[derive(Clone, Debug)]
pub struct TestResponse {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
}

impl TestResponse {
    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// All headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The first header of that name, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as it came.
    pub fn bytes(&self) -> &Bytes {
        &self.body
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as a value of a model, which it must be.
    ///
    /// # Panics
    /// It is not.
    pub fn json<T: Model>(&self) -> T {
        match T::from_json(&self.body) {
            Ok(value) => value,
            Err(invalid) => panic!("the body is not what it should be: {invalid}\n{}", self.text()),
        }
    }

    /// The body as any JSON.
    ///
    /// # Panics
    /// It is no JSON.
    pub fn value(&self) -> serde_json::Value {
        match serde_json::from_slice(&self.body) {
            Ok(value) => value,
            Err(error) => panic!("the body is no JSON: {error}\n{}", self.text()),
        }
    }
}
