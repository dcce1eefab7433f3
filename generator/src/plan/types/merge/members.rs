//! Assertions about the members of objects.

use std::collections::HashMap;

use super::Rank;
use crate::api::Schema;
use crate::plan::types::Types;

impl Types<'_> {
    pub(super) fn merge_members(
        &mut self,
        ranks: &[Rank],
        parts: &[Schema],
        merged: &mut Schema,
    ) -> Option<()> {
        // The rank of the part whose word about a property counts so far.
        let mut heard: HashMap<&str, Rank> = HashMap::new();
        for (part, &rank) in parts.iter().zip(ranks) {
            self.merge_properties(part, rank, &mut heard, merged)?;
            for (pattern, &id) in &part.pattern_properties {
                let both = self.both_of(merged.pattern_properties.get(pattern).copied(), Some(id))?;
                merged.pattern_properties.extend(both.map(|both| (pattern.clone(), both)));
            }
            merged.property_names = self.both_of(merged.property_names, part.property_names)?;
        }
        parts.iter().try_for_each(|part| self.merge_additional(part, merged))
    }

    fn merge_properties<'p>(
        &mut self,
        part: &'p Schema,
        rank: Rank,
        heard: &mut HashMap<&'p str, Rank>,
        merged: &mut Schema,
    ) -> Option<()> {
        for (name, &id) in &part.properties {
            let first = heard.entry(name).or_insert(rank);
            let both = match merged.properties.get(name) {
                Some(&other) => self.both(other, id, rank < *first)?,
                None => id,
            };
            *first = rank.min(*first);
            merged.properties.insert(name.clone(), both);
        }
        for name in &part.required {
            if !merged.required.contains(name) {
                merged.required.push(name.clone());
            }
        }
        Some(())
    }

    /// Says what additional members are, once all parts have said which are not.
    fn merge_additional(&mut self, part: &Schema, merged: &mut Schema) -> Option<()> {
        let Some(additional) = part.additional_properties else { return Some(()) };
        if self.is_open(additional) {
            merged.additional_properties = merged.additional_properties.or(Some(additional));
            return Some(());
        }
        // What is additional for one part must be so for all of them.
        let whole = merged.properties.len() == part.properties.len()
            && merged.pattern_properties.len() == part.pattern_properties.len();
        if !whole {
            return None;
        }
        let other = merged.additional_properties.filter(|&other| !self.is_open(other));
        merged.additional_properties = self.both_of(other, Some(additional))?;
        Some(())
    }
}
