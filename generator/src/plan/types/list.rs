//! Lists.

use super::Types;
use super::form::Form;
use crate::api::{Schema, SchemaId, Type as Kind};
use crate::plan::item::{Known, Rule, Type};

impl Types<'_> {
    pub(super) fn list(&mut self, id: SchemaId, schema: &Schema, hint: &str) -> Form {
        let mut residual = self.leftover(schema, Kind::Array);
        if residual.contains_key("unevaluatedItems") {
            // What is evaluated depends on keywords that would be said elsewhere.
            return self.opaque(id);
        }
        let mut rules = count_rules([("min_items", schema.min_items), ("max_items", schema.max_items)]);
        if schema.unique_items {
            rules.push(Rule::Flag("unique_items"));
        }
        let element = match schema.items {
            // `items` means the elements after the tuple: both are left to the check.
            _ if !schema.prefix_items.is_empty() => {
                residual.insert("prefixItems".to_owned(), self.list_json(&schema.prefix_items));
                if let Some(items) = schema.items {
                    residual.insert("items".to_owned(), self.schemas.to_json(items));
                }
                Type::Known(Known::Value)
            }
            None => Type::Known(Known::Value),
            Some(items) => {
                let element = self.element(items, &format!("{hint}Item"));
                if !element.1.is_empty() {
                    rules.push(Rule::Nested("items", element.1));
                }
                element.0
            }
        };
        Form::plain(Type::List(Box::new(element))).rules(rules).residual(residual)
    }

    /// A schema used inside of a list or a map: its type and the rules that go into the brackets.
    pub(super) fn element(&mut self, id: SchemaId, hint: &str) -> (Type, Vec<Rule>) {
        let mut element = self.usage(id, hint);
        element.residual.extend(self.annotations(id).into_whole_json());
        let nullable = element.nullable;
        let rules = self.rules(nullable, element.rules, element.residual);
        (if nullable { Type::Option(Box::new(element.of)) } else { element.of }, rules)
    }
}

/// Rules that count.
pub(super) fn count_rules<const N: usize>(counts: [(&'static str, Option<u64>); N]) -> Vec<Rule> {
    counts.into_iter().filter_map(|(key, count)| Some(Rule::Number(key, count?.to_string()))).collect()
}
