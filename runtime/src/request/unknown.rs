//! Query parameters that nothing is declared for.

use std::collections::HashSet;

use super::Incoming;
use super::brackets;
use super::pairs::pairs;
use super::shape;
use super::style::{Style, Written};
use crate::model::Field;
use crate::operation::Location;
use crate::schema::Reason;

impl Incoming<'_> {
    /// Notes each query parameter that the operation does not declare and that is no [credential](Self::credentials).
    pub fn refuse_unknown_parameters(&mut self) {
        let parts = self.info().map_or(&[][..], |info| info.parts);
        let query = parts.iter().filter(|part| part.location == Location::Query);
        let objects = query.filter_map(|part| shape::object((part.of)()));
        let fields: Vec<&'static Field> = objects.flat_map(|object| object.fields).collect();
        let is_known =
            |name: &str| fields.iter().any(|field| takes(field, name)) || self.credentials.contains(&name);
        let mut cx = Self::context();
        let mut told = HashSet::new();
        for pair in pairs(self.parts.uri.query().unwrap_or_default()) {
            if !is_known(&pair.name) && !told.contains(&pair.name) {
                cx.at_other(&pair.name, |cx| cx.fail(Reason::UnknownParameter));
                told.insert(pair.name);
            }
        }
        self.note_parameters(Location::Query, cx.into_failures());
    }
}

/// Whether a pair of that name may be for the field.
fn takes(field: &'static Field, name: &str) -> bool {
    let written = Written::of(field, Location::Query);
    field.name == name
        || match written.style {
            Style::Deep => brackets::is_within(name, field.name),
            Style::Form if written.explode => shape::may_have((field.of)(), name),
            _ => false,
        }
}
