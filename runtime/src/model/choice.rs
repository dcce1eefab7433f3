//! Finds out which of several types a value has.

use super::decode::{Decode, parts};
use super::path::Step;
use super::slot::{Choice, Place, Slot};
use super::table::{Kind, Member, Rules, Type, Union};
use super::words;
use crate::json::{Fault, Stop};
use crate::schema::{Failures, Pointer, Reason, nearest};

impl Decode<'_, '_> {
    /// Reads one value into the member of a union that it fits.
    pub(super) fn choice(&mut self, slot: &mut dyn Slot, rules: &'static Rules) -> Result<(), Stop> {
        let ty = slot.describe().unless_absent(rules);
        match (union_of(ty), parts(slot.place())) {
            (Some(union), (Place::Choice(choice), _)) if union.discriminator.is_empty() => {
                self.by_trying(union, ty, choice)
            }
            (Some(union), (Place::Choice(choice), _)) => self.by_name(union, ty, choice),
            _ => {
                self.cx.mismatch(ty);
                self.skip()
            }
        }
    }

    /// The discriminator names the member.
    fn by_name(
        &mut self,
        union: &'static Union,
        ty: &'static Type,
        choice: &mut dyn Choice,
    ) -> Result<(), Stop> {
        if self.reader.peek()? != b'{' {
            self.cx.fail(words::or_null_where(ty, Reason::Type(vec!["object"])));
            return self.skip();
        }
        let fallback = || union.members.iter().position(|member| member.fallback);
        let tag = self.tag(union)?;
        let named = if let Tag::Of(index) = tag { Some(index) } else { fallback() };
        if let Some(index) = named {
            return self.slot(choice.select(index), union.members[index].rules);
        }
        let reason = match tag {
            Tag::Missing => Reason::Required,
            Tag::Of(_) | Tag::Unknown => {
                Reason::Discriminator(union.members.iter().flat_map(Member::names).collect())
            }
        };
        self.cx.path.down(Step::Name(union.discriminator));
        self.cx.fail(reason);
        self.cx.path.up();
        self.skip()
    }

    /// What the discriminator says, of the object that begins here. The reader stays.
    fn tag(&mut self, union: &'static Union) -> Result<Tag, Stop> {
        let start = self.reader.at();
        let mut tag = Tag::Missing;
        let mut is_first = true;
        self.reader.open();
        while self.reader.member_follows(is_first)? {
            is_first = false;
            let is_tag = self.reader.text()? == union.discriminator;
            self.reader.colon()?;
            if is_tag {
                tag = Tag::Unknown;
                if self.reader.peek()? == b'"' {
                    let text = self.reader.text()?;
                    let named =
                        union.members.iter().position(|member| member.names().any(|name| name == text));
                    tag = named.map_or(Tag::Unknown, Tag::Of);
                }
                break;
            }
            self.skip()?;
        }
        self.reader.go_to(start);
        Ok(tag)
    }

    /// Every member that can begin as the value does is tried until it is clear which fit. The first that does stays
    /// in the slot; that no other does is found out beside it.
    fn by_trying(
        &mut self,
        union: &'static Union,
        ty: &'static Type,
        choice: &mut dyn Choice,
    ) -> Result<(), Stop> {
        let next = self.reader.peek()?;
        let start = self.reader.at();
        let mut end = start;
        let mut fitting = 0;
        for (index, member) in union.members.iter().enumerate() {
            if !may_begin((member.of)(), next) {
                continue;
            }
            self.reader.go_to(start);
            let fits = if fitting == 0 {
                self.fits(choice.select(index), member)?
            } else {
                self.fits(&mut *choice.blank(index), member)?
            };
            self.spend(start)?;
            if fits {
                end = self.reader.at();
                fitting += 1;
                if !union.exclusive {
                    break;
                }
            }
        }
        self.reader.go_to(end);
        match fitting {
            0 => self.nothing_fits((union, ty), choice, start),
            1 => Ok(()),
            several => {
                self.cx.fail(Reason::OneOf(several));
                Ok(())
            }
        }
    }

    /// Whether the value that begins here fits a member. Why it does not is no matter yet.
    fn fits(&mut self, slot: &mut dyn Slot, member: &'static Member) -> Result<bool, Stop> {
        let trial = self.cx.begin_trial();
        let read = self.slot(slot, member.rules);
        if read.is_err() && self.reader.why().fault != Fault::Miss {
            return Err(Stop);
        }
        Ok(self.cx.end_trial(trial))
    }

    /// Accounts for what was read since `start`, and may be read again. Unions within unions can make a short text take
    /// exponentially long.
    fn spend(&mut self, start: usize) -> Result<(), Stop> {
        match self.cx.budget.checked_sub(self.reader.at() - start) {
            Some(rest) => {
                self.cx.budget = rest;
                Ok(())
            }
            None => self.reader.halt(Fault::Ambiguous),
        }
    }

    /// Nothing fits. What is wrong for the nearest member helps most, if there is one that is nearest.
    #[cold]
    fn nothing_fits(
        &mut self,
        (union, ty): (&'static Union, &'static Type),
        choice: &mut dyn Choice,
        start: usize,
    ) -> Result<(), Stop> {
        let next = self.reader.peek()?;
        if self.cx.is_trial() {
            self.cx.mismatch(ty);
            return self.skip();
        }
        let here = self.cx.path.pointer();
        let mut tried = Vec::with_capacity(union.members.len());
        for (index, member) in union.members.iter().enumerate() {
            let of = (member.of)();
            if !may_begin(of, next) {
                let mut failures = Failures::new();
                failures.add(words::expected(of), || here.clone());
                tried.push(failures);
                continue;
            }
            self.reader.go_to(start);
            let before = std::mem::take(&mut self.cx.failures);
            self.slot(&mut *choice.blank(index), member.rules)?;
            tried.push(std::mem::replace(&mut self.cx.failures, before));
            self.spend(start)?;
        }
        self.reader.go_to(start);
        self.skip()?;
        match nearest(&tried, &here) {
            Some(mut failures) => {
                failures.reword(&here, |reason| words::or_null_where(ty, reason));
                self.cx.failures.append(failures, &Pointer::default());
            }
            None => self.cx.fail(words::expected(ty)),
        }
        Ok(())
    }
}

enum Tag {
    Of(usize),
    Unknown,
    Missing,
}

fn union_of(ty: &'static Type) -> Option<&'static Union> {
    match &ty.kind {
        Kind::Union(union) => Some(union),
        Kind::Nullable(inner) | Kind::Wrapper(inner) => union_of(inner()),
        _ => None,
    }
}

/// Whether a value whose text begins with `next` can be of that type.
fn may_begin(ty: &'static Type, next: u8) -> bool {
    match &ty.kind {
        Kind::Any | Kind::Union(_) | Kind::Enumeration(_) => true,
        Kind::Null => next == b'n',
        Kind::Boolean => matches!(next, b't' | b'f'),
        Kind::Integer(_) | Kind::Number(_) => matches!(next, b'-' | b'0'..=b'9'),
        Kind::Text(_) | Kind::Binary => next == b'"',
        Kind::List(_) => next == b'[',
        Kind::Map(_) | Kind::Object(_) => next == b'{',
        Kind::Nullable(inner) => next == b'n' || may_begin(inner(), next),
        Kind::Wrapper(inner) => may_begin(inner(), next),
    }
}
