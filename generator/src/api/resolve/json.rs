//! What is described and not served, as JSON of version 3.1: callbacks, webhooks, examples, links.
//!
//! References to components stay references; what lives elsewhere is written out in its place.

use serde_json::{Map as Json, Value, json};

use super::Resolver;
use super::schema::bare_reference;
use crate::load::{Map, Node};

/// The objects of the specification that hold schemas, or references that have to be kept true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Object {
    Callback,
    Encoding,
    Example,
    Header,
    Link,
    Media,
    Operation,
    Parameter,
    PathItem,
    RequestBody,
    Response,
    SecurityScheme,
}

/// How a member of an object is written.
enum Member {
    Plain,
    Schema,
    One(Object),
    List(Object),
    Named(Object),
}

impl Object {
    /// Where components of this kind live.
    fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Callback => "callbacks",
            Self::Example => "examples",
            Self::Header => "headers",
            Self::Link => "links",
            Self::Media => "mediaTypes",
            Self::Parameter => "parameters",
            Self::PathItem => "pathItems",
            Self::RequestBody => "requestBodies",
            Self::Response => "responses",
            Self::SecurityScheme => "securitySchemes",
            Self::Encoding | Self::Operation => return None,
        })
    }

    pub(super) fn of_section(section: &str) -> Option<Self> {
        let all = [
            Self::Callback,
            Self::Example,
            Self::Header,
            Self::Link,
            Self::Media,
            Self::Parameter,
            Self::PathItem,
            Self::RequestBody,
            Self::Response,
            Self::SecurityScheme,
        ];
        all.into_iter().find(|object| object.section() == Some(section))
    }

    fn member(self, key: &str) -> Member {
        use Member::{List, Named, One, Plain, Schema};
        match (self, key) {
            (Self::Callback, key) if !key.starts_with("x-") => One(Self::PathItem),
            (Self::PathItem, "additionalOperations") => Named(Self::Operation),
            (Self::PathItem, key) if crate::api::Method::from_key(key).is_some() => One(Self::Operation),
            (Self::PathItem | Self::Operation, "parameters") => List(Self::Parameter),
            (Self::Operation, "requestBody") => One(Self::RequestBody),
            (Self::Operation, "responses") => Named(Self::Response),
            (Self::Operation, "callbacks") => Named(Self::Callback),
            (Self::Parameter | Self::Header | Self::Media, "schema") => Schema,
            (Self::Parameter | Self::Header | Self::Media, "examples") => Named(Self::Example),
            (Self::Parameter | Self::Header | Self::RequestBody | Self::Response, "content") => {
                Named(Self::Media)
            }
            (Self::Media, "itemSchema") => Schema,
            (Self::Media | Self::Encoding, "encoding") => Named(Self::Encoding),
            (Self::Media | Self::Encoding, "prefixEncoding") => List(Self::Encoding),
            (Self::Media | Self::Encoding, "itemEncoding") => One(Self::Encoding),
            (Self::Response | Self::Encoding, "headers") => Named(Self::Header),
            (Self::Response, "links") => Named(Self::Link),
            _ => Plain,
        }
    }
}

/// How many objects may be written inside of each other.
const DEPTH: usize = 64;

impl<'d> Resolver<'d> {
    /// An object as JSON.
    pub(super) fn described(&mut self, node: &'d Node, object: Object) -> Value {
        self.described_in(node, object, DEPTH)
    }

    /// Objects by their names, as JSON.
    pub(super) fn described_map(&mut self, map: &'d Map, object: Object) -> Json<String, Value> {
        map.iter().map(|(name, member)| (name.to_string(), self.described(&member.value, object))).collect()
    }

    fn described_in(&mut self, node: &'d Node, object: Object, depth: usize) -> Value {
        if depth == 0 {
            self.error(node.place, "objects are written inside of each other without end");
            return Value::Null;
        }
        let Some(map) = node.as_map() else { return self.plain(node) };
        if !self.spend(1, node.place) {
            return Value::Null;
        }
        let mut out = Json::new();
        for (key, member) in map {
            if &**key == "$ref" && object != Object::Callback {
                if let Some(value) = self.described_reference(&member.value, object, &mut out, depth) {
                    return value;
                }
                continue;
            }
            let value = match (object.member(key), &member.value) {
                (Member::Schema, node) => self.schema_json(node),
                (Member::One(object), node) => self.described_in(node, object, depth - 1),
                (Member::List(object), node) if node.as_seq().is_some() => {
                    let nodes = node.as_seq().unwrap_or_default();
                    nodes.iter().map(|node| self.described_in(node, object, depth - 1)).collect()
                }
                (Member::Named(object), node) if node.as_map().is_some() => {
                    let named = node.as_map().into_iter().flatten();
                    let named = named.map(|(name, member)| {
                        (name.to_string(), self.described_in(&member.value, object, depth - 1))
                    });
                    Value::Object(named.collect())
                }
                (_, node) if &**key == "description" && bare_reference(node).is_some() => {
                    match self.text(node, "\"description\"") {
                        Some(text) => Value::String(text),
                        None => continue,
                    }
                }
                (_, node) => self.plain(node),
            };
            out.insert(key.to_string(), value);
        }
        Value::Object(out)
    }

    /// Keeps a reference to a component, or gives what another reference points at.
    fn described_reference(
        &mut self,
        node: &'d Node,
        object: Object,
        out: &mut Json<String, Value>,
        depth: usize,
    ) -> Option<Value> {
        let text = self.text(node, "\"$ref\"")?;
        let target = match self.document.find(node.place.file, &text) {
            Ok(target) => target,
            Err(unresolved) => {
                self.unresolved(unresolved, node.place);
                return None;
            }
        };
        if let (true, [components, section, name], Some(own)) =
            (target.file == self.document.entry(), target.path.as_slice(), object.section())
            && components == "components"
            && section == own
        {
            self.used.insert((own, name.clone()));
            let pointer = name.replace('~', "~0").replace('/', "~1");
            out.insert("$ref".to_owned(), json!(format!("#/components/{own}/{pointer}")));
            return None;
        }
        Some(self.described_in(target.node, object, depth - 1))
    }
}
