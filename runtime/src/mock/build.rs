//! From a schema to values that should satisfy it.

use serde_json::{Map, Value};

use super::flatten::flatten;
use super::{list, number, object, text};
use crate::schema::evaluate::{Prepared, Resolve};

/// How deep a value may nest.
const DEPTH: usize = 12;
/// How deep optional members are made up.
pub(super) const GENEROUS: usize = 4;
/// How many schemas one value may be made from.
const STEPS: usize = 20_000;

/// Values to try, the most telling first.
pub(super) fn candidates<'a>(schema: &'a Value, root: &'a dyn Resolve) -> impl Iterator<Item = Value> + 'a {
    // With all optional members, then with only the required ones.
    [GENEROUS, 1, 0].into_iter().flat_map(move |generous| {
        (0..3).filter_map(move |variant| {
            Builder { root, generous, steps: 0 }.value(schema, Site { depth: 0, variant })
        })
    })
}

/// Where a value is made, and which one of several possible ones is wanted.
#[derive(Clone, Copy)]
pub(super) struct Site {
    pub depth: usize,
    pub variant: usize,
}

pub(super) struct Builder<'a> {
    pub root: &'a dyn Resolve,
    pub generous: usize,
    steps: usize,
}

impl Builder<'_> {
    /// A value for a schema, or `None` if none is found.
    pub fn value(&mut self, schema: &Value, site: Site) -> Option<Value> {
        self.steps += 1;
        if site.depth > DEPTH || self.steps > STEPS {
            return None;
        }
        if schema == &Value::Bool(false) {
            return None;
        }
        let flat = flatten(schema, self.root)?;
        if let Some(value) = self.given(&flat, site) {
            return Some(value);
        }
        for keyword in ["oneOf", "anyOf"] {
            if let Some(Value::Array(members)) = flat.get(keyword) {
                return self.alternative(&flat, keyword, members, site);
            }
        }
        self.typed(&flat, site)
    }

    /// A value that the schema itself gives.
    fn given(&self, flat: &Map<String, Value>, site: Site) -> Option<Value> {
        let mut all: Vec<&Value> = flat.get("const").into_iter().collect();
        let listed = |keyword| flat.get(keyword).and_then(Value::as_array).into_iter().flatten();
        if all.is_empty() {
            all = flat
                .get("example")
                .into_iter()
                .chain(listed("examples"))
                .chain(flat.get("default"))
                .collect();
            // An example serves once; in a list whose items differ, others are needed.
            let allowed: Vec<&Value> = listed("enum").collect();
            let first = site.variant % allowed.len().max(1);
            all.extend(allowed.iter().skip(first).chain(allowed.iter().take(first)));
            if site.variant > 0 {
                let skipped = all.len().saturating_sub(allowed.len());
                all.drain(..skipped.min(all.len()));
            }
        }
        if all.is_empty() {
            return None;
        }
        let prepared = Prepared::new(&Value::Object(flat.clone()), self.root).ok()?;
        all.into_iter().find(|value| prepared.is_valid(value)).cloned()
    }

    /// A value for one member of a union that also satisfies what stands beside the union.
    fn alternative(
        &mut self,
        flat: &Map<String, Value>,
        keyword: &str,
        members: &[Value],
        site: Site,
    ) -> Option<Value> {
        let whole = Prepared::new(&Value::Object(flat.clone()), self.root).ok()?;
        let mut beside = flat.clone();
        beside.remove(keyword);
        // A null says least; it comes last.
        let (nulls, others): (Vec<_>, Vec<_>) = members.iter().partition(|member| member["type"] == "null");
        others.into_iter().chain(nulls).find_map(|member| {
            let joined = serde_json::json!({ "allOf": [Value::Object(beside.clone()), member] });
            let mut value = self.value(&joined, site)?;
            object::discriminate(&mut value, flat, member);
            whole.is_valid(&value).then_some(value)
        })
    }

    fn typed(&mut self, flat: &Map<String, Value>, site: Site) -> Option<Value> {
        match kind(flat) {
            "object" => object::build(flat, site, self),
            "array" => list::build(flat, site, self),
            "string" => text::build(flat, site.variant).map(Value::from),
            "integer" => number::build(flat, true, site.variant),
            "number" => number::build(flat, false, site.variant),
            "boolean" => Some((site.variant.is_multiple_of(2)).into()),
            _ => Some(Value::Null),
        }
    }
}

/// The type to make a value of: the first that is declared, else the one that the keywords speak of.
fn kind(flat: &Map<String, Value>) -> &str {
    const HINTS: &[(&str, &[&str])] = &[
        ("object", &["properties", "required", "additionalProperties", "minProperties", "patternProperties"]),
        ("array", &["items", "prefixItems", "minItems", "contains"]),
        ("string", &["pattern", "minLength", "maxLength", "format", "contentEncoding"]),
        ("number", &["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"]),
    ];
    match flat.get("type") {
        Some(Value::String(kind)) => kind,
        Some(Value::Array(kinds)) => {
            let mut kinds = kinds.iter().filter_map(Value::as_str);
            kinds.find(|kind| *kind != "null").unwrap_or("null")
        }
        _ => HINTS
            .iter()
            .find(|(_, keywords)| keywords.iter().any(|keyword| flat.contains_key(*keyword)))
            .map_or("string", |(kind, _)| kind),
    }
}
