//! Writes values: as JSON text straight into memory, and through serde to wherever serde writes.

use std::io::Write;

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};

use super::context::Direction;
use super::decode::object_of;
use super::slot::{Entries, List, Record, Slot, View};
use super::table::{Access, Additional, Field, Type};
use crate::json::write;

/// Writes JSON text.
pub(super) struct Text<'o> {
    pub(super) out: &'o mut Vec<u8>,
    pub(super) direction: Direction,
}

impl Text<'_> {
    /// Most values have no parts, and are written where they stand: only the others are worth a call.
    #[inline(always)]
    pub(super) fn value(&mut self, view: View<'_>) {
        match view {
            View::Text(text) => write::text(self.out, text),
            View::Integer(value) => write::integer(self.out, value),
            View::Boolean(true) => self.out.extend_from_slice(b"true"),
            View::Boolean(false) => self.out.extend_from_slice(b"false"),
            View::Absent | View::Null => self.out.extend_from_slice(b"null"),
            View::Unsigned(value) => write::integer(self.out, value),
            View::Float(value) => write::float(self.out, value),
            // Writing to memory cannot fail.
            View::Digits(number) => _ = write!(self.out, "{number}"),
            View::Display(text) => self.plain(text),
            // Writing to memory cannot fail, and what is JSON already has only texts for names.
            View::Any(value) => _ = serde_json::to_writer(&mut *self.out, value),
            View::File(file) => write::text(self.out, &String::from_utf8_lossy(file.memory())),
            View::List(list) => self.list(list),
            View::Record(record, ty) => self.record(record, ty),
            View::Entries(entries) => {
                self.out.push(b'{');
                self.entries(entries, true);
                self.out.push(b'}');
            }
        }
    }

    /// A text that is written when it is needed.
    #[inline(never)]
    fn plain(&mut self, text: &dyn std::fmt::Display) {
        let start = self.out.len() + 1;
        // Writing to memory cannot fail.
        _ = write!(self.out, "\"{text}\"");
        let end = self.out.len() - 1;
        if !write::is_plain(&self.out[start..end]) {
            let text = String::from_utf8_lossy(&self.out[start..end]).into_owned();
            self.out.truncate(start - 1);
            write::text(self.out, &text);
        }
    }

    #[inline(never)]
    fn list(&mut self, list: &dyn List) {
        self.out.push(b'[');
        if !list.write_elements(self.out) {
            for index in 0..list.len() {
                if index > 0 {
                    self.out.push(b',');
                }
                self.value(list.get(index).view());
            }
        }
        self.out.push(b']');
    }

    #[inline(never)]
    fn record(&mut self, record: &dyn Record, ty: &'static Type) {
        let (object, _) = object_of(ty);
        let mut is_first = true;
        self.out.push(b'{');
        for (index, field) in object.fields.iter().enumerate() {
            let view = record.get(index).view();
            if !is_left_out(&view, field, self.direction) {
                // The first has no comma before it.
                self.out.extend_from_slice(&field.key.as_bytes()[usize::from(is_first)..]);
                self.value(view);
                is_first = false;
            }
        }
        if let Additional::Keep(..) = object.additional
            && let View::Entries(others) = record.get(object.fields.len()).view()
        {
            self.entries(others, is_first);
        }
        self.out.push(b'}');
    }

    #[inline(never)]
    fn entries(&mut self, entries: &dyn Entries, is_first: bool) {
        for index in 0..entries.len() {
            let (name, value) = entries.get(index);
            self.name(name, is_first && index == 0);
            self.value(value.view());
        }
    }

    #[inline]
    fn name(&mut self, name: &str, is_first: bool) {
        if !is_first {
            self.out.push(b',');
        }
        write::text(self.out, name);
        self.out.push(b':');
    }
}

/// Calls `each` for the members of an object that are there, and for the receiver.
pub(crate) fn members<'a>(
    value: &'a dyn Slot,
    direction: Direction,
    each: &mut dyn FnMut(&'a str, &'a dyn Slot),
) {
    match value.view() {
        View::Entries(entries) => {
            for index in 0..entries.len() {
                let (name, value) = entries.get(index);
                each(name, value);
            }
        }
        View::Record(record, ty) => {
            let (object, _) = object_of(ty);
            for (index, field) in object.fields.iter().enumerate() {
                let value = record.get(index);
                if !is_left_out(&value.view(), field, direction) {
                    each(field.name, value);
                }
            }
            if let Additional::Keep(..) = object.additional {
                members(record.get(object.fields.len()), direction, each);
            }
        }
        _ => {}
    }
}

/// Whether the receiver gets no such member.
fn is_left_out(view: &View<'_>, field: &Field, direction: Direction) -> bool {
    match (direction, field.access) {
        (Direction::Request, Access::ReadOnly(_)) | (Direction::Response, Access::WriteOnly(_)) => true,
        _ => match view {
            View::Absent => true,
            View::Null => field.rules.optional,
            _ => false,
        },
    }
}

/// A value on its way out.
#[derive(Clone, Copy)]
pub(crate) struct Encode<'a> {
    pub(crate) slot: &'a dyn Slot,
    pub(crate) direction: Direction,
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
            View::Float(value) => match whole(value) {
                Some(value) => serializer.serialize_i64(value),
                None => serializer.serialize_f64(value),
            },
            // Serde knows no larger numbers.
            View::Digits(digits) => digits.number().to_json().serialize(serializer),
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

/// A float that has no fraction, and is so small that its neighbours are whole too.
fn whole(value: f64) -> Option<i64> {
    const EXACT: u64 = 1 << 53;
    let whole = value as i64;
    (whole as f64 == value && whole.unsigned_abs() < EXACT).then_some(whole)
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
            if !is_left_out(&value.view, field, self.direction) {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Map, Model};

    #[test]
    fn lists_of_numbers_are_written_as_other_lists() {
        let text = |json: Vec<u8>| String::from_utf8(json).unwrap();
        assert_eq!(text(Vec::<i64>::new().to_json()), "[]");
        assert_eq!(text(vec![7u8].to_json()), "[7]");
        assert_eq!(
            text(vec![i64::MIN, 0, i64::MAX].to_json()),
            "[-9223372036854775808,0,9223372036854775807]"
        );
        assert_eq!(text(vec![0.5, -0.0, 3.0, 1e300, f64::NAN].to_json()), "[0.5,-0,3,1e+300,null]");
        assert_eq!(text(vec![vec![0.1f32, f32::MAX], vec![]].to_json()), "[[0.1,3.4028235e+38],[]]");
        assert_eq!(text(vec![Some(0.1f32), None].to_json()), "[0.1,null]");
    }

    #[test]
    fn members_are_those_that_the_receiver_gets() {
        #[derive(Clone, Debug, PartialEq, Model)]
        struct Account {
            name: String,
            #[model(write_only)]
            password: Option<String>,
            note: Option<String>,
            #[model(additional)]
            others: Map<String>,
        }
        let others = Map::from([("color".to_owned(), "red".to_owned())]);
        let account = Account { name: "Ada".into(), password: Some("x".into()), note: None, others };
        let names = |direction| {
            let mut names = Vec::new();
            members(&account, direction, &mut |name, _| names.push(name.to_owned()));
            names
        };
        assert_eq!(names(Direction::Response), ["name", "color"]);
        assert_eq!(names(Direction::Request), ["name", "password", "color"]);
    }
}
