//! The bytes of an answer, by media type.

use serde_json::Value;

use super::shown::shown;
use crate::describe::{Components as Described, media_schema};
use crate::operation::Media;
use crate::schema::evaluate::{Components, Prepared};

/// A body and what it is.
pub(super) struct Made {
    pub content_type: String,
    pub bytes: Vec<u8>,
}

/// A picture of one transparent pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDAT\x08\xd7c\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa7\x35\x81\x84\0\0\0\0IEND\xaeB`\x82";

/// The first media type that the caller accepts; without a wish, the first.
pub(super) fn choose(contents: &'static [Media], accept: Option<&str>) -> Option<&'static Media> {
    let Some(accept) = accept else { return contents.first() };
    let accepted = |media: &&Media| {
        accept.split(',').any(|wish| {
            let wish = wish.split(';').next().unwrap_or_default().trim();
            matches(wish, media.range) || matches(media.range, wish)
        })
    };
    contents.iter().find(accepted).or(contents.first())
}

/// Whether a media type is within a range.
fn matches(range: &str, kind: &str) -> bool {
    let essence = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (range, kind) = (essence(range), essence(kind));
    match range.strip_suffix('*') {
        Some("*/") => true,
        Some(family) => kind.starts_with(family),
        None => range == kind,
    }
}

/// The schema of a media type, if it has one; of a sequence, the one of its items.
pub(super) fn schema(media: &Media, described: &mut Described) -> Option<Value> {
    let whole = media_schema(media, described).map(Value::Object);
    whole.or_else(|| {
        let mut extra: Value = serde_json::from_str(media.extra).ok()?;
        extra.get_mut("itemSchema").map(Value::take)
    })
}

pub(super) fn make(media: &Media, schema: Option<&Value>, components: &Components) -> Option<Made> {
    let kind = media.range.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let made =
        |content_type: &str, bytes: Vec<u8>| Some(Made { content_type: content_type.to_owned(), bytes });
    if kind == "application/json" || kind.ends_with("+json") {
        return made(media.range, content(media, schema, components)?.to_string().into_bytes());
    }
    if kind == "text/event-stream" {
        let event = content(media, schema, components).unwrap_or_else(|| "mock".into());
        return made(&kind, self::event(&event).into_bytes());
    }
    // A sequence of one.
    if ["application/jsonl", "application/x-ndjson", "application/x-jsonlines"].contains(&&*kind) {
        return made(&kind, format!("{}\n", content(media, schema, components)?).into_bytes());
    }
    if kind == "application/json-seq" {
        return made(&kind, format!("\u{1e}{}\n", content(media, schema, components)?).into_bytes());
    }
    if kind == "application/x-www-form-urlencoded" {
        return made(&kind, form(&content(media, schema, components)?).into_bytes());
    }
    if kind.starts_with("text/") {
        let kind = kind.replace('*', "plain");
        let value = content(media, schema, components).unwrap_or_else(|| "mock".into());
        return made(&format!("{kind}; charset=utf-8"), plain(&value).into_bytes());
    }
    if matches(&kind, "image/png") && kind != "*/*" {
        return made("image/png", PIXEL.to_vec());
    }
    if kind.ends_with("/xml") || kind.ends_with("+xml") {
        return made(&kind, b"<mock/>".to_vec());
    }
    made(if kind.contains('*') { "application/octet-stream" } else { &kind }, b"mock".to_vec())
}

/// The value of the body: an example that satisfies the schema, or one that is built.
fn content(media: &Media, schema: Option<&Value>, components: &Components) -> Option<Value> {
    let anything = Value::Bool(true);
    let schema = schema.unwrap_or(&anything);
    let prepared = Prepared::new(schema, components).ok()?;
    let mut value = examples(media)
        .into_iter()
        .find(|example| prepared.is_valid(example))
        .or_else(|| super::value(schema, components))?;
    shown(&mut value, schema, components);
    Some(value)
}

/// One event. A value with `data` describes a whole event; any other is its data.
fn event(value: &Value) -> String {
    let Some(data) = value.get("data") else {
        return format!("data: {}\n\n", plain(value));
    };
    let lines = ["id", "event"].into_iter().filter_map(|name| Some((name, value.get(name)?)));
    let lines: String = lines.map(|(name, value)| format!("{name}: {}\n", plain(value))).collect();
    let data: String = plain(data).lines().map(|line| format!("data: {line}\n")).collect();
    format!("{lines}{data}\n")
}

fn examples(media: &Media) -> Vec<Value> {
    let extra: Value = serde_json::from_str(media.extra).unwrap_or_default();
    let several = extra["examples"].as_object().into_iter().flatten();
    let values = several.filter_map(|(_, example)| value(example));
    extra.get("example").into_iter().chain(values).cloned().collect()
}

/// The example of an object that may have some; null if it has none.
pub(super) fn example(extra: &Value) -> Value {
    let several = || extra["examples"].as_object().and_then(|examples| value(examples.values().next()?));
    extra.get("example").or_else(several).cloned().unwrap_or_default()
}

/// The value of an example, under its older name or the one of OpenAPI 3.2.
fn value(example: &Value) -> Option<&Value> {
    example.get("value").or_else(|| example.get("dataValue"))
}

pub(super) fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn form(value: &Value) -> String {
    let escape = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    let members = value.as_object().into_iter().flatten();
    members
        .map(|(name, value)| format!("{}={}", escape(name), escape(&plain(value))))
        .collect::<Vec<_>>()
        .join("&")
}
