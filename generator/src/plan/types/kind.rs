//! Of which types the values of a schema are, as far as that is plain to see.

use serde_json::Value;

use super::Types;
use crate::api::{Schema, SchemaId, Type, TypeSet};

impl Types<'_> {
    /// The type that a schema without `type` is taken for, by the keywords that it has.
    pub(super) fn implied(&self, schema: &Schema) -> Option<Type> {
        if self.validation.implies_types() { described(schema) } else { None }
    }

    /// The types that a schema says or implies.
    fn types_of(&self, schema: &Schema) -> Option<TypeSet> {
        schema.types.or_else(|| self.implied(schema).map(TypeSet::of))
    }

    /// Whether a body of this schema can be written as a form: its outermost type is an object.
    pub(in crate::plan) fn is_object(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let types = self.types_of(schema);
        match types {
            Some(types) => types == TypeSet::of(Type::Object),
            None => schema.all_of.iter().any(|&member| self.is_part_object(member, 16)),
        }
    }

    /// Whether the values of a schema are lists or objects, as far as that is plain to see.
    pub(in crate::plan) fn is_structured(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let structured = |kind| matches!(kind, Type::Array | Type::Object);
        self.is_object(id) || schema.types.is_some_and(|types| types.iter().any(structured))
    }

    /// Whether a schema is of one type that is neither a list nor an object.
    pub(in crate::plan) fn is_scalar(&self, id: SchemaId) -> bool {
        let types = self.schemas[self.schemas.target(id)].types.map(|types| types.without(Type::Null));
        let single = types.and_then(TypeSet::single);
        single.is_some_and(|kind| !matches!(kind, Type::Array | Type::Object))
    }

    fn is_part_object(&self, id: SchemaId, depth: usize) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let types = self.types_of(schema);
        types == Some(TypeSet::of(Type::Object))
            || depth > 0 && schema.all_of.iter().any(|&member| self.is_part_object(member, depth - 1))
    }

    /// Whether a schema is `null` and nothing else.
    pub(super) fn is_null(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let only = schema.enumeration.as_deref().is_some_and(|values| values == [Value::Null]);
        only || schema.constant == Some(Value::Null) || schema.types == Some(TypeSet::of(Type::Null))
    }

    /// Whether a schema could accept `null`.
    pub(super) fn may_be_null(&self, id: SchemaId, depth: usize) -> bool {
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
    pub(super) fn is_within(&self, id: SchemaId, types: TypeSet) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let own = self.types_of(schema);
        let covered = |kind| types.contains(kind) || kind == Type::Integer && types.contains(Type::Number);
        match own {
            Some(own) => own.iter().all(covered),
            None => schema.all_of.iter().any(|&member| self.is_shallowly_within(member, types)),
        }
    }

    fn is_shallowly_within(&self, id: SchemaId, types: TypeSet) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let own = self.types_of(schema);
        own.is_some_and(|own| own.iter().all(|kind| types.contains(kind)))
    }
}

/// The type of which a schema without `type` speaks.
pub(super) fn described(schema: &Schema) -> Option<Type> {
    if schema.types.is_some() || schema.enumeration.is_some() || schema.constant.is_some() {
        None
    } else if !schema.properties.is_empty() || schema.additional_properties.is_some() {
        Some(Type::Object)
    } else if schema.items.is_some() {
        Some(Type::Array)
    } else {
        None
    }
}
