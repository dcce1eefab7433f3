//! What a schema has against a value, found out as servers find it out.

use routewright::schema::evaluate::{Formats, Prepared, Resolve};
use routewright::schema::{Failure, Failures};
use serde_json::Value;

use super::Types;
use crate::api::{SchemaId, referred_component};

impl Types<'_> {
    /// The first thing that a schema has against a value.
    pub(super) fn complaint(&self, id: SchemaId, value: &Value) -> Option<Failure> {
        let formats = if self.validation.asserts_formats() { Formats::Assert } else { Formats::Annotate };
        // What cannot be run is told of elsewhere.
        let schema = Prepared::with_formats(&self.schemas.to_json(id), self, formats).ok()?;
        let mut failures = Failures::new();
        schema.evaluate(value, &mut failures);
        failures.first().cloned()
    }
}

impl Resolve for Types<'_> {
    fn resolve(&self, reference: &str) -> Option<&Value> {
        let id = *self.components.get(&referred_component(reference)?)?;
        Some(self.written.get(&id)?.get_or_init(|| self.schemas.to_json(id)))
    }
}
