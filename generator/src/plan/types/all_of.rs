//! Composition: several schemas that a value must satisfy at once, made one.

use std::collections::HashMap;

use serde_json::{Map, Number, Value};

use super::Types;
use super::enumeration::is_equal;
use super::form::Form;
use super::residual::{asserts, asserts_beyond_types};
use super::union::strip;
use crate::api::{Schema, SchemaId, Type, TypeSet};

/// Whose word counts where several parts of a composition say something about a value, the first before the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// The schema itself.
    Own,
    /// Members that stand in place.
    InPlace,
    /// Schemas with a name, which say first of all what they are themselves.
    Named,
}

/// How many schemas a composition may bring together, all levels counted.
const MOST_PARTS: usize = 200;

impl Types<'_> {
    /// The type of a schema with `allOf`, or of a reference with assertions beside it.
    pub(super) fn all_of(&mut self, id: SchemaId, schema: &Schema, hint: &str) -> Form {
        if let Some(only) = self.only_part(schema) {
            return self.form(only, hint);
        }
        match self.merge(schema, &mut vec![id]) {
            Some(mut merged) => {
                strip(&mut merged);
                let merged = self.schemas.push(merged);
                self.form(merged, hint)
            }
            None => self.opaque(id),
        }
    }

    /// The one member that asserts something, when the rest is annotation.
    pub(super) fn only_part(&self, schema: &Schema) -> Option<SchemaId> {
        let mut rest = schema.clone();
        rest.all_of = Vec::new();
        rest.reference = None;
        let types = rest.types.take();
        if asserts_beyond_types(&rest) {
            return None;
        }
        if let (Some(target), [], None) = (schema.reference, &schema.all_of[..], types) {
            // Even one that accepts everything has a name, and says what it is for.
            return Some(target);
        }
        let mut parts = schema
            .reference
            .into_iter()
            .chain(schema.all_of.iter().copied())
            .filter(|&member| !self.is_silent(member));
        let only = parts.next()?;
        let covered = |types: TypeSet| {
            let own = self.schemas[self.schemas.target(only)].types;
            own.is_some_and(|own| own.iter().all(|kind| types.contains(kind)))
        };
        (parts.next().is_none() && types.is_none_or(covered)).then_some(only)
    }

    /// The schemas elsewhere that a composition is made of, where it is nothing else than one of them with types or words
    /// beside it.
    pub(super) fn retold(&self, schema: &Schema) -> Vec<SchemaId> {
        let parts = || schema.reference.iter().chain(&schema.all_of).map(|&id| self.schemas.target(id));
        let mut own = schema.clone();
        own.reference = None;
        own.all_of = Vec::new();
        let asks = parts().filter(|&id| asserts_beyond_types(&self.schemas[id])).count()
            + usize::from(asserts_beyond_types(&own));
        if asks > 1 {
            return Vec::new();
        }
        let named = schema.all_of.iter().copied().filter(|&member| self.is_name(member));
        schema.reference.into_iter().chain(named.map(|member| self.schemas.target(member))).collect()
    }

    /// Whether a schema is there for its annotations alone.
    pub(super) fn is_silent(&self, id: SchemaId) -> bool {
        !asserts(&self.schemas[id])
    }

    /// One schema for a schema and all its parts; `None` when they cannot be said in one.
    pub(super) fn merge(&mut self, schema: &Schema, open: &mut Vec<SchemaId>) -> Option<Schema> {
        let mut parts = Vec::new();
        self.collect(schema, Rank::Own, open, &mut parts)?;
        let (ranks, parts): (Vec<Rank>, Vec<Schema>) = parts.into_iter().unzip();
        self.merges += parts.len();
        if parts.len() > MOST_PARTS || self.merges > 1_000_000 {
            return None;
        }
        if parts.len() > 1 && counts_apart(schema, &parts) {
            return None;
        }
        let mut merged = Schema::new(schema.place);
        let mut leftover = Vec::new();
        self.merge_objects(&ranks, &parts, &mut merged)?;
        self.merge_types(&parts, &mut merged)?;
        for part in &parts {
            merge_values(part, &mut merged)?;
            merge_bounds(part, &mut merged);
            self.merge_texts(part, &mut merged, &mut leftover);
            self.merge_lists(part, &mut merged)?;
            self.merge_unions(part, &mut merged, &mut leftover);
        }
        if !leftover.is_empty() {
            merged.residual.insert("allOf".to_owned(), Value::Array(leftover));
        }
        let sealed = merged.residual.get("unevaluatedProperties") == Some(&Value::Bool(false));
        if sealed && merged.residual.len() == 1 && merged.additional_properties.is_none() {
            // Everything that evaluates members is in the merged schema now.
            let unions = !merged.any_of.is_empty() || !merged.one_of.is_empty();
            if unions || !merged.pattern_properties.is_empty() {
                return None;
            }
        }
        Some(merged)
    }

    /// The schema, what it refers to and the members of its composition, flat.
    fn collect(
        &self,
        schema: &Schema,
        rank: Rank,
        open: &mut Vec<SchemaId>,
        parts: &mut Vec<(Rank, Schema)>,
    ) -> Option<()> {
        let mut own = schema.clone();
        own.reference = None;
        own.all_of = Vec::new();
        if own.always == Some(false) {
            return None;
        }
        for &member in schema.reference.iter().chain(&schema.all_of) {
            if open.contains(&member) || open.len() > 64 || parts.len() > MOST_PARTS {
                return None;
            }
            open.push(member);
            let named = self.schemas[self.schemas.target(member)].component.is_some();
            let inner = if named { Rank::Named } else { rank.max(Rank::InPlace) };
            self.collect(&self.schemas[member], inner, open, parts)?;
            open.pop();
        }
        // What is composed comes before what is added to it.
        if asserts(&own) {
            parts.push((rank, own));
        }
        Some(())
    }

    fn merge_objects(&mut self, ranks: &[Rank], parts: &[Schema], merged: &mut Schema) -> Option<()> {
        // The rank of the part whose word about a property counts so far.
        let mut heard: HashMap<&String, Rank> = HashMap::new();
        for (part, &rank) in parts.iter().zip(ranks) {
            for (name, &id) in &part.properties {
                let first = *heard.get(name).unwrap_or(&rank);
                let both = match merged.properties.get(name) {
                    Some(&other) => self.both(other, id, rank < first)?,
                    None => id,
                };
                heard.insert(name, first.min(rank));
                merged.properties.insert(name.clone(), both);
            }
            for name in &part.required {
                if !merged.required.contains(name) {
                    merged.required.push(name.clone());
                }
            }
            for (pattern, &id) in &part.pattern_properties {
                let both = match merged.pattern_properties.get(pattern) {
                    Some(&other) => self.both(other, id, false)?,
                    None => id,
                };
                merged.pattern_properties.insert(pattern.clone(), both);
            }
            merged.property_names = match (merged.property_names, part.property_names) {
                (Some(one), Some(other)) => Some(self.both(one, other, false)?),
                (one, other) => one.or(other),
            };
        }
        for part in parts {
            let Some(additional) = part.additional_properties else { continue };
            if self.schemas[additional].always != Some(true) && !self.is_open(additional) {
                // What is additional for one part must be so for all of them.
                let whole = merged.properties.len() == part.properties.len()
                    && merged.pattern_properties.len() == part.pattern_properties.len();
                if !whole {
                    return None;
                }
                let other = merged.additional_properties;
                merged.additional_properties = match other.filter(|&other| !self.is_open(other)) {
                    Some(other) => Some(self.both(other, additional, false)?),
                    None => Some(additional),
                };
            } else if merged.additional_properties.is_none() {
                merged.additional_properties = Some(additional);
            }
        }
        Some(())
    }

    /// A schema for the values of both. The word of the one counts first, unless it is the other's turn.
    fn both(&mut self, one: SchemaId, other: SchemaId, turn: bool) -> Option<SchemaId> {
        if one == other || self.is_same(one, other) || self.is_mute(other) {
            return Some(one);
        }
        if self.is_mute(one) {
            return Some(other);
        }
        if self.schemas[one].always == Some(false) || self.schemas[other].always == Some(false) {
            return None;
        }
        if let Some(&known) = self.pairs.get(&(one, other, turn)) {
            return Some(known);
        }
        let mut schema = Schema::new(self.schemas[other].place);
        schema.all_of = if turn { vec![other, one] } else { vec![one, other] };
        let both = self.schemas.push(schema);
        self.pairs.insert((one, other, turn), both);
        Some(both)
    }

    /// Whether a schema accepts everything and says nothing about it.
    fn is_mute(&self, id: SchemaId) -> bool {
        self.is_open(id) && self.schemas[id].reference.is_none() && {
            let mut stripped = self.schemas[id].clone();
            strip(&mut stripped);
            stripped.component.clone_from(&self.schemas[id].component);
            stripped == self.schemas[id]
        }
    }

    fn is_same(&self, one: SchemaId, other: SchemaId) -> bool {
        let (left, right) = (&self.schemas[one], &self.schemas[other]);
        left.types == right.types
            && left.reference == right.reference
            && left.format == right.format
            && left.properties.len() == right.properties.len()
            && self.schemas.to_json(one) == self.schemas.to_json(other)
    }

    /// Whether a schema accepts everything.
    pub(super) fn is_open(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[id];
        schema.always == Some(true) || (schema.always.is_none() && !asserts(schema))
    }

    fn merge_texts(&self, part: &Schema, merged: &mut Schema, leftover: &mut Vec<Value>) {
        for (keyword, mine, theirs) in
            [("pattern", &mut merged.pattern, &part.pattern), ("format", &mut merged.format, &part.format)]
        {
            match (&mine, theirs) {
                (_, None) => {}
                (None, Some(_)) => mine.clone_from(theirs),
                (Some(one), Some(other)) if one == other => {}
                (Some(_), Some(other)) => leftover.push(one_keyword(keyword, Value::String(other.clone()))),
            }
        }
        match (&merged.multiple_of, &part.multiple_of) {
            (None, Some(_)) => merged.multiple_of.clone_from(&part.multiple_of),
            (Some(one), Some(other)) if one != other => {
                leftover.push(one_keyword("multipleOf", Value::Number(other.clone())));
            }
            _ => {}
        }
    }

    fn merge_lists(&mut self, part: &Schema, merged: &mut Schema) -> Option<()> {
        if !part.prefix_items.is_empty() || !merged.prefix_items.is_empty() {
            // The elements that `items` means depend on the tuple beside it.
            let alone = merged.prefix_items.is_empty() && merged.items.is_none();
            if !alone && (part.items.is_some() || !part.prefix_items.is_empty()) {
                return None;
            }
            if !part.prefix_items.is_empty() {
                merged.prefix_items.clone_from(&part.prefix_items);
            }
        }
        merged.items = match (merged.items, part.items) {
            (Some(one), Some(other)) => Some(self.both(one, other, false)?),
            (one, other) => one.or(other),
        };
        merged.unique_items |= part.unique_items;
        Some(())
    }

    fn merge_unions(&self, part: &Schema, merged: &mut Schema, leftover: &mut Vec<Value>) {
        for (keyword, mine, theirs) in
            [("anyOf", &mut merged.any_of, &part.any_of), ("oneOf", &mut merged.one_of, &part.one_of)]
        {
            if mine.is_empty() {
                mine.clone_from(theirs);
            } else if !theirs.is_empty() {
                leftover.push(one_keyword(keyword, self.list_json(theirs)));
            }
        }
        match (merged.not, part.not) {
            (Some(one), Some(other)) if one != other => {
                leftover.push(one_keyword("not", self.schemas.to_json(other)));
            }
            (one, other) => merged.not = one.or(other),
        }
        let groups = |residual: &Map<String, Value>| {
            residual.keys().map(|keyword| group(keyword).to_owned()).collect::<Vec<_>>()
        };
        let taken = groups(&merged.residual);
        if groups(&part.residual).iter().any(|group| taken.contains(group)) {
            leftover.push(Value::Object(part.residual.clone()));
        } else {
            merged.residual.extend(part.residual.clone());
        }
    }

    /// The types that all parts allow. A part that only describes members speaks of objects, and leaves it to the others to
    /// say whether there may be `null` in their place.
    fn merge_types(&self, parts: &[Schema], merged: &mut Schema) -> Option<()> {
        merged.types = parts.iter().filter_map(|part| part.types).try_fold(None, within)?;
        for implied in parts.iter().filter_map(|part| self.implied(part)) {
            let may_be_null = merged.types.is_some_and(|types| types.contains(Type::Null));
            let types = within(merged.types, TypeSet::of(implied))?;
            merged.types = types.map(|types| if may_be_null { types.with(Type::Null) } else { types });
        }
        Some(())
    }
}

