//! Bodies of forms with files.

use bytes::Bytes;
use http::header::CONTENT_TYPE;

use crate::error::{Error, Result};
use crate::model::{
    Additional, Check, Context, Field, Kind, Model, Place, Record, Rules, Scalar, Slot, Type, Upload,
    read_missing, read_text, read_value,
};
use crate::schema::Reason;

use super::scalar::of_text;
use super::shape::{self, Shape};
use super::text::Broken;
use super::{Incoming, media};

/// A form has no more parts than this.
const MOST_PARTS: usize = 1000;

/// One part of a form.
struct Part {
    name: String,
    file_name: Option<String>,
    content_type: Option<String>,
    bytes: Bytes,
}

impl Incoming<'_> {
    /// Reads the body as a form with files.
    ///
    /// # Errors
    /// The body cannot be read. What is wrong in it is noted instead, and gives `None`.
    pub async fn multipart<T: Model>(&mut self) -> Result<Option<T>> {
        let mut value = T::blank();
        let mut cx = Self::context();
        match self.parts_of_form().await? {
            Ok(parts) => fill(&parts, &mut value, &mut cx),
            Err(detail) => cx.fail(Reason::Multipart(detail)),
        }
        Ok(self.unless_noted(value, cx))
    }

    /// The parts of the form, or why it is none.
    async fn parts_of_form(&mut self) -> Result<Result<Vec<Part>, String>> {
        let boundary = self.parts.headers.get(CONTENT_TYPE).and_then(|value| {
            let media_type = media::MediaType::parse(value.to_str().ok()?)?;
            media_type.parameter("boundary").map(str::to_owned)
        });
        let Some(boundary) = boundary else {
            return Ok(Err("has no boundary in its content type".to_owned()));
        };
        let bytes = self.bytes().await?;
        let stream = futures_util::stream::once(std::future::ready(Ok::<_, std::convert::Infallible>(bytes)));
        let mut form = multer::Multipart::new(stream, boundary);
        let mut parts = Vec::new();
        loop {
            match form.next_field().await {
                Ok(None) => return Ok(Ok(parts)),
                Ok(Some(field)) if parts.len() < MOST_PARTS => match part(field).await {
                    Ok(part) => parts.extend(part),
                    Err(error) => return broken(&error),
                },
                Ok(Some(_)) => return Ok(Err(format!("has more than {MOST_PARTS} parts"))),
                Err(error) => return broken(&error),
            }
        }
    }
}

/// The parser's own words repeat no content, only names of its own.
fn broken<T>(error: &multer::Error) -> Result<Result<T, String>> {
    match error {
        multer::Error::StreamReadFailed(_) => Err(Error::bad_request("the body broke off before its end")),
        _ => Ok(Err("is not a valid multipart form".to_owned())),
    }
}

async fn part(field: multer::Field<'_>) -> Result<Option<Part>, multer::Error> {
    // A part without a name is no field of any form.
    let Some(name) = field.name().map(str::to_owned) else { return Ok(None) };
    let file_name = field.file_name().map(str::to_owned);
    let content_type =
        field.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    Ok(Some(Part { name, file_name, content_type, bytes: field.bytes().await? }))
}

fn fill(parts: &[Part], slot: &mut dyn Slot, cx: &mut Context) {
    let ty = slot.describe();
    let mut place = slot.place();
    while let Place::Around(inner, _) = place {
        place = inner.place();
    }
    match (place, shape::object(ty)) {
        (Place::Record(record), Some(object)) => {
            for (index, field) in object.fields.iter().enumerate() {
                read_field(record, field, index, parts, cx);
            }
            let is_other = |part: &&Part| !object.fields.iter().any(|field| field.name == part.name);
            for part in parts.iter().filter(is_other) {
                read_other(record, object.fields.len(), &object.additional, part, cx);
            }
        }
        (Place::Entries(entries), _) => {
            let of = shape::member(ty, "");
            for part in parts {
                if let Some(slot) = entries.insert(&part.name) {
                    put(slot, of, Rules::NONE, part, cx);
                }
            }
        }
        _ => cx.mismatch(ty),
    }
}

