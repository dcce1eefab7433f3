//! A `oneOf` or `anyOf` with one member is that member. What is left of a union after this rule and those about `null`
//! and about disjoint types is kept.

use super::{join, null_member};
use crate::api::{Schema, SchemaId};
use crate::diff::node::Node;
use crate::diff::side::Side;
use crate::diff::types::Types;
use crate::diff::view::{Union, UnionKind, View};

/// Merges the `oneOf` and the `anyOf` of a schema into its view.
pub fn unions(side: &Side, schema: &Schema, view: &mut View, trail: &mut Vec<SchemaId>) {
    for (kind, ids) in [(UnionKind::OneOf, &schema.one_of), (UnionKind::AnyOf, &schema.any_of)] {
        if ids.is_empty() {
            continue;
        }
        let (nulls, rest): (Vec<SchemaId>, Vec<SchemaId>) =
            ids.iter().partition(|id| null_member::is_null(side, **id));
        match rest[..] {
            [] => join(view, &View { types: Some(Types::NULL), ..View::default() }, true),
            [only] => {
                let member = side.view_of(only, trail);
                let member = if nulls.is_empty() {
                    Some((*member).clone())
                } else {
                    null_member::nullable(&member, kind)
                };
                match member {
                    Some(member) => join(view, &member, true),
                    None => view.unions.push(Union { kind, members: vec![Node::of(only)], null: true }),
                }
            }
            _ => {
                if let Some(mut merged) = super::merged(side, &rest, trail) {
                    merged.types =
                        merged.types.map(|types| if nulls.is_empty() { types } else { types | Types::NULL });
                    join(view, &merged, true);
                    continue;
                }
                let members = rest.iter().map(|id| side.node(*id)).collect();
                view.unions.push(Union { kind, members, null: !nulls.is_empty() });
            }
        }
    }
    // There is nothing to tell apart in a union of one.
    let of_one = schema.one_of.len() + schema.any_of.len() == 1;
    if view.discriminator.is_none() && !of_one {
        view.discriminator = schema.discriminator.as_ref().map(super::mapping);
    }
}
