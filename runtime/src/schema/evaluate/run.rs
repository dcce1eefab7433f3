//! The prepared schema and its run against one value.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Debug;

use indexmap::IndexMap;

use super::memory::{self, Key, Memory};
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
    /// Some schema leads back to itself.
    pub circular: bool,
}

impl Graph {
    /// Members that are `given` count as there.
    pub fn evaluate(&self, instance: &Json<'_>, given: &[&str], out: &mut Failures) {
        self.run(instance, given, Some(out));
    }

    pub fn is_valid(&self, instance: &Json<'_>) -> bool {
        self.run(instance, &[], None)
    }

    fn run(&self, instance: &Json<'_>, given: &[&str], mut out: Option<&mut Failures>) -> bool {
        let Some(node) = self.nodes.first() else { return true };
        let scope = Scope { before: None, resource: node.resource };
        let memory = Memory::new(given);
        let place = Place { value: instance, path: &Path::ROOT, scope: &scope };
        let fine = Run::new(self, out.as_deref_mut(), 0, &memory).part(0, place);
        match memory.too_deep() {
            None => fine,
            Some(pointer) => {
                out.into_iter().for_each(|out| out.add(Reason::Depth, || pointer.clone()));
                false
            }
        }
    }
}

/// A run against one value.
pub(super) struct Run<'a> {
    pub graph: &'a Graph,
    /// Where failures go; `None` when only the verdict matters.
    out: Option<&'a mut Failures>,
    depth: usize,
    /// The parts of which it has told what is wrong with them.
    told: HashSet<Key>,
    /// What this run and those within it know.
    memory: &'a Memory<'a>,
}

impl<'a> Run<'a> {
    fn new(graph: &'a Graph, out: Option<&'a mut Failures>, depth: usize, memory: &'a Memory<'a>) -> Self {
        Self { graph, out, depth, told: HashSet::new(), memory }
    }

    /// Runs a schema against the value at a place. If it is satisfied, what it looked at is added to `seen`.
    pub fn node(&mut self, id: NodeId, place: Place<'_>, seen: &mut Seen) -> bool {
        if self.depth >= DEPTH {
            self.memory.give_up(place.path);
        }
        if self.memory.too_deep().is_some() {
            return false;
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
        let Some(key) = memory::key(self.graph, id, place) else { return self.node(id, place, &mut seen) };
        let known = self.memory.verdict(&key);
        if let Some(fine) = known {
            if fine || self.out.is_none() || self.told.contains(&key) {
                return fine;
            }
            self.memory.look_again();
        }
        let fine = self.node(id, place, &mut seen);
        if !fine && self.out.is_some() {
            self.told.insert(key.clone());
        }
        if known.is_none() {
            self.memory.learn(key, fine);
        }
        fine
    }

    /// Whether the value lacks a member that it should have.
    pub fn lacks(&self, members: &IndexMap<Cow<'_, str>, Json<'_>>, name: &str, path: &Path<'_>) -> bool {
        !members.contains_key(name) && !self.memory.gives(path, name)
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
        Run::new(self.graph, Some(&mut failures), self.depth, self.memory).part(id, place);
        failures.into_iter().next().map_or(Reason::Never, |failure| failure.reason)
    }

    /// Records that the value at a place satisfies none of several schemas: what is wrong with it for the nearest of them.
    pub fn fail_all(&mut self, nodes: &[NodeId], place: Place<'_>, reason: impl FnOnce() -> Reason) -> bool {
        let Some(out) = &mut self.out else { return false };
        if out.len() >= Failures::MOST || self.memory.is_tired() {
            return self.fail(place.path, reason);
        }
        let (graph, depth, memory) = (self.graph, self.depth, self.memory);
        let found = nodes.iter().map(|node| {
            let mut failures = Failures::new();
            Run::new(graph, Some(&mut failures), depth, memory).part(*node, place);
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
        // After it gave up, everything seems wrong.
        if let (Some(out), None) = (&mut self.out, self.memory.too_deep()) {
            out.add(reason(), || path.pointer());
        }
        false
    }
}
