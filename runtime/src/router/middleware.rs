//! Functions around routes.

use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::middleware::{Next, from_fn};
use axum::response::IntoResponse;
use tower::Layer;
use tower::util::BoxCloneSyncService;

use super::endpoint::RouteService;
use crate::handler::up_to_eight;
use crate::problem::of_rejection;

/// A function that sees each request before its handler, and each response after it, with what axum extracts from the
/// request among its arguments: the state, headers, cookies.
///
/// `T` stands for the types of its arguments. What an extractor refuses is a problem, as it is before handlers.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no middleware",
    label = "this function must be `async fn middleware(request: Request, next: Next) -> Response`",
    note = "extractors may come first: `State(app): State<App>`; what it answers is a `Response` or turns into one"
)]
pub trait Middleware<S, T>: Clone + Send + Sync + 'static {
    /// Puts it around a route.
    fn around(self, inner: RouteService, state: &S) -> RouteService;
}

macro_rules! middleware {
    ($($extractor:ident)*) => {
        // `M` tells extractors that take the body from those that do not.
        #[diagnostic::do_not_recommend]
        impl<F, Work, S, M, $($extractor,)* Last> Middleware<S, (M, $($extractor,)* Last,)> for F
        where
            F: Fn($($extractor,)* Last, Next) -> Work + Clone + Send + Sync + 'static,
            Work: Future<Output: IntoResponse> + Send + 'static,
            S: Clone + Send + Sync + 'static,
            $($extractor: FromRequestParts<S> + Send + 'static,)*
            Last: FromRequest<S, M> + Send + 'static,
        {
            fn around(self, inner: RouteService, state: &S) -> RouteService {
                let state = state.clone();
                let layer = from_fn(move |request: Request, next: Next| {
                    let (function, state) = (self.clone(), state.clone());
                    #[allow(non_snake_case, unused_mut)]
                    async move {
                        let (mut parts, body) = request.into_parts();
                        $(
                            let extracted = $extractor::from_request_parts(&mut parts, &state).await;
                            let $extractor = match extracted.map_err(IntoResponse::into_response) {
                                Ok(extracted) => extracted,
                                Err(rejection) => return of_rejection(rejection).await,
                            };
                        )*
                        let last = Last::from_request(Request::from_parts(parts, body), &state).await;
                        match last.map_err(IntoResponse::into_response) {
                            Ok(last) => function($($extractor,)* last, next).await.into_response(),
                            Err(rejection) => of_rejection(rejection).await,
                        }
                    }
                });
                RouteService(BoxCloneSyncService::new(layer.layer(inner)))
            }
        }
    };
}

up_to_eight!(middleware);
