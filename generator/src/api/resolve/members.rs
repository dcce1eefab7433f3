//! Members of objects, by the type they should have.

use serde_json::{Map as Json, Number, Value};

use super::Resolver;
use super::schema::bare_reference;
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Kind, Map, Node};

/// What stands where a text should be.
enum Elsewhere {
    /// A reference to a text.
    Text(String),
    /// A reference to nothing, which has been said.
    Missing,
    /// Neither a text nor a reference to one.
    Nothing,
}

impl Elsewhere {
    fn text(self) -> Option<String> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}

impl<'d> Resolver<'d> {
    /// An object, or an error.
    pub(super) fn object(&mut self, node: &'d Node, what: &str) -> Option<&'d Map> {
        let map = node.as_map();
        if map.is_none() {
            self.error(node.place, format!("{what} must be an object, not {}", node.kind_name()));
        }
        map
    }

    /// A member that is an object.
    pub(super) fn object_member(&mut self, map: &'d Map, key: &str) -> Option<&'d Map> {
        let node = self.present(map, key)?;
        self.object(node, &format!("\"{key}\""))
    }

    /// A member that is a list.
    pub(super) fn list_member(&mut self, map: &'d Map, key: &str) -> Option<&'d [Node]> {
        let node = self.present(map, key)?;
        let list = node.as_seq();
        if list.is_none() {
            self.error(node.place, format!("\"{key}\" must be a list, not {}", node.kind_name()));
        }
        list
    }

    /// A member that is there and not null.
    pub(super) fn present(&mut self, map: &'d Map, key: &str) -> Option<&'d Node> {
        let member = map.get(key)?;
        if member.value.kind == Kind::Null {
            self.warn(member.key, format!("\"{key}\" has no value; it is ignored"));
            return None;
        }
        Some(&member.value)
    }

    /// A text. A number or a boolean is taken as it is written.
    pub(super) fn text(&mut self, node: &'d Node, what: &str) -> Option<String> {
        match &node.kind {
            Kind::String(text) => Some(text.to_string()),
            Kind::Number(_) | Kind::Bool(_) => {
                let written = self.document.sources.slice(node.place).to_owned();
                let warning = Diagnostic::warning(
                    node.place,
                    format!("{what} must be a text, not {}", node.kind_name()),
                );
                self.push(warning.help(format!("put quotes around it: \"{written}\"")));
                Some(written)
            }
            _ => {
                let message = format!("{what} must be a text, not {}", node.kind_name());
                let elsewhere = self.text_elsewhere(node);
                match elsewhere {
                    Elsewhere::Text(_) | Elsewhere::Missing => self.warn(node.place, message),
                    Elsewhere::Nothing => self.error(node.place, message),
                }
                elsewhere.text()
            }
        }
    }

    /// The text that a reference leads to, where none may be: `description: {$ref: intro.md}`.
    fn text_elsewhere(&mut self, node: &'d Node) -> Elsewhere {
        let Some(reference) = bare_reference(node) else { return Elsewhere::Nothing };
        match self.document.find(node.place.file, reference) {
            Ok(target) => {
                target.node.as_str().map_or(Elsewhere::Nothing, |text| Elsewhere::Text(text.to_owned()))
            }
            Err(unresolved) => {
                self.unresolved(unresolved, node.place);
                Elsewhere::Missing
            }
        }
    }

    /// A member that is a text.
    pub(super) fn text_member(&mut self, map: &'d Map, key: &str) -> Option<String> {
        let node = self.present(map, key)?;
        self.text(node, &format!("\"{key}\""))
    }

    /// A member that is a text, where it has to be there.
    pub(super) fn required_text(
        &mut self,
        map: &'d Map,
        key: &str,
        place: Place,
        what: &str,
    ) -> Option<String> {
        if map.get(key).is_none_or(|member| member.value.kind == Kind::Null) {
            self.error(place, format!("{what} must have \"{key}\""));
            return None;
        }
        self.text_member(map, key)
    }

    /// A list of texts.
    pub(super) fn texts(&mut self, map: &'d Map, key: &str) -> Vec<String> {
        let list = self.list_member(map, key).unwrap_or_default();
        let what = format!("each of \"{key}\"");
        list.iter().filter_map(|node| self.text(node, &what)).collect()
    }

    /// A member that is a boolean; one that is missing is false.
    pub(super) fn flag(&mut self, map: &'d Map, key: &str) -> bool {
        self.boolean(map, key).unwrap_or(false)
    }

    /// A member that is a boolean.
    pub(super) fn boolean(&mut self, map: &'d Map, key: &str) -> Option<bool> {
        let node = self.present(map, key)?;
        let meant = match &node.kind {
            Kind::Bool(value) => return Some(*value),
            Kind::String(text) if text.eq_ignore_ascii_case("true") => Some(true),
            Kind::String(text) if text.eq_ignore_ascii_case("false") => Some(false),
            _ => None,
        };
        let message = format!("\"{key}\" must be true or false, not {}", node.kind_name());
        match meant {
            Some(_) => self.warn(node.place, message),
            None => self.error(node.place, message),
        }
        meant
    }

    /// A member that is a whole number and not negative.
    pub(super) fn count(&mut self, map: &'d Map, key: &str) -> Option<u64> {
        let node = self.present(map, key)?;
        let number = self.number(node, key)?;
        let whole = number.as_f64().filter(|value| value.fract() == 0.0 && *value >= 0.0);
        // Beyond 2^64 nothing can be longer anyway.
        let count = number.as_u64().or(whole.map(|value| value as u64));
        if count.is_none() {
            self.error(node.place, format!("\"{key}\" must be a whole number that is not negative"));
        }
        count
    }

    /// A member that is a number.
    pub(super) fn number_member(&mut self, map: &'d Map, key: &str) -> Option<Number> {
        let node = self.present(map, key)?;
        self.number(node, key)
    }

    /// A number; a text with nothing but a number in it is clear too.
    pub(super) fn number(&mut self, node: &'d Node, key: &str) -> Option<Number> {
        let meant = match &node.kind {
            Kind::Number(number) => return Some(number.clone()),
            Kind::String(text) => text.trim().parse::<Number>().ok(),
            _ => None,
        };
        let message = format!("\"{key}\" must be a number, not {}", node.kind_name());
        match meant {
            Some(_) => self.warn(node.place, message),
            None => self.error(node.place, message),
        }
        meant
    }

    /// Warns of members that mean nothing here.
    pub(super) fn unknown(&mut self, map: &'d Map, known: &[&str], what: &str) {
        for (key, member) in map {
            if known.contains(&&**key) || key.starts_with("x-") {
                continue;
            }
            let warning =
                Diagnostic::warning(member.key, format!("\"{key}\" is not known in {what}; it is ignored"));
            self.push(warning.did_you_mean(key, known.iter().copied()));
        }
    }

    /// Warns of members that are not known in this version; the `newer` ones are since OpenAPI 3.2.
    pub(super) fn unknown_before(&mut self, map: &'d Map, known: &[&str], newer: &[&str], what: &str) {
        let newer = newer.iter().filter(|_| self.is_3_2());
        let known: Vec<&str> = known.iter().chain(newer).copied().collect();
        self.unknown(map, &known, what);
    }

    /// The extensions of an object, as JSON.
    pub(super) fn extensions(&mut self, map: &'d Map) -> Json<String, Value> {
        let mut out = Json::new();
        for (key, member) in map {
            if key.starts_with("x-") {
                out.insert(key.to_string(), self.plain(&member.value));
            }
        }
        out
    }

    /// A value as it is, but with the texts that its descriptions refer to in place: whoever reads it has no other files.
    pub(super) fn told(&mut self, node: &'d Node) -> Value {
        let mut value = self.plain(node);
        self.tell(node, &mut value);
        value
    }

    fn tell(&self, node: &'d Node, value: &mut Value) {
        match value {
            Value::Object(members) => members.retain(|key, value| {
                let Some(node) = node.get(key) else { return true };
                let Some(reference) = bare_reference(node).filter(|_| key == "description") else {
                    self.tell(node, value);
                    return true;
                };
                let target = self.document.find(node.place.file, reference).ok();
                let text = target.and_then(|target| target.node.as_str());
                *value = Value::from(text);
                text.is_some()
            }),
            Value::Array(values) => {
                let nodes = node.as_seq().into_iter().flatten();
                nodes.zip(values).for_each(|(node, value)| self.tell(node, value));
            }
            _ => {}
        }
    }

    /// A value as it is.
    pub(super) fn plain(&mut self, node: &'d Node) -> Value {
        if self.spend(size(node), node.place) { node.to_json() } else { Value::Null }
    }
}

/// How many values there are in a value, long texts counted for more than one.
fn size(node: &Node) -> usize {
    match &node.kind {
        Kind::Seq(seq) => seq.iter().map(size).sum::<usize>() + 1,
        Kind::Map(map) => map.values().map(|member| size(&member.value) + 1).sum::<usize>() + 1,
        Kind::String(text) => 1 + text.len() / 64,
        _ => 1,
    }
}
