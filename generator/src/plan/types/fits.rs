//! Whether a default is a value of its schema.

use std::collections::HashSet;

use routewright::schema::Failures;
use routewright::schema::evaluate::{Components, Formats, Prepared};
use serde_json::{Map, Number, Value};

use super::Types;
use super::enumeration::is_of;
use crate::api::{Discriminator, Schema, SchemaId};
use crate::diagnostic::Diagnostic;

impl Types<'_> {
    /// Whether a default can be applied: it is allowed, and the type of its schema surely takes it. One that is not allowed is
    /// told of. What is not applied is described only.
    pub(super) fn applies(&mut self, id: SchemaId, value: &Value) -> bool {
        let takes = !holds_object(value) || self.ends(id, &mut Vec::new(), &mut 0);
        if self.fits_within(id, value, 8) {
            return takes;
        }
        match self.complaint(id, value) {
            Some(complaint) => {
                self.warn_of_default(id, &complaint);
                false
            }
            None => {
                takes
                    && !value.is_null()
                    && is_kept(value)
                    && self.is_plain(id, &mut HashSet::new())
                    && self.is_tagged(id, value, 64)
            }
        }
    }

    /// What a schema has against a value, if anything.
    fn complaint(&mut self, id: SchemaId, value: &Value) -> Option<String> {
        let formats = if self.validation.asserts_formats() { Formats::Assert } else { Formats::Annotate };
        let schemas = &self.schemas;
        let all = self.written.get_or_insert_with(|| {
            let json = self.components.iter().map(|(name, id)| (name.clone(), schemas.to_json(*id)));
            Components::from(json.collect::<Map<_, _>>())
        });
        // What cannot be run is told of elsewhere.
        let schema = Prepared::with_formats(&schemas.to_json(id), all, formats).ok()?;
        let mut failures = Failures::new();
        schema.evaluate(value, &mut failures);
        failures.first().map(ToString::to_string)
    }

    fn warn_of_default(&mut self, id: SchemaId, complaint: &str) {
        let schema = &self.schemas[id];
        let place = schema.default_at.unwrap_or(schema.place);
        // A schema is looked at once for each of its uses, and a type that does not fit was told of when it was read.
        if self.diagnostics.iter().all(|told| told.place != Some(place)) {
            let message = format!("the default is not what its schema allows: {complaint}");
            self.diagnostics
                .push(Diagnostic::warning(place, message).help("it is described, and not applied"));
        }
    }

    /// Whether the type of a schema takes all that the schema allows: none of them has a type only because it describes
    /// members, and none is a file.
    fn is_plain(&self, id: SchemaId, seen: &mut HashSet<SchemaId>) -> bool {
        if !seen.insert(id) {
            return true;
        }
        let schema = &self.schemas[id];
        let describes = schema.items.is_some()
            || schema.additional_properties.is_some()
            || !schema.prefix_items.is_empty()
            || !schema.properties.is_empty()
            || !schema.required.is_empty();
        (schema.types.is_some() || !describes)
            && !self.files.contains(&id)
            && seen.len() < 1000
            && schema.parts().all(|part| self.is_plain(part, seen))
    }

    /// Whether a value that a schema allows is of those members of unions that its discriminators name: the types know no
    /// others.
    fn is_tagged(&mut self, id: SchemaId, value: &Value, depth: usize) -> bool {
        let Some(depth) = depth.checked_sub(1) else { return false };
        let schema = &self.schemas[id];
        let members = [&schema.one_of[..], &schema.any_of].concat();
        if let (Some(discriminator), false) = (&schema.discriminator, members.is_empty()) {
            let tag = value.get(&discriminator.property).and_then(Value::as_str);
            let named = tag.and_then(|tag| self.named_by(discriminator, &members, tag));
            return named.is_some_and(|member| {
                self.complaint(member, value).is_none() && self.is_tagged(member, value, depth)
            });
        }
        let whole = schema.reference.into_iter().chain(schema.all_of.iter().copied()).chain(members);
        let mut parts: Vec<(SchemaId, &Value)> = whole.map(|part| (part, value)).collect();
        for item in value.as_array().into_iter().flatten() {
            parts.extend(schema.items.iter().chain(&schema.prefix_items).map(|part| (*part, item)));
        }
        for (name, value) in value.as_object().into_iter().flatten() {
            match schema.properties.get(name) {
                Some(property) => parts.push((*property, value)),
                None => parts.extend(schema.additional_properties.map(|part| (part, value))),
            }
            parts.extend(schema.pattern_properties.values().map(|part| (*part, value)));
        }
        parts.into_iter().all(|(part, value)| self.is_tagged(part, value, depth))
    }

    /// The member of a union that a value of its discriminator names.
    fn named_by(&self, discriminator: &Discriminator, members: &[SchemaId], tag: &str) -> Option<SchemaId> {
        let mapped = discriminator.mapping.get(tag).map(|id| self.schemas.target(*id));
        let is_mapped = |id| discriminator.mapping.values().any(|other| self.schemas.target(*other) == id);
        members.iter().map(|member| self.schemas.target(*member)).find(|member| match mapped {
            Some(mapped) => *member == mapped,
            None => self.schemas[*member].component.as_deref() == Some(tag) && !is_mapped(*member),
        })
    }

    /// Whether no value of a schema lies in another one of it: defaults of such values would need each other without end.
    fn ends(&self, id: SchemaId, open: &mut Vec<SchemaId>, steps: &mut usize) -> bool {
        *steps += 1;
        if open.contains(&id) || *steps > 1000 {
            return false;
        }
        open.push(id);
        let ends = self.schemas[id].parts().all(|part| self.ends(part, open, steps));
        open.pop();
        ends
    }

    fn fits_within(&self, id: SchemaId, value: &Value, depth: usize) -> bool {
        let schema = &self.schemas[id];
        if depth == 0 || value.is_null() {
            return false;
        }
        let composed = !schema.any_of.is_empty() || !schema.one_of.is_empty() || schema.not.is_some();
        if composed || !schema.residual.is_empty() || schema.pattern.is_some() || schema.always.is_some() {
            return false;
        }
        if let Some(target) = schema.reference
            && !self.fits_within(target, value, depth - 1)
        {
            return false;
        }
        if !schema
            .all_of
            .iter()
            .all(|&member| self.is_silent(member) || self.fits_within(member, value, depth - 1))
        {
            return false;
        }
        let typed = schema.reference.is_some() || !schema.all_of.is_empty();
        if !schema.types.map_or(typed, |types| is_of(value, types)) {
            return false;
        }
        let listed = schema.enumeration.as_ref().is_none_or(|values| values.contains(value))
            && schema.constant.as_ref().is_none_or(|constant| constant == value);
        listed
            && match value {
                Value::Number(number) => number_fits(schema, number),
                Value::String(text) => text_fits(schema, text),
                Value::Array(values) => self.list_fits(schema, values, depth),
                Value::Object(members) => self.object_fits(schema, members, depth),
                _ => true,
            }
    }

    /// Whether an object surely fits: every member has a property that says what it is.
    fn object_fits(&self, schema: &Schema, members: &Map<String, Value>, depth: usize) -> bool {
        schema.pattern_properties.is_empty()
            && schema.property_names.is_none()
            && count_fits(members.len(), schema.min_properties, schema.max_properties)
            && schema.required.iter().all(|name| members.contains_key(name))
            && members.iter().all(|(name, value)| {
                schema.properties.get(name).is_some_and(|&id| self.fits_within(id, value, depth - 1))
            })
    }

    fn list_fits(&self, schema: &Schema, values: &[Value], depth: usize) -> bool {
        schema.prefix_items.is_empty()
            && count_fits(values.len(), schema.min_items, schema.max_items)
            && (!schema.unique_items || (1..values.len()).all(|end| !values[..end].contains(&values[end])))
            && values.iter().all(|value| match schema.items {
                Some(items) => self.fits_within(items, value, depth - 1),
                None => !value.is_null(),
            })
    }
}

