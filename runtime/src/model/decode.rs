//! Reads values into slots, and notes everything that is wrong on the way.
//!
//! One visitor over `&mut dyn` places, compiled once for JSON text and once for values in memory. It does not stop at
//! the first mistake: it notes it with its place, skips the value and goes on.

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;

use super::context::{Context, DEEPEST, Step};
use super::fragment::Fragment;
use super::slot::{Entries, List, Mode, Place, Record, Scalar, Slot};
use super::table::{Access, Additional, Field, Kind, Object, Rules, Type};
use super::{check, choice};
use crate::schema::Reason;

/// Reads JSON text into `slot`.
pub(super) fn text(input: &[u8], slot: &mut dyn Slot, rules: &'static Rules, cx: &mut Context) {
    cx.borrowed = true;
    // Once over all of it costs less than once over each text in it.
    let Ok(input) = std::str::from_utf8(input) else {
        return cx.fail(Reason::Utf8);
    };
    cx.budget = budget(input.len());
    let mut deserializer = serde_json::Deserializer::from_str(input);
    let read = Seed::new(slot, rules, cx).deserialize(&mut deserializer);
    if let Err(error) = read.and_then(|()| deserializer.end()) {
        cx.path.clear();
        cx.fail(broken(&error));
    }
}

/// Reads a value in memory into `slot`.
pub(super) fn value(input: &Value, slot: &mut dyn Slot, rules: &'static Rules, cx: &mut Context) {
    cx.borrowed = false;
    cx.budget = budget(0);
    if let Err(error) = Seed::new(slot, rules, cx).deserialize(input) {
        cx.fail(broken(&error));
    }
}

/// How many bytes may be read again for an input of so many: enough for any value that a person designed.
fn budget(length: usize) -> usize {
    length.saturating_mul(256).saturating_add(4 << 20)
}

/// What is wrong with text that is no JSON. The parser's own words name a place and never repeat the input.
fn broken(error: &serde_json::Error) -> Reason {
    Reason::Json(error.to_string())
}

/// Reads one value into one slot.
struct Seed<'a> {
    slot: &'a mut dyn Slot,
    rules: &'static Rules,
    cx: &'a mut Context,
    /// How to go about it.
    mode: Mode,
}

impl<'a> Seed<'a> {
    fn new(slot: &'a mut dyn Slot, rules: &'static Rules, cx: &'a mut Context) -> Self {
        let mode = slot.describe().mode;
        Self { slot, rules, cx, mode: if rules.fragment.is_some() { mode.whole() } else { mode } }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = ();

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.mode {
            Mode::Direct => deserializer.deserialize_any(self),
            _ => self.whole(deserializer),
        }
    }
}

impl<'a> Seed<'a> {
    /// Looks at the whole value before it is read.
    fn whole<'de, D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        use serde::Deserialize;
        if self.mode == Mode::Any {
            let value = Value::deserialize(deserializer)?;
            self.any(value);
            return Ok(());
        }
        if self.cx.borrowed {
            let raw = <&RawValue>::deserialize(deserializer)?;
            self.again(raw.get()).map_err(D::Error::custom)
        } else {
            let raw = Box::<RawValue>::deserialize(deserializer)?;
            let borrowed = std::mem::replace(&mut self.cx.borrowed, true);
            let Seed { slot, rules, cx, mode } = self;
            let read = Seed { slot, rules, cx: &mut *cx, mode }.again(raw.get());
            cx.borrowed = borrowed;
            read.map_err(D::Error::custom)
        }
    }

    fn any(self, value: Value) {
        if let Some(fragment) = self.rules.fragment {
            fragment.check(&value, self.cx);
        }
        put_any(self.slot.place(), value);
    }

    /// Reads the text of one value: as often as it takes.
    fn again(self, text: &str) -> Result<(), serde_json::Error> {
        let Seed { slot, rules, cx, .. } = self;
        if cx.depth >= DEEPEST {
            return Err(too_deep());
        }
        let ty = slot.describe();
        let is_null = text == "null" && takes_null(ty);
        let own = (!is_null).then(|| own_fragments(ty)).into_iter().flatten();
        for fragment in rules.fragment.into_iter().chain(own).filter(|fragment| fragment.asserts()) {
            fragment.check(&serde_json::from_str(text)?, cx);
        }
        match within(ty) {
            _ if is_null => {}
            Mode::Any => {
                put_any(slot.place(), serde_json::from_str(text)?);
                return Ok(());
            }
            Mode::Choice => {
                cx.depth += 1;
                choice::text(text, slot, cx)?;
                cx.depth -= 1;
                return Ok(());
            }
            _ => {}
        }
        let mut deserializer = serde_json::Deserializer::from_str(text);
        Seed { slot, rules, cx, mode: Mode::Direct }.deserialize(&mut deserializer)
    }
}

