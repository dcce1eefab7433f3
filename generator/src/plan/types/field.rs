//! Members of structs: present, absent or `null`, and with what default.

use serde_json::{Map, Value};

use super::Types;
use super::annotation::Annotations;
use super::form::Use;
use super::scalar::number_text;
use crate::api::{SchemaId, referred_component};
use crate::plan::item::{Field, Rule, Type};

impl Types<'_> {
    /// The field of a property.
    pub(super) fn property(
        &mut self,
        name: String,
        wire: &str,
        id: SchemaId,
        required: bool,
        hint: &str,
    ) -> Field {
        let used = self.usage(id, hint);
        let mut annotations = self.annotations(id);
        let doc = annotations.description.take();
        let foreign = annotations.read_only || annotations.write_only;
        let flags = [
            ("read_only", std::mem::take(&mut annotations.read_only)),
            ("write_only", std::mem::take(&mut annotations.write_only)),
            ("refused", foreign && self.validation.refuses_foreign_members()),
            ("deprecated", std::mem::take(&mut annotations.deprecated)),
        ];
        let mut field = self.member(name, wire, id, required, used, annotations);
        field.doc = doc;
        // The fragment and the types that it names stay last.
        let end = field.rules.iter().position(|rule| rule.key() == "schema").unwrap_or(field.rules.len());
        let flags = flags.into_iter().filter(|(_, set)| *set).map(|(key, _)| Rule::Flag(key));
        field.rules.splice(end..end, flags);
        field
    }

    /// A field without a description. What its annotations say is added to its rules.
    pub(in crate::plan) fn member(
        &mut self,
        name: String,
        wire: &str,
        id: SchemaId,
        required: bool,
        used: Use,
        mut annotations: Annotations,
    ) -> Field {
        let mut rules = Vec::new();
        let default = match &annotations.default {
            // That `null` stands for absence says nothing that is not there to see: updates tell them apart.
            Some(Value::Null) if used.nullable => None,
            Some(value) if !required && self.applies(id, value) => Some(default_rule(value)),
            _ => None,
        };
        let is_there = required || default.is_some();
        let of = match (is_there, used.nullable) {
            (true, false) => used.of,
            (true, true) | (false, false) => Type::Option(Box::new(used.of)),
            (false, true) => Type::Maybe(Box::new(used.of)),
        };
        if let Some(rule) = default {
            annotations.default = None;
            rules.push(rule);
        }
        rules.extend(used.rules);
        let mut fragment = used.residual;
        fragment.extend(annotations.into_json());
        let rules = self.rules(is_there && used.nullable, rules, fragment);
        Field { name, wire: Some(wire.to_owned()), doc: None, rules, of }
    }

    /// Rules with what has no attribute as a fragment behind them.
    pub(in crate::plan) fn rules(
        &self,
        nullable: bool,
        rules: Vec<Rule>,
        fragment: Map<String, Value>,
    ) -> Vec<Rule> {
        let mut all = Vec::with_capacity(rules.len() + 3);
        if nullable {
            all.push(Rule::Flag("nullable"));
        }
        all.extend(rules);
        if !fragment.is_empty() {
            let types = self.referred(&fragment);
            let text = Value::Object(fragment).to_string();
            let annotates = !self.validation.asserts_formats() && text.contains("\"format\":");
            let annotates = annotates || !self.validation.asserts_formats() && !types.is_empty();
            all.push(Rule::Json("schema", text));
            if annotates {
                all.push(Rule::Flag("formats_annotate"));
            }
            if !types.is_empty() {
                all.push(Rule::Types("refs", types));
            }
        }
        all
    }

    /// The types of the components that a fragment refers to, in the order in which it does.
    fn referred(&self, fragment: &Map<String, Value>) -> Vec<String> {
        let mut found = Vec::new();
        let mut open: Vec<&Value> = fragment.values().rev().collect();
        if let Some(Value::String(target)) = fragment.get("$ref") {
            found.extend(self.referred_type(target));
        }
        while let Some(value) = open.pop() {
            match value {
                Value::Array(values) => open.extend(values.iter().rev()),
                Value::Object(members) => {
                    if let Some(Value::String(target)) = members.get("$ref")
                        && let Some(name) = self.referred_type(target)
                        && !found.contains(&name)
                    {
                        found.push(name);
                    }
                    open.extend(members.values().rev());
                }
                _ => {}
            }
        }
        found
    }

    fn referred_type(&self, target: &str) -> Option<String> {
        self.named.get(self.components.get(&referred_component(target)?)?).cloned()
    }
}

fn default_rule(value: &Value) -> Rule {
    match value {
        Value::Bool(value) => Rule::Bool("default", *value),
        Value::Number(number) => Rule::Number("default", number_text(number)),
        Value::String(text) => Rule::Text("default", text.clone()),
        other => Rule::Json("default_json", other.to_string()),
    }
}
