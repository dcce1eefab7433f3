//! Values that are made for the schemas of a document.

use std::cell::RefCell;
use std::collections::HashMap;

use routewright::mock;
use routewright::schema::evaluate::Resolve;
use serde_json::Value;

use crate::differential::schemas;

/// Makes values for the schemas of a document, each once.
pub struct Made<'d> {
    document: &'d Value,
    known: RefCell<HashMap<*const Value, Option<Value>>>,
}

/// How many values are remembered.
const MOST: usize = 2_000;

impl<'d> Made<'d> {
    /// Nothing is made yet.
    pub fn new(document: &'d Value) -> Self {
        Self { document, known: RefCell::default() }
    }

    /// A value for a schema of the document.
    pub fn value(&self, schema: &'d Value) -> Option<Value> {
        let key = std::ptr::from_ref(schema);
        if let Some(known) = self.known.borrow().get(&key) {
            return known.clone();
        }
        let value = mock::value(schema, self);
        let mut known = self.known.borrow_mut();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key, value.clone());
        value
    }

    /// What a reference leads to.
    pub fn target(&self, reference: &str) -> Option<&'d Value> {
        self.document.pointer(&schemas::pointer(reference)?)
    }
}

impl Resolve for Made<'_> {
    fn resolve(&self, reference: &str) -> Option<&Value> {
        self.target(reference)
    }
}
