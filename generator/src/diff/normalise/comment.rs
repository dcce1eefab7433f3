//! A `$comment` is for the readers of the spec's source, not for those of the API's description.

use serde_json::{Map, Value};

/// Drops it.
pub fn comment(extra: &mut Map<String, Value>) {
    extra.shift_remove("$comment");
}
