//! Who is calling: the security schemes of a document.
//!
//! A scheme is a type of the application, which says how to check the credentials of a caller and what handlers get to
//! know about one who passes:
//!
//! ```
//! use routewright::{Error, Result, auth::{Bearer, Scheme, Source}};
//!
//! #[derive(Clone)]
//! pub struct App { secret: String }
//!
//! /// A caller who knows the secret.
//! #[derive(Debug)]
//! pub struct Admin;
//!
//! impl Scheme<App> for Admin {
//!     type Credentials = Bearer;
//!     const NAME: &str = "adminAuth";
//!     const SOURCE: Source = Source::Bearer;
//!
//!     async fn authenticate(app: App, credentials: Bearer) -> Result<Self> {
//!         if routewright::auth::equal(&credentials.token, &app.secret) {
//!             Ok(Self)
//!         } else {
//!             Err(Error::unauthorized("Bearer error=\"invalid_token\""))
//!         }
//!     }
//! }
//! ```
//!
//! An operation that needs it has a field of that type: `pub auth: Admin`. Alternatives are written
//! [`Either<A, B>`], several schemes at once `(A, B)`, and `Option<…>` lets callers without credentials pass.

mod api_key;
mod basic;
mod bearer;
mod credentials;
mod either;
mod signed;

pub use self::api_key::ApiKey;
pub use self::basic::Basic;
pub use self::bearer::Bearer;
pub use self::credentials::{Credentials, Evidence, Source};
pub use self::either::{Denied, Either, alternatives, optional, required, together};
pub use self::signed::{Signed, equal};

use crate::error::{Error, Result};
use crate::request::Incoming;

/// A security scheme of an application with the state `S`. [The module](self) shows one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a security scheme of an application with the state `{S}`",
    note = "implement `routewright::auth::Scheme<{S}>` for it"
)]
pub trait Scheme<S>: Sized + Send {
    /// What callers prove themselves with.
    type Credentials: Credentials;

    /// Its name among the document's components.
    const NAME: &'static str;

    /// Where the credentials stand in a request.
    const SOURCE: Source;

    /// Checks the credentials. The error is what the caller gets to read: [`Error::unauthorized`] or
    /// [`Error::forbidden`].
    fn authenticate(app: S, credentials: Self::Credentials) -> impl Future<Output = Result<Self>> + Send;
}

/// Authenticates the caller by one scheme.
///
/// # Errors
/// The request has no credentials of that scheme, or the scheme refuses them.
pub async fn scheme<T, S>(request: &mut Incoming<'_>, state: &S) -> Result<T, Denied>
where
    T: Scheme<S>,
    S: Clone + Send + Sync,
{
    let body = match T::SOURCE {
        Source::Signature(_) => request.bytes().await.map_err(Denied::Refused)?,
        _ => bytes::Bytes::new(),
    };
    let scopes = scopes(request, T::NAME);
    let challenge = T::SOURCE.challenge();
    let Some(evidence) = T::SOURCE.find(request.parts()) else {
        return Err(Denied::Absent(vec![challenge]));
    };
    let evidence = Evidence { body, scopes, headers: &request.parts().headers, ..evidence };
    let Some(credentials) = T::Credentials::read(evidence) else {
        return Err(Denied::Absent(vec![challenge]));
    };
    T::authenticate(state.clone(), credentials).await.map_err(Denied::Refused)
}

/// The scopes that the operation asks of callers who use that scheme.
fn scopes(request: &Incoming<'_>, name: &str) -> &'static [&'static str] {
    let security = request.info().map_or(&[][..], |info| info.security);
    let found = security.iter().flat_map(|all| all.iter()).find(|requirement| requirement.scheme == name);
    found.map_or(&[], |requirement| requirement.scopes)
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Refused(error) => error,
            Denied::Absent(challenges) => {
                let problem = crate::Problem::new(http::StatusCode::UNAUTHORIZED)
                    .detail("this operation needs credentials that the request does not have");
                challenges.iter().fold(Self::problem(problem), |error, challenge| {
                    error.header(http::header::WWW_AUTHENTICATE, challenge)
                })
            }
        }
    }
}
