use indexmap::IndexMap;
use serde_json::Number;

use crate::diagnostic::Place;

/// A value of a document, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Where the value stands.
    pub place: Place,
    /// The value.
    pub kind: Kind,
}

/// A value of a document.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Kind {
    Null,
    Bool(bool),
    Number(Number),
    String(Box<str>),
    Seq(Vec<Node>),
    Map(Map),
}

/// The members of a mapping, in the order of the file.
pub type Map = IndexMap<Box<str>, Member>;

/// A member of a mapping.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Where the key stands.
    pub key: Place,
    /// The value.
    pub value: Node,
}

impl Node {
    /// The member of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.member(key).map(|member| &member.value)
    }

    /// The member of a mapping with the place of its key.
    pub fn member(&self, key: &str) -> Option<&Member> {
        self.as_map().and_then(|map| map.get(key))
    }

    /// The members, when this is a mapping.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.kind {
            Kind::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The elements, when this is a sequence.
    pub fn as_seq(&self) -> Option<&[Node]> {
        match &self.kind {
            Kind::Seq(seq) => Some(seq),
            _ => None,
        }
    }

    /// The text, when this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            Kind::String(text) => Some(text),
            _ => None,
        }
    }

    /// What it is, in words.
    pub fn kind_name(&self) -> &'static str {
        match &self.kind {
            Kind::Null => "null",
            Kind::Bool(_) => "a boolean",
            Kind::Number(_) => "a number",
            Kind::String(_) => "a string",
            Kind::Seq(_) => "a list",
            Kind::Map(_) => "an object",
        }
    }

    /// The value as plain JSON.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value;
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::Bool(*value),
            Kind::Number(number) => Value::Number(number.clone()),
            Kind::String(text) => Value::String(text.to_string()),
            Kind::Seq(seq) => Value::Array(seq.iter().map(Self::to_json).collect()),
            Kind::Map(map) => Value::Object(
                map.iter().map(|(key, member)| (key.to_string(), member.value.to_json())).collect(),
            ),
        }
    }
}
