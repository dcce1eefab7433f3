//! Values in schemas that their own schema does not allow.

use serde_json::Value;

use super::Resolver;
use crate::api::{Schema, Type, TypeSet};
use crate::diagnostic::Diagnostic;
use crate::load::{Kind, Map, Node};

impl<'d> Resolver<'d> {
    /// Warns of a default or a listed value of another type than the schema's.
    pub(super) fn check_values(&mut self, map: &'d Map, schema: &Schema) {
        let Some(types) = schema.types else { return };
        if let (Some(default), Some(member)) = (&schema.default, map.get("default"))
            && !fits(default, types)
        {
            let warning = Diagnostic::warning(
                member.value.place,
                format!("the default is {} where the type is {}", kind(default), names(types)),
            );
            self.push(match (default, self.quoted(&member.value, types)) {
                (Value::Null, _) => warning.help("leave it out when there is no default"),
                (_, Some(quoted)) => warning.help(quoted),
                _ => warning,
            });
        }
        let nodes = map.get("enum").and_then(|member| member.value.as_seq()).unwrap_or_default();
        for node in nodes {
            let value = if node.as_seq().is_some() { Value::Array(Vec::new()) } else { scalar(node) };
            if !fits(&value, types) {
                let message = format!("this value is {} where the type is {}", kind(&value), names(types));
                let help = self.quoted(node, types);
                let help = help.unwrap_or_else(|| "a value that does not fit is never allowed".to_owned());
                self.push(Diagnostic::warning(node.place, message).help(help));
            }
        }
        self.check_examples(map, types);
    }

    /// Warns of an example of a text that was written without quotes, and has lost something of what was written.
    fn check_examples(&mut self, map: &'d Map, types: TypeSet) {
        let listed = map.get("examples").and_then(|member| member.value.as_seq()).unwrap_or_default();
        for node in map.get("example").map(|member| &member.value).into_iter().chain(listed) {
            let Kind::Number(number) = &node.kind else { continue };
            if let Some(help) = self.quoted(node, types)
                && !types.contains(Type::Number)
                && !types.contains(Type::Integer)
                && self.document.sources.slice(node.place) != number.to_string()
            {
                let message =
                    format!("this example is the number {number} where the type is {}", names(types));
                self.push(Diagnostic::warning(node.place, message).help(help));
            }
        }
    }

    /// What helps where a text is allowed and something else was written, because it has no quotes.
    fn quoted(&self, node: &Node, types: TypeSet) -> Option<String> {
        let written = self.document.sources.slice(node.place);
        let is_word = matches!(node.kind, Kind::Number(_) | Kind::Bool(_)) && written.len() <= 40;
        (is_word && types.contains(Type::String)).then(|| format!("put it in quotes: \"{written}\""))
    }
}

/// A value that says no more than its type where it is a large one.
fn scalar(node: &crate::load::Node) -> Value {
    if node.as_map().is_some() { Value::Object(serde_json::Map::new()) } else { node.to_json() }
}

fn fits(value: &Value, types: TypeSet) -> bool {
    match value {
        Value::Null => types.contains(Type::Null),
        Value::Bool(_) => types.contains(Type::Boolean),
        Value::Number(number) => {
            let is_whole = number.as_f64().is_none_or(|value| value.fract() == 0.0);
            types.contains(Type::Number) || (is_whole && types.contains(Type::Integer))
        }
        Value::String(_) => types.contains(Type::String),
        Value::Array(_) => types.contains(Type::Array),
        Value::Object(_) => types.contains(Type::Object),
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn names(types: TypeSet) -> String {
    types.iter().map(Type::name).collect::<Vec<_>>().join(" or ")
}

#[cfg(test)]
mod tests {
    use crate::api::resolve::testing::schema_problems;

    #[test]
    fn warns_of_values_of_another_type() {
        assert_eq!(
            schema_problems("{type: integer, default: ten}"),
            ["26: warning: the default is a string where the type is integer"]
        );
        assert_eq!(
            schema_problems("{type: string, enum: [a, 1]}"),
            ["26: warning: this value is a number where the type is string"]
        );
        assert_eq!(
            schema_problems("{type: string, example: 042957, examples: [1.50, 1.0, 12]}"),
            [
                "25: warning: this example is the number 42957 where the type is string",
                "44: warning: this example is the number 1.5 where the type is string",
            ]
        );
        assert_eq!(schema_problems("{type: [string, integer], example: 042957, default: 007}"), [""; 0]);
        assert_eq!(schema_problems("{type: [integer, 'null'], default: 1.0, enum: [1.0, null, 2]}"), [""; 0]);
    }
}
