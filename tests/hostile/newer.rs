//! What only documents of OpenAPI 3.2 have: it is accepted as text, or refused.

use serde_json::{Value, json};

use crate::accepted::{NAMES, TEXTS, accepted_or_refused, compiles};

/// A document that says a text, or uses it as a name, wherever only 3.2 has a place for it.
fn saying(text: &str) -> Value {
    let media = json!({
        "description": text,
        "itemSchema": { "type": "object", "description": text, "properties": { text: { "const": text } } },
        "examples": { text: { "dataValue": text, "serializedValue": text } },
    });
    let parts = json!({
        "prefixEncoding": [{ "contentType": text, "encoding": { text: { "contentType": text } } }],
        "itemEncoding": { "headers": { "X-A": { "description": text, "schema": { "default": text } } } },
    });
    let form = json!({ "schema": { "type": "object", "properties": { text: {} } }, "example": text,
                       "encoding": { text: { "contentType": text } } });
    json!({
        "openapi": "3.2.0",
        "$self": text.replace('#', ""),
        "info": { "title": "Newer", "version": "1" },
        "servers": [{ "url": "/api", "name": text }],
        "tags": [{ "name": text, "summary": text, "kind": text }, { "name": "other", "parent": text }],
        "paths": { "/a": { "query": {
            "parameters": [
                { "name": text, "in": "querystring",
                  "content": { "application/x-www-form-urlencoded": form } },
                { "name": text, "in": "cookie", "style": "cookie", "schema": { "default": text } },
            ],
            "requestBody": { "content": { "application/jsonl": media, "multipart/mixed": parts } },
            "responses": { "200": { "summary": text,
                                    "content": { "text/event-stream": { "$ref": "#/components/mediaTypes/M" } } } },
        } } },
        "components": {
            "mediaTypes": { "M": media },
            "securitySchemes": { "s": { "type": "oauth2", "deprecated": true, "oauth2MetadataUrl": text,
                                        "flows": { "deviceAuthorization": { "tokenUrl": text, "scopes": {} } } } },
            "schemas": {
                "A": { "type": "object", "properties": { text: { "type": "string" } } },
                "U": { "oneOf": [{ "$ref": "#/components/schemas/A" }],
                       "discriminator": { "propertyName": text, "mapping": { text: "A" }, "defaultMapping": "A" } },
            },
        },
    })
}

#[test]
fn texts_and_names_of_the_newest_version_stay_texts() {
    let mut all = String::new();
    for text in TEXTS.iter().chain(NAMES) {
        accepted_or_refused(text, &saying(text).to_string());
        all.push_str(text);
    }
    let attack = accepted_or_refused("all", &saying(&all).to_string());
    compiles(&attack.expect("texts are no reason to refuse"), "all");
}

/// Each is a function of its own, or is not served, or is no name of a method.
#[test]
fn methods_stay_functions() {
    let is_token = |name: &&&str| {
        let signs = "!#$%&'*+-.^_`|~";
        name.chars().all(|letter| letter.is_ascii_alphanumeric() || signs.contains(letter))
    };
    for name in TEXTS.iter().chain(NAMES).filter(|name| !is_token(name)) {
        let mut document = saying("Fine.");
        document["paths"]["/a"]["additionalOperations"] = json!({ *name: { "responses": { "204": {} } } });
        accepted_or_refused(name, &document.to_string());
    }
    let mut document = saying("Fine.");
    let names = NAMES.iter().filter(is_token).chain(&["NOT_IMPLEMENTED", "CONNECT", "Request", "Response"]);
    for (index, name) in names.filter(|name| **name != "POST").enumerate() {
        let operation = json!({ "summary": name, "responses": { "204": {} } });
        document["paths"]["/all"]["additionalOperations"][*name] = operation.clone();
        document["paths"][format!("/{index}")]["additionalOperations"][*name] = operation;
    }
    let attack = accepted_or_refused("all methods", &document.to_string());
    compiles(&attack.expect("any token is a method"), "all methods");
}

#[test]
fn circles_end() {
    let mut document = saying("Fine.");
    let tags: Vec<Value> = (0..20_000)
        .map(|index| json!({ "name": index.to_string(), "parent": ((index + 1) % 20_000).to_string() }))
        .collect();
    document["tags"] = tags.into();
    accepted_or_refused("tags", &document.to_string());
    let mut document = saying("Fine.");
    document["components"]["mediaTypes"]["M"] = json!({ "$ref": "#/components/mediaTypes/M" });
    accepted_or_refused("media types", &document.to_string());
    let mut parts = json!({});
    for _ in 0..60 {
        parts = json!({ "encoding": { "a": parts, "b": parts.clone() }, "prefixEncoding": [] });
        if parts.to_string().len() > 400_000 {
            break;
        }
    }
    document["components"]["mediaTypes"]["M"] = parts;
    accepted_or_refused("parts", &document.to_string());
}
