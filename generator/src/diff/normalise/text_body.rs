//! A text without a schema may be any text, and so may one whose schema says that it is a string.

use super::media_type;
use crate::diff::types::Types;
use crate::diff::view::View;

/// Whether a view says nothing that the media type does not say already.
pub fn said_by(range: &str, view: &View) -> bool {
    let string = View { types: Some(Types::STRING), place: view.place, ..View::default() };
    // A stream of events is a text that has a form.
    let is_text = |range: &str| range.starts_with("text/") && !range.starts_with("text/event-stream");
    is_text(&media_type(range)) && *view == string
}
