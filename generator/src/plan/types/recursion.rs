//! Types that contain themselves.
//!
//! A value cannot lie within itself: somewhere on the way there is a pointer. And a value must be possible at all:
//! `Node { next: Node }` has none that ends.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::api::component_reference;
use crate::plan::endless::Ending;
use crate::plan::item::{Item, Known, Rule, Shape, Type};

/// Puts pointers where types contain themselves, and unties those that could never end.
pub(in crate::plan) fn untie(files: &mut [&mut Item]) {
    // Fields first: a variant behind a pointer is less pleasant to match.
    for place in [is_field, is_any] {
        let cycles = Cycles::of(files);
        for item in files.iter_mut() {
            let from = item.name.clone();
            let field = place(&item.shape);
            each_type(&mut item.shape, |of| {
                if field && of.held().is_some_and(|to| cycles.joins(&from, to)) {
                    *of = std::mem::replace(of, Type::Known(Known::Null)).boxed();
                }
            });
        }
    }
    end(files);
}

fn is_field(shape: &Shape) -> bool {
    matches!(shape, Shape::Struct(_))
}

fn is_any(_: &Shape) -> bool {
    true
}

fn each_type(shape: &mut Shape, mut visit: impl FnMut(&mut Type)) {
    match shape {
        Shape::Struct(fields) => fields.iter_mut().for_each(|field| visit(&mut field.of)),
        Shape::Newtype(of) => visit(of),
        Shape::Enumeration(_) => {}
        Shape::Union { variants, .. } => variants.iter_mut().for_each(|variant| visit(&mut variant.of)),
        Shape::Contents(contents) => contents.iter_mut().for_each(|content| visit(&mut content.of)),
    }
}

/// Which types contain each other.
struct Cycles {
    numbers: HashMap<String, usize>,
    /// The group of each type: types of one group contain each other.
    groups: Vec<usize>,
}

impl Cycles {
    fn of(items: &[&mut Item]) -> Self {
        let numbers: HashMap<String, usize> =
            items.iter().enumerate().map(|(number, item)| (item.name.clone(), number)).collect();
        let edges: Vec<Vec<usize>> = items
            .iter()
            .map(|item| item.shape.types().filter_map(|of| numbers.get(of.held()?).copied()).collect())
            .collect();
        Self { numbers, groups: groups(&edges) }
    }

    fn joins(&self, from: &str, to: &str) -> bool {
        match (self.numbers.get(from), self.numbers.get(to)) {
            (Some(&from), Some(&to)) => self.groups[from] == self.groups[to],
            _ => false,
        }
    }
}

/// The strongly connected components of a graph, by Tarjan's algorithm without recursion.
fn groups(edges: &[Vec<usize>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let count = edges.len();
    let (mut index, mut low, mut group) = (vec![NEW; count], vec![0; count], vec![NEW; count]);
    let (mut stack, mut next, mut found) = (Vec::new(), 0, 0);
    for root in 0..count {
        let mut calls = if index[root] == NEW { vec![(root, 0)] } else { Vec::new() };
        while let Some((node, edge)) = calls.pop() {
            if edge == 0 {
                index[node] = next;
                low[node] = next;
                next += 1;
                stack.push(node);
            } else {
                low[node] = low[node].min(low[edges[node][edge - 1]]);
            }
            let mut at = edge;
            let mut down = None;
            while let Some(&to) = edges[node].get(at) {
                at += 1;
                if index[to] == NEW {
                    down = Some(to);
                    break;
                }
                if group[to] == NEW {
                    low[node] = low[node].min(index[to]);
                }
            }
            if let Some(to) = down {
                calls.push((node, at));
                calls.push((to, 0));
                continue;
            }
            if low[node] == index[node] {
                while let Some(member) = stack.pop() {
                    group[member] = found;
                    // Done with: no longer a way up for others.
                    low[member] = usize::MAX;
                    if member == node {
                        break;
                    }
                }
                found += 1;
            }
        }
    }
    group
}

/// Makes fields that could never end a checked `Value`.
fn end(items: &mut [&mut Item]) {
    let components: HashMap<String, String> =
        items.iter().filter_map(|item| Some((item.name.clone(), item.component.clone()?))).collect();
    let mut ending = Ending::among(items);
    ending.spread(items, (0..items.len()).collect(), ends);
    for number in 0..items.len() {
        let item = &mut *items[number];
        let needs_component =
            item.shape.types().any(|of| of.needed().is_some_and(|to| components.contains_key(to)));
        if !ending.contains(&item.name) && needs_component {
            loosen(item, &ending, &components);
            ending.spread(items, vec![number], ends);
        }
    }
}

/// Whether a value of the type can be made without one of a type that is not known to end.
fn ends(item: &Item, ending: &Ending) -> bool {
    match &item.shape {
        Shape::Struct(_) | Shape::Newtype(_) => item.shape.types().all(|of| ending.reaches(of)),
        Shape::Enumeration(_) | Shape::Contents(_) => true,
        Shape::Union { variants, .. } => {
            let first = variants.iter().find(|variant| !matches!(variant.of, Type::Boxed(_)));
            first.is_some_and(|variant| ending.reaches(&variant.of))
        }
    }
}

/// Makes what of an item leads to types that could never end a `Value`, checked against the component that it was.
fn loosen(item: &mut Item, ending: &Ending, components: &HashMap<String, String>) {
    let loose = |of: &mut Type, rules: &mut Vec<Rule>| {
        let Some(to) = of.needed().filter(|to| !ending.contains(to)).map(str::to_owned) else { return };
        let Some(component) = components.get(&to) else { return };
        *of = Type::Known(Known::Value);
        let mut fragment = Map::new();
        fragment.insert("$ref".to_owned(), Value::String(component_reference(component)));
        if let Some(Rule::Json(_, text)) = take(rules, "schema")
            && let Ok(Value::Object(more)) = serde_json::from_str(&text)
        {
            fragment.extend(more);
        }
        let mut types = vec![to];
        if let Some(Rule::Types(_, more)) = take(rules, "refs") {
            types.extend(more);
            types.dedup();
        }
        rules.push(Rule::Json("schema", Value::Object(fragment).to_string()));
        rules.push(Rule::Types("refs", types));
    };
    match &mut item.shape {
        Shape::Struct(fields) => fields.iter_mut().for_each(|field| loose(&mut field.of, &mut field.rules)),
        Shape::Newtype(of) => loose(of, &mut item.rules),
        Shape::Union { variants, .. } => {
            variants.iter_mut().for_each(|variant| loose(&mut variant.of, &mut variant.rules));
        }
        Shape::Enumeration(_) | Shape::Contents(_) => {}
    }
}

/// Takes the rule with a key out of others.
fn take(rules: &mut Vec<Rule>, key: &str) -> Option<Rule> {
    let at = rules.iter().position(|rule| rule.key() == key)?;
    Some(rules.remove(at))
}
