//! Text with a media type and no encoding is bytes of that type. That is what `format: binary` said before there were
//! media types for it, so beside one it says nothing.

use std::collections::BTreeSet;

use crate::api::Schema;

/// The formats of a schema, as far as they mean something.
pub fn formats(schema: &Schema) -> BTreeSet<String> {
    let is_bytes = schema.content_media_type.is_some() && schema.content_encoding.is_none();
    schema.format.clone().into_iter().filter(|format| !(is_bytes && format == "binary")).collect()
}
