//! Reads JSON text into slots, and notes everything that is wrong on the way.
//!
//! It does not stop at the first mistake: it notes it with its place, goes behind the value and on. Only text that is
//! no JSON ends it.

use serde_json::Value;

use super::context::{Context, DEEPEST};
use super::fragment::Fragment;
use super::path::Step;
use super::record::foreign;
use super::slot::{Entries, List, Mode, Place, Scalar, Slot};
use super::table::{Kind, Rules, Type};
use super::{check, number};
use crate::json::{Fault, Json, Reader, Stop};
use crate::schema::Reason;

/// Reads JSON text into `slot`.
pub(super) fn text(input: &[u8], slot: &mut dyn Slot, rules: &'static Rules, cx: &mut Context) {
    // Once over all of it costs less than once over each text in it.
    let input = match std::str::from_utf8(input) {
        Ok(input) => input,
        Err(_) => return cx.fail(Reason::Utf8),
    };
    let outside = cx.path.depth();
    cx.budget = budget(input.len());
    let mut decode = Decode { reader: Reader::new(input), cx };
    let read = decode.slot(slot, rules).and_then(|()| decode.reader.end());
    if read.is_err() {
        let why = decode.reader.why();
        cx.give_up(outside);
        cx.fail(Reason::Json(why.explain(input)));
    }
}

/// Reads a value in memory into `slot`.
pub(super) fn value(input: &Value, slot: &mut dyn Slot, rules: &'static Rules, cx: &mut Context) {
    // What is read one way only cannot be understood in two.
    text(input.to_string().as_bytes(), slot, rules, cx);
}

/// How many bytes may be read again for an input of so many: enough for any value that a person designed.
fn budget(length: usize) -> usize {
    length.saturating_mul(256).saturating_add(4 << 20)
}

/// Reads values, wherever the reader is.
pub(super) struct Decode<'c, 't> {
    pub(super) reader: Reader<'t>,
    pub(super) cx: &'c mut Context,
}

