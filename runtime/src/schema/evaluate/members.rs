//! What is said of the members of objects, by name, by pattern, by number.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::compile::Compiler;
use super::items::Rest;
use super::place::{Path, Place, Seen};
use super::run::{Keyword, NodeId, Run};
use super::text::count;
use crate::json::Json;
use crate::schema::{
    Reason,
    pattern::{self, Compiled},
};

pub(super) fn compile<'a>(
    keywords: &'a Map<String, Value>,
    resource: usize,
    compiler: &mut Compiler<'a>,
    out: &mut Vec<Box<dyn Keyword>>,
) {
    if let Some(Value::Array(names)) = keywords.get("required") {
        let names = names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        out.push(Box::new(Required(names)));
    }
    let members = Members::compile(keywords, resource, compiler);
    if members.rest.is_some() || !members.named.is_empty() || !members.patterns.is_empty() {
        out.push(Box::new(members));
    }
    if let Some(schema) = keywords.get("propertyNames") {
        out.push(Box::new(Names(compiler.node(schema, resource))));
    }
    if let Some(least) = count(keywords, "minProperties") {
        out.push(Box::new(Count { least, most: u64::MAX }));
    }
    if let Some(most) = count(keywords, "maxProperties") {
        out.push(Box::new(Count { least: 0, most }));
    }
    dependents(keywords, resource, compiler, out);
}

fn dependents<'a>(
    keywords: &'a Map<String, Value>,
    resource: usize,
    compiler: &mut Compiler<'a>,
    out: &mut Vec<Box<dyn Keyword>>,
) {
    // `dependencies` is what the two were called before they were two.
    for (trigger, names) in map(keywords, "dependentRequired").chain(map(keywords, "dependencies")) {
        let Value::Array(names) = names else { continue };
        let names = names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        out.push(Box::new(DependentRequired { trigger: trigger.clone(), names }));
    }
    for (trigger, schema) in map(keywords, "dependentSchemas").chain(map(keywords, "dependencies")) {
        if !schema.is_array() {
            let node = compiler.node(schema, resource);
            out.push(Box::new(DependentSchema { trigger: trigger.clone(), node }));
        }
    }
}

fn map<'a>(keywords: &'a Map<String, Value>, keyword: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    keywords.get(keyword).and_then(Value::as_object).into_iter().flatten()
}

/// `properties`, `patternProperties` and `additionalProperties`, which speak of each other's members.
#[derive(Debug)]
struct Members {
    named: HashMap<String, NodeId>,
    patterns: Vec<(Compiled, NodeId)>,
    rest: Option<Rest>,
}

impl Members {
    fn compile<'a>(keywords: &'a Map<String, Value>, resource: usize, compiler: &mut Compiler<'a>) -> Self {
        let named = map(keywords, "properties")
            .map(|(name, schema)| (name.clone(), compiler.node(schema, resource)))
            .collect();
        let patterns: Vec<_> = map(keywords, "patternProperties")
            .filter_map(|(source, schema)| {
                Some((pattern::compile(source).ok()?, compiler.node(schema, resource)))
            })
            .collect();
        // What a pattern that cannot be compiled would have matched is not known, so nothing is superfluous.
        let all_known = patterns.len() == map(keywords, "patternProperties").count();
        let rest = keywords.get("additionalProperties").filter(|_| all_known);
        let rest = rest.map(|schema| Rest::new(schema, resource, compiler));
        Self { named, patterns, rest }
    }
}

impl Keyword for Members {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        let Json::Object(members) = place.value else { return true };
        let mut fine = true;
        for (index, (name, value)) in members.iter().enumerate() {
            let path = place.path.member(name);
            let part = place.at(value, &path);
            let mut known = false;
            if let Some(node) = self.named.get(&**name) {
                known = true;
                fine &= run.part(*node, part);
            }
            for (_, node) in self.patterns.iter().filter(|(pattern, _)| pattern.is_match(name)) {
                known = true;
                fine &= run.part(*node, part);
            }
            if !known {
                match &self.rest {
                    None => continue,
                    Some(Rest::Never) => {
                        fine &= run.fail(&path, || Reason::AdditionalProperty);
                    }
                    Some(Rest::Node(node)) => fine &= run.part(*node, part),
                }
            }
            seen.add(index);
        }
        fine
    }
}

#[derive(Debug)]
struct Required(Vec<String>);

impl Keyword for Required {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let Json::Object(members) = place.value else { return true };
        let mut fine = true;
        for name in &self.0 {
            if !run.lacks(members, name, place.path) {
                continue;
            }
            fine = run.fail(&place.path.member(name), || Reason::Required);
        }
        fine
    }
}

#[derive(Debug)]
struct Names(NodeId);

impl Keyword for Names {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let Json::Object(members) = place.value else { return true };
        let mut fine = true;
        for name in members.keys() {
            let value = Json::Text(name.as_ref().into());
            let inner = Place { value: &value, path: &Path::ROOT, scope: place.scope };
            if run.quietly(|run| run.part(self.0, inner)) {
                continue;
            }
            // The first thing that is wrong with the name says why.
            let what = Box::new(run.explain(self.0, inner));
            fine = run.fail(&place.path.member(name), || Reason::PropertyName(what));
        }
        fine
    }
}

#[derive(Debug)]
struct Count {
    least: u64,
    most: u64,
}

impl Keyword for Count {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let Json::Object(members) = place.value else { return true };
        let actual = members.len() as u64;
        if actual < self.least {
            return run.fail(place.path, || Reason::MinProperties { limit: self.least, actual });
        }
        actual <= self.most || run.fail(place.path, || Reason::MaxProperties { limit: self.most, actual })
    }
}

#[derive(Debug)]
struct DependentRequired {
    trigger: String,
    names: Vec<String>,
}

impl Keyword for DependentRequired {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let Json::Object(members) = place.value else { return true };
        if !members.contains_key(self.trigger.as_str()) {
            return true;
        }
        let mut fine = true;
        for name in &self.names {
            if !run.lacks(members, name, place.path) {
                continue;
            }
            let path = place.path.member(name);
            fine = run.fail(&path, || Reason::DependentRequired(self.trigger.clone()));
        }
        fine
    }
}

#[derive(Debug)]
struct DependentSchema {
    trigger: String,
    node: NodeId,
}

impl Keyword for DependentSchema {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        match place.value {
            Json::Object(members) if members.contains_key(self.trigger.as_str()) => {
                run.node(self.node, place, seen)
            }
            _ => true,
        }
    }
}
