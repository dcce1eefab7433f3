//! A schema, for people.

use serde_json::{Map, Value};

use super::html::{Text, anchor};
use super::markdown;

/// How deep schemas without names are shown.
const DEPTH: usize = 8;

/// What a body is: open at once.
pub(super) fn whole(schema: &Value) -> String {
    match component(schema) {
        Some(name) => reference(name, " open"),
        None => view(schema, 0),
    }
}

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
    out.push_str(&kind(schema));
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
        "<dt><code>{}</code>{marks}</dt><dd>{}{}{}</dd>",
        Text(name),
        kind(schema),
        markdown::render(schema["description"].as_str().unwrap_or_default()),
        inner(schema, depth),
    )
}

/// What is inside a schema that has a name of its own is shown when it is asked for.
fn inner(schema: &Value, depth: usize) -> String {
    if let Some(name) = component(schema) {
        return reference(name, "");
    }
    if schema["type"] == "array" && schema["items"].is_object() {
        return inner(&schema["items"], depth);
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

/// The script puts the schema there when it is looked at; without it there is a link.
fn reference(name: &str, open: &str) -> String {
    let id = anchor("schema", name);
    format!(
        "<details class=\"ref\"{open} data-from=\"{id}\"><summary>{0}</summary><p><a href=\"#{id}\">Schema {0}</a></p></details>",
        Text(name)
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

/// What values are, in a line. What a schema with a name or with members is shows below it.
fn kind(schema: &Value) -> String {
    let constraints = schema.as_object().map(constraints).unwrap_or_default();
    let is_told =
        component(schema).is_some() || schema["type"] == "object" && schema["properties"].is_object();
    let label = if is_told { String::new() } else { format!("<span>{}</span>", label(schema, 0)) };
    if label.is_empty() && constraints.is_empty() {
        return label;
    }
    format!("<p class=\"type\">{label}{constraints}</p>")
}

fn constraints(keywords: &Map<String, Value>) -> String {
    keywords.iter().filter_map(|(keyword, value)| constraint(keyword, value)).collect()
}

/// A keyword in words, if it says something that the rest does not.
fn constraint(keyword: &str, value: &Value) -> Option<String> {
    let (before, after) = match keyword {
        "minimum" => ("≥", ""),
        "exclusiveMinimum" => (">", ""),
        "maximum" => ("≤", ""),
        "exclusiveMaximum" => ("<", ""),
        "multipleOf" => ("a multiple of", ""),
        "minLength" => ("at least", "characters"),
        "maxLength" => ("at most", "characters"),
        "pattern" => ("matches", ""),
        "minItems" => ("at least", "items"),
        "maxItems" => ("at most", "items"),
        "minProperties" => ("at least", "members"),
        "maxProperties" => ("at most", "members"),
        "const" => ("always", ""),
        "default" => ("by default", ""),
        "uniqueItems" if *value == true => return Some(" <small>no two equal</small>".to_owned()),
        _ => return None,
    };
    let value = match value {
        Value::String(pattern) if keyword == "pattern" => pattern.clone(),
        value => value.to_string(),
    };
    let after = if value == "1" { after.trim_end_matches('s') } else { after };
    Some(format!(" <small>{before} <code>{}</code> {after}</small>", Text(&value)))
}
