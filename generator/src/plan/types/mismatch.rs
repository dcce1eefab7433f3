//! Values that a schema allows and its type does not take. Types are narrower than schemas where their authors mean less than
//! they say: whole numbers of 64 bits, objects where members are described, the member of a union that is named, files.

use std::collections::HashSet;

use routewright::schema::{Failure, Pointer, Reason};
use serde_json::{Number, Value};

use super::Types;
use super::enumeration::is_of;
use crate::api::{Discriminator, Schema, SchemaId, Type, TypeSet};
use crate::plan::item::Known;

/// How many parts of a value are looked at, each as often as schemas speak of it: a document may have them speak of it
/// without end.
const MOST: usize = 10_000;

/// A part of a value, and a schema that speaks of it.
struct Part<'v> {
    id: SchemaId,
    value: &'v Value,
    pointer: Pointer,
}

impl<'v> Part<'v> {
    /// The same value, of which another schema speaks.
    fn of(&self, id: SchemaId) -> Self {
        Self { id, value: self.value, pointer: self.pointer.clone() }
    }

    fn item(&self, id: SchemaId, index: usize, value: &'v Value) -> Self {
        let mut pointer = self.pointer.clone();
        pointer.push_index(index);
        Self { id, value, pointer }
    }

    fn property(&self, id: SchemaId, name: &str, value: &'v Value) -> Self {
        Self { id, value, pointer: self.pointer_to(name) }
    }

    fn pointer_to(&self, name: &str) -> Pointer {
        let mut pointer = self.pointer.clone();
        pointer.push(name);
        pointer
    }

    fn fails(&self, reason: Reason) -> Failure {
        Failure { pointer: self.pointer.clone(), reason }
    }

    /// What is wrong somewhere in it.
    fn fails_within(&self, failure: Failure) -> Failure {
        let mut pointer = self.pointer.clone();
        pointer.append(&failure.pointer);
        Failure { pointer, ..failure }
    }
}

