//! A schema, for people.

use serde_json::{Map, Value};

use super::html::{Text, anchor};
use super::markdown;

/// How deep schemas without names are shown.
const DEPTH: usize = 8;

/// Keywords that are shown as they are.
const SHOWN: &[&str] = &[
    "default",
    "minimum",
    "exclusiveMinimum",
    "maximum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "minItems",
    "maxItems",
    "uniqueItems",
    "minProperties",
    "maxProperties",
    "const",
];

/// All about a schema.
pub(super) fn view(schema: &Value, depth: usize) -> String {
    let Value::Object(keywords) = schema else { return String::new() };
    if depth > DEPTH {
        return String::new();
    }
    if component(schema).is_some() && keywords.len() == 1 {
        return inner(schema, depth);
    }
    let mut out = markdown::render(keywords.get("description").and_then(Value::as_str).unwrap_or_default());
    out.push_str(&format!("<p class=\"type\">{}{}</p>", label(schema, 0), constraints(keywords)));
    let required: Vec<&str> = keywords
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let properties = keywords.get("properties").and_then(Value::as_object).into_iter().flatten();
    let rows: String = properties
        .map(|(name, schema)| property(name, schema, required.contains(&name.as_str()), depth))
        .collect();
    if !rows.is_empty() {
        out.push_str(&format!("<dl>{rows}</dl>"));
    }
    for keyword in ["allOf", "oneOf", "anyOf", "prefixItems"] {
        for part in keywords.get(keyword).and_then(Value::as_array).into_iter().flatten() {
            out.push_str(&inner(part, depth));
        }
    }
    for keyword in ["items", "additionalProperties"] {
        if let Some(part) = keywords.get(keyword) {
            out.push_str(&inner(part, depth));
        }
    }
    if let Some(example) = keywords.get("examples").and_then(|examples| examples.get(0)) {
        out.push_str(&format!("<pre><code>{}</code></pre>", Text(&format!("{example:#}"))));
    }
    out
}

fn property(name: &str, schema: &Value, required: bool, depth: usize) -> String {
    let marks = [
        (required, "required"),
        (schema["readOnly"] == true, "read only"),
        (schema["writeOnly"] == true, "write only"),
        (schema["deprecated"] == true, "deprecated"),
    ];
    let marks: String =
        marks.iter().filter(|(is, _)| *is).map(|(_, mark)| format!(" <i>{mark}</i>")).collect();
    format!(
        "<dt><code>{}</code>{marks}</dt><dd><p class=\"type\">{}{}</p>{}{}</dd>",
        Text(name),
        label(schema, 0),
        schema.as_object().map(constraints).unwrap_or_default(),
        markdown::render(schema["description"].as_str().unwrap_or_default()),
        inner(schema, depth),
    )
}

/// What is inside a schema that has a name of its own is shown when it is asked for.
fn inner(schema: &Value, depth: usize) -> String {
    if let Some(name) = component(schema) {
        let id = anchor("schema", name);
        return format!(
            "<details class=\"ref\" data-from=\"{id}\"><summary>{0}</summary><p><a href=\"#{id}\">Schema {0}</a></p></details>",
            Text(name)
        );
    }
    let parts = ["properties", "allOf", "oneOf", "anyOf", "items", "additionalProperties", "prefixItems"];
    let has_parts = parts.iter().any(|part| schema.get(*part).is_some_and(|part| !part.is_boolean()));
    if !has_parts {
        return String::new();
    }
    format!(
        "<details class=\"in\"><summary>{}</summary>{}</details>",
        label(schema, 0),
        view(schema, depth + 1)
    )
}

fn component(schema: &Value) -> Option<&str> {
    schema["$ref"].as_str()?.strip_prefix("#/components/schemas/")
}

/// A schema in a few words.
pub(super) fn label(schema: &Value, depth: usize) -> String {
    if let Some(name) = component(schema) {
        return format!("<a href=\"#{}\">{}</a>", anchor("schema", name), Text(name));
    }
    if depth > DEPTH {
        return "…".to_owned();
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<String> =
            values.iter().map(|value| format!("<code>{}</code>", Text(&value.to_string()))).collect();
        return values.join(" or ");
    }
    for keyword in ["oneOf", "anyOf"] {
        if let Some(members) = schema[keyword].as_array() {
            let members: Vec<String> = members.iter().map(|member| label(member, depth + 1)).collect();
            return members.join(" or ");
        }
    }
    let kind = match &schema["type"] {
        Value::String(kind) => kind.clone(),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
        _ if schema.get("properties").is_some() => "object".to_owned(),
        _ => "any value".to_owned(),
    };
    if kind.starts_with("array") {
        return format!("list of {}", label(&schema["items"], depth + 1));
    }
    let format = schema["format"].as_str().map(|format| format!(" <small>{}</small>", Text(format)));
    format!("{}{}", Text(&kind), format.unwrap_or_default())
}

fn constraints(keywords: &Map<String, Value>) -> String {
    let shown = SHOWN.iter().filter_map(|keyword| Some((keyword, keywords.get(*keyword)?)));
    shown
        .map(|(keyword, value)| {
            format!(" <small>{keyword} <code>{}</code></small>", Text(&value.to_string()))
        })
        .collect()
}
