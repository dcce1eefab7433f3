//! One of the two documents, seen as views.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use super::node::{Node, Part};
use super::normalise;
use super::types::Types;
use super::view::View;
use crate::api::{Api, Schema, SchemaId};

/// How many schemas a chain of `$ref` and `allOf` may pass through; what is further in is not looked at.
const DEPTH: usize = 200;

/// How far into unions of unions the types of a value are looked for.
const UNION_DEPTH: usize = 4;

/// One of the two documents.
pub struct Side<'a> {
    /// The document.
    pub api: &'a Api,
    views: RefCell<HashMap<SchemaId, Rc<View>>>,
    joined: RefCell<HashMap<Node, Rc<View>>>,
    types: RefCell<HashMap<(Node, usize), Types>>,
}

impl<'a> Side<'a> {
    /// Looks at a document.
    pub fn new(api: &'a Api) -> Self {
        Side { api, views: RefCell::default(), joined: RefCell::default(), types: RefCell::default() }
    }

    /// A schema as it is written.
    pub fn schema(&self, id: SchemaId) -> &'a Schema {
        &self.api.schemas[id]
    }

    /// A node for a schema: for one that is a `$ref` and nothing else, what it refers to.
    pub fn node(&self, id: SchemaId) -> Node {
        Node::of(normalise::referent(self, id))
    }

    /// The same node, with bare references looked up.
    pub fn short(&self, node: Node) -> Node {
        node.only().map_or(node, |id| self.node(id))
    }

    /// The component that a node is.
    pub fn component(&self, node: &Node) -> Option<&'a str> {
        self.schema(normalise::referent(self, node.only()?)).component.as_deref()
    }

    /// What a node asks for.
    pub fn view(&self, node: &Node) -> Rc<View> {
        if let Some(id) = node.only() {
            return self.view_of(id, &mut Vec::new());
        }
        if let Some(view) = self.joined.borrow().get(node) {
            return view.clone();
        }
        let mut view = View::default();
        let parts = self.distinct(node);
        let composed = self.is_composed(&parts);
        for part in &parts {
            match *part {
                Part::Whole(id) => {
                    let named = self.schema(normalise::referent(self, id)).component.is_some();
                    let annotated = !(composed && named);
                    normalise::join(&mut view, &self.view_of(id, &mut Vec::new()), annotated);
                }
                Part::Base(id) => normalise::join(&mut view, &self.base(id), false),
            }
        }
        let view = Rc::new(view);
        self.joined.borrow_mut().insert(node.clone(), view.clone());
        view
    }

    /// Whether several schemas of a node ask for something, so that it is another schema than each of them.
    fn is_composed(&self, parts: &[Part]) -> bool {
        let asks = |part: &&Part| match **part {
            Part::Whole(id) => self.view_of(id, &mut Vec::new()).asks(),
            Part::Base(id) => self.base(id).asks(),
        };
        parts.iter().filter(asks).count() > 1
    }

    /// The schemas of a node, each once however it is referred to.
    fn distinct(&self, node: &Node) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for part in node.parts() {
            let part = match *part {
                Part::Whole(id) => Part::Whole(normalise::referent(self, id)),
                base => base,
            };
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts
    }

    /// What a schema asks for beside its union.
    fn base(&self, id: SchemaId) -> View {
        View { unions: Vec::new(), discriminator: None, ..(*self.view_of(id, &mut Vec::new())).clone() }
    }

    /// What a schema asks for; `trail` are the schemas on the way to it, so that one which is composed of itself ends.
    pub fn view_of(&self, id: SchemaId, trail: &mut Vec<SchemaId>) -> Rc<View> {
        if let Some(view) = self.views.borrow().get(&id) {
            return view.clone();
        }
        if trail.len() >= DEPTH || trail.contains(&id) {
            return Rc::default();
        }
        trail.push(id);
        let schema = self.schema(id);
        let mut view = View::own(schema);
        normalise::refusal(self, schema, &mut view);
        normalise::parts(self, schema, &mut view, trail);
        normalise::unions(self, schema, &mut view, trail);
        trail.pop();
        let view = Rc::new(view);
        self.views.borrow_mut().insert(id, view.clone());
        view
    }

    /// The types that a value of a node can have, enumerations and unions looked into.
    pub fn types(&self, node: &Node) -> Types {
        self.types_within(node, UNION_DEPTH)
    }

    fn types_within(&self, node: &Node, depth: usize) -> Types {
        let key = (node.clone(), depth);
        if let Some(types) = self.types.borrow().get(&key) {
            return *types;
        }
        let view = self.view(node);
        let mut types = if view.never { Types::NONE } else { normalise::implied(&view) };
        if let Some(values) = &view.enumeration {
            let listed = values.iter().map(Types::of).fold(Types::NONE, |all, one| all | one);
            types = normalise::listed(types, listed);
        }
        if depth > 0 {
            for union in &view.unions {
                let null = if union.null { Types::NULL } else { Types::NONE };
                let members = union.members.iter().map(|member| self.types_within(member, depth - 1));
                types = types & members.fold(null, |all, one| all | one);
            }
        }
        self.types.borrow_mut().insert(key, types);
        types
    }
}
