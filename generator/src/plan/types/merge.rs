//! Several schemas that a value must satisfy at once, made one.

mod members;
mod pair;
mod scalars;

use serde_json::{Map, Value};

use self::scalars::{merge_bounds, merge_texts, merge_values};
use super::Types;
use super::residual::asserts;
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

/// How many schemas all compositions of a document may bring together: each may be made of others.
const MOST_MERGES: usize = 1_000_000;

impl Types<'_> {
    /// One schema for a schema and all its parts; `None` when they cannot be said in one.
    pub(super) fn merge(&mut self, schema: &Schema, open: &mut Vec<SchemaId>) -> Option<Schema> {
        let mut parts = Vec::new();
        self.collect(schema, Rank::Own, open, &mut parts)?;
        let (ranks, parts): (Vec<Rank>, Vec<Schema>) = parts.into_iter().unzip();
        self.merges += parts.len();
        if parts.len() > MOST_PARTS || self.merges > MOST_MERGES {
            return None;
        }
        if parts.len() > 1 && counts_apart(schema, &parts) {
            return None;
        }
        let mut merged = Schema::new(schema.place);
        let mut leftover = Vec::new();
        self.merge_members(&ranks, &parts, &mut merged)?;
        self.merge_types(&parts, &mut merged)?;
        for part in &parts {
            merge_values(part, &mut merged)?;
            merge_bounds(part, &mut merged);
            merge_texts(part, &mut merged, &mut leftover);
            self.merge_lists(part, &mut merged)?;
            self.merge_unions(part, &mut merged, &mut leftover);
        }
        if !leftover.is_empty() {
            merged.residual.insert("allOf".to_owned(), Value::Array(leftover));
        }
        (!is_sealed_apart(&merged)).then_some(merged)
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
        merged.items = self.both_of(merged.items, part.items)?;
        merged.unique_items |= part.unique_items;
        Some(())
    }

    fn merge_unions(&self, part: &Schema, merged: &mut Schema, leftover: &mut Vec<Value>) {
        for (keyword, mine, theirs) in
            [("anyOf", &mut merged.any_of, &part.any_of), ("oneOf", &mut merged.one_of, &part.one_of)]
        {
            if mine.is_empty() {
                mine.clone_from(theirs);
            } else if !theirs.is_empty() && theirs != mine {
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
        let same = part.residual.iter().all(|(keyword, value)| merged.residual.get(keyword) == Some(value));
        if !same && groups(&part.residual).iter().any(|group| taken.contains(group)) {
            leftover.push(Value::Object(part.residual.clone()));
        } else {
            merged.residual.extend(part.residual.clone());
        }
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

/// Whether a merged schema allows no members but those that something has looked at, and what looks at them is more than
/// properties.
fn is_sealed_apart(merged: &Schema) -> bool {
    let seals = merged.residual.get("unevaluatedProperties") == Some(&Value::Bool(false));
    let evaluates =
        !merged.any_of.is_empty() || !merged.one_of.is_empty() || !merged.pattern_properties.is_empty();
    seals && merged.residual.len() == 1 && merged.additional_properties.is_none() && evaluates
}
