//! Values as text: in headers, plain bodies and forms.

use std::borrow::Cow;

use axum::response::Response as HttpResponse;
use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use serde_json::Value;

use crate::model::{Direction, Kind, Place, Slot, View, members, write_json};

/// Adds the fields of `headers` to a response.
pub fn add_headers(mut response: HttpResponse, headers: &mut dyn Slot) -> HttpResponse {
    let Kind::Object(object) = &headers.describe().kind else { return response };
    let Place::Record(record) = headers.place() else { return response };
    for (index, field) in object.fields.iter().enumerate() {
        let value = if field.wire.content.is_empty() {
            simple(record.get(index), field.wire.explode.unwrap_or(false))
        } else {
            json(record.get(index)).map(Cow::Owned)
        };
        let Some(value) = value else { continue };
        let value = match value {
            Cow::Borrowed(text) => HeaderValue::from_bytes(text.as_bytes()),
            Cow::Owned(text) => HeaderValue::from_maybe_shared(Bytes::from(text)),
        };
        match (HeaderName::from_bytes(field.name.as_bytes()), value) {
            (Ok(name), Ok(value)) => _ = response.headers_mut().append(name, value),
            _ => tracing::error!(
                header = field.name,
                "a header cannot be sent: a character in it is not allowed"
            ),
        }
    }
    response
}

fn json(value: &dyn Slot) -> Option<String> {
    if matches!(value.view(), View::Absent | View::Null) {
        return None;
    }
    let mut text = Vec::new();
    write_json(value, Direction::Response, &mut text);
    String::from_utf8(text).ok()
}

/// A value in the style `simple`; `None` for one that is not there.
fn simple(value: &dyn Slot, explode: bool) -> Option<Cow<'_, str>> {
    let mut parts = Vec::new();
    match value.view() {
        View::List(list) => parts.extend((0..list.len()).filter_map(|index| text(list.get(index)))),
        View::Any(Value::Array(list)) => parts.extend(list.iter().map(text_of)),
        View::Any(Value::Object(object)) => {
            object.iter().for_each(|(name, value)| push_pair(name, text_of(value), explode, &mut parts));
        }
        View::Entries(_) | View::Record(..) => members(value, Direction::Response, &mut |name, value| {
            if let Some(text) = plain(value) {
                push_pair(name, Cow::Owned(text), explode, &mut parts);
            }
        }),
        _ => return text(value),
    }
    Some(Cow::Owned(parts.join(",")))
}

fn push_pair<'v>(name: &str, value: Cow<'v, str>, explode: bool, parts: &mut Vec<Cow<'v, str>>) {
    if explode {
        parts.push(Cow::Owned(format!("{name}={value}")));
    } else {
        parts.extend([Cow::Owned(name.to_owned()), value]);
    }
}

/// Any value as text: a text as it is, everything else as JSON.
pub(crate) fn text_of(value: &Value) -> Cow<'_, str> {
    value.as_str().map_or_else(|| Cow::Owned(value.to_string()), Cow::Borrowed)
}

/// A value without parts as text; any other as JSON.
fn text(value: &dyn Slot) -> Option<Cow<'_, str>> {
    let text = match value.view() {
        View::Absent | View::Null => return None,
        View::Text(text) => return Some(Cow::Borrowed(text)),
        View::Any(Value::String(text)) => return Some(Cow::Borrowed(text)),
        View::Boolean(value) => value.to_string(),
        View::Integer(value) => value.to_string(),
        View::Unsigned(value) => value.to_string(),
        View::Float(value) => value.to_string(),
        View::Digits(number) => number.to_string(),
        View::Display(text) => text.to_string(),
        _ => json(value)?,
    };
    Some(Cow::Owned(text))
}

/// The same for keeps.
pub(crate) fn plain(value: &dyn Slot) -> Option<String> {
    text(value).map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_written_in_the_simple_style() {
        assert_eq!(simple(&vec![1_i64, 2], false).as_deref(), Some("1,2"));
        assert_eq!(simple(&"a b".to_owned(), false).as_deref(), Some("a b"));
        assert_eq!(simple(&None::<bool>, false), None);
        let map: crate::Map<i64> = [("a".to_owned(), 1), ("b".to_owned(), 2)].into_iter().collect();
        assert_eq!(simple(&map, false).as_deref(), Some("a,1,b,2"));
        assert_eq!(simple(&map, true).as_deref(), Some("a=1,b=2"));
    }
}
