//! Request bodies, and what is in a media type.

use serde_json::{Map, Value};
use utoipa::openapi::request_body::RequestBody;
use utoipa::openapi::{Content, Required};

use super::extra;
use super::schema::{Components, utoipa};
use crate::operation::{Media, RequestBody as Body};

pub(super) fn body(body: &Body, components: &mut Components) -> RequestBody {
    let mut described = RequestBody::new();
    described.description = (!body.doc.is_empty()).then(|| body.doc.to_owned());
    described.required = body.required.then_some(Required::True);
    for media in body.contents {
        described.content.insert(media.range.to_owned(), content(media, components).into());
    }
    described.extensions = extra::extensions(extra::read(body.extra));
    described
}

pub(super) fn content(media: &Media, components: &mut Components) -> Content {
    let mut rest = extra::read(media.extra);
    rest.remove("schema");
    let mut content = Content::new(schema(media, components).map(utoipa));
    content.extensions = extra::extensions(rest);
    content
}

/// The schema of what is in a media type. Streams and bytes have no type that could describe them.
pub(crate) fn schema(media: &Media, components: &mut Components) -> Option<Map<String, Value>> {
    match (media.of, extra::read(media.extra).remove("schema")) {
        (Some(of), _) => Some(components.reference(of())),
        (None, Some(Value::Object(schema))) => Some(schema),
        (None, _) => None,
    }
}
