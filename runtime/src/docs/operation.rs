//! One operation.

use serde_json::Value;

use super::html::{Text, anchor};
use super::page::{METHODS, Whole};
use super::{markdown, schema, tryout};

pub(super) struct Operation<'a> {
    /// As a path item spells it: `get`, or `COPY` among the additional ones.
    pub method: &'a str,
    pub path: &'a str,
    pub value: &'a Value,
}

impl Operation<'_> {
    /// As a request spells it.
    pub fn verb(&self) -> String {
        match METHODS.contains(&self.method) {
            true => self.method.to_ascii_uppercase(),
            false => self.method.to_owned(),
        }
    }

    pub fn id(&self) -> String {
        match self.value["operationId"].as_str() {
            Some(id) => anchor("op", id),
            None => anchor("op", &format!("{} {}", self.method, self.path)),
        }
    }

    fn summary(&self) -> &str {
        self.value["summary"].as_str().unwrap_or_default()
    }
}

/// Its line in the navigation.
pub(super) fn link(operation: &Operation<'_>) -> String {
    format!(
        "<li><a href=\"#{0}\" title=\"{3}\"><b class=\"m {1}\">{1}</b> <span>{2}</span></a></li>",
        operation.id(),
        Text(operation.method),
        Text(operation.path),
        Text(operation.summary()),
    )
}

pub(super) fn article(operation: &Operation<'_>, whole: &Whole<'_>) -> String {
    let value = operation.value;
    let deprecated = if value["deprecated"] == true { " <i>deprecated</i>" } else { "" };
    format!(
        "<article class=\"op\" id=\"{}\"><details><summary><b class=\"m {1}\">{1}</b> <code>{2}{3}</code> \
         <span>{4}</span>{deprecated}</summary>\n<div class=\"body\"><div class=\"about\">{5}{6}{7}{8}</div>{9}</div></details></article>\n",
        operation.id(),
        Text(operation.method),
        Text(whole.mount),
        Text(operation.path),
        Text(operation.summary()),
        markdown::render(value["description"].as_str().unwrap_or_default()),
        parameters("Parameters", value["parameters"].as_array().map_or(&[], Vec::as_slice)),
        body(&value["requestBody"]),
        responses(&value["responses"]),
        tryout::form(operation, whole),
    )
}

fn parameters(title: &str, parameters: &[Value]) -> String {
    let rows: String = parameters
        .iter()
        .map(|parameter| {
            let required = if parameter["required"] == true { " <i>required</i>" } else { "" };
            let deprecated = if parameter["deprecated"] == true { " <i>deprecated</i>" } else { "" };
            // What is written in a media type has its schema there.
            let written = parameter["content"].as_object().and_then(|content| content.values().next());
            let schema = written.map_or(&parameter["schema"], |media| &media["schema"]);
            let place = parameter["in"].as_str().map(|place| format!(" <small>{}</small>", Text(place)));
            format!(
                "<dt><code>{}</code>{}{required}{deprecated}</dt><dd>{}{}</dd>",
                Text(parameter["name"].as_str().unwrap_or_default()),
                place.unwrap_or_default(),
                schema::view(schema, 0),
                markdown::render(parameter["description"].as_str().unwrap_or_default()),
            )
        })
        .collect();
    if rows.is_empty() { rows } else { format!("<h3>{title}</h3><dl>{rows}</dl>") }
}

fn body(body: &Value) -> String {
    let contents = contents(&body["content"]);
    if contents.is_empty() {
        return contents;
    }
    let required = if body["required"] == true { " <i>required</i>" } else { "" };
    format!(
        "<h3>Request body{required}</h3>{}{contents}",
        markdown::render(body["description"].as_str().unwrap_or_default())
    )
}

fn responses(responses: &Value) -> String {
    let all: String = responses
        .as_object()
        .into_iter()
        .flatten()
        .map(|(status, response)| {
            let description = response["description"].as_str().unwrap_or_default();
            // The first line stands in the summary, and is said again only where more follows.
            let (first, more) = description.split_once('\n').unwrap_or((description, ""));
            let (first, description) = match response["summary"].as_str() {
                Some(summary) => (summary, description),
                None => (first, if more.trim().is_empty() { "" } else { description }),
            };
            format!(
                "<details class=\"response\"><summary><b class=\"s{}\">{}</b> {}</summary>{}{}{}</details>",
                status.chars().next().filter(char::is_ascii_digit).unwrap_or('x'),
                Text(status),
                markdown::line(first),
                markdown::render(description),
                headers(&response["headers"]),
                contents(&response["content"]),
            )
        })
        .collect();
    format!("<h3>Responses</h3>{all}")
}

fn headers(headers: &Value) -> String {
    let named: Vec<Value> = headers
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, header)| {
            let mut header = header.clone();
            header["name"] = name.as_str().into();
            header
        })
        .collect();
    parameters("Headers", &named)
}

fn contents(contents: &Value) -> String {
    contents
        .as_object()
        .into_iter()
        .flatten()
        .map(|(range, media)| {
            let example = example(media).map(|example| match example {
                Value::String(text) => format!("<pre><code>{}</code></pre>", Text(text)),
                other => format!("<pre><code>{}</code></pre>", Text(&format!("{other:#}"))),
            });
            let items = match media.get("itemSchema") {
                Some(items) => format!("<p>Each item:</p>{}", schema::whole(items)),
                None => String::new(),
            };
            format!(
                "<div class=\"media\"><p><code>{}</code></p>{}{}{items}{}</div>",
                Text(range),
                markdown::render(media["description"].as_str().unwrap_or_default()),
                schema::whole(&media["schema"]),
                example.unwrap_or_default()
            )
        })
        .collect()
}

/// The first example that a media type gives.
pub(super) fn example(media: &Value) -> Option<&Value> {
    let several = || media["examples"].as_object().and_then(|examples| value(examples.values().next()?));
    media.get("example").or_else(several)
}

/// The value of an example, under its older name or the one of OpenAPI 3.2.
fn value(example: &Value) -> Option<&Value> {
    example.get("value").or_else(|| example.get("dataValue")).or_else(|| example.get("serializedValue"))
}
