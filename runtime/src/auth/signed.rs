//! Bodies that their sender signed, as webhooks are.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use hmac::{Hmac, KeyInit, Mac};
use http::HeaderMap;
use sha2::Sha256;

use super::{Credentials, Evidence};
use crate::error::{Error, Result};

/// A body and the signature that came with it.
///
/// ```
/// use routewright::{auth::Signed, http::HeaderMap};
///
/// let signed = Signed {
///     signature: "sha256=0cc692f2177b42b6e5cd82488ee6c5d526a007c571e7de1fec07c1e2b1dfa2e2".to_owned(),
///     body: "Hello".into(),
///     headers: HeaderMap::new(),
/// };
/// assert!(signed.verify_hmac_sha256("secret").is_ok());
/// assert!(signed.verify_hmac_sha256("other").is_err());
/// ```
#[derive(Clone)]
pub struct Signed {
    /// The signature, as it came.
    pub signature: String,
    /// The body, byte by byte as it came.
    pub body: Bytes,
    /// All headers of the request, for schemes that sign some of them too.
    pub headers: HeaderMap,
}

impl Credentials for Signed {
    fn read(evidence: Evidence<'_>) -> Option<Self> {
        Some(Self {
            signature: evidence.text.into_owned(),
            body: evidence.body,
            headers: evidence.headers.clone(),
        })
    }
}

impl Signed {
    /// Passes when the signature is the HMAC-SHA256 of the body under `secret`, in hexadecimal digits or base64, with
    /// or without `sha256=` before it.
    ///
    /// # Errors
    /// 401: it is not.
    pub fn verify_hmac_sha256(&self, secret: impl AsRef<[u8]>) -> Result<()> {
        self.verify(secret.as_ref(), &[&self.body])
    }

    /// The same for a signature of something else than the bare body, such as a timestamp and the body.
    ///
    /// # Errors
    /// 401: it is not.
    pub fn verify(&self, secret: &[u8], message: &[&[u8]]) -> Result<()> {
        let refused = || Error::unauthorized("Signature error=\"invalid_signature\"");
        let given = self.signature.strip_prefix("sha256=").unwrap_or(&self.signature);
        let given = hexadecimal(given).or_else(|| STANDARD.decode(given).ok()).ok_or_else(refused)?;
        // A key of any length will do.
        let mut mac = Hmac::<Sha256>::new_from_slice(secret).map_err(|_| refused())?;
        for part in message {
            mac.update(part);
        }
        mac.verify_slice(&given).map_err(|_| refused())
    }
}

fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

/// Whether two secrets are equal, in a time that does not tell where they differ.
///
/// ```
/// assert!(routewright::auth::equal("secret", "secret"));
/// assert!(!routewright::auth::equal("secret", "secrex"));
/// ```
pub fn equal(one: impl AsRef<[u8]>, other: impl AsRef<[u8]>) -> bool {
    // Equal texts have equal authentication codes, and only those; comparing the codes takes the same time wherever
    // the texts differ.
    let code = |text: &[u8]| {
        Hmac::<Sha256>::new_from_slice(one.as_ref()).ok().map(|mut mac| {
            mac.update(text);
            mac
        })
    };
    match (code(one.as_ref()), code(other.as_ref())) {
        (Some(one), Some(other)) => one.verify_slice(&other.finalize().into_bytes()).is_ok(),
        _ => false,
    }
}

impl fmt::Debug for Signed {
    /// Without anything that came from the client.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verifies(signature: &str) -> bool {
        let signed = Signed {
            signature: signature.to_owned(),
            body: "what do ya want for nothing?".into(),
            headers: HeaderMap::new(),
        };
        signed.verify_hmac_sha256("Jefe").is_ok()
    }

    // Test case 2 of RFC 4231.
    #[test]
    fn a_signature_is_read_in_each_of_its_forms() {
        let hex = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert!(verifies(hex));
        assert!(verifies(&hex.to_uppercase()));
        assert!(verifies(&format!("sha256={hex}")));
        assert!(verifies("W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="));
    }

    #[test]
    fn any_other_is_refused() {
        for wrong in
            ["", "sha256=", "5bdc", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3844", "é"]
        {
            assert!(!verifies(wrong), "{wrong}");
        }
        assert!(!equal("a", "ab"));
        assert!(!equal("", "a"));
        assert!(equal("", ""));
    }
}