impl<'t> Decode<'_, 't> {
    /// One value into one slot.
    pub(super) fn slot(&mut self, slot: &mut dyn Slot, rules: &'static Rules) -> Result<(), Stop> {
        let mode = slot.describe().mode;
        self.value(slot, rules, if rules.fragment.is_some() { mode.whole() } else { mode })
    }

    #[inline(always)]
    pub(super) fn value(
        &mut self,
        slot: &mut dyn Slot,
        rules: &'static Rules,
        mode: Mode,
    ) -> Result<(), Stop> {
        match mode {
            Mode::Direct => self.direct(slot, rules),
            _ => self.whole(slot, rules, mode),
        }
    }

    /// Most values have no parts, and are read where they stand: only the others are worth a call.
    #[inline(always)]
    fn direct(&mut self, slot: &mut dyn Slot, rules: &'static Rules) -> Result<(), Stop> {
        let scalar = match self.reader.peek()? {
            b'"' => Scalar::Text(self.reader.text()?),
            b'-' | b'0'..=b'9' => number::scalar(self.reader.number()?),
            b'{' => return self.object(slot, rules),
            b'[' => return self.list(slot, rules),
            b't' => {
                self.reader.word("true")?;
                Scalar::Boolean(true)
            }
            b'f' => {
                self.reader.word("false")?;
                Scalar::Boolean(false)
            }
            b'n' => {
                self.reader.word("null")?;
                Scalar::Null
            }
            _ => return self.reader.fault(Fault::Value),
        };
        slot.put(scalar, rules, self.cx);
        Ok(())
    }

    /// Looks at the whole value before it is read.
    #[inline(never)]
    fn whole(&mut self, slot: &mut dyn Slot, rules: &'static Rules, mode: Mode) -> Result<(), Stop> {
        let next = self.reader.peek()?;
        if mode == Mode::Any {
            return self.anything(slot, rules);
        }
        let ty = slot.describe();
        let is_null = next == b'n' && takes_null(ty, rules.optional);
        let own = (!is_null).then(|| own_fragments(ty)).into_iter().flatten();
        let mut seen = None;
        for fragment in rules.fragment.into_iter().chain(own).filter(|fragment| fragment.asserts()) {
            let (value, given) = match seen.take() {
                Some(seen) => seen,
                None => self.look_without_foreign(ty)?,
            };
            fragment.check(&value, &given, self.cx);
            seen = Some((value, given));
        }
        match within(ty) {
            Mode::Any if !is_null => self.anything(slot, Rules::NONE),
            Mode::Choice if !is_null => self.choice(slot, rules),
            _ => self.direct(slot, rules),
        }
    }

    /// One value into a slot for any.
    fn anything(&mut self, slot: &mut dyn Slot, rules: &'static Rules) -> Result<(), Stop> {
        if let Some(fragment) = rules.fragment.filter(|fragment| fragment.asserts()) {
            let value = self.look()?;
            fragment.check(&value, &[], self.cx);
        }
        let value = self.any()?;
        if let (Place::Any(any), _) = parts(slot.place()) {
            *any = value;
        }
        Ok(())
    }

    /// Goes behind a value that has no place.
    pub(super) fn skip(&mut self) -> Result<(), Stop> {
        let left = DEEPEST.saturating_sub(self.cx.path.depth());
        let skipped = self.reader.skip(u8::try_from(left).unwrap_or(u8::MAX));
        // What counts is how deep it is in all.
        match self.reader.why().fault {
            Fault::Deep(_) if skipped.is_err() => self.reader.halt(Fault::Deep(DEEPEST as u8)),
            _ => skipped,
        }
    }

    /// Goes on, unless it is tried if a value fits, and it does not.
    #[inline]
    pub(super) fn unless_lost(&mut self) -> Result<(), Stop> {
        if self.cx.is_lost() { self.reader.halt(Fault::Miss) } else { Ok(()) }
    }

    /// One step further down, if there is one.
    pub(super) fn step_down(&mut self, step: Step) -> Result<(), Stop> {
        if self.cx.path.depth() >= DEEPEST {
            return self.reader.halt(Fault::Deep(DEEPEST as u8));
        }
        self.cx.path.down(step);
        Ok(())
    }

    #[inline(never)]
    fn list(&mut self, slot: &mut dyn Slot, rules: &'static Rules) -> Result<(), Stop> {
        let ty = slot.describe();
        let (Place::List(list), own) = parts(slot.place()) else {
            self.cx.mismatch(ty.unless_absent(rules));
            return self.skip();
        };
        let compares = check::compares(rules.checks) || check::compares(own.checks);
        let (start, before) = (self.reader.at(), self.cx.failures.total());
        list.clear();
        self.cx.compared += usize::from(compares);
        let count = self.elements(list, rules.items.or(own.items).unwrap_or(Rules::NONE))?;
        self.cx.compared -= usize::from(compares);
        // Of elements that are wrong nothing is kept, and such are not equal.
        let written = match compares && self.cx.failures.total() > before {
            true => Some(self.look_at(start)?),
            false => None,
        };
        for checks in [rules.checks, own.checks] {
            check::list(list, (count, written.as_ref()), checks, self.cx);
        }
        Ok(())
    }

    /// The value that comes, without the members that are not for its sender to set, and the names of those.
    fn look_without_foreign(&mut self, ty: &'static Type) -> Result<(Json<'t>, Vec<&'static str>), Stop> {
        let fields = object_of(ty).0.fields.iter();
        let foreign: Vec<_> =
            fields.filter(|field| foreign(field, self.cx).is_some()).map(|field| field.name).collect();
        let mut value = self.look()?;
        if let Json::Object(members) = &mut value
            && !foreign.is_empty()
        {
            members.retain(|name, _| !foreign.contains(&&**name));
        }
        Ok((value, foreign))
    }

    /// The value that was read from `start` on. The reader stays.
    fn look_at(&mut self, start: usize) -> Result<Json<'t>, Stop> {
        let end = self.reader.at();
        self.reader.go_to(start);
        let value = self.look()?;
        self.reader.go_to(end);
        Ok(value)
    }

    /// Reads the elements of a list, and gives their number.
    fn elements(&mut self, list: &mut dyn List, rules: &'static Rules) -> Result<u64, Stop> {
        self.step_down(Step::Index(0))?;
        self.reader.open();
        // All elements have one type, so this is found out once.
        let mut mode = None;
        let mut index = 0;
        while self.reader.element_follows(index == 0)? {
            self.cx.path.aside(Step::Index(index));
            let slot = if self.cx.is_wanted() { list.push() } else { list.reuse() };
            match mode {
                Some(mode) => self.value(slot, rules, mode)?,
                None => {
                    let own = slot.describe().mode;
                    let own = if rules.fragment.is_some() { own.whole() } else { own };
                    mode = Some(own);
                    self.value(slot, rules, own)?;
                }
            }
            index += 1;
            self.unless_lost()?;
        }
        self.cx.path.up();
        Ok(index as u64)
    }

    #[inline(never)]
    fn object(&mut self, slot: &mut dyn Slot, rules: &'static Rules) -> Result<(), Stop> {
        let ty = slot.describe();
        let (count, own) = match parts(slot.place()) {
            (Place::Record(record), _) => {
                let (object, own) = object_of(ty);
                (self.record(record, object)?, own)
            }
            (Place::Entries(entries), own) => {
                entries.clear();
                (self.entries(entries, rules.values.or(own.values).unwrap_or(Rules::NONE))?, own)
            }
            _ => {
                self.cx.mismatch(ty.unless_absent(rules));
                return self.skip();
            }
        };
        check::properties(count, rules.checks, self.cx);
        check::properties(count, own.checks, self.cx);
        Ok(())
    }

    fn entries(&mut self, entries: &mut dyn Entries, rules: &'static Rules) -> Result<u64, Stop> {
        let start = self.reader.at();
        self.step_down(Step::Name(""))?;
        self.reader.open();
        let mut count = 0;
        while self.reader.member_follows(count == 0)? {
            self.entry(entries, rules, start)?;
            count += 1;
            self.unless_lost()?;
        }
        self.cx.path.up();
        Ok(count)
    }

    /// One member of an object with any names, which began at `start`. The reader is at its name.
    pub(super) fn entry(
        &mut self,
        entries: &mut dyn Entries,
        rules: &'static Rules,
        start: usize,
    ) -> Result<(), Stop> {
        let at = self.reader.at();
        let name = self.reader.text()?;
        let kept = self.cx.path.aside_to(name);
        match entries.insert(name) {
            Some(slot) => {
                self.reader.colon()?;
                self.slot(slot, rules)?;
            }
            None => {
                self.twice(start, at);
                self.reader.colon()?;
                self.skip()?;
            }
        }
        self.cx.path.forget(kept);
        Ok(())
    }
}

