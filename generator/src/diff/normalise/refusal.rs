//! `false` and `not: {}` both allow no value.

use super::referent;
use crate::api::Schema;
use crate::diff::side::Side;
use crate::diff::view::View;

/// Brings the longer of the two to the shorter.
pub fn refusal(side: &Side, schema: &Schema, view: &mut View) {
    let Some(not) = schema.not.map(|id| side.schema(referent(side, id))) else { return };
    let is_composed = not.reference.is_some()
        || [&not.all_of, &not.any_of, &not.one_of].into_iter().any(|members| !members.is_empty());
    let own = View::own(not);
    if !is_composed && own.types.is_none() && !own.asks() {
        view.never = true;
        view.nots.clear();
    }
}