/// Reads the text of one value into `slot`, whatever the slot would rather have.
pub(super) fn member(
    text: &str,
    slot: &mut dyn Slot,
    rules: &'static Rules,
    cx: &mut Context,
) -> Result<(), serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    Seed::new(slot, rules, cx).deserialize(&mut deserializer)
}

#[cold]
fn too_deep<E: Error>() -> E {
    E::custom(format_args!("nested deeper than {DEEPEST} levels"))
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.slot.put(Scalar::Null, self.rules, self.cx);
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.slot.put(Scalar::Boolean(value), self.rules, self.cx);
        Ok(())
    }

    #[inline]
    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.slot.put(Scalar::Integer(value.into()), self.rules, self.cx);
        Ok(())
    }

    #[inline]
    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.slot.put(Scalar::Integer(value.into()), self.rules, self.cx);
        Ok(())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        self.slot.put(Scalar::Float(value), self.rules, self.cx);
        Ok(())
    }

    #[inline]
    fn visit_str<E: Error>(self, value: &str) -> Result<(), E> {
        self.slot.put(Scalar::Text(value), self.rules, self.cx);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let Seed { slot, rules, cx, .. } = self;
        if cx.depth >= DEEPEST {
            return Err(too_deep());
        }
        cx.depth += 1;
        let ty = slot.describe();
        match parts(slot.place()) {
            (Place::List(list), own) => {
                list.clear();
                let items = rules.items.or(own.items).unwrap_or(Rules::NONE);
                read_list(list, items, access, cx)?;
                check::list(list, rules.checks, cx);
                check::list(list, own.checks, cx);
            }
            _ => {
                cx.mismatch(ty);
                skip_list(access)?;
            }
        }
        cx.depth -= 1;
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<(), A::Error> {
        let Seed { slot, rules, cx, .. } = self;
        if cx.depth >= DEEPEST {
            return Err(too_deep());
        }
        cx.depth += 1;
        let ty = slot.describe();
        match parts(slot.place()) {
            (Place::Record(record), _) => {
                let (object, own) = object_of(ty);
                let count = read_record(record, object, access, cx)?;
                check::properties(count, rules.checks, cx);
                check::properties(count, own.checks, cx);
            }
            (Place::Entries(entries), own) => {
                entries.clear();
                let values = rules.values.or(own.values).unwrap_or(Rules::NONE);
                let count = read_entries(entries, values, access, cx)?;
                check::properties(count, rules.checks, cx);
                check::properties(count, own.checks, cx);
            }
            _ => {
                cx.mismatch(ty);
                skip_map(access)?;
            }
        }
        cx.depth -= 1;
        Ok(())
    }
}

/// The table of the object that `ty` is, through whatever stands around it.
pub(super) fn object_of(ty: &'static Type) -> (&'static Object, &'static Rules) {
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

/// Whether the type is another one or `null`.
fn takes_null(ty: &'static Type) -> bool {
    match &ty.kind {
        Kind::Nullable(_) => true,
        Kind::Wrapper(inner) => takes_null(inner()),
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

/// Puts a value where any may stand.
fn put_any(place: Place<'_>, value: Value) {
    if let (Place::Any(any), _) = parts(place) {
        *any = value;
    }
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

fn skip_list<'de, A: SeqAccess<'de>>(mut access: A) -> Result<(), A::Error> {
    while access.next_element::<IgnoredAny>()?.is_some() {}
    Ok(())
}

fn skip_map<'de, A: MapAccess<'de>>(mut access: A) -> Result<(), A::Error> {
    while access.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
    Ok(())
}

fn read_list<'de, A: SeqAccess<'de>>(
    list: &mut dyn List,
    rules: &'static Rules,
    mut access: A,
    cx: &mut Context,
) -> Result<(), A::Error> {
    struct Element<'a> {
        list: &'a mut dyn List,
        rules: &'static Rules,
        cx: &'a mut Context,
        /// All elements have one type, so this is found out once.
        mode: &'a mut Option<Mode>,
    }

    impl<'de> DeserializeSeed<'de> for Element<'_> {
        type Value = ();

        #[inline]
        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            let seed = match *self.mode {
                None => Seed::new(self.list.push(), self.rules, self.cx),
                Some(mode) => Seed { slot: self.list.push(), rules: self.rules, cx: self.cx, mode },
            };
            *self.mode = Some(seed.mode);
            seed.deserialize(deserializer)
        }
    }

    let mut mode = None;
    for index in 0.. {
        cx.path.push(Step::Index(index));
        let more = access.next_element_seed(Element { list, rules, cx, mode: &mut mode })?;
        cx.path.pop();
        if more.is_none() {
            break;
        }
    }
    Ok(())
}

fn read_entries<'de, A: MapAccess<'de>>(
    entries: &mut dyn Entries,
    rules: &'static Rules,
    mut access: A,
    cx: &mut Context,
) -> Result<u64, A::Error> {
    let mut count = 0;
    while let Some(name) = access.next_key::<String>()? {
        count += 1;
        read_entry(name, entries, rules, &mut access, cx)?;
    }
    Ok(count)
}

fn read_entry<'de, A: MapAccess<'de>>(
    name: String,
    entries: &mut dyn Entries,
    rules: &'static Rules,
    access: &mut A,
    cx: &mut Context,
) -> Result<(), A::Error> {
    let place = entries.insert(&name);
    cx.path.push(Step::Key(name));
    match place {
        Some(slot) => access.next_value_seed(Seed::new(slot, rules, cx))?,
        None => {
            cx.fail(Reason::Duplicate);
            access.next_value::<IgnoredAny>()?;
        }
    }
    cx.path.pop();
    Ok(())
}

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

    fn has(&self, index: usize) -> bool {
        match index.checked_sub(64) {
            None => self.first & (1 << index) != 0,
            Some(index) => self.rest[index],
        }
    }
}

