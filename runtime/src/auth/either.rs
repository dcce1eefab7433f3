//! Several schemes: one of them, all of them, or none at all.

use crate::error::{Error, Result};

/// A caller who passed one of two schemes. Three and more are nested on the right: `Either<A, Either<B, C>>`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Either<A, B> {
    /// The first passed.
    Left(A),
    /// The second passed.
    Right(B),
}

/// Why a caller did not pass.
#[derive(Debug)]
pub enum Denied {
    /// There are no credentials; these challenges tell how to authenticate.
    Absent(Vec<String>),
    /// The credentials were refused.
    Refused(Error),
}

/// The second way is tried when the first one fails. A refusal says more than absence, and the first says more than
/// the second.
///
/// # Errors
/// Neither way leads in.
pub async fn alternatives<A, B>(
    first: Result<A, Denied>,
    second: impl Future<Output = Result<B, Denied>>,
) -> Result<Either<A, B>, Denied> {
    let denied = match first {
        Ok(passed) => return Ok(Either::Left(passed)),
        Err(denied) => denied,
    };
    match (denied, second.await) {
        (_, Ok(passed)) => Ok(Either::Right(passed)),
        (Denied::Absent(mut challenges), Err(Denied::Absent(more))) => {
            challenges.extend(more);
            Err(Denied::Absent(challenges))
        }
        (Denied::Absent(_), Err(refused)) | (refused, Err(_)) => Err(refused),
    }
}

/// Both must pass.
///
/// # Errors
/// One of them did not.
pub async fn together<A, B>(
    first: Result<A, Denied>,
    second: impl Future<Output = Result<B, Denied>>,
) -> Result<(A, B), Denied> {
    Ok((first?, second.await?))
}

/// Callers without credentials may pass; wrong credentials do not count as none.
///
/// # Errors
/// The credentials were refused.
pub fn optional<A>(passed: Result<A, Denied>) -> Result<Option<A>, Denied> {
    match passed {
        Ok(passed) => Ok(Some(passed)),
        Err(Denied::Absent(_)) => Ok(None),
        Err(refused) => Err(refused),
    }
}

/// The caller must pass. A scheme that is still as it was generated knows of no caller; that is the inner error, which
/// waits until the rest of the request has been looked at: a mock, too, tells what is wrong with a request.
///
/// # Errors
/// 401 with the challenges, or what the scheme said.
pub fn required<A>(passed: Result<A, Denied>) -> Result<Result<A>> {
    match passed.map_err(Error::from) {
        Err(error) if !error.is_unfilled() => Err(error),
        passed => Ok(passed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn absent(name: &str) -> Result<u8, Denied> {
        Err(Denied::Absent(vec![name.to_owned()]))
    }

    fn refused() -> Result<u8, Denied> {
        Err(Denied::Refused(Error::forbidden("no")))
    }

    #[tokio::test]
    async fn one_of_two_is_enough() {
        assert!(matches!(alternatives(Ok(1), async { refused() }).await, Ok(Either::Left(1))));
        assert!(matches!(alternatives(refused(), async { Ok(2) }).await, Ok(Either::Right(2))));
        assert!(matches!(alternatives(absent("a"), async { refused() }).await, Err(Denied::Refused(_))));
        assert!(matches!(alternatives(refused(), async { absent("b") }).await, Err(Denied::Refused(_))));
        let Err(Denied::Absent(challenges)) = alternatives(absent("a"), async { absent("b") }).await else {
            panic!("someone passed");
        };
        assert_eq!(challenges, ["a", "b"]);
    }

    #[tokio::test]
    async fn wrong_credentials_are_not_the_same_as_none() {
        assert!(matches!(optional(absent("a")), Ok(None)));
        assert!(optional(refused()).is_err());
        assert!(together(Ok(1), async { absent("b") }).await.is_err());
    }
}
