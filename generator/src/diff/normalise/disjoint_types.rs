//! A union of schemas in place, each of one type and no two of the same, is one schema with a list of types: a keyword
//! about strings says nothing about numbers.

use std::rc::Rc;

use super::{implied, join};
use crate::api::SchemaId;
use crate::diff::side::Side;
use crate::diff::types::Types;
use crate::diff::view::{Annotations, View};

/// The members of a union as one view, where they can be said in one.
pub fn merged(side: &Side, members: &[SchemaId], trail: &mut Vec<SchemaId>) -> Option<View> {
    let in_place = |id: &SchemaId| {
        let schema = side.schema(*id);
        schema.component.is_none() && schema.reference.is_none() && schema.all_of.is_empty()
    };
    if !members.iter().all(in_place) {
        return None;
    }
    let views: Vec<Rc<View>> = members.iter().map(|id| side.view_of(*id, trail)).collect();
    let mut all = Types::NONE;
    for view in &views {
        let types = implied(view);
        if types == Types::ANY || !is_plain(view) || types.overlaps(all) {
            return None;
        }
        all = all | types;
    }
    let mut merged = View::default();
    for view in views {
        join(&mut merged, &View { types: None, ..(*view).clone() }, false);
    }
    merged.types = Some(all);
    Some(merged)
}

/// Whether each keyword of a view is about values of one type, and it says nothing about them.
fn is_plain(view: &View) -> bool {
    view.annotations == Annotations::default()
        && view.enumeration.is_none()
        && view.unions.is_empty()
        && view.nots.is_empty()
        && view.residual.is_empty()
        && view.discriminator.is_none()
}
