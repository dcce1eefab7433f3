//! Where nothing else evaluates members, `unevaluatedProperties: false` is `additionalProperties: false`.

use std::rc::Rc;

use serde_json::Value;

use super::referent;
use crate::diff::node::Node;
use crate::diff::side::Side;
use crate::diff::view::View;

/// Takes both keywords away, where one side says it with the one and the other with the other.
pub fn sealed(spec: (&Side, &Node, Rc<View>), types: (&Side, &Node, Rc<View>)) -> (Rc<View>, Rc<View>) {
    if is_sealed(&spec) && is_closed(&types) || is_closed(&spec) && is_sealed(&types) {
        (open(&spec.2), open(&types.2))
    } else {
        (spec.2, types.2)
    }
}

fn is_sealed((side, node, view): &(&Side, &Node, Rc<View>)) -> bool {
    // Said within a member of `allOf`, it would not know of the other members.
    let own = node.only().map(|id| &side.schema(referent(side, id)).residual);
    own.is_some_and(|own| own.get("unevaluatedProperties") == Some(&Value::Bool(false)))
        && view.residual.len() == 1
        && view.unions.is_empty()
        && view.pattern_properties.is_empty()
        && view.additional.is_none()
}

fn is_closed((side, _, view): &(&Side, &Node, Rc<View>)) -> bool {
    view.residual.is_empty() && view.additional.as_ref().is_some_and(|node| side.view(node).never)
}

fn open(view: &View) -> Rc<View> {
    let mut view = view.clone();
    view.residual.clear();
    view.additional = None;
    Rc::new(view)
}