/// The types in two sets; `None` if there are none in both.
fn within(one: Option<TypeSet>, other: TypeSet) -> Option<Option<TypeSet>> {
    let Some(one) = one else { return Some(Some(other)) };
    let covers =
        |set: TypeSet, kind| set.contains(kind) || kind == Type::Integer && set.contains(Type::Number);
    let both: TypeSet =
        Type::ALL.into_iter().filter(|&kind| covers(one, kind) && covers(other, kind)).collect();
    (!both.is_empty()).then_some(Some(both))
}

/// Adds to a schema what it does not say yet about its values, and another one does.
pub(super) fn say(schema: &mut Schema, other: &Schema) {
    schema.title = schema.title.take().or_else(|| other.title.clone());
    schema.description = schema.description.take().or_else(|| other.description.clone());
    if schema.default.is_none() {
        schema.default.clone_from(&other.default);
        schema.default_at = other.default_at;
    }
    if schema.examples.is_empty() {
        schema.examples.clone_from(&other.examples);
    }
    schema.deprecated |= other.deprecated;
    schema.read_only |= other.read_only;
    schema.write_only |= other.write_only;
    for (name, value) in &other.extensions {
        if !schema.extensions.contains_key(name) {
            schema.extensions.insert(name.clone(), value.clone());
        }
    }
}

