//! The members of a union as variants: their names, their types, and what names them.

use serde_json::Value;

use super::Types;
use super::residual::asserts_about_objects;
use crate::api::{Schema, SchemaId, Type};
use crate::diagnostic::Diagnostic;
use crate::plan::item::{self, Rule, Variant};
use crate::plan::names::{self, Scope};

impl Types<'_> {
    pub(super) fn variants(
        &mut self,
        members: &[SchemaId],
        origins: &[SchemaId],
        hint: &str,
    ) -> Vec<Variant> {
        let mut scope = Scope::default();
        let names: Vec<String> =
            origins.iter().map(|&origin| scope.take([self.member_name(origin, hint).as_str()])).collect();
        members
            .iter()
            .zip(names)
            .map(|(&member, name)| {
                let (of, rules) = self.element(member, &format!("{hint}{name}"));
                Variant { name, rules, of }
            })
            .collect()
    }

    /// What a member of a union is called.
    fn member_name(&self, id: SchemaId, hint: &str) -> String {
        let target = self.schemas.target(id);
        if let Some(name) = self.named.get(&target) {
            // `Event::EventCreated` says `Event` twice.
            return match name.strip_prefix(hint) {
                Some(rest) if rest.starts_with(|c: char| c.is_ascii_uppercase()) => names::pascal(rest),
                _ => name.clone(),
            };
        }
        let schema = &self.schemas[target];
        if let Some(title) = &schema.title
            && title.len() <= 40
            && title.starts_with(|c: char| c.is_ascii_alphabetic())
        {
            return names::pascal(title);
        }
        let constant = schema.constant.as_ref().or(match schema.enumeration.as_deref() {
            Some([only]) => Some(only),
            _ => None,
        });
        if let Some(Value::String(text)) = constant {
            return names::pascal(text);
        }
        match schema.types.and_then(|types| types.without(Type::Null).single()) {
            _ if schema.enumeration.is_some() => "Known".to_owned(),
            Some(Type::Null) | None if self.is_null(id) => "Null".to_owned(),
            Some(Type::Boolean) => "Boolean".to_owned(),
            Some(Type::Integer) => "Integer".to_owned(),
            Some(Type::Number) => "Number".to_owned(),
            Some(Type::String) => "Text".to_owned(),
            Some(Type::Array) => "List".to_owned(),
            Some(Type::Object) => "Object".to_owned(),
            Some(Type::Null) | None if asserts_about_objects(schema) => "Object".to_owned(),
            Some(Type::Null) | None => "Other".to_owned(),
        }
    }

    /// Warns of a default that is none of the members.
    pub(super) fn check_fallback(&mut self, schema: &Schema, origins: &[SchemaId]) {
        let Some(discriminator) = &schema.discriminator else { return };
        let Some(fallback) = discriminator.fallback.map(|id| self.schemas.target(id)) else { return };
        if !origins.iter().any(|&origin| self.schemas.target(origin) == fallback) {
            let message =
                "\"defaultMapping\" is none of the members: each value is tried against all of them";
            let warning = Diagnostic::warning(discriminator.place, message);
            self.warn(warning.help("add it to the members, or name one of them"));
        }
    }

    /// Puts the tags of a discriminator on the variants, when each of them has one.
    pub(super) fn tagged(
        &self,
        schema: &Schema,
        members: &[SchemaId],
        origins: &[SchemaId],
        mut variants: Vec<Variant>,
    ) -> (Vec<Variant>, Option<String>) {
        let discriminator = schema.discriminator.as_ref();
        let Some((discriminator, tags)) = discriminator.and_then(|it| Some((it, self.tags(it, origins)?)))
        else {
            return (variants, None);
        };
        for (((variant, tags), origin), member) in variants.iter_mut().zip(tags).zip(origins).zip(members) {
            let named = self.named.get(&self.schemas.target(*origin));
            let is_plain = matches!(&variant.of, item::Type::Item(name) if named == Some(name));
            // A type that is the component says its name itself.
            if tags.are_listed || !is_plain || origin != member {
                let rules = tags.texts.into_iter().map(|tag| Rule::Text("tag", tag.to_owned()));
                variant.rules.splice(0..0, rules);
            }
            if tags.is_fallback {
                variant.rules.push(Rule::Flag("fallback"));
            }
        }
        (variants, Some(discriminator.property.clone()))
    }

    /// Notes the types that a discriminator maps to.
    pub(super) fn note_mapped(&mut self, variants: &[Variant]) {
        let is_mapped =
            |variant: &&Variant| variant.rules.iter().any(|rule| ["tag", "fallback"].contains(&rule.key()));
        self.mapped.extend(variants.iter().filter(is_mapped).filter_map(|variant| match &variant.of {
            item::Type::Item(name) => Some(name.clone()),
            _ => None,
        }));
    }
}
