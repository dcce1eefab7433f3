//! `oneOf: [x, {type: null}]`, `anyOf: [x, {type: null}]`, `type: [x, null]` and an enumeration with `null` are four
//! ways to allow `null`.

use serde_json::Value;

use super::referent;
use crate::api::SchemaId;
use crate::diff::side::Side;
use crate::diff::types::Types;
use crate::diff::view::{UnionKind, View};

/// Whether a schema allows `null` and nothing else.
pub fn is_null(side: &Side, id: SchemaId) -> bool {
    let schema = side.schema(referent(side, id));
    let view = View::own(schema);
    let types = view.types.unwrap_or(Types::ANY);
    match &view.enumeration {
        Some(values) => types.overlaps(Types::NULL) && values[..] == [Value::Null],
        None => types == Types::NULL,
    }
}

/// A view that allows `null` besides; none where that cannot be said by its keywords.
pub fn nullable(view: &View, kind: UnionKind) -> Option<View> {
    if kind == UnionKind::OneOf && allows_null(view) {
        // Both members match null, which a oneOf refuses.
        return None;
    }
    if view.never || !view.nots.is_empty() || !view.residual.is_empty() {
        return None;
    }
    let mut view = view.clone();
    view.types = view.types.map(|types| types | Types::NULL);
    if let Some(values) = &mut view.enumeration
        && !values.contains(&Value::Null)
    {
        values.push(Value::Null);
    }
    for union in &mut view.unions {
        union.null = true;
    }
    Some(view)
}

fn allows_null(view: &View) -> bool {
    let types = view.types.unwrap_or(Types::ANY).overlaps(Types::NULL);
    let values = view.enumeration.as_ref().is_none_or(|values| values.contains(&Value::Null));
    types && values && view.unions.iter().all(|union| union.null)
}
