//! One of several types.

use serde_json::Value;

use super::Types;
use super::all_of::say;
use super::form::Form;
use super::residual::{asserts_about_objects, asserts_beyond_types};
use crate::api::{Schema, SchemaId, Type, TypeSet};
use crate::diagnostic::Diagnostic;
use crate::plan::item::{self, Rule, Shape, Variant};
use crate::plan::names::{self, Scope};

impl Types<'_> {
    /// The type of a schema with `oneOf` or `anyOf`.
    pub(super) fn union(&mut self, id: SchemaId, schema: &Schema, hint: &str) -> Form {
        let mut form = self.either(id, schema, hint);
        let checked = ["oneOf", "anyOf"].into_iter().any(|keyword| form.residual.contains_key(keyword));
        if let (true, Some(told)) = (checked, &schema.discriminator) {
            form.residual.insert("discriminator".to_owned(), Value::Object(told.raw.clone()));
        }
        form
    }

    fn either(&mut self, id: SchemaId, schema: &Schema, hint: &str) -> Form {
        let Some((mut members, mut nullable)) = self.alternatives(schema) else { return self.opaque(id) };
        let (exclusive, without_null) = (!schema.one_of.is_empty(), nullable);
        let mut outer = schema.clone();
        outer.one_of = Vec::new();
        outer.any_of = Vec::new();
        outer.discriminator = None;
        if outer.properties.is_empty() && outer.additional_properties.is_some_and(|id| self.is_open(id)) {
            // Any member may be there anyway, which is no reason to take objects only.
            outer.additional_properties = None;
        }
        if let Some(types) = outer.types {
            nullable &= types.contains(Type::Null);
            if members.iter().all(|&member| self.is_within(member, types)) {
                outer.types = None;
            }
        }
        let origins = members.clone();
        if outer.types.is_some() || asserts_beyond_types(&outer) {
            if without_null {
                return self.opaque(id);
            }
            match self.distributed(&outer, &members) {
                Some(merged) => members = merged,
                None => return self.beside(id, schema, &outer, hint),
            }
        }
        if let [only] = members[..] {
            return self.form(only, hint).nullable(nullable);
        }
        if members.is_empty() {
            return self.opaque(id);
        }
        let variants = self.variants(&members, &origins, hint);
        self.check_fallback(schema, &origins);
        let (variants, discriminator) = self.tagged(schema, &members, &origins, variants);
        self.mapped.extend(variants.iter().filter_map(|variant| match &variant.of {
            item::Type::Item(name)
                if variant.rules.iter().any(|rule| ["tag", "fallback"].contains(&rule.key())) =>
            {
                Some(name.clone())
            }
            _ => None,
        }));
        let mut form = Form::item(Shape::Union { exclusive, discriminator: discriminator.clone(), variants });
        if let (None, Some(declared)) = (discriminator, &schema.discriminator) {
            form.residual.insert("discriminator".to_owned(), Value::Object(declared.raw.clone()));
        }
        form.nullable(nullable)
    }

    /// The members of a union that become variants, and whether `null` is a value beside them. `None` when no type can say
    /// which of them hold.
    pub(super) fn alternatives(&self, schema: &Schema) -> Option<(Vec<SchemaId>, bool)> {
        let counts = ["unevaluatedItems", "unevaluatedProperties"];
        // What is evaluated depends on which members fit.
        if counts.into_iter().any(|keyword| schema.residual.contains_key(keyword)) {
            return None;
        }
        match (&schema.one_of[..], &schema.any_of[..]) {
            (members, []) => Some(self.without_null(members, true)),
            ([], members) => Some(self.without_null(members, false)),
            _ => None,
        }
    }

    /// The members without `null`, and whether `null` is a value. Where another member may accept it too, it stays.
    fn without_null(&self, members: &[SchemaId], exclusive: bool) -> (Vec<SchemaId>, bool) {
        let rest: Vec<SchemaId> = members.iter().copied().filter(|&member| !self.is_null(member)).collect();
        let nulls = members.len() - rest.len();
        let others = rest.iter().any(|&member| self.may_be_null(member, 8));
        if nulls == 0 || rest.is_empty() || (exclusive && (nulls > 1 || others)) {
            (members.to_vec(), false)
        } else {
            (rest, true)
        }
    }

    /// What stands beside a union, said in each member of it; `None` when that cannot be typed.
    fn distributed(&mut self, outer: &Schema, members: &[SchemaId]) -> Option<Vec<SchemaId>> {
        if outer.types.is_none_or(|types| types == TypeSet::of(Type::Object))
            && asserts_about_objects(outer)
            && members.iter().all(|&member| self.only_requires(member))
        {
            return None;
        }
        let mut bare = outer.clone();
        strip(&mut bare);
        let is_new = asserts_beyond_types(&bare);
        let base = self.schemas.push(bare);
        members
            .iter()
            .map(|&member| {
                let mut both = Schema::new(self.schemas[member].place);
                both.all_of = vec![base, member];
                let mut merged = self.merge(&both, &mut Vec::new())?;
                let target = self.schemas.target(member);
                if self.schemas[target].component.is_none() || !is_new {
                    // What stands in place says what it is; a name says what it is without what stands beside the union.
                    say(&mut merged, &self.schemas[member]);
                    say(&mut merged, &self.schemas[target]);
                    let parts = self.inline_parts(&self.schemas[member]);
                    parts.into_iter().for_each(|part| say(&mut merged, &self.schemas[part]));
                }
                Some(self.schemas.push(merged))
            })
            .collect()
    }

    /// The type of what stands beside a union, with the union as a check.
    fn beside(&mut self, id: SchemaId, schema: &Schema, outer: &Schema, hint: &str) -> Form {
        let requires = schema.one_of.iter().chain(&schema.any_of).all(|&member| self.only_requires(member));
        let mut base = outer.clone();
        if !requires && base.additional_properties.is_none() && asserts_about_objects(&base) {
            // Members that only the union knows must not be lost.
            let mut any = Schema::new(schema.place);
            any.always = Some(true);
            base.additional_properties = Some(self.schemas.push(any));
        }
        let object = TypeSet::of(Type::Object);
        let untyped = base.types.is_none() && !requires;
        let within = |&member: &SchemaId| self.is_within(member, object);
        let others = untyped && !schema.one_of.iter().chain(&schema.any_of).all(within);
        // What stands beside other types than objects says nothing about them.
        if !asserts_about_objects(&base) || others {
            return self.opaque(id);
        }
        let base = self.schemas.push(base);
        let mut form = self.form(base, hint);
        if form.nullable {
            return self.opaque(id);
        }
        for (keyword, members) in [("oneOf", &schema.one_of), ("anyOf", &schema.any_of)] {
            if !members.is_empty() {
                form.residual.insert(keyword.to_owned(), self.list_json(members));
            }
        }
        form
    }

    fn variants(&mut self, members: &[SchemaId], origins: &[SchemaId], hint: &str) -> Vec<Variant> {
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
    fn check_fallback(&mut self, schema: &Schema, origins: &[SchemaId]) {
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
    fn tagged(
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

    /// The type of a schema that allows several types: a union of them.
    pub(super) fn several(&mut self, id: SchemaId, schema: &Schema, types: TypeSet, hint: &str) -> Form {
        let types = if types.contains(Type::Number) { types.without(Type::Integer) } else { types };
        if types.len() > 4 || !schema.residual.is_empty() || schema.not.is_some() {
            return self.opaque(id);
        }
        let members: Vec<SchemaId> = types
            .iter()
            .map(|kind| {
                let mut single = schema.clone();
                strip(&mut single);
                single.component = None;
                single.types = Some(TypeSet::of(kind));
                self.schemas.push(single)
            })
            .collect();
        if let [only] = members[..] {
            return self.form(only, hint);
        }
        let variants = self.variants(&members, &members, hint);
        Form::item(Shape::Union { exclusive: false, discriminator: None, variants })
    }

    /// Whether a schema says nothing but which members there must be.
    fn only_requires(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[id];
        if schema.reference.is_some() || schema.types.is_some_and(|types| types != TypeSet::of(Type::Object))
        {
            return false;
        }
        let mut rest = schema.clone();
        rest.required = Vec::new();
        rest.not = None;
        rest.types = None;
        let properties = std::mem::take(&mut rest.properties);
        let unions = [std::mem::take(&mut rest.any_of), std::mem::take(&mut rest.one_of)].concat();
        !asserts_beyond_types(&rest)
            && properties
                .values()
                .all(|&property| self.is_open(property) || self.schemas[property].always.is_some())
            && unions.iter().all(|&member| self.only_requires(member))
    }

    /// Whether a schema is `null` and nothing else.
    pub(super) fn is_null(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let only = schema.enumeration.as_deref().is_some_and(|values| values == [Value::Null]);
        only || schema.constant == Some(Value::Null) || schema.types == Some(TypeSet::of(Type::Null))
    }

    /// Whether a schema could accept `null`.
    fn may_be_null(&self, id: SchemaId, depth: usize) -> bool {
        if depth == 0 {
            return true;
        }
        let schema = &self.schemas[id];
        if let Some(types) = schema.types {
            return types.contains(Type::Null);
        }
        let values = schema.enumeration.as_deref().or(schema.constant.as_ref().map(std::slice::from_ref));
        if let Some(values) = values {
            return values.contains(&Value::Null);
        }
        if let Some(target) = schema.reference {
            return self.may_be_null(target, depth - 1);
        }
        if !schema.all_of.is_empty() {
            return schema.all_of.iter().all(|&member| self.may_be_null(member, depth - 1));
        }
        let members = if schema.one_of.is_empty() { &schema.any_of } else { &schema.one_of };
        if !members.is_empty() {
            return members.iter().any(|&member| self.may_be_null(member, depth - 1));
        }
        schema.always != Some(false) && self.implied(schema).is_none()
    }

    /// Whether every value of a schema is of one of the types, as far as that is plain to see.
    fn is_within(&self, id: SchemaId, types: TypeSet) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let own = schema.types.or_else(|| self.implied(schema).map(TypeSet::of));
        let covered = |kind| types.contains(kind) || kind == Type::Integer && types.contains(Type::Number);
        match own {
            Some(own) => own.iter().all(covered),
            None => schema.all_of.iter().any(|&member| self.is_shallowly_within(member, types)),
        }
    }

    fn is_shallowly_within(&self, id: SchemaId, types: TypeSet) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let own = schema.types.or_else(|| self.implied(schema).map(TypeSet::of));
        own.is_some_and(|own| own.iter().all(|kind| types.contains(kind)))
    }
}

/// Takes away what a schema says without asserting it.
pub(super) fn strip(schema: &mut Schema) {
    schema.component = None;
    schema.title = None;
    schema.description = None;
    schema.default = None;
    schema.examples = Vec::new();
    schema.deprecated = false;
    schema.read_only = false;
    schema.write_only = false;
    schema.discriminator = None;
    schema.extensions.clear();
}
