//! One of several types.

use serde_json::Value;

use super::Types;
use super::annotation::{say, strip};
use super::form::Form;
use super::residual::{asserts_about_objects, asserts_beyond_types};
use crate::api::{Schema, SchemaId, Type, TypeSet};
use crate::plan::item::Shape;

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
        let mut outer = self.outer(schema);
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
        self.note_mapped(&variants);
        let mut form = Form::item(Shape::Union { exclusive, discriminator: discriminator.clone(), variants });
        if let (None, Some(declared)) = (discriminator, &schema.discriminator) {
            form.residual.insert("discriminator".to_owned(), Value::Object(declared.raw.clone()));
        }
        form.nullable(nullable)
    }

    /// What stands beside the members of a union.
    fn outer(&self, schema: &Schema) -> Schema {
        let mut outer = schema.clone();
        outer.one_of = Vec::new();
        outer.any_of = Vec::new();
        outer.discriminator = None;
        if outer.properties.is_empty() && outer.additional_properties.is_some_and(|id| self.is_open(id)) {
            // Any member may be there anyway, which is no reason to take objects only.
            outer.additional_properties = None;
        }
        outer
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
}
