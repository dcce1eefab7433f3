//! The functions that handle requests which no operation stands for.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::{IntoResponse, Response as HttpResponse};

use super::up_to_eight;

/// An async function of axum extractors, sixteen at most, of which only the last may take the body. `T` are its
/// arguments.
///
/// What an extractor refuses is answered like everything that is refused before a handler: as a problem, in the shape
/// that errors have there. What the function itself answers is sent as it is.
///
/// ```
/// use routewright::extract::Path;
/// use routewright::{Routes, TestClient, operation::Mounted};
///
/// async fn page(Path(number): Path<u8>) -> String {
///     format!("page {number}")
/// }
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> routewright::Result<()> {
/// let mut routes = Routes::new();
/// routes.raw("GET", "/pages/{number}", Mounted::by_hand(), page);
///
/// let client = TestClient::new(routes, ())?;
/// assert_eq!(client.get("/pages/7").send().await.text(), "page 7");
/// let refused = client.get("/pages/seven").send().await;
/// assert_eq!(refused.status(), 400);
/// assert_eq!(refused.header("content-type"), Some("application/problem+json"));
/// # Ok(()) }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an async function that can handle a request",
    label = "not an async function of axum extractors that returns a response",
    note = "a handler looks like this: `async fn get(State(app): State<App>, headers: HeaderMap) -> impl IntoResponse`",
    note = "only its last argument may take the body, and `State` has the type of the application's state"
)]
pub trait RawHandler<T, S>: Clone + Send + Sync + 'static {
    /// Its response; what an extractor refuses the request with is an error here.
    fn call(
        self,
        request: Request,
        state: S,
    ) -> impl Future<Output = Result<HttpResponse, HttpResponse>> + Send;
}

#[diagnostic::do_not_recommend]
impl<F, Work, S> RawHandler<((),), S> for F
where
    F: FnOnce() -> Work + Clone + Send + Sync + 'static,
    Work: Future<Output: IntoResponse> + Send,
    S: Send + Sync + 'static,
{
    async fn call(self, _: Request, _: S) -> Result<HttpResponse, HttpResponse> {
        Ok(self().await.into_response())
    }
}

macro_rules! raw_handler {
    ($($extractor:ident)*) => {
        // `M` tells extractors that take the body from those that do not.
        #[diagnostic::do_not_recommend]
        impl<F, Work, S, M, $($extractor,)* Last> RawHandler<(M, $($extractor,)* Last,), S> for F
        where
            F: FnOnce($($extractor,)* Last) -> Work + Clone + Send + Sync + 'static,
            Work: Future<Output: IntoResponse> + Send,
            S: Send + Sync + 'static,
            $($extractor: FromRequestParts<S> + Send,)*
            Last: FromRequest<S, M> + Send,
        {
            #[allow(non_snake_case, unused_mut)]
            async fn call(self, request: Request, state: S) -> Result<HttpResponse, HttpResponse> {
                let (mut parts, body) = request.into_parts();
                $(
                    let $extractor = $extractor::from_request_parts(&mut parts, &state)
                        .await
                        .map_err(IntoResponse::into_response)?;
                )*
                let request = Request::from_parts(parts, body);
                let last = Last::from_request(request, &state).await.map_err(IntoResponse::into_response)?;
                Ok(self($($extractor,)* last).await.into_response())
            }
        }
    };
}

up_to_eight!(raw_handler);
// Axum takes as many.
raw_handler!(A B C D E G H I J);
raw_handler!(A B C D E G H I J K);
raw_handler!(A B C D E G H I J K L);
raw_handler!(A B C D E G H I J K L N);
raw_handler!(A B C D E G H I J K L N O);
raw_handler!(A B C D E G H I J K L N O P);
raw_handler!(A B C D E G H I J K L N O P Q);
