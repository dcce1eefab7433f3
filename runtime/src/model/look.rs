//! Looks at whole values: at those in text, which are read again afterwards, and at those that stand in slots.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::context::Direction;
use super::decode::Decode;
use super::encode::members;
use super::number;
use super::path::Step;
use super::slot::{Slot, View};
use crate::json::{Fault, Json, Stop};
use crate::schema::number::Num;

impl<'t> Decode<'_, 't> {
    /// The value that begins here. The reader stays.
    pub(super) fn look(&mut self) -> Result<Json<'t>, Stop> {
        let start = self.reader.at();
        // What is wrong will be found again.
        let trial = self.cx.begin_trial();
        let seen = self.seen()?;
        self.cx.end_trial(trial);
        self.reader.go_to(start);
        Ok(seen)
    }

    fn seen(&mut self) -> Result<Json<'t>, Stop> {
        Ok(match self.reader.peek()? {
            b'"' => Json::Text(self.seen_text()?),
            b'-' | b'0'..=b'9' => match number::scalar(self.reader.number()?).number() {
                Some(number) => Json::Number(number),
                None => Json::Null,
            },
            b'{' => self.seen_object()?,
            b'[' => self.seen_list()?,
            b't' => {
                self.reader.word("true")?;
                Json::Boolean(true)
            }
            b'f' => {
                self.reader.word("false")?;
                Json::Boolean(false)
            }
            b'n' => {
                self.reader.word("null")?;
                Json::Null
            }
            _ => return self.reader.fault(Fault::Value),
        })
    }

    fn seen_list(&mut self) -> Result<Json<'t>, Stop> {
        let mut items = Vec::new();
        self.step_down(Step::Index(0))?;
        self.reader.open();
        while self.reader.element_follows(items.is_empty())? {
            items.push(self.seen()?);
        }
        self.cx.path.up();
        Ok(Json::List(items))
    }

    fn seen_object(&mut self) -> Result<Json<'t>, Stop> {
        let mut members = IndexMap::new();
        let mut is_first = true;
        self.step_down(Step::Index(0))?;
        self.reader.open();
        while self.reader.member_follows(is_first)? {
            is_first = false;
            let name = self.seen_text()?;
            self.reader.colon()?;
            let value = self.seen()?;
            // The first counts; that there is another is found when it is read.
            members.entry(name).or_insert(value);
        }
        self.cx.path.up();
        Ok(Json::Object(members))
    }

    fn seen_text(&mut self) -> Result<Cow<'t, str>, Stop> {
        let start = self.reader.at();
        let length = self.reader.text()?.len();
        let end = self.reader.at();
        // Without escapes, it is what stands between the quotes.
        if start + length + 2 == end {
            return Ok(self.reader.whole()[start + 1..end - 1].into());
        }
        self.reader.go_to(start);
        Ok(self.reader.text()?.to_owned().into())
    }
}

/// The value in a slot.
pub(super) fn of(slot: &dyn Slot) -> Json<'_> {
    match slot.view() {
        View::Absent | View::Null => Json::Null,
        View::Boolean(value) => Json::Boolean(value),
        View::Integer(value) => Json::Number(Num::Integer(value.into())),
        View::Unsigned(value) => Json::Number(Num::Integer(value.into())),
        View::Float(value) => Json::Number(Num::Float(value)),
        View::Digits(digits) => Json::Number(digits.number()),
        View::Text(text) => Json::Text(text.into()),
        View::Display(text) => Json::Text(text.to_string().into()),
        View::File(file) => Json::Text(String::from_utf8_lossy(file.memory())),
        View::Any(value) => value.into(),
        View::List(list) => Json::List((0..list.len()).map(|index| of(list.get(index))).collect()),
        View::Entries(_) | View::Record(..) => {
            let mut object = IndexMap::new();
            members(slot, Direction::Any, &mut |name, value| {
                object.insert(name.into(), of(value));
            });
            Json::Object(object)
        }
    }
}
