//! Bodies of HTML forms without files.

use serde_json::Value;

use crate::error::Result;
use crate::model::{Context, Field, Model, Rules, Slot, Type, read_text};
use crate::operation::{Encoding, Location};
use crate::schema::{Failures, Pointer, Reason};

use super::media::is_json;
use super::pairs::{Pair, named, pairs};
use super::parameter::Found;
use super::scalar::of_text;
use super::shape::{self, Shape};
use super::style::{Style, Written};
use super::text::{Broken as Fault, Escapes, unescape};
use super::tree::{Members, Tree};
use super::{Incoming, brackets, parameter, query};

impl Incoming<'_> {
    /// Reads the body as the pairs of a form.
    ///
    /// # Errors
    /// The body cannot be read. What is wrong in it is noted instead, and gives `None`.
    pub async fn form<T: Model>(&mut self) -> Result<Option<T>> {
        let bytes = self.bytes().await?;
        let mut value = T::blank();
        let mut cx = Self::context();
        match std::str::from_utf8(&bytes) {
            Ok(text) => {
                let (object, broken) = object(text, T::table(), self.encodings());
                read(object, broken, &mut value, &mut cx);
            }
            Err(_) => cx.fail(Reason::Utf8),
        }
        Ok(self.unless_noted(value, cx))
    }
}

/// What is wrong with the members of a form that mean nothing, by their names.
pub(super) type Broken = Vec<(String, Failures)>;

/// Reads a form into `slot`, and holds it against its type as a whole. What means nothing is there all the same, so
/// that nobody is told that it is missing.
pub(super) fn read(mut object: Members, broken: Broken, slot: &mut dyn Slot, cx: &mut Context) {
    object.extend(broken.iter().map(|(name, _)| (name.clone(), Tree::null())));
    let mut whole = Incoming::context();
    Tree::Object(object).read(slot, Rules::NONE, &mut whole);
    let mut failures = whole.into_failures();
    for (name, wrong) in broken {
        failures.drop_within(&Pointer::member(&name));
        cx.at_other(&name, |cx| cx.adopt(wrong));
    }
    cx.adopt(failures);
}

/// The object that the pairs in `text` mean, where one of the type `ty` is expected.
pub(super) fn object(text: &str, ty: &'static Type, encodings: &'static [Encoding]) -> (Members, Broken) {
    let pairs = pairs(text);
    let fields = shape::object(ty).map_or(&[][..], |object| object.fields);
    let (mut object, mut broken) = (Members::new(), Broken::new());
    for field in fields {
        match member(field, fields, &pairs, encodings) {
            Ok(Some(value)) => _ = object.insert(field.name.to_owned(), value),
            Ok(None) => {}
            Err(failures) => broken.push((field.name.to_owned(), failures)),
        }
    }
    for pair in pairs.iter().filter(|pair| !fields.iter().any(|field| claims(field, &pair.name))) {
        let of = shape::member(ty, &pair.name);
        parameter::insert(&mut object, &pair.name, pair.raw, Escapes::Form, of);
    }
    (object, broken)
}

/// The value of a member, in the first shape in which it is there.
fn member(
    field: &'static Field,
    fields: &'static [Field],
    pairs: &[Pair<'_>],
    encodings: &'static [Encoding],
) -> Result<Option<Tree>, Failures> {
    let ty = (field.of)();
    let encoding = encodings.iter().find(|encoding| encoding.name == field.name);
    let Some(written) = encoding.and_then(style_of) else {
        return match named(pairs, field.name).as_slice() {
            [raw] if encoding.is_some_and(says_json) => {
                document(unescape(raw, Escapes::Form)?.as_bytes()).map(Some)
            }
            raws => undeclared(field, fields, pairs, raws),
        };
    };
    let mut shapes = shape::shapes(ty);
    shapes.sort_by_key(|shape| (*shape == Shape::Scalar) == (named(pairs, field.name).len() > 1));
    for shape in shapes {
        match query::sought(field, fields, pairs, shape, written, Escapes::Form)? {
            None => {}
            Some(Found::Value(value)) => return Ok(Some(value)),
            Some(Found::Text(raw)) => return Ok(Some(of_text(&unescape(raw, Escapes::Form)?, ty))),
        }
    }
    Ok(None)
}

/// The style that the document gives to a member.
pub(super) fn style_of(encoding: &Encoding) -> Option<Written> {
    if encoding.style.is_empty() && encoding.explode.is_none() {
        return None;
    }
    let style = Style::named(encoding.style).unwrap_or(Style::Form);
    let explode = encoding.explode.unwrap_or(matches!(style, Style::Form | Style::Deep));
    Some(Written { style, explode, trim: false })
}

/// Whether the document says that a member is written as JSON.
pub(super) fn says_json(encoding: &Encoding) -> bool {
    !encoding.content_types.is_empty() && encoding.content_types.iter().all(|range| is_json(range))
}

/// The value of a member of whose style nothing is said: a text, a pair for each element of a list, JSON for an object,
/// or names in brackets, as most clients send both. Members of an object may stand side by side with the others.
fn undeclared(
    field: &'static Field,
    fields: &'static [Field],
    pairs: &[Pair<'_>],
    raws: &[&str],
) -> Result<Option<Tree>, Failures> {
    let ty = (field.of)();
    match raws {
        [] => {
            if let found @ Some(_) = brackets::read(pairs, field.name, ty, Escapes::Form)? {
                return Ok(found);
            }
            let written = Written::of(field, Location::Query);
            match query::sought(field, fields, pairs, Shape::Object, written, Escapes::Form)? {
                Some(Found::Value(value)) => Ok(Some(value)),
                _ => Ok(None),
            }
        }
        [""] if field.wire.allow_empty && !field.required => Ok(None),
        [raw] if shape::may_be(ty, Shape::Scalar) || !shape::may_be(ty, Shape::List) => {
            piece(raw, ty).map(Some)
        }
        _ if shape::may_be(ty, Shape::List) => {
            let (mut values, mut failures) = (Vec::with_capacity(raws.len()), Failures::new());
            for (index, raw) in raws.iter().enumerate() {
                match piece(raw, shape::element(ty)) {
                    Ok(value) => values.push(value),
                    Err(wrong) => failures.append(wrong, &Pointer::item(index)),
                }
            }
            if failures.is_empty() { Ok(Some(Tree::List(values))) } else { Err(failures) }
        }
        _ => Err(Fault::Duplicate.into()),
    }
}

/// A text, or an object that is written as JSON.
fn piece(raw: &str, ty: &'static Type) -> Result<Tree, Failures> {
    let text = unescape(raw, Escapes::Form)?;
    if shape::is_object(ty) && text.trim_start().starts_with('{') {
        return document(text.as_bytes());
    }
    Ok(of_text(&text, ty))
}

/// A value that is written as JSON.
pub(super) fn document(text: &[u8]) -> Result<Tree, Failures> {
    let (mut value, mut cx) = (Value::Null, Incoming::context());
    read_text(text, &mut value, Rules::NONE, &mut cx);
    if cx.is_clean() { Ok(Tree::Json(text.to_vec())) } else { Err(cx.into_failures()) }
}

/// Whether a pair of that name belongs to the field.
fn claims(field: &'static Field, name: &str) -> bool {
    if field.name == name || brackets::is_within(name, field.name) {
        return true;
    }
    let ty = (field.of)();
    shape::is_object(ty)
        && shape::object(ty).is_some_and(|object| object.fields.iter().any(|member| member.name == name))
}
