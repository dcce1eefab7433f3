//! From a schema to the graph that runs.

use std::collections::HashMap;

use serde_json::Value;

use super::circles::Circles;
use super::resources::Resources;
use super::run::{Graph, Node, NodeId};
use super::{
    Formats, Resolve, combinators, items, members, numbers, references, text, types, unevaluated, uri,
};

const COMPONENTS: &str = "#/components/";

/// How many schemas one schema may lead to.
const SCHEMAS: usize = 1_000_000;

pub(super) fn compile(schema: &Value, resolve: &dyn Resolve, formats: Formats) -> Result<Graph, String> {
    let mut compiler = Compiler {
        resolve,
        formats,
        resources: Resources::default(),
        ids: HashMap::new(),
        waiting: Vec::new(),
        nodes: 0,
        circles: Circles::default(),
    };
    let root = compiler.resources.add("", schema);
    compiler.node(schema, root);
    compiler.finish()
}

/// Reads schemas one after the other, so that neither depth nor circles matter.
pub(super) struct Compiler<'a> {
    resolve: &'a dyn Resolve,
    formats: Formats,
    resources: Resources<'a>,
    ids: HashMap<(*const Value, usize), NodeId>,
    waiting: Vec<(NodeId, &'a Value, usize)>,
    nodes: usize,
    circles: Circles,
}

impl<'a> Compiler<'a> {
    /// The node of a schema that stands in a resource; it is read later.
    pub fn node(&mut self, schema: &'a Value, around: usize) -> NodeId {
        let resource = self.resources.enter(schema, around);
        let key = (std::ptr::from_ref(schema), resource);
        let id = match self.ids.get(&key) {
            Some(id) => *id,
            None => {
                let id = self.nodes;
                self.nodes += 1;
                self.ids.insert(key, id);
                self.waiting.push((id, schema, resource));
                id
            }
        };
        self.circles.leads_to(id);
        id
    }

    /// What a reference in a resource leads to.
    pub fn target(&mut self, reference: &str, resource: usize) -> Result<(&'a Value, usize), String> {
        self.look_up(reference, resource).ok_or_else(|| format!("the reference {reference} leads nowhere"))
    }

    fn look_up(&mut self, reference: &str, resource: usize) -> Option<(&'a Value, usize)> {
        if let Some(rest) = reference.strip_prefix(COMPONENTS)
            && let Some(found) = self.component(rest)
        {
            return Some(found);
        }
        if let Some(fragment) = reference.strip_prefix('#') {
            return self.resources.fragment(resource, fragment);
        }
        let absolute = uri::join(&self.resources.all[resource].uri, reference);
        let (document, fragment) = absolute.split_once('#').unwrap_or((&absolute, ""));
        let resource = match self.resources.find(document) {
            Some(known) => known,
            None => {
                let root = self.resolve.resolve(document)?;
                self.resources.add(document, root)
            }
        };
        self.resources.fragment(resource, fragment)
    }

    /// `schemas/Post`, or something inside it.
    fn component(&mut self, rest: &str) -> Option<(&'a Value, usize)> {
        let mut tokens = rest.splitn(3, '/');
        let whole = format!("{COMPONENTS}{}/{}", tokens.next()?, tokens.next()?);
        let root = self.resolve.resolve(&whole)?;
        let resource = self.resources.add(&whole, root);
        match tokens.next() {
            None => Some((root, resource)),
            Some(inside) => self.resources.fragment(resource, &format!("/{inside}")),
        }
    }

    fn finish(mut self) -> Result<Graph, String> {
        let mut graph = Graph::default();
        let mut scanned = 0;
        loop {
            while let Some((id, schema, resource)) = self.waiting.pop() {
                if self.nodes > SCHEMAS {
                    return Err("the schema leads to too many others".to_owned());
                }
                self.circles.from(id);
                let node = self.read(schema, resource, &mut graph)?;
                graph.nodes.resize_with(self.nodes.max(graph.nodes.len()), Node::default);
                graph.nodes[id] = node;
            }
            // What resources offer dynamically must be there, even where no reference leads to it.
            while scanned < self.resources.all.len() {
                let anchors: Vec<_> =
                    self.resources.all[scanned].dynamic.iter().map(|(n, s)| (*n, *s)).collect();
                for (name, schema) in anchors {
                    let node = self.node(schema, scanned);
                    graph.dynamic.insert((scanned, name.to_owned()), node);
                }
                scanned += 1;
            }
            if self.waiting.is_empty() {
                // Where a dynamic reference leads is known when it is run.
                graph.circular = !graph.dynamic.is_empty() || self.circles.are_there();
                return Ok(graph);
            }
        }
    }

    fn read(&mut self, schema: &'a Value, resource: usize, graph: &mut Graph) -> Result<Node, String> {
        let mut node = Node { resource, ..Node::default() };
        let keywords = match schema {
            Value::Object(keywords) => keywords,
            Value::Bool(false) => {
                node.keywords.push(Box::new(types::Never));
                return Ok(node);
            }
            _ => return Ok(node),
        };
        let out = &mut node.keywords;
        types::compile(keywords, out);
        numbers::compile(keywords, out);
        text::compile(keywords, self.formats, out);
        items::compile(keywords, resource, self, out);
        members::compile(keywords, resource, self, out);
        references::compile(keywords, resource, self, out)?;
        combinators::compile(keywords, resource, self, out);
        unevaluated::compile(keywords, resource, self, &mut node.last);
        graph.tracking |= !node.last.is_empty();
        Ok(node)
    }
}
