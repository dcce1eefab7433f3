//! `unevaluatedItems` and `unevaluatedProperties`: for the parts that no other keyword has looked at.

use serde_json::{Map, Value};

use super::compile::Compiler;
use super::items::Rest;
use super::place::{Place, Seen};
use super::run::{Keyword, Run};
use crate::json::Json;
use crate::schema::Reason;

pub(super) fn compile<'a>(
    keywords: &'a Map<String, Value>,
    resource: usize,
    compiler: &mut Compiler<'a>,
    out: &mut Vec<Box<dyn Keyword>>,
) {
    if let Some(schema) = keywords.get("unevaluatedItems") {
        out.push(Box::new(Items(Rest::new(schema, resource, compiler))));
    }
    if let Some(schema) = keywords.get("unevaluatedProperties") {
        out.push(Box::new(Members(Rest::new(schema, resource, compiler))));
    }
}

#[derive(Debug)]
struct Items(Rest);

impl Keyword for Items {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        let Json::List(items) = place.value else { return true };
        let mut fine = true;
        for (index, item) in items.iter().enumerate() {
            if !seen.contains(index) {
                let path = place.path.item(index);
                fine &= part(&self.0, place.at(item, &path), Reason::UnevaluatedItem, run);
                seen.add(index);
            }
        }
        fine
    }
}

#[derive(Debug)]
struct Members(Rest);

impl Keyword for Members {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        let Json::Object(members) = place.value else { return true };
        let mut fine = true;
        for (index, (name, value)) in members.iter().enumerate() {
            if !seen.contains(index) {
                let path = place.path.member(name);
                fine &= part(&self.0, place.at(value, &path), Reason::UnevaluatedProperty, run);
                seen.add(index);
            }
        }
        fine
    }
}

fn part(rest: &Rest, place: Place<'_>, superfluous: Reason, run: &mut Run<'_>) -> bool {
    match rest {
        Rest::Node(node) => run.part(*node, place),
        Rest::Never => run.fail(place.path, || superfluous),
    }
}
