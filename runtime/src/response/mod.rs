//! What operations answer.

mod contract;
mod header;
mod multipart;
mod outgoing;

pub use self::contract::Checks;
pub use self::header::add_headers;
pub(crate) use self::header::{plain, text_of};
pub use self::outgoing::Outgoing;
pub(crate) use self::outgoing::form;

pub(crate) use self::contract::Contract;

use axum::body::Body;
use axum::response::Response as HttpResponse;
use http::StatusCode;

use crate::operation::{ResponseInfo, Status};
use crate::problem::Problem;

/// A type with a variant for each response of an operation. Derive it:
///
/// ```
/// use routewright::{Model, Response, http::StatusCode, response::Respond};
///
/// #[derive(Debug, Response)]
/// pub enum DeletePostResponse {
///     /// The post is gone.
///     #[response(status = 204)]
///     NoContent,
///     /// The post is locked.
///     #[response(status = 423, content = "text/plain")]
///     Locked { headers: LockedHeaders, body: String },
///     /// Something else.
///     #[response(status = "default")]
///     Default { status: StatusCode },
/// }
///
/// #[derive(Clone, Debug, PartialEq, Model)]
/// pub struct LockedHeaders {
///     #[model(name = "Retry-After")]
///     pub retry_after: i64,
/// }
///
/// let locked = DeletePostResponse::Locked {
///     headers: LockedHeaders { retry_after: 60 },
///     body: "being edited".to_owned(),
/// };
/// let response = locked.into_http();
/// assert_eq!(response.status(), 423);
/// assert_eq!(response.headers()["retry-after"], "60");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the response of an operation",
    note = "response types are enums that derive `Response`"
)]
pub trait Respond: Sized + Send + 'static {
    /// The responses, in the order of the variants.
    const INFO: &'static [ResponseInfo];

    /// The response to send.
    fn into_http(self) -> HttpResponse;
}

/// A response without a body.
pub fn empty(status: StatusCode) -> HttpResponse {
    let mut response = HttpResponse::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// The status code of a declared status: its own, or the handler's choice if that is within what is declared.
pub fn status(declared: Status, chosen: Option<StatusCode>) -> StatusCode {
    match (declared, chosen) {
        (Status::Code(code), _) => StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
        (Status::Range(hundreds), Some(chosen)) if chosen.as_u16() / 100 != u16::from(hundreds) => {
            tracing::error!(%declared, %chosen, "a handler chose a status outside of the declared range");
            StatusCode::INTERNAL_SERVER_ERROR
        }
        (_, Some(chosen)) => chosen,
        (Status::Range(hundreds), None) => {
            StatusCode::from_u16(u16::from(hundreds) * 100).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
        }
        (Status::Default, None) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// An opaque 500, for what went wrong on this side.
pub(crate) fn opaque() -> HttpResponse {
    use axum::response::IntoResponse;
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_outside_of_the_range_is_a_server_error() {
        assert_eq!(status(Status::Range(4), Some(StatusCode::NOT_FOUND)), StatusCode::NOT_FOUND);
        assert_eq!(status(Status::Range(4), Some(StatusCode::OK)), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(status(Status::Default, Some(StatusCode::OK)), StatusCode::OK);
        assert_eq!(status(Status::Code(201), None), StatusCode::CREATED);
    }
}
