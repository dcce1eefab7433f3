//! Members that are named in brackets: `filter[author]=ada&filter[tags][0]=rust`.

use indexmap::IndexMap;

use crate::model::Type;

use super::pairs::Pair;
use super::scalar::of_raw;
use super::shape::{Shape, element, may_be, member};
use super::text::{Broken, Escapes};
use super::tree::{Members, Tree};

/// Names go no deeper than this, so that no query exhausts the stack.
const DEEPEST: usize = 16;

/// What stands under a name.
enum Node<'q> {
    /// Values, each still escaped.
    Leaf(Vec<&'q str>),
    /// Members by the text in their brackets.
    Branch(IndexMap<&'q str, Node<'q>>),
}

/// The value that the pairs give to `name`; `None` when no pair is for it.
pub(super) fn read(
    pairs: &[Pair<'_>],
    name: &str,
    ty: &'static Type,
    escapes: Escapes,
) -> Result<Option<Tree>, Broken> {
    let mut root = Node::Branch(IndexMap::new());
    let mut is_there = false;
    for pair in pairs {
        if let Some(steps) = steps(&pair.name, name) {
            root.plant(steps, pair.raw)?;
            is_there = true;
        }
    }
    Ok(is_there.then(|| root.into_value(ty, escapes)))
}

/// Whether a pair of that name says something about a member of `name`.
pub(super) fn is_within(key: &str, name: &str) -> bool {
    steps(key, name).is_some()
}

/// What stands behind `name` in `key`, if it is nothing but brackets.
fn steps<'k>(key: &'k str, name: &str) -> Option<&'k str> {
    let steps = key.strip_prefix(name).filter(|rest| !rest.is_empty())?;
    let mut rest = steps;
    while !rest.is_empty() {
        rest = rest.strip_prefix('[')?.split_once(']')?.1;
    }
    Some(steps)
}

/// The first step, and the others.
fn step(steps: &str) -> Option<(&str, &str)> {
    steps.strip_prefix('[')?.split_once(']')
}

impl<'q> Node<'q> {
    /// Puts a value where `steps` lead.
    fn plant(&mut self, steps: &'q str, raw: &'q str) -> Result<(), Broken> {
        let (mut node, mut steps, mut depth) = (self, steps, 0);
        while let Some((name, rest)) = step(steps) {
            depth += 1;
            if depth > DEEPEST {
                return Err(Broken::Depth);
            }
            let Node::Branch(members) = node else { return Err(Broken::Style("deepObject")) };
            let last = step(rest).is_none();
            node = members
                .entry(name)
                .or_insert_with(|| if last { Node::Leaf(Vec::new()) } else { Node::Branch(IndexMap::new()) });
            steps = rest;
        }
        match node {
            Node::Leaf(raws) => raws.push(raw),
            Node::Branch(_) => return Err(Broken::Style("deepObject")),
        }
        Ok(())
    }

    fn into_value(self, ty: &'static Type, escapes: Escapes) -> Tree {
        match self {
            Node::Leaf(raws) if may_be(ty, Shape::List) && (raws.len() > 1 || !may_be(ty, Shape::Scalar)) => {
                let of = element(ty);
                Tree::List(raws.into_iter().map(|raw| of_raw(raw, escapes, of)).collect())
            }
            Node::Leaf(raws) => match raws[..] {
                [only] => of_raw(only, escapes, ty),
                _ => Tree::Broken(Broken::Duplicate, raws.concat()),
            },
            Node::Branch(members)
                if may_be(ty, Shape::List)
                    && (members.keys().all(|key| position(key).is_some()) || !may_be(ty, Shape::Object)) =>
            {
                elements(members, element(ty), escapes)
            }
            Node::Branch(members) => {
                let mut object = Members::new();
                for (name, node) in members {
                    object.insert(name.to_owned(), node.into_value(member(ty, name), escapes));
                }
                Tree::Object(object)
            }
        }
    }
}

/// The elements of a list that are named by their positions, in that order and without gaps, or by nothing.
fn elements(members: IndexMap<&str, Node<'_>>, of: &'static Type, escapes: Escapes) -> Tree {
    let mut placed = Vec::with_capacity(members.len());
    for (name, node) in members {
        let Some(position) = position(name) else {
            return Tree::Broken(Broken::Style("deepObject"), name.to_owned());
        };
        placed.push((position, node));
    }
    placed.sort_by_key(|(position, _)| *position);
    let mut values = Vec::with_capacity(placed.len());
    for (position, node) in placed {
        match node {
            Node::Leaf(raws) if position == LAST => {
                values.extend(raws.into_iter().map(|raw| Node::Leaf(vec![raw]).into_value(of, escapes)));
            }
            node => values.push(node.into_value(of, escapes)),
        }
    }
    Tree::List(values)
}

/// The position of elements whose brackets are empty.
const LAST: u64 = u64::MAX;

fn position(name: &str) -> Option<u64> {
    match name {
        "" => Some(LAST),
        _ if name.bytes().all(|byte| byte.is_ascii_digit()) => name.parse().ok().filter(|it| *it < LAST),
        _ => None,
    }
}
