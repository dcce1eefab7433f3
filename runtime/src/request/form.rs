//! Bodies of HTML forms without files.

use serde_json::{Map, Value};

use crate::error::Result;
use crate::model::{Context, Field, Model, Object, Rules, Type, read_value};
use crate::operation::Location;

use super::query::{self, Found, Pair};
use super::style::{self, Shape};
use super::text::{Broken, Escapes, unescape};
use super::{Incoming, parameter};

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
                let object = object(&query::pairs(text), T::table(), &mut cx);
                read_value(&Value::Object(object), &mut value, Rules::NONE, &mut cx);
            }
            Err(_) => cx.fail("encoding", Broken::Utf8.detail()),
        }
        Ok(self.unless_noted(value, cx))
    }
}

/// The object that the pairs mean, where one of the type `ty` is expected.
fn object(pairs: &[Pair<'_>], ty: &'static Type, cx: &mut Context) -> Map<String, Value> {
    const EMPTY: &Object = &Object { fields: &[], additional: crate::model::Additional::Ignore };
    let fields = parameter::object(ty).unwrap_or(EMPTY).fields;
    let mut object = Map::new();
    for field in fields {
        match member(field, fields, pairs) {
            Ok(Some(value)) => _ = object.insert(field.name.to_owned(), value),
            Ok(None) => {}
            Err(broken) => cx.at(field.name, |cx| cx.fail(broken.keyword(), broken.detail())),
        }
    }
    for pair in pairs.iter().filter(|pair| !fields.iter().any(|field| claims(field, &pair.name))) {
        let of = parameter::member(ty, &pair.name);
        match unescape(pair.raw, Escapes::Form) {
            Ok(text) => parameter::insert(&mut object, &pair.name, parameter::of_text(&text, of), of),
            Err(broken) => cx.fail(broken.keyword(), broken.detail()),
        }
    }
    object
}

fn member(
    field: &'static Field,
    fields: &'static [Field],
    pairs: &[Pair<'_>],
) -> Result<Option<Value>, Broken> {
    let ty = (field.of)();
    let raw = match query::find(field, fields, pairs, true)? {
        None => return Ok(None),
        Some(Found::Value(value)) => return Ok(Some(value)),
        Some(Found::Text(raw)) => raw,
    };
    let (style, explode) = style::of(field, Location::Query);
    let parts = style::cut(raw, field.name, style, explode, style::shape(ty, 1))?;
    parameter::value(parts, ty, Escapes::Form).map(Some)
}

/// Whether a pair of that name belongs to the field.
fn claims(field: &'static Field, name: &str) -> bool {
    if field.name == name || style::deep(name, field.name).is_some() {
        return true;
    }
    let ty = (field.of)();
    style::shape(ty, 1) == Shape::Object
        && parameter::object(ty).is_some_and(|object| object.fields.iter().any(|member| member.name == name))
}
