//! Bodies by their media types.

use serde_json::{Map, Value};

use super::item::{Content, Item, Known, Shape, Type};
use super::names;
use super::types::Types;
use crate::api::{Encoding, Header, Media, Schemas, referred_component};
use crate::diagnostic::Diagnostic;

/// Who sends a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

/// A body, decided.
pub(super) struct Bodies {
    /// The media type, when there is one.
    pub(super) content: Option<String>,
    /// Further members of its media type object.
    pub(super) extra: Option<String>,
    /// The type.
    pub(super) of: Type,
}

/// How the content of a media type is read and written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Codec {
    Json,
    Form,
    Multipart,
    Text,
    Events,
    Bytes,
}

fn codec(range: &str) -> Codec {
    let essence = range.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "application/json" => Codec::Json,
        "application/x-www-form-urlencoded" => Codec::Form,
        "multipart/form-data" => Codec::Multipart,
        "text/event-stream" => Codec::Events,
        "text/*" => Codec::Bytes,
        other if other.ends_with("+json") && !other.starts_with('*') => Codec::Json,
        other if other.ends_with("+xml") || other == "text/xml" => Codec::Bytes,
        other if other.starts_with("text/") => Codec::Text,
        _ => Codec::Bytes,
    }
}

/// The type of a body from its media types; `None` when there are none.
pub(super) fn bodies(
    types: &mut Types<'_>,
    schemas: &Schemas,
    media: &[Media],
    direction: Direction,
    hint: &str,
) -> Option<Bodies> {
    if let [only] = media {
        let (of, extra) = content(types, schemas, only, direction, hint);
        return Some(Bodies { content: Some(only.range.clone()), extra, of });
    }
    if media.is_empty() {
        return None;
    }
    let name = types.scope.take([names::type_name(hint).as_str()]);
    let words: Vec<String> = media.iter().map(|media| word(&media.range)).collect();
    let idents = names::distinct(words.iter().map(String::as_str), names::pascal);
    let contents = media
        .iter()
        .zip(idents)
        .map(|(media, ident)| {
            let (of, extra) = content(types, schemas, media, direction, &format!("{name}{ident}"));
            Content { name: ident, range: media.range.clone(), extra, of }
        })
        .collect();
    let shape = Shape::Contents(contents);
    types.add(Item { name: name.clone(), component: None, doc: None, rules: Vec::new(), shape });
    Some(Bodies { content: None, extra: None, of: Type::Item(name) })
}

fn content(
    types: &mut Types<'_>,
    schemas: &Schemas,
    media: &Media,
    direction: Direction,
    hint: &str,
) -> (Type, Option<String>) {
    let mut extra = said(media, schemas);
    if let Some(items) = media.item_schema {
        if codec(&media.range) != Codec::Events || direction == Direction::Request {
            types.warn(uncut(media, "itemSchema"));
        }
        extra.insert("itemSchema".to_owned(), schemas.use_json(items));
    } else if let Some(key) =
        ["itemEncoding", "prefixEncoding"].into_iter().find(|key| extra.contains_key(*key))
    {
        types.warn(uncut(media, key));
    }
    let described = match (codec(&media.range), media.schema) {
        (Codec::Json, None) => Some((Type::Known(Known::Value), Map::new())),
        (Codec::Json, Some(schema)) => Some(types.bare(schema, hint)),
        (Codec::Form, Some(schema)) if direction == Direction::Request && types.is_object(schema) => {
            Some(types.bare(schema, hint))
        }
        (Codec::Multipart, Some(schema)) if direction == Direction::Request && types.is_object(schema) => {
            Some(types.bare(schema, hint))
        }
        (Codec::Text, Some(schema)) if types.is_scalar(schema) => Some(types.bare(schema, hint)),
        (Codec::Text, None) => Some((Type::Known(Known::String), Map::new())),
        _ => None,
    };
    let of = match described {
        Some((of, words)) => {
            if !words.is_empty() {
                extra.insert("schema".to_owned(), Value::Object(words));
            }
            of
        }
        None => {
            if let Some(schema) = media.schema {
                if codec(&media.range) == Codec::Text && types.is_structured(schema) {
                    types.warn(undecoded(media));
                }
                extra.insert("schema".to_owned(), schemas.to_json(schema));
            }
            Type::Known(match codec(&media.range) {
                // A client that sends events sends a stream like any other.
                Codec::Events if direction == Direction::Response => Known::Events,
                Codec::Text => Known::String,
                _ => Known::Binary,
            })
        }
    };
    (of, json(extra))
}

/// What a media type object says beside its schema and the one of its items.
pub(super) fn said(media: &Media, schemas: &Schemas) -> Map<String, Value> {
    let mut said = media.extra.clone();
    if !media.encoding.is_empty() {
        let encoding =
            media.encoding.iter().map(|(name, encoding)| (name.clone(), encoding_json(encoding, schemas)));
        said.insert("encoding".to_owned(), Value::Object(encoding.collect()));
    }
    said
}

