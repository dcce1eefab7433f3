//! Reads values of any type.

use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::decode::Decode;
use super::number;
use super::path::Step;
use super::slot::Scalar;
use crate::json::{Fault, Stop};
use crate::schema::Reason;

impl Decode<'_, '_> {
    /// One value, whatever it is.
    pub(super) fn any(&mut self) -> Result<Value, Stop> {
        Ok(match self.reader.peek()? {
            b'"' => Value::String(self.reader.text()?.to_owned()),
            b'-' | b'0'..=b'9' => self.any_number()?,
            b'{' => Value::Object(self.any_object()?),
            b'[' => Value::Array(self.any_list()?),
            b't' => {
                self.reader.word("true")?;
                Value::Bool(true)
            }
            b'f' => {
                self.reader.word("false")?;
                Value::Bool(false)
            }
            b'n' => {
                self.reader.word("null")?;
                Value::Null
            }
            _ => return self.reader.fault(Fault::Value),
        })
    }

    fn any_number(&mut self) -> Result<Value, Stop> {
        let scalar = number::scalar(self.reader.number()?);
        let number = match scalar {
            Scalar::Integer(value) => i64::try_from(value)
                .map(Number::from)
                .or_else(|_| u64::try_from(value).map(Number::from))
                .ok()
                .or_else(|| Number::from_f64(value as f64)),
            Scalar::Float(value, _) => Number::from_f64(value),
            Scalar::Digits(text) => number::nearest(text).and_then(Number::from_f64),
            _ => None,
        };
        if number.is_none() {
            self.cx.fail(Reason::TooLarge);
        }
        Ok(number.map_or(Value::Null, Value::Number))
    }

    fn any_list(&mut self) -> Result<Vec<Value>, Stop> {
        let mut values = Vec::new();
        self.step_down(Step::Index(0))?;
        self.reader.open();
        while self.reader.element_follows(values.is_empty())? {
            self.cx.path.aside(Step::Index(values.len()));
            values.push(self.any()?);
        }
        self.cx.path.up();
        Ok(values)
    }

    fn any_object(&mut self) -> Result<Map<String, Value>, Stop> {
        let start = self.reader.at();
        let mut members = Map::new();
        let mut is_first = true;
        self.step_down(Step::Name(""))?;
        self.reader.open();
        while self.reader.member_follows(is_first)? {
            is_first = false;
            let at = self.reader.at();
            let name = self.reader.text()?.to_owned();
            let kept = self.cx.path.aside_to(&name);
            self.reader.colon()?;
            let value = self.any()?;
            match members.entry(name) {
                Entry::Vacant(place) => _ = place.insert(value),
                Entry::Occupied(_) => self.twice(start, at),
            }
            self.cx.path.forget(kept);
        }
        self.cx.path.up();
        Ok(members)
    }
}
