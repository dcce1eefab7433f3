//! The body of a request.

use serde_json::Value;

use super::input::{Input, plain};
use crate::docs::html::{Text, anchor};
use crate::docs::operation::{Operation, example};
use crate::docs::page::Whole;
use crate::mock;

/// The inputs of a body: a set of them for each media type, of which the first is used until another is chosen.
pub(super) fn inputs(operation: &Operation<'_>, id: &str, whole: &Whole<'_>) -> String {
    let Some(contents) = operation.value["requestBody"]["content"].as_object() else { return String::new() };
    let sets: String = contents
        .iter()
        .enumerate()
        .map(|(index, (range, media))| {
            let off = if index > 0 { " disabled hidden" } else { "" };
            let id = format!("{id}-{}", anchor("body", range));
            format!(
                "<fieldset data-type=\"{}\"{off}>{}</fieldset>",
                Text(range),
                set(range, media, &id, whole)
            )
        })
        .collect();
    let choice = match contents.len() {
        0 => String::new(),
        1 => format!(
            "<span>Body</span><code>{}</code>",
            Text(contents.keys().next().map_or("", String::as_str))
        ),
        _ => {
            let options = contents.keys().map(|range| format!("<option>{}</option>", Text(range)));
            format!(
                "<label for=\"{id}-type\">Body</label><select class=\"type\" id=\"{id}-type\">{}</select>",
                options.collect::<String>()
            )
        }
    };
    choice + &sets
}

fn set(range: &str, media: &Value, id: &str, whole: &Whole<'_>) -> String {
    let schema = whole.real(&media["schema"]);
    let place = match range.split(';').next().unwrap_or_default() {
        "application/x-www-form-urlencoded" => "field",
        range if range.starts_with("multipart/") => "part",
        _ => "",
    };
    match schema["properties"].as_object() {
        Some(properties) if !place.is_empty() => {
            let is_required = |name: &str| {
                schema["required"].as_array().is_some_and(|required| required.iter().any(|it| it == name))
            };
            let made = example(media).cloned().or_else(|| mock::value(schema, &whole.components));
            let one = |(name, schema): (&String, &Value)| {
                let required = is_required(name);
                let value = made.as_ref().and_then(|made| made.get(name)).filter(|_| required).map(plain);
                let id = format!("{id}-{}", anchor(place, name));
                Input { id, place, name, required, value: value.unwrap_or_default(), style: "" }
                    .html(whole.real(schema))
            };
            properties.iter().map(one).collect()
        }
        _ if is_bytes(range) => {
            format!("<input type=\"file\" id=\"{id}\" data-in=\"file\" aria-label=\"The body\">")
        }
        _ => {
            let made = || media.get("schema").and_then(|schema| mock::value(schema, &whole.components));
            let text = match example(media).cloned().or_else(made) {
                Some(Value::String(text)) if !range.contains("json") => text,
                Some(value) => format!("{value:#}"),
                None => String::new(),
            };
            // A line break right behind the tag would be lost.
            format!(
                "<textarea id=\"{id}\" data-in=\"body\" rows=\"{}\" spellcheck=\"false\" aria-label=\"The body\">\n{}</textarea>",
                text.lines().count().clamp(3, 24),
                Text(&text)
            )
        }
    }
}

/// Whether a body of that type comes from a file.
fn is_bytes(range: &str) -> bool {
    let is_text = ["json", "xml", "yaml", "urlencoded", "graphql"].iter().any(|name| range.contains(name));
    !is_text && !range.starts_with("text/")
}
