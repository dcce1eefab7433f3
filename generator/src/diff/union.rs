//! Comparing `oneOf` and `anyOf`, whose members have no order.

use std::hash::{DefaultHasher, Hash, Hasher};

use serde_json::json;

use super::comparison::{At, Comparison, written};
use super::difference::Kind;
use super::node::{Node, Part};
use super::side::Side;
use super::view::{Union, View};
use crate::api::SchemaId;

/// How far into members it is looked to find which one of the other side is meant.
const DEPTH: usize = 2;

/// Compares the unions of two views.
pub fn compare(comparison: &mut Comparison, a: &View, b: &View, at: &At) {
    let mut pairs = Vec::new();
    for index in 0..a.unions.len().max(b.unions.len()) {
        match (a.unions.get(index), b.unions.get(index)) {
            (Some(spec), Some(types)) => pairs.extend(unions(comparison, spec, types, at)),
            (Some(spec), None) => {
                let members: Vec<_> =
                    spec.members.iter().map(|node| written(&comparison.spec, node)).collect();
                comparison.add(Kind::Missing, at.then(spec.kind.keyword()), Some(json!(members)), None);
            }
            (None, Some(types)) => {
                let members: Vec<_> =
                    types.members.iter().map(|node| written(&comparison.types, node)).collect();
                comparison.add(Kind::Added, at.then(types.kind.keyword()), None, Some(json!(members)));
            }
            (None, None) => {}
        }
    }
    let members = Members { spec: &comparison.spec, types: &comparison.types, pairs };
    let spec = a.discriminator.as_ref().map(|told| told.to_json(|id| members.called(id)));
    let types = b.discriminator.as_ref().map(|told| told.to_json(|id| members.called_of_types(id)));
    comparison.values(at.then("discriminator"), spec, types);
}

/// The members of a union and their partners: a discriminator means one that has another name in the types, too.
struct Members<'c, 'a> {
    spec: &'c Side<'a>,
    types: &'c Side<'a>,
    pairs: Vec<(&'c Node, &'c Node)>,
}

impl Members<'_, '_> {
    /// What a schema of the spec is called.
    fn called(&self, id: SchemaId) -> String {
        let at = self.pairs.iter().position(|(member, _)| is_member(self.spec, member, id));
        name(self.spec, id).or(at.map(numbered)).unwrap_or_default()
    }

    /// What the spec calls a schema of the types.
    fn called_of_types(&self, id: SchemaId) -> String {
        match self.pairs.iter().position(|(_, other)| is_member(self.types, other, id)) {
            Some(at) => targets(self.pairs[at].0).find_map(|id| name(self.spec, id)).unwrap_or(numbered(at)),
            None => name(self.types, id).unwrap_or_default(),
        }
    }
}

fn is_member(side: &Side, member: &Node, id: SchemaId) -> bool {
    let target = side.api.schemas.target(id);
    targets(member).any(|part| side.api.schemas.target(part) == target)
}

fn name(side: &Side, id: SchemaId) -> Option<String> {
    side.schema(side.api.schemas.target(id)).component.clone()
}

fn targets(node: &Node) -> impl Iterator<Item = SchemaId> + '_ {
    node.parts().iter().filter_map(|part| if let Part::Whole(id) = *part { Some(id) } else { None })
}

/// A member without a name.
fn numbered(at: usize) -> String {
    format!("member {at}")
}

/// Compares two unions, and says which members are partners.
fn unions<'n>(
    comparison: &mut Comparison,
    spec: &'n Union,
    types: &'n Union,
    at: &At,
) -> Vec<(&'n Node, &'n Node)> {
    if spec.kind != types.kind {
        let keyword = |union: &Union| Some(json!(union.kind.keyword()));
        comparison.add(Kind::Changed, at.then(spec.kind.keyword()), keyword(spec), keyword(types));
    }
    let at = at.then(spec.kind.keyword());
    let mut others: Vec<Option<&Node>> = types.members.iter().map(Some).collect();
    let mut partners: Vec<Option<&Node>> = vec![None; spec.members.len()];
    by(&spec.members, &mut others, &mut partners, |member, other| {
        let name = comparison.spec.component(member);
        name.is_some() && name == comparison.types.component(other)
    });
    by(&spec.members, &mut others, &mut partners, |member, other| {
        signature(&comparison.spec, member, DEPTH) == signature(&comparison.types, other, DEPTH)
    });
    // What is left differs anyway, and is paired as it comes.
    by(&spec.members, &mut others, &mut partners, |_, _| true);
    let pairs = spec.members.iter().zip(&partners);
    let pairs = pairs.filter_map(|(member, partner)| Some((member, (*partner)?))).collect();
    for (index, (member, partner)) in spec.members.iter().zip(partners).enumerate() {
        let at = at.then(index.to_string());
        match partner {
            Some(partner) => comparison.schemas(member.clone(), partner.clone(), at),
            None => {
                let value = written(&comparison.spec, member);
                comparison.add(Kind::Missing, at, Some(value), None);
            }
        }
    }
    for other in others.into_iter().flatten() {
        let value = written(&comparison.types, other);
        comparison.add(Kind::Added, at.clone(), None, Some(value));
    }
    pairs
}

/// Gives members that have no partner yet the first of the others that fits.
fn by<'a>(
    members: &[Node],
    others: &mut [Option<&'a Node>],
    partners: &mut [Option<&'a Node>],
    fits: impl Fn(&Node, &Node) -> bool,
) {
    for (member, partner) in members.iter().zip(partners) {
        if partner.is_none()
            && let Some(found) =
                others.iter_mut().find(|other| other.is_some_and(|other| fits(member, other)))
        {
            *partner = found.take();
        }
    }
}

/// What tells a schema from another without looking far.
fn signature(side: &Side, node: &Node, depth: usize) -> u64 {
    let view = side.view(node);
    let mut hasher = DefaultHasher::new();
    side.types(node).hash(&mut hasher);
    let mut values: Vec<String> = view.enumeration.iter().flatten().map(ToString::to_string).collect();
    values.sort_unstable();
    values.hash(&mut hasher);
    (&view.formats, &view.patterns, &view.required).hash(&mut hasher);
    (view.min_length, view.max_length, view.min_items, view.max_items).hash(&mut hasher);
    let within = |node: &Node| if depth == 0 { 0 } else { signature(side, node, depth - 1) };
    let mut properties: Vec<(&str, u64)> =
        view.properties.iter().map(|(name, node)| (name.as_str(), within(node))).collect();
    properties.sort_unstable();
    properties.hash(&mut hasher);
    view.items.as_ref().map(within).hash(&mut hasher);
    for union in &view.unions {
        let mut members: Vec<u64> = union.members.iter().map(within).collect();
        members.sort_unstable();
        (union.kind, members).hash(&mut hasher);
    }
    hasher.finish()
}
