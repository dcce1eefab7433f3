//! The prepared schema and its run against one value.

use std::collections::HashMap;
use std::fmt::Debug;

use super::place::{Path, Place, Scope, Seen};
use crate::json::Json;
use crate::schema::{Failures, Pointer, Reason, nearest};

/// How many schemas may be entered within each other. JSON nests at most 128 deep, so this is enough for several
/// schemas at every level, and small enough for the stack of any thread.
const DEPTH: usize = 400;

/// One keyword of one schema, with what belongs to it.
pub(super) trait Keyword: Debug + Send + Sync {
    /// Whether the value satisfies it; what is wrong goes to the run, what it looked at to `seen`.
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool;
}

/// The place of a schema in its graph.
pub(super) type NodeId = usize;

/// One schema.
#[derive(Debug, Default)]
pub(super) struct Node {
    pub resource: usize,
    pub keywords: Vec<Box<dyn Keyword>>,
    /// Those that need to know what all others have looked at.
    pub last: Vec<Box<dyn Keyword>>,
}

/// A schema and all that it refers to. The first node is the schema itself.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub nodes: Vec<Node>,
    /// Where each dynamic anchor of each resource leads.
    pub dynamic: HashMap<(usize, String), NodeId>,
    /// Some schema asks for what others have not looked at.
    pub tracking: bool,
}

impl Graph {
    pub fn evaluate(&self, instance: &Json<'_>, out: &mut Failures) {
        let mut run = Run { graph: self, out: Some(out), depth: 0, tried: 0 };
        run.root(instance);
    }

    pub fn is_valid(&self, instance: &Json<'_>) -> bool {
        Run { graph: self, out: None, depth: 0, tried: 0 }.root(instance)
    }
}

/// A run against one value.
pub(super) struct Run<'a> {
    pub graph: &'a Graph,
    /// Where failures go; `None` when only the verdict matters.
    out: Option<&'a mut Failures>,
    depth: usize,
    /// Within so many alternatives that were tried once more it is.
    tried: usize,
}

/// So many alternatives within each other are tried once more to tell what is wrong with the value for each. All that is
/// within them is looked at again each time, so without an end a value that nests deeply would be looked at as often.
const TRIED: usize = 4;

impl Run<'_> {
    fn root(&mut self, instance: &Json<'_>) -> bool {
        let Some(node) = self.graph.nodes.first() else { return true };
        let scope = Scope { before: None, resource: node.resource };
        let mut seen = Seen::new(self.graph.tracking, instance);
        self.node(0, Place { value: instance, path: &Path::ROOT, scope: &scope }, &mut seen)
    }

    /// Runs a schema against the value at a place. If it is satisfied, what it looked at is added to `seen`.
    pub fn node(&mut self, id: NodeId, place: Place<'_>, seen: &mut Seen) -> bool {
        if self.depth >= DEPTH {
            return self.fail(place.path, || Reason::Depth);
        }
        let node = &self.graph.nodes[id];
        let scope = Scope { before: Some(place.scope), resource: node.resource };
        let scope = if place.scope.resource == node.resource { place.scope } else { &scope };
        let place = Place { scope, ..place };
        let mut own = Seen::new(self.graph.tracking, place.value);
        self.depth += 1;
        let mut fine = true;
        for keyword in &node.keywords {
            fine &= keyword.check(place, self, &mut own);
            if !fine && self.out.is_none() {
                break;
            }
        }
        // After a failure nobody knows what was meant to be looked at.
        if fine {
            fine = node.last.iter().all(|keyword| keyword.check(place, self, &mut own));
        }
        self.depth -= 1;
        if fine {
            seen.merge(&own);
        }
        fine
    }

    /// Runs a schema against a part of the value.
    pub fn part(&mut self, id: NodeId, place: Place<'_>) -> bool {
        let mut seen = Seen::new(false, place.value);
        self.node(id, place, &mut seen)
    }

    /// Asks for a verdict without collecting failures.
    pub fn quietly<T>(&mut self, ask: impl FnOnce(&mut Self) -> T) -> T {
        let out = self.out.take();
        let answer = ask(self);
        self.out = out;
        answer
    }

    /// The first thing that is wrong.
    pub fn explain(&self, id: NodeId, place: Place<'_>) -> Reason {
        let mut failures = Failures::new();
        Run { graph: self.graph, out: Some(&mut failures), depth: self.depth, tried: self.tried }
            .part(id, place);
        failures.into_iter().next().map_or(Reason::Never, |failure| failure.reason)
    }

    /// Records that the value at a place satisfies none of several schemas: what is wrong with it for the nearest of them.
    pub fn fail_all(&mut self, nodes: &[NodeId], place: Place<'_>, reason: impl FnOnce() -> Reason) -> bool {
        let Some(out) = &mut self.out else { return false };
        if out.len() >= Failures::MOST || self.tried == TRIED {
            return self.fail(place.path, reason);
        }
        let (graph, depth, tried) = (self.graph, self.depth, self.tried + 1);
        let found = nodes.iter().map(|node| {
            let mut failures = Failures::new();
            Run { graph, out: Some(&mut failures), depth, tried }.part(*node, place);
            failures
        });
        match nearest(&found.collect::<Vec<_>>(), &place.path.pointer()) {
            Some(failures) => {
                out.append(failures, &Pointer::default());
                false
            }
            None => self.fail(place.path, reason),
        }
    }

    /// Records a failure, if anybody wants to know.
    pub fn fail(&mut self, path: &Path<'_>, reason: impl FnOnce() -> Reason) -> bool {
        if let Some(out) = &mut self.out {
            out.add(reason(), || path.pointer());
        }
        false
    }
}
