//! `allOf`, `anyOf`, `oneOf`, `not`, `if`.

use serde_json::{Map, Value};

use super::compile::Compiler;
use super::place::{Place, Seen};
use super::run::{Keyword, NodeId, Run};
use crate::schema::Reason;

pub(super) fn compile<'a>(
    keywords: &'a Map<String, Value>,
    resource: usize,
    compiler: &mut Compiler<'a>,
    out: &mut Vec<Box<dyn Keyword>>,
) {
    let mut list = |keyword: &str| -> Option<Vec<NodeId>> {
        let schemas = keywords.get(keyword)?.as_array()?;
        Some(schemas.iter().map(|schema| compiler.node(schema, resource)).collect())
    };
    if let Some(nodes) = list("allOf") {
        out.push(Box::new(All(nodes)));
    }
    for (keyword, exclusive) in [("anyOf", false), ("oneOf", true)] {
        match list(keyword) {
            // The only alternative can say itself what is wrong.
            Some(nodes) if nodes.len() == 1 => out.push(Box::new(All(nodes))),
            Some(nodes) if exclusive => out.push(Box::new(One(nodes))),
            Some(nodes) => out.push(Box::new(Any(nodes))),
            None => {}
        }
    }
    if let Some(schema) = keywords.get("not") {
        out.push(Box::new(Not(compiler.node(schema, resource))));
    }
    if let Some(schema) = keywords.get("if") {
        let condition = compiler.node(schema, resource);
        let then = keywords.get("then").map(|schema| compiler.node(schema, resource));
        let otherwise = keywords.get("else").map(|schema| compiler.node(schema, resource));
        out.push(Box::new(If { condition, then, otherwise }));
    }
}

#[derive(Debug)]
struct All(Vec<NodeId>);

impl Keyword for All {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        let mut fine = true;
        for node in &self.0 {
            fine &= run.node(*node, place, seen);
        }
        fine
    }
}

#[derive(Debug)]
struct Any(Vec<NodeId>);

impl Keyword for Any {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        let tracking = run.graph.tracking;
        let mut fits = false;
        for node in &self.0 {
            fits |= run.quietly(|run| run.node(*node, place, seen));
            if fits && !tracking {
                break;
            }
        }
        fits || run.fail_all(&self.0, place, || Reason::AnyOf)
    }
}

#[derive(Debug)]
struct One(Vec<NodeId>);

impl Keyword for One {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        let mut fitting = 0;
        for node in &self.0 {
            fitting += usize::from(run.quietly(|run| run.node(*node, place, seen)));
        }
        match fitting {
            0 => run.fail_all(&self.0, place, || Reason::OneOf(0)),
            1 => true,
            several => run.fail(place.path, || Reason::OneOf(several)),
        }
    }
}

#[derive(Debug)]
struct Not(NodeId);

impl Keyword for Not {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let mut dropped = Seen::new(run.graph.tracking, place.value);
        !run.quietly(|run| run.node(self.0, place, &mut dropped)) || run.fail(place.path, || Reason::Not)
    }
}

#[derive(Debug)]
struct If {
    condition: NodeId,
    then: Option<NodeId>,
    otherwise: Option<NodeId>,
}

impl Keyword for If {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        let holds = run.quietly(|run| run.node(self.condition, place, seen));
        match if holds { self.then } else { self.otherwise } {
            Some(node) => run.node(node, place, seen),
            None => true,
        }
    }
}
