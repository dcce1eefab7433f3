//! Bearer tokens (RFC 6750).

use std::fmt;

use super::{Credentials, Evidence};

/// A bearer token, of whatever kind: a JWT, an OAuth2 access token.
#[derive(Clone, PartialEq, Eq)]
pub struct Bearer {
    /// The token.
    pub token: String,
    /// The scopes that the operation asks for.
    pub scopes: &'static [&'static str],
}

impl Credentials for Bearer {
    fn read(evidence: Evidence<'_>) -> Option<Self> {
        let token = evidence.text.into_owned();
        (!token.is_empty()).then_some(Self { token, scopes: evidence.scopes })
    }
}

impl fmt::Debug for Bearer {
    /// Without the token, which must not get into a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Bearer").field("scopes", &self.scopes).finish_non_exhaustive()
    }
}
