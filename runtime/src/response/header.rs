//! Values as text: in headers, plain bodies and forms.

use axum::response::Response as HttpResponse;
use http::{HeaderName, HeaderValue};

use crate::model::{Direction, Kind, Place, Slot, View, write_json};

/// Adds the fields of `headers` to a response.
pub fn add_headers(mut response: HttpResponse, headers: &mut dyn Slot) -> HttpResponse {
    let Kind::Object(object) = &headers.describe().kind else { return response };
    let Place::Record(record) = headers.place() else { return response };
    for (index, field) in object.fields.iter().enumerate() {
        let value = if field.wire.content.is_empty() {
            simple(record.get(index), field.wire.explode.unwrap_or(false))
        } else {
            json(record.get(index))
        };
        let Some(value) = value else { continue };
        match (HeaderName::from_bytes(field.name.as_bytes()), HeaderValue::from_bytes(value.as_bytes())) {
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
fn simple(value: &dyn Slot, explode: bool) -> Option<String> {
    let mut parts = Vec::new();
    match value.view() {
        View::List(list) => parts.extend((0..list.len()).filter_map(|index| plain(list.get(index)))),
        View::Entries(entries) => {
            for index in 0..entries.len() {
                let (name, value) = entries.get(index);
                push_pair(name, plain(value), explode, &mut parts);
            }
        }
        View::Record(record, ty) => {
            let Kind::Object(object) = &ty.kind else { return None };
            for (index, field) in object.fields.iter().enumerate() {
                push_pair(field.name, plain(record.get(index)), explode, &mut parts);
            }
        }
        _ => return plain(value),
    }
    Some(parts.join(","))
}

fn push_pair(name: &str, value: Option<String>, explode: bool, parts: &mut Vec<String>) {
    let Some(value) = value else { return };
    if explode {
        parts.push(format!("{name}={value}"));
    } else {
        parts.extend([name.to_owned(), value]);
    }
}

/// A value without parts as text; any other as JSON.
pub(crate) fn plain(value: &dyn Slot) -> Option<String> {
    match value.view() {
        View::Absent | View::Null => None,
        View::Boolean(value) => Some(value.to_string()),
        View::Integer(value) => Some(value.to_string()),
        View::Unsigned(value) => Some(value.to_string()),
        View::Float(value) => Some(value.to_string()),
        View::Text(text) => Some(text.to_owned()),
        View::Display(text) => Some(text.to_string()),
        View::Any(serde_json::Value::String(text)) => Some(text.clone()),
        _ => json(value),
    }
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
