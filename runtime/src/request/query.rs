//! Query parameters, and the pairs of forms, which are written alike.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::model::{Context, Field, Place, Slot, Type, read_missing, read_value};
use crate::operation::Location;

use super::parameter;
use super::style::{self, Parts, Shape, Style};
use super::text::{Broken, Escapes, unescape};

/// A name and a value, which is still escaped.
pub(super) struct Pair<'q> {
    pub(super) name: Cow<'q, str>,
    pub(super) raw: &'q str,
}

/// The pairs of a query. A name with broken escapes is nobody's name.
pub(super) fn pairs(query: &str) -> Vec<Pair<'_>> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, raw) = pair.split_once('=').unwrap_or((pair, ""));
            Pair { name: unescape(name, Escapes::Form).unwrap_or(Cow::Borrowed(name)), raw }
        })
        .collect()
}

/// The value of the first pair of that name in a query, if it means any text.
pub(crate) fn text_of(query: &str, name: &str) -> Option<String> {
    let pair = pairs(query).into_iter().find(|pair| pair.name == name)?;
    unescape(pair.raw, Escapes::Form).ok().map(Cow::into_owned)
}

/// Reads the parameters that `slot` has fields for.
pub(super) fn fill(slot: &mut dyn Slot, fields: &'static [Field], query: &str, cx: &mut Context) {
    let pairs = pairs(query);
    let Place::Record(record) = slot.place() else { return };
    for (index, field) in fields.iter().enumerate() {
        match find(field, fields, &pairs, false) {
            Ok(None) => read_missing(record, field, index, cx),
            Ok(Some(Found::Text(raw))) => cx.at(field.name, |cx| {
                parameter::read(record.slot(index), field, Location::Query, raw, Escapes::Form, cx);
            }),
            Ok(Some(Found::Value(value))) => {
                cx.at(field.name, |cx| read_value(&value, record.slot(index), field.rules, cx));
            }
            Err(broken) => cx.at(field.name, |cx| cx.fail(broken.keyword(), broken.detail())),
        }
    }
}

/// What the pairs say about a field.
pub(super) enum Found<'q> {
    /// Its text, in one piece.
    Text(&'q str),
    /// Its value, from several pairs.
    Value(Value),
}

/// Finds a field among the pairs. With `brackets`, members of lists and objects may be named in brackets in any style.
pub(super) fn find<'q>(
    field: &'static Field,
    fields: &'static [Field],
    pairs: &[Pair<'q>],
    brackets: bool,
) -> Result<Option<Found<'q>>, Broken> {
    let ty = (field.of)();
    let (style, explode) = style::of(field, Location::Query);
    let count = pairs.iter().filter(|pair| pair.name == field.name).count();
    let is_document = !field.wire.content.is_empty();
    let shape = if is_document { Shape::Scalar } else { style::shape(ty, count) };
    if shape != Shape::Scalar && (style == Style::Deep || (brackets && count == 0)) {
        let found = deep(field, ty, pairs)?;
        if found.is_some() || style == Style::Deep && shape == Shape::Object {
            return Ok(found.map(Found::Value));
        }
    }
    match shape {
        Shape::Object if explode => spread(field, fields, ty, pairs).map(|found| found.map(Found::Value)),
        Shape::List if explode && count > 0 => {
            let raws = pairs.iter().filter(|pair| pair.name == field.name).map(|pair| pair.raw).collect();
            parameter::value(Parts::List(raws), ty, Escapes::Form).map(|list| Some(Found::Value(list)))
        }
        _ if count > 1 => Err(Broken::Duplicate),
        _ => {
            let raw = pairs.iter().find(|pair| pair.name == field.name).map(|pair| pair.raw);
            let is_nothing = |raw: &&str| raw.is_empty() && field.wire.allow_empty && !field.required;
            Ok(raw.filter(|raw| !is_nothing(raw)).map(Found::Text))
        }
    }
}

/// An object whose members stand side by side with the other parameters.
fn spread(
    field: &'static Field,
    fields: &'static [Field],
    ty: &'static Type,
    pairs: &[Pair<'_>],
) -> Result<Option<Value>, Broken> {
    let mut object = Map::new();
    let known = parameter::object(ty);
    for pair in pairs {
        let is_member =
            known.is_some_and(|object| object.fields.iter().any(|member| member.name == pair.name));
        let is_other = fields.iter().any(|other| other.name == pair.name && !std::ptr::eq(other, field));
        if is_member || (known.is_none_or(keeps_others) && !is_other) {
            let of = parameter::member(ty, &pair.name);
            let value = parameter::of_text(&unescape(pair.raw, Escapes::Form)?, of);
            parameter::insert(&mut object, &pair.name, value, of);
        }
    }
    Ok((!object.is_empty()).then_some(Value::Object(object)))
}

fn keeps_others(object: &crate::model::Object) -> bool {
    matches!(object.additional, crate::model::Additional::Keep(..))
}

/// A list or an object whose members are named in brackets.
fn deep(field: &'static Field, ty: &'static Type, pairs: &[Pair<'_>]) -> Result<Option<Value>, Broken> {
    let mut value = Value::Null;
    for pair in pairs {
        if let Some(steps) = style::deep(&pair.name, field.name) {
            plant(&mut value, &steps, ty, &unescape(pair.raw, Escapes::Form)?);
        }
    }
    Ok((!value.is_null()).then_some(value))
}

/// Puts a text where `steps` lead.
fn plant(value: &mut Value, steps: &[&str], ty: &'static Type, text: &str) {
    // A list of elements is written with empty brackets or positions.
    if style::shape(ty, 2) == Shape::List {
        if !value.is_array() {
            *value = Value::Array(Vec::new());
        }
        if let Value::Array(list) = value {
            list.push(parameter::of_text(text, ty));
        }
        return;
    }
    let [step, rest @ ..] = steps else {
        *value = parameter::of_text(text, ty);
        return;
    };
    if !value.is_object() {
        *value = Value::Object(Map::new());
    }
    if let Value::Object(object) = value {
        plant(object.entry(*step).or_insert(Value::Null), rest, parameter::member(ty, step), text);
    }
}