/// Whether the type is another one or `null`. Of an optional field, the outermost `None` means absence instead.
fn takes_null(ty: &'static Type, optional: bool) -> bool {
    match &ty.kind {
        Kind::Nullable(inner) if optional => takes_null(inner(), false),
        Kind::Nullable(_) => true,
        Kind::Wrapper(inner) => takes_null(inner(), optional),
        _ => false,
    }
}

/// How the engine goes about a value that has been held against the fragments.
fn within(ty: &'static Type) -> Mode {
    match inner(ty) {
        Some(inner) if ty.mode == Mode::Checked => within(inner),
        _ => ty.mode,
    }
}

/// The table of the object that `ty` is, through whatever stands around it.
pub(super) fn object_of(ty: &'static Type) -> (&'static super::table::Object, &'static Rules) {
    use super::table::{Additional, Object};
    const EMPTY: &Object = &Object { fields: &[], additional: Additional::Ignore };
    match &ty.kind {
        Kind::Object(object) => (object, &ty.rules),
        Kind::Nullable(inner) | Kind::Wrapper(inner) => object_of(inner()),
        _ => (EMPTY, Rules::NONE),
    }
}

/// The innermost place, and the rules of what stands around it.
pub(super) fn parts(place: Place<'_>) -> (Place<'_>, &'static Rules) {
    let mut place = place;
    let mut own = Rules::NONE;
    while let Place::Around(inner, rules) = place {
        if !rules.is_none() {
            own = rules;
        }
        place = inner.place();
    }
    (place, own)
}

/// The fragments of a type and of the types that it is another name for.
fn own_fragments(ty: &'static Type) -> impl Iterator<Item = &'static Fragment> {
    std::iter::successors(Some(ty), |ty| inner(ty)).filter_map(|ty| ty.rules.fragment)
}

fn inner(ty: &'static Type) -> Option<&'static Type> {
    match &ty.kind {
        Kind::Nullable(inner) | Kind::Wrapper(inner) => Some(inner()),
        _ => None,
    }
}