/// Whether a part, and not the whole, speaks of what nothing else has looked at: the others are none of its business.
fn counts_apart(whole: &Schema, parts: &[Schema]) -> bool {
    let own = &whole.residual;
    let unevaluated = ["unevaluatedItems", "unevaluatedProperties"];
    unevaluated.into_iter().any(|keyword| {
        let said = parts.iter().filter(|part| part.residual.contains_key(keyword)).count();
        said > usize::from(own.contains_key(keyword))
    })
}

/// The first of the keywords that work together with one, and so stay with those that they were written beside.
fn group(keyword: &str) -> &str {
    match keyword {
        "then" | "else" => "if",
        "minContains" | "maxContains" => "contains",
        alone => alone,
    }
}

fn one_keyword(keyword: &str, value: Value) -> Value {
    Value::Object(Map::from_iter([(keyword.to_owned(), value)]))
}

fn merge_values(part: &Schema, merged: &mut Schema) -> Option<()> {
    merged.enumeration = match (merged.enumeration.take(), &part.enumeration) {
        (Some(mut one), Some(other)) => {
            one.retain(|value| other.iter().any(|other| is_equal(value, other)));
            Some(one)
        }
        (one, other) => one.or_else(|| other.clone()),
    };
    match (&merged.constant, &part.constant) {
        (Some(one), Some(other)) if !is_equal(one, other) => return None,
        (None, Some(_)) => merged.constant.clone_from(&part.constant),
        _ => {}
    }
    Some(())
}

