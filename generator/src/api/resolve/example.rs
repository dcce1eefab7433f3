//! Examples, as values or as they are written.

use serde_json::{Map as Json, Value};

use super::Resolver;
use super::json::Object;
use crate::diagnostic::Diagnostic;
use crate::load::{Map, Node};

/// Members of an example of which there can be one only.
const APART: [(&str, &str); 4] = [
    ("value", "externalValue"),
    ("value", "dataValue"),
    ("value", "serializedValue"),
    ("serializedValue", "externalValue"),
];

impl<'d> Resolver<'d> {
    /// `example`, `examples` and extensions.
    pub(super) fn examples(&mut self, map: &'d Map) -> Json<String, Value> {
        let mut extra = Json::new();
        if let (Some(_), Some(member)) = (map.get("example"), map.get("examples")) {
            let warning = Diagnostic::warning(member.key, "\"examples\" stands beside \"example\"");
            self.push(warning.help("put all of them into \"examples\""));
        }
        if let Some(member) = map.get("example") {
            extra.insert("example".to_owned(), self.plain(&member.value));
        }
        match map.get("examples") {
            Some(member) if member.value.as_map().is_some() => {
                let examples = self.object_member(map, "examples");
                let examples = examples.map(|examples| self.example_map(examples)).unwrap_or_default();
                extra.insert("examples".to_owned(), Value::Object(examples));
            }
            Some(member) => {
                let warning =
                    Diagnostic::warning(member.key, "\"examples\" is an object of named examples here");
                self.push(warning.help("examples: {name: {value: …}}"));
            }
            None => {}
        }
        extra.extend(self.extensions(map));
        extra
    }

    fn example_map(&mut self, examples: &'d Map) -> Json<String, Value> {
        for member in examples.values() {
            self.check_example(&member.value);
            if member.value.get("$ref").is_some() {
                // Says what is wrong with it; what is right stays a reference.
                self.follow(&member.value, "an example");
            }
        }
        self.described_map(examples, Object::Example)
    }

    /// Warns of an example that is given in two ways.
    pub(super) fn check_example(&mut self, node: &'d Node) {
        let Some(example) = node.as_map() else { return };
        for (one, other) in APART {
            if let (Some(first), Some(second)) = (example.get(one), example.get(other)) {
                let message =
                    format!("\"{other}\" stands beside \"{one}\", which an example has instead of it");
                let warning = Diagnostic::warning(second.key, message);
                self.push(warning.related(first.key, "it is here").help("keep one of the two"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;

    #[test]
    fn an_example_is_given_in_one_way() {
        let problems = |example: &str| {
            document("3.2.0", &format!("components: {{examples: {{E: {example}}}}}\npaths: {{}}\n")).problems
        };
        assert_eq!(problems("{dataValue: 1, serializedValue: '1'}"), [""; 0]);
        assert_eq!(
            problems("{value: 1, dataValue: 1}"),
            ["3:39: warning: \"dataValue\" stands beside \"value\", which an example has instead of it"]
        );
    }
}