/// Whether the numbers in a value are such that every type for them takes them.
fn is_kept(value: &Value) -> bool {
    /// Up to here every whole number is a float.
    const LARGEST: f64 = 9_007_199_254_740_992.0;
    match value {
        Value::Number(number) => {
            number.is_i64() || number.as_f64().is_some_and(|float| float.abs() < LARGEST)
        }
        Value::Array(values) => values.iter().all(is_kept),
        Value::Object(members) => members.values().all(is_kept),
        _ => true,
    }
}

fn holds_object(value: &Value) -> bool {
    match value {
        Value::Object(_) => true,
        Value::Array(values) => values.iter().any(holds_object),
        _ => false,
    }
}

fn count_fits(count: usize, least: Option<u64>, most: Option<u64>) -> bool {
    let count = count as u64;
    least.is_none_or(|least| count >= least) && most.is_none_or(|most| count <= most)
}

fn text_fits(schema: &Schema, text: &str) -> bool {
    // Formats that are checked are not checked here.
    let known = matches!(schema.format.as_deref(), None | Some("string" | "password" | "enum" | "text"));
    (known || schema.enumeration.is_some())
        && count_fits(text.chars().count(), schema.min_length, schema.max_length)
}

fn number_fits(schema: &Schema, number: &Number) -> bool {
    let within = |bound: &Option<Number>, holds: fn(f64, f64) -> bool| {
        bound.as_ref().is_none_or(|bound| match (number.as_f64(), bound.as_f64()) {
            (Some(number), Some(bound)) => holds(number, bound),
            _ => false,
        })
    };
    let whole = schema.types.is_none_or(|types| {
        types.contains(crate::api::Type::Number)
            || (number.is_i64() && in_format(schema.format.as_deref(), number))
    });
    whole
        && within(&schema.minimum, |number, bound| number >= bound)
        && within(&schema.maximum, |number, bound| number <= bound)
        && within(&schema.exclusive_minimum, |number, bound| number > bound)
        && within(&schema.exclusive_maximum, |number, bound| number < bound)
        && within(&schema.multiple_of, |number, bound| bound != 0.0 && (number / bound).fract() == 0.0)
}

fn in_format(format: Option<&str>, number: &Number) -> bool {
    let Some(number) = number.as_i64() else { return false };
    match format {
        Some("int32") => i32::try_from(number).is_ok(),
        Some(format) if format.starts_with("uint") => number >= 0,
        _ => true,
    }
}
