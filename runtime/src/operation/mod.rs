//! Operations: what they say about themselves, and how a request becomes one.
//!
//! Generated request types derive [`Operation`], and so can types written by hand:
//!
//! ```
//! use routewright::{Model, Operation, Response, Result, Routes, operation::Mounted};
//!
//! /// Greet somebody.
//! #[derive(Debug, Operation)]
//! #[operation(get = "/greetings/{name}", document = "v1", id = "greet", response = GreetResponse)]
//! pub struct Greet {
//!     pub path: GreetPath,
//! }
//!
//! #[derive(Clone, Debug, PartialEq, Model)]
//! pub struct GreetPath {
//!     /// Whom to greet.
//!     #[model(max_length = 20)]
//!     pub name: String,
//! }
//!
//! #[derive(Debug, Response)]
//! pub enum GreetResponse {
//!     /// A greeting.
//!     #[response(status = 200, content = "text/plain")]
//!     Ok(String),
//! }
//!
//! async fn greet(req: Greet) -> Result<GreetResponse> {
//!     Ok(GreetResponse::Ok(format!("Hello, {}!", req.path.name)))
//! }
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<()> {
//! let mut routes = Routes::new();
//! routes.operation::<Greet, _>(Mounted::by_hand(), greet);
//!
//! let client = routewright::TestClient::new(routes, ())?;
//! assert_eq!(client.get("/greetings/Ada").send().await.text(), "Hello, Ada!");
//! assert_eq!(client.get("/greetings/a-name-that-is-too-long").send().await.status(), 400);
//! # Ok(()) }
//! ```

//!
//! A method without a setting of its own is `method = "COPY", path = "/greetings"`. A parameter that is the whole query
//! is the field `query`, and says which struct describes it: `#[operation(querystring = GreetQuery)]`; that has one field,
//! called `query` as well, with the name of the parameter and its media type:
//! `#[model(name = "filter", content = "application/x-www-form-urlencoded")]`.

mod table;

pub use table::{
    Document, Encoding, Location, Media, Method, Mounted, MountedOperation, OperationInfo, Part, PartHeader,
    RequestBody, Requirement, ResponseInfo, Status,
};

use crate::error::Error;
use crate::request::Incoming;
use crate::response::Respond;

/// A type that requests of one operation become.
///
/// Derive it; [the module](self) shows how.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the request type of an operation",
    note = "request types derive `Operation`"
)]
pub trait Operation: Sized + Send + 'static {
    /// What the operation says about itself.
    const INFO: &'static OperationInfo;

    /// What it answers.
    type Response: Respond + Answers<Self>;
}

/// How a request becomes an operation in an application with the state `S`. The derive implements it for every
/// `S` whose security schemes are known.
#[diagnostic::on_unimplemented(
    message = "requests of `{Self}` cannot be received in an application with the state `{S}`",
    note = "its security schemes must be implemented for that state: `impl routewright::auth::Scheme<{S}> for …`"
)]
pub trait Receive<S>: Operation {
    /// Authenticates the caller, then reads all parts of the request.
    fn receive(
        request: &mut Incoming<'_>,
        state: &S,
    ) -> impl Future<Output = std::result::Result<Self, Error>> + Send;
}

/// Marks the response type of the operation `O`.
#[diagnostic::on_unimplemented(
    message = "a handler of `{O}` answers with that operation's response type, not with `{Self}`",
    label = "`{Self}` is not what `{O}` declares as its response"
)]
pub trait Answers<O> {}
