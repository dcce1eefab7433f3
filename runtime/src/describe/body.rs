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

/// The schema of what is in a media type. Streams, bytes and texts that are not decoded have no type that could describe
/// them: they say their schema themselves. What is said of a type with a name only here stands beside its name.
pub(crate) fn schema(media: &Media, components: &mut Components) -> Option<Map<String, Value>> {
    match (extra::read(media.extra).remove("schema"), media.of) {
        (Some(Value::Object(words)), Some(of)) if !of().name.is_empty() => {
            let mut schema = components.reference(of());
            schema.extend(words);
            Some(schema)
        }
        (Some(Value::Object(schema)), _) => Some(schema),
        (_, Some(of)) => Some(components.reference(of())),
        (_, None) => None,
    }
}
