//! The functions that handle operations.

mod raw;

use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response as HttpResponse};

use crate::operation::{Answers, Operation, Receive};
use crate::problem::of_rejection;
use crate::request::Incoming;
use crate::response::Respond;

pub use self::raw::RawHandler;

/// An async function that can handle requests: any number of axum extractors up to eight, then the request type of
/// an operation. `T` are its arguments.
///
/// ```
/// # use routewright::{Model, Operation, Response};
/// # #[derive(Debug, Operation)]
/// # #[operation(get = "/posts", document = "v1", response = ListPostsResponse)]
/// # pub struct ListPosts {}
/// # #[derive(Debug, Response)]
/// # pub enum ListPostsResponse {
/// #     /// Nothing.
/// #     #[response(status = 204)]
/// #     NoContent,
/// # }
/// # #[derive(Clone)] struct App;
/// use routewright::{Result, Routes, extract::State, http::HeaderMap, operation::Mounted};
///
/// async fn list(State(app): State<App>, headers: HeaderMap, req: ListPosts) -> Result<ListPostsResponse> {
///     Ok(ListPostsResponse::NoContent)
/// }
///
/// let mut routes = Routes::<App>::new();
/// routes.operation::<ListPosts, _>(Mounted::by_hand(), list);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an async function that can handle a request",
    label = "not an async function of at most eight extractors and a request",
    note = "a handler looks like this: `async fn get(State(app): State<App>, req: ListPosts) -> Result<ListPostsResponse>`"
)]
pub trait Handler<T>: Send + Sync + 'static {
    /// What it returns.
    type Output;
    /// The work that leads there.
    type Future: Future<Output = Self::Output>;

    /// Does the work.
    fn call(&self, arguments: T) -> Self::Future;
}

/// The arguments that a handler of the operation `O` takes in an application with the state `S`.
#[diagnostic::on_unimplemented(
    message = "a handler of `{O}` takes `{O}` as its last argument",
    label = "the last argument of this function must be `{O}`",
    note = "extractors come first, the request last: `async fn get(State(app): State<App>, req: {O})`"
)]
pub trait Arguments<O, S>: Sized {
    /// Gets them out of the request. What an extractor answers when it fails is an error here.
    fn extract(
        request: &mut Incoming<'_>,
        state: &S,
    ) -> impl Future<Output = Result<Self, HttpResponse>> + Send;
}

/// Says that a type is the request type of the operation `O`: only `O` itself is.
#[diagnostic::on_unimplemented(
    message = "a handler of `{O}` takes `{O}` as its last argument, not `{Self}`",
    label = "the last argument of this function must be `{O}`",
    note = "extractors come first, the request last: `async fn get(State(app): State<App>, req: {O})`"
)]
pub trait RequestOf<O> {
    /// The request as itself.
    fn request(operation: O) -> Self;
}

impl<O> RequestOf<O> for O {
    fn request(operation: O) -> O {
        operation
    }
}

/// What may stand before the request in a handler of the operation `O`: an axum extractor that leaves the body alone.
#[diagnostic::on_unimplemented(
    message = "a handler of `{O}` cannot take `{Self}` before its last argument",
    label = "`{Self}` is no extractor that leaves the body alone",
    note = "the body comes with the request: `req.body`, where the spec declares one; before it come `State`, `HeaderMap` and the like"
)]
pub trait Extractor<O, S>: FromRequestParts<S> + Send {}

#[diagnostic::do_not_recommend]
impl<O, S, T: FromRequestParts<S> + Send> Extractor<O, S> for T {}

/// What a handler of the operation `O` returns: `Result` of the operation's response, with any error that knows
/// how to answer.
#[diagnostic::on_unimplemented(
    message = "a handler of `{O}` returns a `Result` of that operation's response, not `{Self}`",
    label = "returns `{Self}`",
    note = "let it return `routewright::Result` of the response type: `async fn get(req: {O}) -> Result<…Response>`"
)]
pub trait Outcome<O> {
    /// The response to send.
    fn into_http(self) -> HttpResponse;
}

impl<O, R, E> Outcome<O> for Result<R, E>
where
    O: Operation,
    R: Answers<O> + Respond,
    E: Failure,
{
    fn into_http(self) -> HttpResponse {
        match self {
            Ok(response) => response.into_http(),
            Err(error) => error.into_response(),
        }
    }
}

/// An error that knows how it is answered.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not know how it is answered",
    label = "cannot be the error of a handler",
    note = "return `routewright::Result`, into whose error `?` turns any other, or implement `IntoResponse` for `{Self}`"
)]
pub trait Failure: IntoResponse {}

impl<E: IntoResponse> Failure for E {}

impl<F, Work> Handler<()> for F
where
    F: Fn() -> Work + Send + Sync + 'static,
    Work: Future,
{
    type Output = Work::Output;
    type Future = Work;

    fn call(&self, (): ()) -> Work {
        self()
    }
}

/// Calls a macro for functions of no extractor before the last argument, of one, and so on up to eight.
macro_rules! up_to_eight {
    ($each:ident) => {
        $each!();
        $each!(A);
        $each!(A B);
        $each!(A B C);
        $each!(A B C D);
        $each!(A B C D E);
        $each!(A B C D E G);
        $each!(A B C D E G H);
        $each!(A B C D E G H I);
    };
}
pub(crate) use up_to_eight;

macro_rules! handler {
    ($($extractor:ident)*) => {
        impl<F, Work, $($extractor,)* Last> Handler<($($extractor,)* Last,)> for F
        where
            F: Fn($($extractor,)* Last) -> Work + Send + Sync + 'static,
            Work: Future,
        {
            type Output = Work::Output;
            type Future = Work;

            #[allow(non_snake_case)]
            fn call(&self, ($($extractor,)* last,): ($($extractor,)* Last,)) -> Work {
                self($($extractor,)* last)
            }
        }

        impl<O, S, $($extractor,)* Last> Arguments<O, S> for ($($extractor,)* Last,)
        where
            O: Receive<S>,
            S: Send + Sync,
            Last: RequestOf<O>,
            $($extractor: Extractor<O, S>,)*
        {
            #[allow(non_snake_case)]
            async fn extract(request: &mut Incoming<'_>, state: &S) -> Result<Self, HttpResponse> {
                $(
                    let extracted = $extractor::from_request_parts(request.parts_mut(), state).await;
                    let $extractor = match extracted.map_err(IntoResponse::into_response) {
                        Ok(extracted) => extracted,
                        // Boxed, so that what hardly ever happens makes no request larger.
                        Err(rejection) => return Err(Box::pin(of_rejection(rejection)).await),
                    };
                )*
                match O::receive(request, state).await {
                    Ok(operation) => Ok(($($extractor,)* Last::request(operation),)),
                    Err(error) => Err(error.into_response()),
                }
            }
        }
    };
}

up_to_eight!(handler);
