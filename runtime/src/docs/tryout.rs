//! The form with which an operation is tried out.

use serde_json::Value;

use super::html::{Text, anchor};
use super::operation::{Operation, example};
use super::page::Whole;
use crate::mock;

/// The form of an operation. It does nothing without the page's script, which shows it.
pub(super) fn form(operation: &Operation<'_>, whole: &Whole<'_>) -> String {
    let id = operation.id();
    let parameters = operation.value["parameters"].as_array().into_iter().flatten();
    let inputs: String = parameters.map(|parameter| input(parameter, &id, whole)).collect();
    format!(
        "<details class=\"try js\"><summary>Try it</summary><form data-method=\"{}\" data-path=\"{}{}\">{}{inputs}{}\
         <p><button type=\"submit\">Send</button> <button type=\"button\" class=\"curl\">Copy as curl</button></p>\
         <output aria-live=\"polite\"></output></form></details>",
        operation.method,
        Text(whole.mount),
        Text(operation.path),
        credentials(operation, &id, whole),
        body(operation, &id, whole),
    )
}

fn label(id: &str, name: &str, control: &str) -> String {
    format!("<label for=\"{id}\">{}</label>{control}", Text(name))
}

fn input(parameter: &Value, operation: &str, whole: &Whole<'_>) -> String {
    let name = parameter["name"].as_str().unwrap_or_default();
    let place = parameter["in"].as_str().unwrap_or_default();
    if place == "cookie" {
        // Scripts may not set cookies of requests.
        return String::new();
    }
    let id = format!("{operation}-{}", anchor(place, name));
    let schema = &parameter["schema"];
    let required = parameter["required"] == true;
    let given = example(parameter).or_else(|| schema["examples"].get(0)).cloned();
    // What must be there is filled in; what need not be there stays empty.
    let value = if required { given.or_else(|| mock::value(schema, &whole.components)) } else { None };
    let value = value.map(|value| plain(&value)).unwrap_or_default();
    let attributes = format!(
        "id=\"{id}\" data-in=\"{}\" data-name=\"{}\"{}{}",
        Text(place),
        Text(name),
        if required { " required" } else { "" },
        if schema["type"] == "array" { " data-list" } else { "" },
    );
    let control = match schema["enum"].as_array() {
        Some(values) => {
            let options = values.iter().map(plain).map(|option| {
                let selected = if required && option == value { " selected" } else { "" };
                format!("<option{selected}>{}</option>", Text(&option))
            });
            let none = if required { "" } else { "<option value=\"\"></option>" };
            format!("<select {attributes}>{none}{}</select>", options.collect::<String>())
        }
        None => format!("<input {attributes} value=\"{}\" autocomplete=\"off\">", Text(&value)),
    };
    label(&id, name, &control)
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

fn credentials(operation: &Operation<'_>, id: &str, whole: &Whole<'_>) -> String {
    let security = operation.value.get("security").unwrap_or(&whole.value["security"]);
    let first = security.as_array().and_then(|alternatives| alternatives.first()).and_then(Value::as_object);
    let names = first.into_iter().flatten().map(|(name, _)| name);
    names
        .filter_map(|name| {
            let scheme = &whole.value["components"]["securitySchemes"][name];
            let (place, parameter) = match (scheme["type"].as_str()?, scheme["in"].as_str()) {
                ("apiKey", Some("header")) => ("header", scheme["name"].as_str()?),
                ("apiKey", Some("query")) => ("query", scheme["name"].as_str()?),
                ("http", _) if scheme["scheme"] == "basic" => ("basic", name.as_str()),
                ("http" | "oauth2" | "openIdConnect", _) => ("bearer", name.as_str()),
                _ => return None,
            };
            let hint = if place == "basic" { "user:password" } else { "" };
            let id = format!("{id}-{}", anchor("auth", name));
            let control = format!(
                "<input id=\"{id}\" type=\"password\" data-in=\"{place}\" data-name=\"{}\" placeholder=\"{hint}\" autocomplete=\"off\">",
                Text(parameter)
            );
            Some(label(&id, name, &control))
        })
        .collect()
}

fn body(operation: &Operation<'_>, id: &str, whole: &Whole<'_>) -> String {
    let contents = operation.value["requestBody"]["content"].as_object();
    let Some((range, media)) = contents.and_then(|contents| contents.iter().next()) else {
        return String::new();
    };
    if range.starts_with("multipart/") {
        return "<p>Forms with files are sent with other tools.</p>".to_owned();
    }
    let made = || media.get("schema").and_then(|schema| mock::value(schema, &whole.components));
    let text = match example(media).cloned().or_else(made) {
        Some(Value::String(text)) if !range.contains("json") => text,
        Some(value) => format!("{value:#}"),
        None => String::new(),
    };
    let control = format!(
        "<textarea id=\"{id}-body\" data-in=\"body\" data-type=\"{}\" rows=\"8\" spellcheck=\"false\">{}</textarea>",
        Text(range),
        Text(&text)
    );
    label(&format!("{id}-body"), &format!("Body ({range})"), &control)
}
