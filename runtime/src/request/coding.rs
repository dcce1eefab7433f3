//! Bodies that are compressed on their way.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_compression::tokio::bufread::{GzipDecoder, ZlibDecoder};
use axum::body::Body;
use futures_util::TryStreamExt;
use http::{HeaderMap, StatusCode, header};
use tokio::io::AsyncRead;
use tokio_util::io::{ReaderStream, StreamReader};

use crate::error::{Error, Result};
use crate::problem::Problem;

/// What `Accept-Encoding` says to a client that uses another coding.
const KNOWN: &str = "gzip, deflate";

/// A body may become so many times longer. Text becomes ten times longer, what is made to exhaust a server a thousand.
const MOST_RATIO: u64 = 100;

/// A body that is no longer than this may have any ratio.
const HARMLESS: u64 = 1024 * 1024;

/// How a body is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Gzip,
    Deflate,
}

impl Coding {
    /// The coding of the body, if it has any.
    ///
    /// # Errors
    /// It is none that is known.
    pub(super) fn of(headers: &HeaderMap) -> Result<Option<Self>> {
        let mut found = None;
        for line in headers.get_all(header::CONTENT_ENCODING) {
            for name in line.to_str().map_err(|_| unknown())?.split(',').map(str::trim) {
                let coding = match name.to_ascii_lowercase().as_str() {
                    "" | "identity" => continue,
                    "gzip" | "x-gzip" => Self::Gzip,
                    "deflate" => Self::Deflate,
                    _ => return Err(unknown()),
                };
                // Nobody compresses twice but to do harm.
                if found.replace(coding).is_some() {
                    return Err(unknown());
                }
            }
        }
        Ok(found)
    }

    /// The body as it was before. Reading it fails where it is not compressed as it should be, or becomes suspiciously
    /// long.
    pub(super) fn decode(self, body: Body) -> Body {
        let sent = Arc::new(AtomicU64::new(0));
        let counted = Arc::clone(&sent);
        let pieces = body.into_data_stream().map_err(io::Error::other).inspect_ok(move |piece| {
            counted.fetch_add(piece.len() as u64, Ordering::Relaxed);
        });
        let reader = StreamReader::new(pieces);
        let plain: Pin<Box<dyn AsyncRead + Send>> = match self {
            Self::Gzip => {
                let mut decoder = GzipDecoder::new(reader);
                decoder.multiple_members(true);
                Box::pin(decoder)
            }
            Self::Deflate => {
                let mut decoder = ZlibDecoder::new(reader);
                // What follows would be nobody's otherwise.
                decoder.multiple_members(true);
                Box::pin(decoder)
            }
        };
        let mut length = 0;
        Body::from_stream(ReaderStream::new(plain).map_err(Undecodable::from).and_then(move |piece| {
            length += piece.len() as u64;
            let most = HARMLESS.max(sent.load(Ordering::Relaxed).saturating_mul(MOST_RATIO));
            std::future::ready(if length > most { Err(Undecodable::Bomb) } else { Ok(piece) })
        }))
    }
}

#[cold]
fn unknown() -> Error {
    let detail = "bodies are taken as they are, or compressed once by gzip or deflate";
    Error::status(StatusCode::UNSUPPORTED_MEDIA_TYPE, detail).header(header::ACCEPT_ENCODING, KNOWN)
}

/// Why a body cannot be read that is compressed.
#[derive(Debug)]
pub(super) enum Undecodable {
    /// It is not compressed, or only a part of it has come.
    Broken,
    /// It becomes too long.
    Bomb,
    /// It could not be read at all.
    Unread(io::Error),
}

impl Undecodable {
    /// How that is answered; `None` where it has nothing to do with the compression.
    pub(super) fn answer(&self) -> Option<Error> {
        match self {
            Self::Broken => {
                Some(Error::bad_request("the body is not compressed as its Content-Encoding says"))
            }
            Self::Bomb => {
                let problem = Problem::new(StatusCode::PAYLOAD_TOO_LARGE);
                Some(Error::problem(problem.detail("the body becomes too long when it is decompressed")))
            }
            Self::Unread(_) => None,
        }
    }
}

impl From<io::Error> for Undecodable {
    fn from(error: io::Error) -> Self {
        // Whatever is no error of the body is one of the decoder.
        match error.get_ref().is_some_and(|inner| inner.is::<axum::Error>()) {
            true => Self::Unread(error),
            false => Self::Broken,
        }
    }
}

impl std::fmt::Display for Undecodable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Broken => f.write_str("a body is not compressed as it says"),
            Self::Bomb => f.write_str("a body becomes too long when it is decompressed"),
            Self::Unread(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Undecodable {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Such an error hides what it is made of.
            Self::Unread(error) => error.get_ref().map(|inner| inner as &(dyn std::error::Error + 'static)),
            Self::Broken | Self::Bomb => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_has_one_coding_or_none() {
        let of = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append(header::CONTENT_ENCODING, value.parse().unwrap());
            }
            Coding::of(&headers).map_err(|error| error.status_code().as_u16())
        };
        assert_eq!(of(&[]), Ok(None));
        assert_eq!(of(&["identity"]), Ok(None));
        assert_eq!(of(&["GZip"]), Ok(Some(Coding::Gzip)));
        assert_eq!(of(&["identity, deflate"]), Ok(Some(Coding::Deflate)));
        assert_eq!(of(&["br"]), Err(415));
        assert_eq!(of(&["gzip, gzip"]), Err(415));
        assert_eq!(of(&["gzip", "deflate"]), Err(415));
    }
}
