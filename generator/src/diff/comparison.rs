//! The comparison under way: what is found, and what is still to be compared.

use std::collections::{HashSet, VecDeque};

use serde_json::{Map, Value, json};

use super::difference::{Difference, Kind};
use super::node::{Node, Part};
use super::normalise::{self, same_value};
use super::pointer::Pointer;
use super::side::Side;
use crate::diagnostic::Place;

/// The place that is compared: its pointer, and where it stands in the spec.
#[derive(Clone, Debug)]
pub struct At {
    /// The pointer.
    pub pointer: Pointer,
    /// The closest place known.
    pub place: Option<Place>,
}

impl At {
    /// A member of this place.
    pub fn then(&self, token: impl Into<String>) -> At {
        At { pointer: self.pointer.then(token), place: self.place }
    }

    /// This place, with a closer one in the spec.
    pub fn placed(mut self, place: Place) -> At {
        self.place = Some(place);
        self
    }
}

/// The comparison under way.
pub struct Comparison<'a> {
    /// The spec.
    pub spec: Side<'a>,
    /// What the types say.
    pub types: Side<'a>,
    found: Vec<Difference>,
    pending: VecDeque<(Node, Node, At)>,
    seen: HashSet<(Node, Node)>,
}

impl<'a> Comparison<'a> {
    /// Starts one.
    pub fn new(spec: Side<'a>, types: Side<'a>) -> Self {
        Comparison { spec, types, found: Vec::new(), pending: VecDeque::new(), seen: HashSet::new() }
    }

    /// What was found.
    pub fn found(self) -> Vec<Difference> {
        self.found
    }

    /// Notes two schemas to be compared. A pair that was noted before is not compared again: it is taken to be equal
    /// here, and if it is not, that is found where it was noted first. So recursive schemas end, and a schema that is
    /// used a thousand times is compared once.
    pub fn schemas(&mut self, spec: Node, types: Node, at: At) {
        let (spec, types) = (self.spec.short(spec), self.types.short(types));
        if self.seen.insert((spec.clone(), types.clone())) {
            self.pending.push_back((spec, types, at));
        }
    }

    /// Notes two schemas to be compared, where no schema means any value.
    pub fn optional_schemas(&mut self, spec: Option<&Node>, types: Option<&Node>, at: At) {
        match (spec, types) {
            (Some(spec), Some(types)) => self.schemas(spec.clone(), types.clone(), at),
            (Some(spec), None) if !self.spec.view(spec).is_trivial() => {
                let value = written(&self.spec, spec);
                self.add(Kind::Missing, at, Some(value), None);
            }
            (None, Some(types)) if !self.types.view(types).is_trivial() => {
                let value = written(&self.types, types);
                self.add(Kind::Added, at, None, Some(value));
            }
            _ => {}
        }
    }

    /// The next schemas to be compared.
    pub fn next(&mut self) -> Option<(Node, Node, At)> {
        self.pending.pop_front()
    }

    /// Records a difference.
    pub fn add(&mut self, kind: Kind, at: At, spec: Option<Value>, types: Option<Value>) {
        self.found.push(Difference { pointer: at.pointer, kind, spec, types, place: at.place });
    }

    /// Compares what both say, if they say anything.
    pub fn values(&mut self, at: At, spec: Option<Value>, types: Option<Value>) {
        let kind = match (&spec, &types) {
            (Some(a), Some(b)) if same_value(a, b) => return,
            (Some(_), Some(_)) => Kind::Changed,
            (Some(_), None) => Kind::Missing,
            (None, Some(_)) => Kind::Added,
            (None, None) => return,
        };
        self.add(kind, at, spec, types);
    }

    /// Compares texts, in which white space at the ends says nothing.
    pub fn texts(&mut self, at: At, spec: Option<&str>, types: Option<&str>) {
        self.values(at, normalise::text(spec).map(Value::from), normalise::text(types).map(Value::from));
    }

    /// Compares switches that are off unless said.
    pub fn flags(&mut self, at: At, spec: bool, types: bool) {
        self.values(at, spec.then(|| json!(true)), types.then(|| json!(true)));
    }

    /// Compares lists whose order says nothing, value by value.
    pub fn lists(&mut self, at: &At, spec: &[Value], types: &[Value]) {
        for value in normalise::without(spec, types) {
            self.add(Kind::Missing, at.clone(), Some(value.clone()), None);
        }
        for value in normalise::without(types, spec) {
            self.add(Kind::Added, at.clone(), None, Some(value.clone()));
        }
    }

    /// Compares parts of a description that are not looked into further, member by member down to what differs.
    pub fn objects(&mut self, at: &At, spec: &Map<String, Value>, types: &Map<String, Value>) {
        for (name, value) in spec {
            match types.get(name) {
                Some(other) => self.json(at.then(name), value, other),
                None => self.add(Kind::Missing, at.then(name), Some(value.clone()), None),
            }
        }
        for (name, value) in types {
            if !spec.contains_key(name) {
                self.add(Kind::Added, at.then(name), None, Some(value.clone()));
            }
        }
    }

    /// Compares JSON values down to what differs.
    pub fn json(&mut self, at: At, spec: &Value, types: &Value) {
        match (spec, types) {
            (Value::Object(spec), Value::Object(types)) => self.objects(&at, spec, types),
            (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
                for (index, (spec, types)) in a.iter().zip(b).enumerate() {
                    self.json(at.then(index.to_string()), spec, types);
                }
            }
            (Value::String(a), Value::String(b)) => self.texts(at, Some(a), Some(b)),
            _ => self.values(at, Some(spec.clone()), Some(types.clone())),
        }
    }
}

/// A node as JSON, to be printed.
pub fn written(side: &Side, node: &Node) -> Value {
    let json = |part: &Part| match *part {
        Part::Whole(id) | Part::Base(id) => side.api.schemas.to_json(id),
    };
    let mut schemas: Vec<Value> = node.parts().iter().map(json).collect();
    match schemas.len() {
        1 => schemas.swap_remove(0),
        _ => json!({ "allOf": schemas }),
    }
}
