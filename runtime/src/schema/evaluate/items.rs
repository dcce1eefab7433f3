//! `prefixItems`, `items`, `contains`, `minItems`, `maxItems`, `uniqueItems`.

use serde_json::{Map, Value};

use super::compile::Compiler;
use super::place::{Place, Seen};
use super::run::{Keyword, NodeId, Run};
use super::text::count;
use crate::json::Json;
use crate::schema::{Reason, equality};

pub(super) fn compile<'a>(
    keywords: &'a Map<String, Value>,
    resource: usize,
    compiler: &mut Compiler<'a>,
    out: &mut Vec<Box<dyn Keyword>>,
) {
    let prefix: Vec<NodeId> = match keywords.get("prefixItems") {
        Some(Value::Array(schemas)) => schemas.iter().map(|schema| compiler.node(schema, resource)).collect(),
        _ => Vec::new(),
    };
    let rest = keywords.get("items").map(|schema| Rest::new(schema, resource, compiler));
    if !prefix.is_empty() || rest.is_some() {
        out.push(Box::new(Items { prefix, rest }));
    }
    if let Some(schema) = keywords.get("contains") {
        let least = count(keywords, "minContains").unwrap_or(1);
        let most = count(keywords, "maxContains");
        out.push(Box::new(Contains { node: compiler.node(schema, resource), least, most }));
    }
    if let Some(least) = count(keywords, "minItems") {
        out.push(Box::new(Length { least, most: u64::MAX }));
    }
    if let Some(most) = count(keywords, "maxItems") {
        out.push(Box::new(Length { least: 0, most }));
    }
    if keywords.get("uniqueItems") == Some(&Value::Bool(true)) {
        out.push(Box::new(Unique));
    }
}

/// What holds for the parts that nothing else speaks of.
#[derive(Debug)]
pub(super) enum Rest {
    /// They may not be there.
    Never,
    Node(NodeId),
}

impl Rest {
    pub fn new<'a>(schema: &'a Value, resource: usize, compiler: &mut Compiler<'a>) -> Self {
        match schema {
            Value::Bool(false) => Self::Never,
            _ => Self::Node(compiler.node(schema, resource)),
        }
    }
}

#[derive(Debug)]
struct Items {
    prefix: Vec<NodeId>,
    rest: Option<Rest>,
}

impl Keyword for Items {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        let Json::List(items) = place.value else { return true };
        let mut fine = true;
        for (index, item) in items.iter().enumerate() {
            let path = place.path.item(index);
            fine &= match (self.prefix.get(index), &self.rest) {
                (Some(node), _) | (None, Some(Rest::Node(node))) => run.part(*node, place.at(item, &path)),
                (None, Some(Rest::Never)) => run.fail(&path, || Reason::AdditionalItem),
                (None, None) => break,
            };
            seen.add(index);
        }
        fine
    }
}

#[derive(Debug)]
struct Contains {
    node: NodeId,
    least: u64,
    most: Option<u64>,
}

impl Keyword for Contains {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        let Json::List(items) = place.value else { return true };
        let mut actual = 0;
        for (index, item) in items.iter().enumerate() {
            let path = place.path.item(index);
            if run.quietly(|run| run.part(self.node, place.at(item, &path))) {
                actual += 1;
                seen.add(index);
            }
        }
        if actual < self.least {
            return run.fail(place.path, || Reason::MinContains { limit: self.least, actual });
        }
        match self.most {
            Some(limit) if actual > limit => run.fail(place.path, || Reason::MaxContains { limit, actual }),
            _ => true,
        }
    }
}

#[derive(Debug)]
struct Length {
    least: u64,
    most: u64,
}

impl Keyword for Length {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let Json::List(items) = place.value else { return true };
        let actual = items.len() as u64;
        if actual < self.least {
            return run.fail(place.path, || Reason::MinItems { limit: self.least, actual });
        }
        actual <= self.most || run.fail(place.path, || Reason::MaxItems { limit: self.most, actual })
    }
}

#[derive(Debug)]
struct Unique;

impl Keyword for Unique {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let Json::List(items) = place.value else { return true };
        match equality::twice(items) {
            None => true,
            Some((first, second)) => run.fail(place.path, || Reason::UniqueItems { first, second }),
        }
    }
}