/// Says that what a sequence consists of is up to the handler.
fn uncut(media: &Media, key: &str) -> Diagnostic {
    let message = format!("\"{key}\" of \"{}\" is described, and not checked", media.range);
    Diagnostic::warning(media.place, message)
        .help("the handler reads and writes the items")
        .capability("sequential-media")
}

/// Says that what a text is written in is up to the handler.
fn undecoded(media: &Media) -> Diagnostic {
    let message = format!("the content of \"{}\" has no form that is known: it stays a text", media.range);
    Diagnostic::warning(media.place, message)
        .help("the handler reads and writes the text; its schema is described, and not checked")
        .capability("structured-text")
}

/// Members as JSON, if there are any.
pub(super) fn json(members: Map<String, Value>) -> Option<String> {
    (!members.is_empty()).then(|| Value::Object(members).to_string())
}

/// Whether a media type is a form with parts.
pub(super) fn is_multipart(range: &str) -> bool {
    codec(range) == Codec::Multipart
}

/// How a part of a form is written, as JSON.
pub(super) fn encoding_json(encoding: &Encoding, schemas: &Schemas) -> Value {
    let mut json = Map::new();
    if let Some(content_type) = &encoding.content_type {
        json.insert("contentType".to_owned(), Value::String(content_type.clone()));
    }
    if !encoding.headers.is_empty() {
        let headers = encoding.headers.iter();
        let headers = headers.map(|header| (header.name.clone(), part_header(header, schemas)));
        json.insert("headers".to_owned(), Value::Object(headers.collect()));
    }
    if let Some(style) = encoding.style {
        json.insert("style".to_owned(), Value::String(style.name().to_owned()));
    }
    if let Some(explode) = encoding.explode {
        json.insert("explode".to_owned(), Value::Bool(explode));
    }
    if encoding.allow_reserved {
        json.insert("allowReserved".to_owned(), Value::Bool(true));
    }
    json.extend(encoding.extra.clone());
    Value::Object(json)
}

/// A header of a part, as JSON. Its schema is written out, so that it can be checked where the part is read.
fn part_header(header: &Header, schemas: &Schemas) -> Value {
    let mut json = super::described::header(header, schemas);
    if let Some(schema) = json.get("schema")
        && let Some(written_out) = written_out(schema, schemas, 8, &mut 0)
    {
        json["schema"] = written_out;
    }
    json
}

/// A schema with what it refers to in the places of the references; nothing when there is no end to that.
fn written_out(schema: &Value, schemas: &Schemas, depth: usize, steps: &mut usize) -> Option<Value> {
    const MOST: usize = 500;
    /// What stands there is a value, and no schema.
    const VALUES: &[&str] = &["const", "default", "enum", "example", "examples"];
    *steps += 1;
    if *steps > MOST {
        return None;
    }
    let mut inside = |value: &Value| written_out(value, schemas, depth, steps);
    match schema {
        Value::Array(items) => items.iter().map(inside).collect::<Option<Vec<_>>>().map(Value::Array),
        Value::Object(members) => {
            let mut written = Map::new();
            for (name, value) in members.iter().filter(|(name, value)| *name != "$ref" || !value.is_string())
            {
                let is_value = VALUES.contains(&name.as_str());
                written.insert(name.clone(), if is_value { value.clone() } else { inside(value)? });
            }
            let Some(Value::String(target)) = members.get("$ref") else {
                return Some(Value::Object(written));
            };
            let name = referred_component(target)?;
            let (id, _) = schemas.iter().find(|(_, schema)| schema.component.as_ref() == Some(&name))?;
            let target = written_out(&schemas.to_json(id), schemas, depth.checked_sub(1)?, steps)?;
            if written.is_empty() {
                return Some(target);
            }
            // What stands beside a reference holds, too.
            Some(serde_json::json!({ "allOf": [target, written] }))
        }
        other => Some(other.clone()),
    }
}

/// What a media type is called among others.
fn word(range: &str) -> String {
    let essence = range.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let (kind, subtype) = essence.split_once('/').unwrap_or((&essence, ""));
    match (kind, subtype) {
        ("*", _) => "Any".to_owned(),
        ("application", "x-www-form-urlencoded") => "Form".to_owned(),
        ("application", "octet-stream") => "Binary".to_owned(),
        ("multipart", "form-data") => "Multipart".to_owned(),
        ("text", "plain") => "Text".to_owned(),
        ("text", "event-stream") => "Events".to_owned(),
        (kind, "*" | "") => kind.to_owned(),
        (_, subtype) => subtype.strip_prefix("x-").unwrap_or(subtype).to_owned(),
    }
}
