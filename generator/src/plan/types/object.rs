//! Objects with known members, and maps.

use serde_json::Value;

use super::Types;
use super::form::Form;
use super::list::count_rules;
use crate::api::{Schema, SchemaId, Type as Kind};
use crate::plan::item::{Field, Known, Rule, Shape, Type};
use crate::plan::names::{self, Scope};

/// What becomes of members without a property.
enum Others {
    Ignore,
    Deny,
    Keep(SchemaId),
    KeepAny,
}

impl Types<'_> {
    pub(super) fn object(&mut self, id: SchemaId, schema: &Schema, hint: &str) -> Form {
        let mut residual = self.leftover(schema, Kind::Object);
        let mut others = self.others(schema);
        if let Some(unevaluated) = residual.remove("unevaluatedProperties") {
            // Without anything else that evaluates, it is `additionalProperties`.
            let alone = residual.is_empty() && !is_composed(schema) && schema.additional_properties.is_none();
            match (alone, unevaluated) {
                (_, Value::Bool(true)) => {}
                (true, Value::Bool(false)) => others = Others::Deny,
                _ => return self.opaque(id),
            }
        }
        if !schema.pattern_properties.is_empty() {
            match (&others, schema.additional_properties) {
                (Others::Deny | Others::Keep(_), Some(additional)) if schema.properties.is_empty() => {
                    residual.insert("additionalProperties".to_owned(), self.schemas.to_json(additional));
                }
                // Which members are additional depends on what is said in two places.
                (Others::Deny | Others::Keep(_), _) => return self.opaque(id),
                (Others::Ignore | Others::KeepAny, _) => {}
            }
            others = Others::KeepAny;
        }
        let unknown: Vec<&String> =
            schema.required.iter().filter(|name| !schema.properties.contains_key(*name)).collect();
        if !unknown.is_empty() {
            residual.insert("required".to_owned(), unknown.into_iter().cloned().collect::<Vec<_>>().into());
        }
        let mut rules = count_rules([
            ("min_properties", schema.min_properties),
            ("max_properties", schema.max_properties),
        ]);
        if schema.properties.is_empty() && !matches!(others, Others::Deny) {
            let (of, inner) = self.values(&others, hint);
            if !inner.is_empty() {
                rules.push(Rule::Nested("values", inner));
            }
            return Form::plain(Type::Map(Box::new(of))).rules(rules).residual(residual);
        }
        if matches!(others, Others::Deny) {
            rules.insert(0, Rule::Flag("deny_additional"));
        }
        let fields = self.fields(schema, &others, hint);
        Form::item(Shape::Struct(fields)).rules(rules).residual(residual)
    }

    fn others(&self, schema: &Schema) -> Others {
        let Some(id) = schema.additional_properties else {
            let keeps = self.validation.keeps_unknown_members();
            return if keeps { Others::KeepAny } else { Others::Ignore };
        };
        match self.schemas[self.schemas.target(id)].always {
            Some(false) => Others::Deny,
            Some(true) => Others::KeepAny,
            // What is said of any value is said of it, unless patterns decide which members are meant.
            None if self.is_open(id) && (self.is_mute(id) || !schema.pattern_properties.is_empty()) => {
                Others::KeepAny
            }
            None => Others::Keep(id),
        }
    }

    fn fields(&mut self, schema: &Schema, others: &Others, hint: &str) -> Vec<Field> {
        let wires = schema.properties.keys().map(String::as_str);
        let idents = names::distinct(wires, names::field);
        let mut fields = Vec::with_capacity(idents.len() + 1);
        for ((wire, &id), name) in schema.properties.iter().zip(&idents) {
            let required = schema.required.contains(wire);
            let hint = format!("{hint}{}", names::pascal(wire));
            fields.push(self.property(name.clone(), wire, id, required, &hint));
        }
        if matches!(others, Others::Ignore | Others::Deny) {
            return fields;
        }
        let (of, inner) = self.values(others, hint);
        let mut taken = Scope::default();
        for ident in &idents {
            taken.take([ident.as_str()]);
        }
        let mut rules = vec![Rule::Flag("additional")];
        if !inner.is_empty() {
            rules.push(Rule::Nested("values", inner));
        }
        fields.push(Field {
            name: taken.take(["others", "additional"]),
            wire: None,
            doc: None,
            rules,
            of: Type::Map(Box::new(of)),
        });
        fields
    }

    /// The type of members without a property, and the rules for each of them.
    fn values(&mut self, others: &Others, hint: &str) -> (Type, Vec<Rule>) {
        match others {
            Others::Keep(id) => self.element(*id, &format!("{hint}Value")),
            _ => (Type::Known(Known::Value), Vec::new()),
        }
    }
}

fn is_composed(schema: &Schema) -> bool {
    !schema.all_of.is_empty()
        || !schema.any_of.is_empty()
        || !schema.one_of.is_empty()
        || schema.reference.is_some()
        || !schema.pattern_properties.is_empty()
}
