//! The form with which an operation is tried out. It does nothing without the page's script, which shows it.

mod credentials;
mod input;
mod payload;

use serde_json::Value;

use self::input::Input;
use super::html::{Text, anchor};
use super::operation::{Operation, example};
use super::page::Whole;
use crate::mock;

/// The form of an operation.
pub(super) fn form(operation: &Operation<'_>, whole: &Whole<'_>) -> String {
    let id = operation.id();
    let parameters = operation.value["parameters"].as_array().into_iter().flatten();
    let inputs: String = parameters.map(|it| parameter(it, &id, whole)).collect();
    format!(
        "<section class=\"try js\"><h3>Try it</h3><form data-method=\"{}\" data-path=\"{}{}\">{}{inputs}{}\
         <p><button type=\"submit\">Send</button></p>\
         <div class=\"curl\"><pre><code></code></pre><button type=\"button\" class=\"copy\">Copy</button></div>\
         <output aria-live=\"polite\"></output></form></section>",
        Text(&operation.verb()),
        Text(whole.mount),
        Text(operation.path),
        credentials::inputs(operation, &id, whole),
        payload::inputs(operation, &id, whole),
    )
}

fn parameter(parameter: &Value, operation: &str, whole: &Whole<'_>) -> String {
    let name = parameter["name"].as_str().unwrap_or_default();
    let place = parameter["in"].as_str().unwrap_or_default();
    let required = parameter["required"] == true;
    // What is the whole query is written in a media type.
    let written = parameter["content"].as_object().filter(|_| place == "querystring");
    let written = written.and_then(|content| content.iter().next());
    let schema = whole.real(written.map_or(&parameter["schema"], |(_, media)| &media["schema"]));
    let given = written.and_then(|(_, media)| example(media)).or_else(|| example(parameter));
    let given = given.or_else(|| schema["examples"].get(0)).cloned();
    // What must be there is filled in; what need not be there stays empty.
    let value = if required { given.or_else(|| mock::value(schema, &whole.components)) } else { None };
    let style = match written {
        Some((range, _)) if range.starts_with("application/x-www-form-urlencoded") => "form",
        Some(_) => "document",
        None => parameter["style"].as_str().unwrap_or("form"),
    };
    let explode = parameter["explode"].as_bool().unwrap_or(style == "form" && written.is_none());
    Input {
        id: format!("{operation}-{}", anchor(place, name)),
        place,
        name,
        required,
        value: value.as_ref().map(input::plain).unwrap_or_default(),
        // A list or object whose members are parameters of their own needs no style to be written.
        style: if explode && style == "form" { "" } else { style },
    }
    .html(schema)
}
