//! Query parameters that nothing is declared for.

use std::collections::HashSet;

use super::Incoming;
use super::brackets;
use super::media;
use super::pairs::pairs;
use super::shape;
use super::style::{Style, Written};
use crate::model::{Additional, Field};
use crate::operation::{Location, Part};
use crate::schema::Reason;

impl Incoming<'_> {
    /// Notes each query parameter that the operation does not declare and that is no [credential](Self::credentials).
    pub fn refuse_unknown_parameters(&mut self) {
        let parts = self.info().map_or(&[][..], |info| info.parts);
        let of = |location| {
            let parts = parts.iter().filter(move |part: &&Part| part.location == location);
            parts.filter_map(|part| shape::object((part.of)())).flat_map(|object| object.fields)
        };
        let mut fields: Vec<&'static Field> = of(Location::Query).collect();
        for whole in of(Location::QueryString) {
            // What is no form has no parameters, and a form that keeps whatever comes has none that are unknown.
            let members = shape::object((whole.of)()).filter(|_| media::is_form(whole.wire.content));
            match members.filter(|object| !matches!(object.additional, Additional::Keep(..))) {
                Some(object) => fields.extend(object.fields),
                None => return,
            }
        }
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
