//! What stands beside a `oneOf` or `anyOf` holds for each of its members, and may as well be written in each.

use std::rc::Rc;

use crate::diff::node::Node;
use crate::diff::view::{Union, View};

/// Two views, where what one writes beside its union and the other in its members is written in the members.
pub fn distributed(a: Rc<View>, b: Rc<View>, spec: &Node, types: &Node) -> (Rc<View>, Rc<View>) {
    let ([one], [other]) = (&a.unions[..], &b.unions[..]) else { return (a, b) };
    let (beside, others_beside) = (has_base(&a), has_base(&b));
    if one.kind != other.kind || beside == others_beside {
        return (a, b);
    }
    if beside { (within(&a, one, spec), b) } else { (a, within(&b, other, types)) }
}

/// Whether there is anything beside the union.
fn has_base(view: &View) -> bool {
    view.types.is_some() || View { unions: Vec::new(), discriminator: None, ..view.clone() }.asks()
}

fn within(view: &View, union: &Union, node: &Node) -> Rc<View> {
    let base = node.base();
    let members = union.members.iter().map(|member| member.and(&base)).collect();
    Rc::new(View {
        types: view.types,
        unions: vec![Union { members, ..union.clone() }],
        discriminator: view.discriminator.clone(),
        annotations: view.annotations.clone(),
        place: view.place,
        ..View::default()
    })
}