/// A member's name, matched against the fields. Clients send them in the order of the documentation, so the field
/// after the last one is tried first.
struct Name<'a> {
    fields: &'static [Field],
    guess: usize,
    /// Where to keep a name that no field has.
    unknown: &'a mut String,
}

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Option<usize>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<usize>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Option<usize>, E> {
        if self.fields.get(self.guess).is_some_and(|field| field.name == name) {
            return Ok(Some(self.guess));
        }
        let index = self.fields.iter().position(|field| field.name == name);
        if index.is_none() {
            name.clone_into(self.unknown);
        }
        Ok(index)
    }
}

fn read_record<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    object: &'static Object,
    mut access: A,
    cx: &mut Context,
) -> Result<u64, A::Error> {
    let fields = object.fields;
    let mut seen = Seen::new(fields.len());
    let mut unknown = String::new();
    let mut guess = 0;
    let mut count = 0;
    while let Some(known) = access.next_key_seed(Name { fields, guess, unknown: &mut unknown })? {
        count += 1;
        match known {
            Some(index) => {
                guess = index + 1;
                read_field(record, &fields[index], index, seen.note(index), &mut access, cx)?;
            }
            None => read_other(std::mem::take(&mut unknown), record, object, &mut access, cx)?,
        }
    }
    for (index, field) in fields.iter().enumerate() {
        if !seen.has(index) {
            missing(record, field, index, cx);
        }
    }
    Ok(count)
}

#[inline]
fn read_field<'de, A: MapAccess<'de>>(
    record: &mut dyn Record,
    field: &'static Field,
    index: usize,
    again: bool,
    access: &mut A,
    cx: &mut Context,
) -> Result<(), A::Error> {
    cx.path.push(Step::Name(field.name));
    if again {
        cx.fail(Reason::Duplicate);
        access.next_value::<IgnoredAny>()?;
    } else if is_foreign(field, cx) {
        access.next_value::<IgnoredAny>()?;
    } else {
        let slot = record.slot(index);
        access.next_value_seed(Seed { slot, rules: field.rules, cx, mode: field.mode })?;
    }
    cx.path.pop();
    Ok(())
}

/// Whether the field is not for the sender to set.
fn is_foreign(field: &Field, cx: &Context) -> bool {
    use super::context::Direction::{Request, Response};
    matches!((cx.direction, field.access), (Request, Access::ReadOnly) | (Response, Access::WriteOnly))
}

fn read_other<'de, A: MapAccess<'de>>(
    name: String,
    record: &mut dyn Record,
    object: &'static Object,
    access: &mut A,
    cx: &mut Context,
) -> Result<(), A::Error> {
    match object.additional {
        Additional::Ignore => access.next_value::<IgnoredAny>().map(drop),
        Additional::Deny => {
            cx.path.push(Step::Key(name));
            cx.fail(Reason::AdditionalProperty);
            cx.path.pop();
            access.next_value::<IgnoredAny>().map(drop)
        }
        Additional::Keep(rules, _) => match record.slot(object.fields.len()).place() {
            Place::Entries(entries) => read_entry(name, entries, rules, access, cx),
            _ => access.next_value::<IgnoredAny>().map(drop),
        },
    }
}

/// Sees to a field that did not come: its default, or a complaint.
pub(super) fn missing(record: &mut dyn Record, field: &'static Field, index: usize, cx: &mut Context) {
    if let Some(default) = field.default {
        let mut quiet = Context::default();
        text(default.as_bytes(), record.slot(index), Rules::NONE, &mut quiet);
    } else if field.required && !is_foreign(field, cx) {
        cx.path.push(Step::Name(field.name));
        cx.fail(Reason::Required);
        cx.path.pop();
    }
}
