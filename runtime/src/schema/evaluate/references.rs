//! `$ref` and `$dynamicRef`.

use serde_json::{Map, Value};

use super::compile::Compiler;
use super::place::{Place, Scope, Seen};
use super::run::{Keyword, NodeId, Run};

pub(super) fn compile<'a>(
    keywords: &'a Map<String, Value>,
    resource: usize,
    compiler: &mut Compiler<'a>,
    out: &mut Vec<Box<dyn Keyword>>,
) -> Result<(), String> {
    if let Some(Value::String(reference)) = keywords.get("$ref") {
        let (schema, resource) = compiler.target(reference, resource)?;
        out.push(Box::new(Reference(compiler.node(schema, resource))));
    }
    if let Some(Value::String(reference)) = keywords.get("$dynamicRef") {
        let (schema, resource) = compiler.target(reference, resource)?;
        let node = compiler.node(schema, resource);
        let name = reference.split_once('#').map(|(_, fragment)| fragment).unwrap_or_default();
        // It is dynamic only if it leads to a dynamic anchor to begin with.
        if schema.get("$dynamicAnchor").and_then(Value::as_str) == Some(name) {
            out.push(Box::new(Dynamic { name: name.to_owned(), node }));
        } else {
            out.push(Box::new(Reference(node)));
        }
    }
    Ok(())
}

#[derive(Debug)]
struct Reference(NodeId);

impl Keyword for Reference {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        run.node(self.0, place, seen)
    }
}

#[derive(Debug)]
struct Dynamic {
    name: String,
    node: NodeId,
}

impl Keyword for Dynamic {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, seen: &mut Seen) -> bool {
        // The outermost resource that has the anchor wins.
        let mut node = self.node;
        let mut scope: Option<&Scope<'_>> = Some(place.scope);
        while let Some(here) = scope {
            if let Some(found) = run.graph.dynamic.get(&(here.resource, self.name.clone())) {
                node = *found;
            }
            scope = here.before;
        }
        run.node(node, place, seen)
    }
}
