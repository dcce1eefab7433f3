//! Finds out which of several types a value has.

use serde_json::Value;

use super::context::{Context, Step};
use super::decode;
use super::slot::{Place, Slot};
use super::table::{Kind, Member, Type, Union};
use super::words;
use crate::schema::{Failures, Reason};

/// Reads the text of one value into the member of a union that it fits.
pub(super) fn text(text: &str, slot: &mut dyn Slot, cx: &mut Context) -> Result<(), serde_json::Error> {
    let ty = slot.describe();
    let Some(union) = union_of(ty) else {
        cx.mismatch(ty);
        return Ok(());
    };
    if union.discriminator.is_empty() {
        by_trying(text, union, ty, slot, cx)
    } else {
        by_name(text, union, slot, cx)
    }
}

fn union_of(ty: &'static Type) -> Option<&'static Union> {
    match &ty.kind {
        Kind::Union(union) => Some(union),
        Kind::Nullable(inner) | Kind::Wrapper(inner) => union_of(inner()),
        _ => None,
    }
}

/// The discriminator names the member.
fn by_name(
    text: &str,
    union: &'static Union,
    slot: &mut dyn Slot,
    cx: &mut Context,
) -> Result<(), serde_json::Error> {
    if !text.starts_with('{') {
        cx.fail(Reason::Type(vec!["object"]));
        return Ok(());
    }
    let tag = tag(text, union.discriminator)?;
    let found = union.members.iter().position(|member| match &tag {
        Some(Value::String(tag)) => member.tags.contains(&tag.as_str()),
        _ => false,
    });
    match found {
        Some(index) => read(text, &union.members[index], index, slot, cx),
        None => {
            cx.path.push(Step::Name(union.discriminator));
            if tag.is_none() {
                cx.fail(Reason::Required);
            } else {
                let tags = union.members.iter().flat_map(|member| member.tags).copied().collect();
                cx.fail(Reason::Discriminator(tags));
            }
            cx.path.pop();
            Ok(())
        }
    }
}

/// The value of the member `name` of an object, without reading the others.
fn tag(text: &str, name: &str) -> Result<Option<Value>, serde_json::Error> {
    struct Only<'a>(&'a str);

    impl<'de> serde::de::DeserializeSeed<'de> for Only<'_> {
        type Value = Option<Value>;

        fn deserialize<D: serde::Deserializer<'de>>(
            self,
            deserializer: D,
        ) -> Result<Option<Value>, D::Error> {
            deserializer.deserialize_map(self)
        }
    }

    impl<'de> serde::de::Visitor<'de> for Only<'_> {
        type Value = Option<Value>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut access: A) -> Result<Option<Value>, A::Error> {
            let mut found = None;
            while let Some(key) = access.next_key::<std::borrow::Cow<'de, str>>()? {
                if key == self.0 && found.is_none() {
                    found = Some(access.next_value()?);
                } else {
                    access.next_value::<serde::de::IgnoredAny>()?;
                }
            }
            Ok(found)
        }
    }

    serde::de::DeserializeSeed::deserialize(Only(name), &mut serde_json::Deserializer::from_str(text))
}

fn read(
    text: &str,
    member: &'static Member,
    index: usize,
    slot: &mut dyn Slot,
    cx: &mut Context,
) -> Result<(), serde_json::Error> {
    match decode::parts(slot.place()) {
        (Place::Choice(choice), _) => decode::member(text, choice.select(index), member.rules, cx),
        _ => Ok(()),
    }
}

/// Every member is tried on the same text until it is clear which fit. The first that does stays in the slot; that no
/// other does is found out beside it.
fn by_trying(
    text: &str,
    union: &'static Union,
    ty: &'static Type,
    slot: &mut dyn Slot,
    cx: &mut Context,
) -> Result<(), serde_json::Error> {
    let before = std::mem::take(&mut cx.failures);
    let mut fitting = 0;
    let mut misses = Vec::new();
    for (index, member) in union.members.iter().enumerate() {
        cx.spend(text.len())?;
        if fitting == 0 {
            read(text, member, index, slot, cx)?;
        } else if let (Place::Choice(choice), _) = decode::parts(slot.place()) {
            decode::member(text, &mut *choice.blank(index), member.rules, cx)?;
        }
        let failures = std::mem::take(&mut cx.failures);
        if failures.is_empty() {
            fitting += 1;
            if !union.exclusive {
                break;
            }
        } else if fitting == 0 {
            misses.push(failures);
        }
    }
    cx.failures = before;
    match fitting {
        0 => report(misses, ty, cx),
        1 => {}
        several => cx.fail(Reason::OneOf(several)),
    }
    Ok(())
}

/// Nothing fits. If the value came close to just one member, that member's complaints help most.
fn report(misses: Vec<Failures>, ty: &'static Type, cx: &mut Context) {
    let here = cx.path.len();
    let is_close = |failures: &Failures| {
        failures.iter().all(|failure| {
            !matches!(failure.reason, Reason::Type(_)) || failure.pointer.matches('/').count() > here
        })
    };
    let mut close = misses.into_iter().filter(is_close);
    match (close.next(), close.next()) {
        (Some(failures), None) => cx.failures.append(failures, ""),
        _ => cx.fail(words::expected(ty)),
    }
}
