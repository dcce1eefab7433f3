//! A change of one place in a value.

use serde_json::Value;

use super::made::Made;

/// A change of one place in a value. Few of those that are found are made, so it holds no copy of the value.
pub enum Change<'d> {
    /// Another value at a pointer.
    Put(String, Value),
    /// A value that is made for a schema.
    Make(String, &'d Value),
    /// The members that are made for a schema, besides those that are there.
    Join(String, &'d Value),
    /// One more member.
    Add(String, String, Value),
    /// One more member, made for a schema.
    AddMade(String, String, &'d Value),
    /// A member less.
    Drop(String, String),
    /// None but these members.
    Keep(String, Vec<&'d str>),
    /// A list or text of another length, its items repeated or cut.
    Resize(String, usize),
}

impl<'d> Change<'d> {
    /// A value with the change made; none where it cannot be.
    pub fn of(&self, value: &Value, made: &Made<'d>) -> Option<Value> {
        let mut changed = value.clone();
        match self {
            Self::Put(at, new) => *changed.pointer_mut(at)? = new.clone(),
            Self::Make(at, schema) => *changed.pointer_mut(at)? = made.value(schema)?,
            Self::Join(at, schema) => {
                let new = made.value(schema)?;
                changed.pointer_mut(at)?.as_object_mut()?.extend(new.as_object()?.clone());
            }
            Self::Add(at, name, new) => {
                changed.pointer_mut(at)?.as_object_mut()?.insert(name.clone(), new.clone());
            }
            Self::AddMade(at, name, schema) => {
                changed.pointer_mut(at)?.as_object_mut()?.insert(name.clone(), made.value(schema)?);
            }
            Self::Drop(at, name) => drop(changed.pointer_mut(at)?.as_object_mut()?.shift_remove(name)),
            Self::Keep(at, names) => {
                changed.pointer_mut(at)?.as_object_mut()?.retain(|name, _| names.contains(&name.as_str()));
            }
            Self::Resize(at, length) => resize(changed.pointer_mut(at)?, *length)?,
        }
        (changed != *value).then_some(changed)
    }
}

fn resize(value: &mut Value, length: usize) -> Option<()> {
    match value {
        Value::Array(items) if !items.is_empty() || length == 0 => {
            *items = items.iter().cycle().take(length).cloned().collect();
        }
        Value::String(text) => {
            let filled = if text.is_empty() { "x" } else { text.as_str() };
            *text = filled.chars().cycle().take(length).collect();
        }
        Value::Object(members) => {
            let mut place = 0..;
            members.retain(|_, _| place.next().is_some_and(|place| place < length));
            let last = members.values().next().cloned().unwrap_or_default();
            for number in members.len()..length {
                members.insert(format!("member {number}"), last.clone());
            }
        }
        _ => return None,
    }
    Some(())
}
