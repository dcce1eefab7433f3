//! Bodies on their way out.

use axum::body::Body;
use axum::response::Response as HttpResponse;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, StatusCode, header};

use super::header::plain;
use super::multipart;
use crate::model::{Direction, Slot, View, members, write_json};

/// A body on its way out, and its media type.
#[derive(Debug)]
pub struct Outgoing {
    /// The media type; `None` for the one that is declared.
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Body,
}

impl Outgoing {
    /// A body of the declared media type.
    pub fn new(body: Body) -> Self {
        Self { content_type: None, headers: Vec::new(), body }
    }

    /// A value as JSON, without the members that are only for requests.
    pub fn json(value: &dyn Slot) -> Self {
        // Most answers fit in, and allocators have pieces of this size at hand.
        let mut text = Vec::with_capacity(1024);
        write_json(value, Direction::Response, &mut text);
        Self::new(Body::from(text))
    }

    /// A value as plain text.
    pub fn text(value: &dyn Slot) -> Self {
        Self::new(Body::from(plain(value).unwrap_or_default()))
    }

    /// A value as the pairs of a form.
    pub fn form(value: &dyn Slot) -> Self {
        Self::new(Body::from(form(value, Direction::Response)))
    }

    /// A value as a form with files.
    pub fn multipart(value: &dyn Slot) -> Self {
        multipart::write(value)
    }

    /// Says of which media type the body is, unless the body says so itself.
    #[must_use]
    pub fn of(mut self, media_type: HeaderValue) -> Self {
        self.content_type.get_or_insert(media_type);
        self
    }

    /// A response of that status with this body.
    pub fn respond(self, status: StatusCode) -> HttpResponse {
        let mut response = HttpResponse::new(self.body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        if let Some(content_type) = self.content_type {
            headers.insert(header::CONTENT_TYPE, content_type);
        }
        headers.extend(self.headers);
        response
    }
}

/// A value as the pairs of a form.
pub(crate) fn form(value: &dyn Slot, direction: Direction) -> String {
    let mut pairs = Vec::new();
    members(value, direction, &mut |name, value| match value.view() {
        View::List(list) => {
            let elements = (0..list.len()).filter_map(|index| plain(list.get(index)));
            pairs.extend(elements.map(|element| pair(name, &element)));
        }
        _ => pairs.extend(plain(value).map(|text| pair(name, &text))),
    });
    pairs.join("&")
}

fn pair(name: &str, value: &str) -> String {
    use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
    format!(
        "{}={}",
        utf8_percent_encode(name, NON_ALPHANUMERIC),
        utf8_percent_encode(value, NON_ALPHANUMERIC)
    )
}

impl From<Bytes> for Outgoing {
    fn from(bytes: Bytes) -> Self {
        Self::new(Body::from(bytes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_value_becomes_the_pairs_of_a_form() {
        let map: crate::Map<Vec<String>> =
            [("a b".to_owned(), vec!["1".to_owned(), "&".to_owned()])].into_iter().collect();
        let body = axum::body::to_bytes(Outgoing::form(&map).body, 100).await.unwrap();
        assert_eq!(body, "a%20b=1&a%20b=%26");
    }
}
