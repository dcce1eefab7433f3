//! Bodies that are bytes: files, images, whatever is no JSON.

use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use http::{HeaderValue, header};

use crate::error::Result;
use crate::request::broken;
use crate::response::Outgoing;

/// Bytes with a media type, in memory or as a stream.
///
/// As a response:
///
/// ```
/// use routewright::Binary;
///
/// let pixel = Binary::from(vec![0x47, 0x49, 0x46]).content_type("image/gif").file_name("pixel.gif");
/// ```
///
/// As a request body, it is read by the handler, in one piece or piece by piece:
///
/// ```
/// # use routewright::Binary;
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> routewright::Result<()> {
/// let body = Binary::from("hello");
/// assert_eq!(body.bytes().await?, "hello");
/// # Ok(()) }
/// ```
pub struct Binary {
    content_type: Option<HeaderValue>,
    disposition: Option<HeaderValue>,
    body: Body,
}

impl Binary {
    pub(crate) fn received(content_type: Option<HeaderValue>, body: Body) -> Self {
        Self { content_type, disposition: None, body }
    }

    /// Bytes that are sent as they come.
    ///
    /// ```
    /// use futures_util::stream;
    /// use routewright::Binary;
    ///
    /// let pieces = stream::iter([Ok::<_, std::io::Error>("one, "), Ok("two")]);
    /// let body = Binary::stream(pieces).content_type("text/plain");
    /// ```
    pub fn stream<S, T, E>(stream: S) -> Self
    where
        S: Stream<Item = std::result::Result<T, E>> + Send + 'static,
        T: Into<Bytes>,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self::received(None, Body::from_stream(stream.map(|piece| piece.map(Into::into).map_err(Into::into))))
    }

    /// Says of which media type the bytes are. Without it, they are of the type that the operation declares.
    #[must_use]
    pub fn content_type(mut self, media_type: &str) -> Self {
        self.content_type = HeaderValue::from_str(media_type).ok().or(self.content_type);
        self
    }

    /// Tells the client to store the bytes under that name.
    #[must_use]
    pub fn file_name(mut self, name: &str) -> Self {
        self.disposition = HeaderValue::from_str(&disposition(name)).ok();
        self
    }

    /// The media type that the client gave, or that the handler said.
    pub fn media_type(&self) -> Option<&str> {
        self.content_type.as_ref()?.to_str().ok()
    }

    /// All bytes.
    ///
    /// # Errors
    /// There are more than the route allows, or they break off.
    pub async fn bytes(self) -> Result<Bytes> {
        use http_body_util::BodyExt;
        match self.body.collect().await {
            Ok(whole) => Ok(whole.to_bytes()),
            Err(error) => Err(broken(&error)),
        }
    }

    /// The bytes as they come.
    pub fn into_stream(self) -> impl Stream<Item = Result<Bytes>> + Send {
        self.body.into_data_stream().map(|piece| piece.map_err(|error| broken(&error)))
    }

    /// The body to send.
    pub fn into_outgoing(self) -> Outgoing {
        let headers = self.disposition.map(|value| (header::CONTENT_DISPOSITION, value));
        Outgoing { content_type: self.content_type, headers: headers.into_iter().collect(), body: self.body }
    }
}

/// The name twice: for old clients in ASCII, for the others as it is.
fn disposition(name: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_');
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '/') || c == ' ';
    let ascii: String = name.chars().map(|c| if is_plain(c) { c } else { '_' }).collect();
    if ascii == name {
        return format!("attachment; filename=\"{name}\"");
    }
    format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{}", utf8_percent_encode(name, PLAIN))
}

impl<T: Into<Bytes>> From<T> for Binary {
    fn from(bytes: T) -> Self {
        Self::received(None, Body::from(bytes.into()))
    }
}

impl std::fmt::Debug for Binary {
    /// What is in it is nobody's business.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Binary").field("media_type", &self.media_type()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_cannot_leave_its_header() {
        assert_eq!(disposition("a b.txt"), "attachment; filename=\"a b.txt\"");
        assert_eq!(
            disposition("é\"\r\n/x"),
            "attachment; filename=\"_____x\"; filename*=UTF-8''%C3%A9%22%0D%0A%2Fx"
        );
    }
}