fn read_field(
    record: &mut dyn Record,
    field: &'static Field,
    index: usize,
    parts: &[Part],
    cx: &mut Context,
) {
    let found: Vec<&Part> = parts.iter().filter(|part| part.name == field.name).collect();
    let Some(first) = found.first() else {
        return read_missing(record, field, index, cx);
    };
    let ty = (field.of)();
    cx.at(field.name, |cx| {
        let slot = record.slot(index);
        match shape::may_be(ty, Shape::List) && (found.len() > 1 || !shape::may_be(ty, Shape::Scalar)) {
            true if !is_document(first) => list(slot, ty, field.rules, &found, cx),
            _ if found.len() > 1 => cx.fail(Reason::Duplicate),
            _ => put(slot, ty, field.rules, first, cx),
        }
    });
}

/// A part that is JSON by its own word.
fn is_document(part: &Part) -> bool {
    part.content_type.as_deref().is_some_and(media::is_json)
}

/// A list, an element each part.
fn list(slot: &mut dyn Slot, ty: &'static Type, rules: &'static Rules, parts: &[&Part], cx: &mut Context) {
    let of = shape::element(ty);
    if !matches!(of.kind, Kind::Binary) {
        let texts = parts.iter().map(|part| value(part, of));
        match texts.collect::<Result<Vec<_>, _>>() {
            Ok(values) => read_value(&serde_json::Value::Array(values), slot, rules, cx),
            Err(broken) => cx.fail(broken.reason()),
        }
        return;
    }
    let mut place = slot.place();
    while let Place::Around(inner, _) = place {
        place = inner.place();
    }
    let Place::List(list) = place else { return cx.mismatch(ty) };
    let items = rules.items.unwrap_or(Rules::NONE);
    for part in parts {
        list.push().put(Scalar::File(&upload(part)), items, cx);
    }
    count(list.len() as u64, rules, cx);
}

/// Holds the number of files against the rules.
fn count(actual: u64, rules: &Rules, cx: &mut Context) {
    for check in rules.checks {
        match check {
            Check::MinItems(least) if actual < *least => cx.fail(Reason::MinItems { limit: *least, actual }),
            Check::MaxItems(most) if actual > *most => cx.fail(Reason::MaxItems { limit: *most, actual }),
            _ => {}
        }
    }
}

fn value(part: &Part, of: &'static Type) -> Result<serde_json::Value, Broken> {
    let text = std::str::from_utf8(&part.bytes).map_err(|_| Broken::Utf8)?;
    if shape::is_object(of) {
        return Ok(serde_json::from_str(text).unwrap_or_else(|_| text.into()));
    }
    Ok(of_text(text, of))
}

/// A single value.
fn put(slot: &mut dyn Slot, ty: &'static Type, rules: &'static Rules, part: &Part, cx: &mut Context) {
    if shape::is_file(ty) {
        return slot.put(Scalar::File(&upload(part)), rules, cx);
    }
    if !shape::may_be(ty, Shape::Scalar) || is_document(part) {
        return read_text(&part.bytes, slot, rules, cx);
    }
    match std::str::from_utf8(&part.bytes) {
        Ok(text) => read_value(&of_text(text, ty), slot, rules, cx),
        Err(_) => cx.fail(Reason::Utf8),
    }
}

fn upload(part: &Part) -> Upload {
    Upload {
        file_name: part.file_name.clone(),
        content_type: part.content_type.clone(),
        bytes: part.bytes.clone(),
    }
}

/// A part that no field is for.
fn read_other(record: &mut dyn Record, index: usize, additional: &Additional, part: &Part, cx: &mut Context) {
    match additional {
        Additional::Ignore => {}
        Additional::Deny => cx.at_other(&part.name, |cx| cx.fail(Reason::AdditionalProperty)),
        Additional::Keep(rules, of) => {
            if let Place::Entries(entries) = record.slot(index).place()
                && let Some(slot) = entries.insert(&part.name)
            {
                put(slot, of(), rules, part, cx);
            }
        }
    }
}
