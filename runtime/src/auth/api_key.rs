//! Keys in a header, the query or a cookie.

use std::fmt;

use super::{Credentials, Evidence};

/// A key that identifies a caller.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// The key.
    pub value: String,
}

impl Credentials for ApiKey {
    fn read(evidence: Evidence<'_>) -> Option<Self> {
        Some(Self { value: evidence.text.into_owned() })
    }
}

impl fmt::Debug for ApiKey {
    /// Without the key, which must not get into a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey").finish_non_exhaustive()
    }
}
