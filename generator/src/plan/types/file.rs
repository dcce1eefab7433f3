//! Texts that are files: parts of multipart bodies.

use std::collections::HashSet;

use super::Types;
use crate::api::{Schema, SchemaId};

impl Types<'_> {
    /// Marks the parts of a multipart body, in which text of format `binary` is a file.
    pub(in crate::plan) fn mark_files(&mut self, id: SchemaId) {
        let mut open = vec![(id, false)];
        let mut seen = HashSet::new();
        while let Some((id, part)) = open.pop() {
            if !seen.insert((id, part)) {
                continue;
            }
            if part {
                self.files.insert(id);
            }
            let schema = &self.schemas[id];
            open.extend(schema.reference.iter().chain(&schema.all_of).map(|&id| (id, part)));
            if part {
                open.extend(schema.items.map(|id| (id, true)));
            } else {
                open.extend(schema.properties.values().map(|&id| (id, true)));
                open.extend(schema.any_of.iter().chain(&schema.one_of).map(|&id| (id, false)));
            }
        }
    }

    /// Whether text is a file: a part of a multipart body that is bytes.
    pub(super) fn is_file(&self, id: SchemaId, schema: &Schema) -> bool {
        self.files.contains(&id) && (schema.format.as_deref() == Some("binary") || is_bytes(schema))
    }
}

/// Whether text is bytes of some media type, as schemas say since 2020-12: the type is given, an encoding is not, and it
/// is none of text.
fn is_bytes(schema: &Schema) -> bool {
    let is_text = |media_type: &str| {
        let media_type = media_type.to_ascii_lowercase();
        media_type.starts_with("text/") || media_type.contains("json") || media_type.contains("xml")
    };
    schema.content_encoding.is_none()
        && schema.content_media_type.as_deref().is_some_and(|media_type| !is_text(media_type))
}
