//! User names with passwords (RFC 7617).

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::{Credentials, Evidence};

/// A user name with a password.
#[derive(Clone, PartialEq, Eq)]
pub struct Basic {
    /// The name.
    pub user: String,
    /// The password.
    pub password: String,
}

impl Credentials for Basic {
    fn read(evidence: Evidence<'_>) -> Option<Self> {
        let text = String::from_utf8(STANDARD.decode(evidence.text.as_bytes()).ok()?).ok()?;
        let (user, password) = text.split_once(':')?;
        Some(Self { user: user.to_owned(), password: password.to_owned() })
    }
}

impl fmt::Debug for Basic {
    /// Without the password, which must not get into a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Basic").field("user", &self.user).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Basic> {
        let headers = http::HeaderMap::new();
        Basic::read(Evidence { text: text.into(), body: bytes::Bytes::new(), headers: &headers, scopes: &[] })
    }

    #[test]
    fn a_password_may_have_colons() {
        let basic = read(&STANDARD.encode("ada:love:lace")).unwrap();
        assert_eq!((basic.user.as_str(), basic.password.as_str()), ("ada", "love:lace"));
        assert_eq!(format!("{basic:?}"), "Basic { user: \"ada\", .. }");
    }

    #[test]
    fn what_is_no_base64_is_nobody() {
        assert_eq!(read("ada:lovelace"), None);
        assert_eq!(read(&STANDARD.encode("ada")), None);
        assert_eq!(read(&STANDARD.encode(b"\xff:x")), None);
    }
}
