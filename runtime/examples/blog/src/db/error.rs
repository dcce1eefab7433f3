//! Why the database did not do what it was asked to.

use routewright::http::StatusCode;

/// The outcome of a statement.
pub type Result<T> = std::result::Result<T, Error>;

/// A refusal that a client hears about, or a failure that only the log does.
#[derive(Debug)]
pub enum Error {
    /// There is no such row.
    NotFound,
    /// The row is not in the version that the client meant to change.
    Stale,
    /// It does not go with other rows.
    Conflict(&'static str),
    /// The database is at fault.
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

/// How each of them is answered; with this, a handler says `?` and no more.
impl From<Error> for routewright::Error {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::not_found(),
            Error::Stale => {
                Self::status(StatusCode::PRECONDITION_FAILED, "somebody else has changed it meanwhile")
            }
            Error::Conflict(detail) => Self::conflict(detail),
            Error::Failed(source) => Self::internal(source),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Self::NotFound,
            error => Self::Failed(error.into()),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Failed(error.into())
    }
}

impl From<uuid::Error> for Error {
    fn from(error: uuid::Error) -> Self {
        Self::Failed(error.into())
    }
}

/// Turns the violation of a constraint into what it means to a client.
pub fn conflict(error: sqlx::Error, unique: &'static str, reference: &'static str) -> Error {
    match &error {
        sqlx::Error::Database(e) if e.is_unique_violation() => Error::Conflict(unique),
        sqlx::Error::Database(e) if e.is_foreign_key_violation() => Error::Conflict(reference),
        _ => error.into(),
    }
}
