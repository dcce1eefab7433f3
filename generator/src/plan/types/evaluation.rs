//! What a schema has against a value, found out as servers find it out.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use routewright::schema::evaluate::{Formats, Prepared, Resolve};
use routewright::schema::{Failure, Failures};
use serde_json::Value;

use super::Types;
use crate::api::{Api, SchemaId, referred_component};

/// How many schemas may stand around another one and assert nothing.
const MOST_AROUND: usize = 8;

/// The components, each made ready once it is asked for.
pub(super) struct Evaluation {
    json: HashMap<SchemaId, OnceCell<Value>>,
    /// Those that values were held against; nothing for what cannot be run.
    prepared: RefCell<HashMap<SchemaId, Option<Rc<Prepared>>>>,
}

impl Evaluation {
    pub(super) fn new(api: &Api) -> Self {
        let json = api.components.values().map(|&id| (id, OnceCell::new())).collect();
        Self { json, prepared: RefCell::default() }
    }
}

impl Types<'_> {
    /// The first thing that a schema has against a value.
    pub(super) fn complaint(&self, id: SchemaId, value: &Value) -> Option<Failure> {
        // What cannot be run is told of elsewhere.
        let schema = self.prepared(id)?;
        let mut failures = Failures::new();
        schema.evaluate(value, &mut failures);
        failures.first().cloned()
    }

    fn prepared(&self, id: SchemaId) -> Option<Rc<Prepared>> {
        // Many defaults stand beside references, and what they refer to may be large.
        let inner = |id: &SchemaId| self.only_part(&self.schemas[*id]);
        let id = std::iter::successors(Some(id), inner).take(MOST_AROUND).last().unwrap_or(id);
        if self.schemas[id].component.is_none() {
            return self.prepare(id);
        }
        if let Some(known) = self.evaluation.prepared.borrow().get(&id) {
            return known.clone();
        }
        let prepared = self.prepare(id);
        self.evaluation.prepared.borrow_mut().insert(id, prepared.clone());
        prepared
    }

    fn prepare(&self, id: SchemaId) -> Option<Rc<Prepared>> {
        let formats = if self.validation.asserts_formats() { Formats::Assert } else { Formats::Annotate };
        Prepared::with_formats(&self.schemas.to_json(id), self, formats).ok().map(Rc::new)
    }
}

impl Resolve for Types<'_> {
    fn resolve(&self, reference: &str) -> Option<&Value> {
        let id = *self.components.get(&referred_component(reference)?)?;
        Some(self.evaluation.json.get(&id)?.get_or_init(|| self.schemas.to_json(id)))
    }
}