fn merge_bounds(part: &Schema, merged: &mut Schema) {
    for (mine, theirs) in
        [(&mut merged.minimum, &part.minimum), (&mut merged.exclusive_minimum, &part.exclusive_minimum)]
    {
        tighten(mine, theirs, |one, other| other > one);
    }
    for (mine, theirs) in
        [(&mut merged.maximum, &part.maximum), (&mut merged.exclusive_maximum, &part.exclusive_maximum)]
    {
        tighten(mine, theirs, |one, other| other < one);
    }
    let most = |one: Option<u64>, other: Option<u64>| one.max(other);
    let least = |one: Option<u64>, other: Option<u64>| match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    merged.min_length = most(merged.min_length, part.min_length);
    merged.min_items = most(merged.min_items, part.min_items);
    merged.min_properties = most(merged.min_properties, part.min_properties);
    merged.max_length = least(merged.max_length, part.max_length);
    merged.max_items = least(merged.max_items, part.max_items);
    merged.max_properties = least(merged.max_properties, part.max_properties);
}

fn tighten(mine: &mut Option<Number>, theirs: &Option<Number>, tighter: fn(f64, f64) -> bool) {
    match (mine.as_ref().and_then(Number::as_f64), theirs.as_ref().and_then(Number::as_f64)) {
        (Some(one), Some(other)) if tighter(one, other) => mine.clone_from(theirs),
        (None, Some(_)) => mine.clone_from(theirs),
        _ => {}
    }
}
