//! Reads objects with known members.

use super::context::{Context, Direction};
use super::decode::{self, Decode};
use super::path::Step;
use super::slot::{Place, Record};
use super::table::{Access, Additional, Field, Foreign, Object, Rules};
use super::twice::Others;
use crate::json::Stop;
use crate::schema::Reason;

/// Which fields have come. Objects of more than 64 fields are rare enough to cost an allocation.
struct Seen {
    first: u64,
    rest: Vec<bool>,
}

impl Seen {
    fn new(fields: usize) -> Self {
        Self { first: 0, rest: vec![false; fields.saturating_sub(64)] }
    }

    /// Notes a field, and whether it had come before.
    #[inline]
    fn note(&mut self, index: usize) -> bool {
        match index.checked_sub(64) {
            None => {
                let bit = 1 << index;
                let before = self.first & bit != 0;
                self.first |= bit;
                before
            }
            Some(index) => std::mem::replace(&mut self.rest[index], true),
        }
    }

    /// Whether all of so many fields have come. It may not know, and then says no.
    #[inline]
    fn has_all(&self, fields: usize) -> bool {
        fields < 64 && self.first == (1 << fields) - 1
    }

    #[inline]
    fn has(&self, index: usize) -> bool {
        match index.checked_sub(64) {
            None => self.first & (1 << index) != 0,
            Some(index) => self.rest[index],
        }
    }
}

/// What comes next in an object.
enum Next {
    /// The value of a field, whose name begins at `at`.
    Field { index: usize, at: usize },
    /// The name of a member that has no field.
    Other,
    /// Nothing: it has ended.
    None,
}

/// The field of that name. The field after the last one is tried first.
#[inline]
fn field_named(fields: &'static [Field], name: &str, guess: usize) -> Option<usize> {
    match fields.get(guess) {
        Some(field) if field.name == name => Some(guess),
        _ => fields.iter().position(|field| field.name == name),
    }
}

impl Decode<'_, '_> {
    /// Reads an object, and gives the number of its members, without those that are not for the sender to set.
    pub(super) fn record(&mut self, record: &mut dyn Record, object: &'static Object) -> Result<u64, Stop> {
        let start = self.reader.at();
        let fields = object.fields;
        let mut seen = Seen::new(fields.len());
        let mut others = Others::default();
        let mut guess = 0;
        let (mut count, mut dropped) = (0, 0);
        self.step_down(Step::Name(""))?;
        self.reader.open();
        loop {
            let (index, at) = match self.next_member(fields, guess, count == 0)? {
                Next::Field { index, at } => (index, at),
                Next::Other => {
                    others.note(self.reader.at());
                    self.other(record, object, start)?;
                    count += 1;
                    continue;
                }
                Next::None => break,
            };
            count += 1;
            guess = index + 1;
            let field = &fields[index];
            self.cx.path.aside(Step::Name(field.name));
            if seen.note(index) {
                self.twice(start, at);
                self.skip()?;
            } else if let Some(foreign) = foreign(field, self.cx) {
                if foreign == Foreign::Refuse || self.cx.refuses_foreign() {
                    self.cx.fail(Reason::Foreign(field.access));
                }
                self.skip_single()?;
                dropped += 1;
            } else {
                self.value(record.slot(index), field.rules, field.mode)?;
            }
            self.unless_lost()?;
        }
        self.cx.path.up();
        if let Additional::Ignore = object.additional
            && others.are_several()
        {
            self.others_twice(&mut others, start);
        }
        if seen.has_all(fields.len()) {
            return Ok(count - dropped);
        }
        for (index, field) in fields.iter().enumerate() {
            if !seen.has(index) {
                missing(record, field, index, self.cx);
            }
        }
        Ok(count - dropped)
    }

    /// Goes to the next member: behind the colon if there is a field for it.
    #[inline]
    fn next_member(&mut self, fields: &'static [Field], guess: usize, is_first: bool) -> Result<Next, Stop> {
        // Programs write members in the order of the documentation and without a space, so that is tried first.
        if let Some(field) = fields.get(guess) {
            let at = self.reader.at() + usize::from(!is_first);
            if self.reader.takes(&field.key.as_bytes()[usize::from(is_first)..]) {
                return Ok(Next::Field { index: guess, at });
            }
        }
        if !self.reader.member_follows(is_first)? {
            return Ok(Next::None);
        }
        let at = self.reader.at();
        let name = self.reader.text()?;
        let Some(index) = field_named(fields, name, guess) else {
            self.reader.go_to(at);
            return Ok(Next::Other);
        };
        self.reader.colon()?;
        Ok(Next::Field { index, at })
    }

    /// A member that has no field. The reader is at its name.
    fn other(&mut self, record: &mut dyn Record, object: &'static Object, start: usize) -> Result<(), Stop> {
        if let Additional::Keep(rules, _) = object.additional
            && let Place::Entries(entries) = record.slot(object.fields.len()).place()
        {
            return self.entry(entries, rules.of_others(), start);
        }
        let name = self.reader.text()?;
        let kept = self.cx.path.aside_to(name);
        if let Additional::Deny = object.additional {
            self.cx.fail(Reason::AdditionalProperty);
        }
        self.reader.colon()?;
        self.skip_single()?;
        self.cx.path.forget(kept);
        Ok(())
    }
}

/// What becomes of a field that is not for the sender to set.
pub(super) fn foreign(field: &Field, cx: &Context) -> Option<Foreign> {
    match (cx.direction, field.access) {
        (Direction::Request, Access::ReadOnly(foreign))
        | (Direction::Response, Access::WriteOnly(foreign)) => Some(foreign),
        _ => None,
    }
}

/// Sees to a field that did not come: its default, or a complaint.
pub(super) fn missing(record: &mut dyn Record, field: &'static Field, index: usize, cx: &mut Context) {
    if let Some(default) = field.default {
        let mut quiet = Context::default();
        decode::text(default.as_bytes(), record.slot(index), Rules::NONE, &mut quiet);
        // A default that the type does not take is none.
        if !quiet.is_clean() {
            cx.at(field.name, |cx| cx.fail(Reason::Required));
        }
    } else if field.required && foreign(field, cx).is_none() {
        cx.path.down(Step::Name(field.name));
        cx.fail(Reason::Required);
        cx.path.up();
    }
}