impl Types<'_> {
    /// Why the type of a schema does not take a value that the schema allows; `None` when it surely does.
    pub(super) fn mismatch(&self, id: SchemaId, value: &Value) -> Option<Failure> {
        let mut open = vec![Part { id, value, pointer: Pointer::default() }];
        let mut seen = HashSet::new();
        while let Some(part) = open.pop() {
            if !seen.insert((part.id, std::ptr::from_ref(part.value))) {
                continue;
            }
            if seen.len() > MOST {
                return Some(part.fails(Reason::Unchecked("it is too large".to_owned())));
            }
            match self.parts(&part) {
                Ok(parts) => open.extend(parts),
                Err(failure) => return Some(failure),
            }
        }
        None
    }

    /// What else has to be looked at for a part to be taken.
    fn parts<'v>(&self, part: &Part<'v>) -> Result<Vec<Part<'v>>, Failure> {
        let schema = &self.schemas[part.id];
        let composed = schema.reference.iter().chain(&schema.all_of);
        let mut parts: Vec<Part<'v>> = composed.map(|&id| part.of(id)).collect();
        if schema.enumeration.is_some() || schema.constant.is_some() {
            // The values of a fixed set are written down one by one, whatever they are.
            return Ok(parts);
        }
        if let Some(reason) = self.refusal(part, schema) {
            return Err(part.fails(reason));
        }
        parts.extend(self.member_taking(part, schema)?);
        match part.value {
            // The elements of a tuple are left to a check.
            Value::Array(values) if schema.prefix_items.is_empty() => {
                let items = schema.items.iter();
                parts.extend(items.flat_map(|&id| {
                    values.iter().enumerate().map(move |(index, value)| part.item(id, index, value))
                }));
            }
            Value::Object(members) => {
                // Members are left to a check where their names have patterns.
                let others = schema.additional_properties.filter(|_| schema.pattern_properties.is_empty());
                parts.extend(members.iter().filter_map(|(name, value)| {
                    let id = schema.properties.get(name).copied().or(others)?;
                    Some(part.property(id, name, value))
                }));
            }
            _ => {}
        }
        Ok(parts)
    }

    /// Why a type does not take a value, by what its schema says itself.
    fn refusal(&self, part: &Part<'_>, schema: &Schema) -> Option<Reason> {
        if let Some(kind) = self.implied(schema)
            && !is_of(part.value, TypeSet::of(kind))
        {
            return Some(Reason::Type(vec![kind.name()]));
        }
        match part.value {
            Value::String(_) if self.is_file(part.id, schema) => {
                Some(Reason::Other { keyword: "format", detail: "must be a file".into() })
            }
            Value::Number(number) => {
                let types = schema.types?;
                let whole = types.contains(Type::Integer) && !types.contains(Type::Number);
                let known = self.number_type(schema, Type::Integer);
                (whole && !holds(known, number)).then_some(Reason::TooLarge)
            }
            _ => None,
        }
    }

    /// The member of a union that takes a value: the one that it names, or one that allows it and does not refuse it at once.
    fn member_taking<'v>(&self, part: &Part<'v>, schema: &Schema) -> Result<Option<Part<'v>>, Failure> {
        let Some((members, nullable)) = self.alternatives(schema) else { return Ok(None) };
        if nullable && part.value.is_null() {
            return Ok(None);
        }
        if let (Some(discriminator), [_, _, ..]) = (&schema.discriminator, &members[..])
            && let Some(named) = self.named_member(part, discriminator, &members)?
        {
            return match self.complaint(named, part.value) {
                Some(failure) => Err(part.fails_within(failure)),
                None => Ok(Some(part.of(named))),
            };
        }
        let mut allowing = members.into_iter().filter(|&member| self.complaint(member, part.value).is_none());
        let first = allowing.next();
        let takes = |&member: &SchemaId| {
            let target = self.schemas.target(member);
            self.refusal(&part.of(target), &self.schemas[target]).is_none()
        };
        let taking = first.into_iter().chain(allowing).find(takes);
        Ok(taking.or(first).map(|member| part.of(member)))
    }

    /// The member of a union that a value names; `None` when that is not how the type tells them apart.
    fn named_member(
        &self,
        part: &Part<'_>,
        discriminator: &Discriminator,
        members: &[SchemaId],
    ) -> Result<Option<SchemaId>, Failure> {
        let Some(tags) = self.tags(discriminator, members) else { return Ok(None) };
        let Some(object) = part.value.as_object() else {
            return Err(part.fails(Reason::Type(vec![Type::Object.name()])));
        };
        let fails = |reason| Failure { pointer: part.pointer_to(&discriminator.property), reason };
        let fallback = tags.iter().position(|tags| tags.is_fallback);
        let tag = object.get(&discriminator.property);
        let tag = match (tag, fallback) {
            (None, Some(index)) => return Ok(Some(members[index])),
            (tag, _) => tag.ok_or_else(|| fails(Reason::Required))?,
        };
        let names = |text: &&str| tag.as_str() == Some(text);
        match tags.iter().position(|tags| tags.texts.iter().any(names)).or(fallback) {
            Some(index) => Ok(Some(members[index])),
            None => {
                let texts = tags.iter().flat_map(|tags| &tags.texts);
                Err(fails(Reason::Enum(texts.map(|&text| text.into()).collect())))
            }
        }
    }
}

/// Whether a type for whole numbers holds one.
fn holds(known: Known, number: &Number) -> bool {
    /// Up to here every whole number is a float.
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    match known {
        Known::Integer => true,
        Known::U64 if number.is_u64() => true,
        Known::U64 => number.as_f64().is_some_and(|float| (0.0..LARGEST).contains(&float)),
        _ => number.is_i64() || number.as_f64().is_some_and(|float| float.abs() < LARGEST),
    }
}
