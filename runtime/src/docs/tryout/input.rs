//! One input of a form.

use serde_json::Value;

use crate::docs::html::Text;

/// An input, as the script finds it again.
pub(super) struct Input<'a> {
    /// The identifier of the element.
    pub id: String,
    /// Where its value goes: `path`, `query`, `header`, `cookie`, `part`, `field`.
    pub place: &'a str,
    pub name: &'a str,
    pub required: bool,
    /// What it holds at first.
    pub value: String,
    /// How lists and objects are written in a query.
    pub style: &'a str,
}

impl Input<'_> {
    /// Its label and the control that suits values of a schema.
    pub fn html(&self, schema: &Value) -> String {
        let kind = kind(schema);
        let required = if self.required { " required" } else { "" };
        let attributes = format!(
            "id=\"{}\" data-in=\"{}\" data-name=\"{}\" data-kind=\"{kind}\" data-style=\"{}\"{required}",
            self.id,
            Text(self.place),
            Text(self.name),
            Text(self.style),
        );
        let control = match (kind, choices(schema)) {
            ("file", _) => {
                let multiple = if schema["type"] == "array" { " multiple" } else { "" };
                format!("<input type=\"file\" {attributes}{multiple}>")
            }
            (_, Some(choices)) => self.choice(&attributes, &choices),
            ("object", _) => {
                format!(
                    "<textarea {attributes} rows=\"3\" placeholder=\"{{}}\">{}</textarea>",
                    Text(&self.value)
                )
            }
            _ => {
                let hint = if kind == "list" { " placeholder=\"one,another\"" } else { "" };
                format!("<input {attributes}{hint} value=\"{}\" autocomplete=\"off\">", Text(&self.value))
            }
        };
        let mark = if self.required { " <i>required</i>" } else { "" };
        format!(
            "<label for=\"{}\"><span>{}</span> <small>{}</small>{mark}</label>{control}",
            self.id,
            Text(self.name),
            Text(match self.place {
                "part" | "field" => "",
                place => place,
            })
        )
    }

    fn choice(&self, attributes: &str, choices: &[String]) -> String {
        let option = |value: &String| {
            let selected = if *value == self.value { " selected" } else { "" };
            format!("<option{selected}>{}</option>", Text(value))
        };
        let none = if self.required { "" } else { "<option value=\"\"></option>" };
        format!("<select {attributes}>{none}{}</select>", choices.iter().map(option).collect::<String>())
    }
}

/// The values to choose from, if there are few.
fn choices(schema: &Value) -> Option<Vec<String>> {
    if schema["type"] == "boolean" {
        return Some(vec!["true".to_owned(), "false".to_owned()]);
    }
    Some(schema["enum"].as_array()?.iter().map(plain).collect())
}

/// What the script has to do with a value: it is a `file`, a `list`, an `object` or `plain`.
fn kind(schema: &Value) -> &'static str {
    let of = if schema["type"] == "array" { &schema["items"] } else { schema };
    let is_text = of["type"] == "string" || of["type"].is_null();
    let is_named = of["contentMediaType"].is_string() && of["contentEncoding"].is_null();
    if is_text && (of["format"] == "binary" || is_named) || of.as_object().is_some_and(|of| of.is_empty()) {
        "file"
    } else if schema["type"] == "array" {
        "list"
    } else if schema["type"] == "object" || schema.get("properties").is_some() {
        "object"
    } else {
        "plain"
    }
}

/// A value as it is typed into an input.
pub(super) fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(","),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_control_suits_the_values() {
        let input = |schema: Value| {
            Input { id: "i".into(), place: "part", name: "a", required: false, value: "".into(), style: "" }
                .html(&schema)
        };
        assert!(input(json!({"type": "string", "format": "binary"})).contains("type=\"file\""));
        assert!(
            input(json!({"type": "array", "items": {"contentMediaType": "image/png"}})).contains("multiple")
        );
        assert!(input(json!({"type": "boolean"})).contains("<option>false</option>"));
        assert!(input(json!({"type": "object"})).contains("<textarea"));
        assert!(input(json!({"type": "array", "items": {"type": "string"}})).contains("data-kind=\"list\""));
        assert!(input(json!({"type": "string"})).contains("data-kind=\"plain\""));
    }
}
