//! Members of the document that tables keep as JSON text.

use serde_json::{Map, Value};
use utoipa::openapi::extensions::Extensions;

/// The members in the text of a JSON object; derives refuse any other text.
pub(super) fn read(text: &str) -> Map<String, Value> {
    if text.is_empty() { Map::new() } else { serde_json::from_str(text).unwrap_or_default() }
}

/// Members that the types of utoipa do not have, or have with less in them than a specification may say.
pub(super) fn extensions(members: Map<String, Value>) -> Option<Extensions> {
    (!members.is_empty()).then(|| members.into_iter().collect())
}
