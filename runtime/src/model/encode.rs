//! Writes values, through serde, to wherever serde writes.

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_json::Value;

use super::context::Direction;
use super::decode::object_of;
use super::slot::{Entries, List, Record, Slot, View};
use super::table::{Access, Additional, Field, Type};

/// A value on its way out.
#[derive(Clone, Copy)]
pub(crate) struct Encode<'a> {
    pub(crate) slot: &'a dyn Slot,
    pub(crate) direction: Direction,
}

/// The value as JSON in memory. What cannot be written as JSON is `null`.
pub(crate) fn to_value(slot: &dyn Slot) -> Value {
    serde_json::to_value(Encode { slot, direction: Direction::Any }).unwrap_or_default()
}

impl Serialize for Encode<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Seen { view: self.slot.view(), direction: self.direction }.serialize(serializer)
    }
}

/// A value that has been looked at already.
struct Seen<'a> {
    view: View<'a>,
    direction: Direction,
}

impl Serialize for Seen<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.view {
            View::Text(text) => serializer.serialize_str(text),
            View::Integer(value) => serializer.serialize_i64(value),
            View::Boolean(value) => serializer.serialize_bool(value),
            View::Absent | View::Null => serializer.serialize_unit(),
            View::Unsigned(value) => serializer.serialize_u64(value),
            View::Float(value) => serializer.serialize_f64(value),
            View::Display(text) => serializer.collect_str(text),
            View::Any(value) => value.serialize(serializer),
            View::File(file) => serializer.serialize_str(&String::from_utf8_lossy(file.memory())),
            View::List(list) => self.list(list, serializer),
            View::Record(record, ty) => self.record(record, ty, serializer),
            View::Entries(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                self.entries(entries, &mut map)?;
                map.end()
            }
        }
    }
}

impl Seen<'_> {
    fn of<'a>(&self, slot: &'a dyn Slot) -> Seen<'a> {
        Seen { view: slot.view(), direction: self.direction }
    }

    fn list<S: Serializer>(&self, list: &dyn List, serializer: S) -> Result<S::Ok, S::Error> {
        let mut sequence = serializer.serialize_seq(Some(list.len()))?;
        for index in 0..list.len() {
            sequence.serialize_element(&self.of(list.get(index)))?;
        }
        sequence.end()
    }

    fn entries<M: SerializeMap>(&self, entries: &dyn Entries, map: &mut M) -> Result<(), M::Error> {
        for index in 0..entries.len() {
            let (name, value) = entries.get(index);
            map.serialize_entry(name, &self.of(value))?;
        }
        Ok(())
    }

    fn record<S: Serializer>(
        &self,
        record: &dyn Record,
        ty: &'static Type,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let (object, _) = object_of(ty);
        let mut map = serializer.serialize_map(None)?;
        for (index, field) in object.fields.iter().enumerate() {
            let value = self.of(record.get(index));
            if !value.is_left_out(field) {
                map.serialize_entry(field.name, &value)?;
            }
        }
        if let Additional::Keep(..) = object.additional
            && let View::Entries(others) = record.get(object.fields.len()).view()
        {
            self.entries(others, &mut map)?;
        }
        map.end()
    }

    fn is_left_out(&self, field: &Field) -> bool {
        match (self.direction, field.access) {
            (Direction::Request, Access::ReadOnly) | (Direction::Response, Access::WriteOnly) => true,
            _ => match self.view {
                View::Absent => true,
                View::Null => field.rules.optional,
                _ => false,
            },
        }
    }
}
