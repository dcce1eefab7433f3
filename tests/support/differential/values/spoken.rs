//! What a schema says about a place in a value.

use serde_json::{Map, Value};

use super::made::Made;
use crate::differential::schemas::{LISTS, SINGLE};

/// How many schemas may speak about one place.
const MOST: usize = 60;

/// The schemas that speak about one place: what references, unions and conditions lead to.
pub struct Spoken<'d, 'm> {
    /// The schemas.
    pub all: Vec<&'d Map<String, Value>>,
    made: &'m Made<'d>,
}

impl<'d, 'm> Spoken<'d, 'm> {
    /// What a schema says about the value itself.
    pub fn of(schema: &'d Value, made: &'m Made<'d>) -> Self {
        let mut spoken = Self { all: Vec::new(), made };
        spoken.add(schema);
        spoken
    }

    fn add(&mut self, schema: &'d Value) {
        let Value::Object(keywords) = schema else { return };
        if self.all.len() >= MOST || self.all.iter().any(|known| std::ptr::eq(*known, keywords)) {
            return;
        }
        self.all.push(keywords);
        if let Some(Value::String(reference)) = keywords.get("$ref") {
            self.made.target(reference).into_iter().for_each(|target| self.add(target));
        }
        let lists = LISTS.iter().filter(|keyword| **keyword != "prefixItems");
        let lists = lists.filter_map(|keyword| keywords.get(*keyword)?.as_array()).flatten();
        let single = SINGLE.iter().filter(|keyword| ["not", "if", "then", "else"].contains(keyword));
        let single = single.filter_map(|keyword| keywords.get(*keyword));
        lists.chain(single).for_each(|schema| self.add(schema));
    }

    /// The arguments of a keyword.
    pub fn keyword(&self, keyword: &str) -> impl Iterator<Item = &'d Value> {
        self.all.iter().filter_map(move |schema| schema.get(keyword)).collect::<Vec<_>>().into_iter()
    }

    /// What they say about a member.
    pub fn member(&self, name: &str) -> Self {
        let named = self.keyword("properties").filter_map(|properties| properties.get(name));
        let patterns = self.keyword("patternProperties").filter_map(Value::as_object).flat_map(Map::values);
        let others = self.keyword("additionalProperties");
        self.joined(named.chain(patterns).chain(others))
    }

    /// What they say about an item.
    pub fn item(&self, index: usize) -> Self {
        let first = self.keyword("prefixItems").filter_map(|schemas| schemas.get(index));
        self.joined(first.chain(self.keyword("items")))
    }

    fn joined(&self, schemas: impl Iterator<Item = &'d Value>) -> Self {
        let mut spoken = Self { all: Vec::new(), made: self.made };
        schemas.for_each(|schema| spoken.add(schema));
        spoken
    }
}
