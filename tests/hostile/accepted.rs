//! What may be accepted: then it is text and nothing else, and the project compiles.

use std::fmt::Write;

use proc_macro2::{TokenStream, TokenTree};
use routewright_tests::program;
use serde_json::{Value, json};

use crate::attack::{Attack, brief};

/// Texts that want to be something else.
pub const TEXTS: &[&str] = &[
    "*/ pub fn pwned() {} /*",
    "\"]\npub fn pwned() {}\n#[doc = \"",
    "\"#; pub fn pwned() {} //",
    "\"##########; pub fn pwned() {} //",
    "\npub fn pwned() {}\n",
    "\r\npub fn pwned() {}\r",
    "\u{2028}pub fn pwned() {}\u{85}",
    "```\npwned();\n```",
    "~~~rust\npwned();\n~~~",
    "    pwned();",
    "{{ pwned }}{% include \"/etc/passwd\" %}",
    "${pwned} $(pwned) `pwned`",
    "\u{202e}pwned\u{2066} // \u{2069}",
    "\\\");pwned();(\"",
    "<script>pwned()</script>",
    "#![feature(pwned)]",
    "include!(\"/etc/passwd\")",
];

/// Names that want to be somewhere else, or cannot be a name of Rust or of a file.
pub const NAMES: &[&str] = &[
    "../../../../outside",
    "..",
    ".",
    "/etc/outside",
    "a/../../b",
    "C:\\outside",
    "con",
    "NUL",
    "aux.rs",
    "crate",
    "self",
    "Self",
    "super",
    "_",
    "__",
    "type",
    "async",
    "gen",
    "1st",
    "!!!",
    "🦀",
    "日本語",
    "e\u{301}",
    "\u{e9}",
    "Post",
    "post",
    "POST",
    "a-b",
    "a_b",
    "aB",
    "String",
    "Option",
    "Vec",
    "Result",
    "Model",
    "mod",
    "main",
    "lib",
    "x\u{0}y",
    "x\ny",
    "\"",
    "'",
    "`",
    "r#fn",
    "a b",
    "{a}",
    "%2e%2e",
    "~a~0~1",
];

/// Makes a project of a document; if it is made, there is nothing in it but text, and it is handed back.
pub fn accepted_or_refused(name: &str, document: &str) -> Option<Attack> {
    let attack = Attack::with(document);
    if attack.is_refused(name) {
        return None;
    }
    for (path, text) in attack.sources() {
        let tokens: TokenStream = text.parse().unwrap_or_else(|error| {
            panic!("{name}: {} is no Rust: {error}\n{}", path.display(), brief(&text))
        });
        assert!(!is_smuggled(tokens), "{name}: code in {}:\n{}", path.display(), brief(&text));
    }
    Some(attack)
}

/// Whether something that the texts want stands in the code and not in a text: a function or a call of it, a file read
/// into the code, an attribute. (A field may well be called `pwned`.)
fn is_smuggled(tokens: TokenStream) -> bool {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is = |token: &TokenTree, name: &str| matches!(token, TokenTree::Ident(ident) if ident == name);
    let smuggled = tokens.windows(2).any(|pair| match &pair[1] {
        TokenTree::Ident(ident) => ident == "pwned" && is(&pair[0], "fn"),
        TokenTree::Group(_) => is(&pair[0], "pwned") || is(&pair[0], "feature"),
        TokenTree::Punct(punct) => punct.as_char() == '!' && is(&pair[0], "include"),
        TokenTree::Literal(_) => false,
    });
    let within = |token: TokenTree| matches!(token, TokenTree::Group(group) if is_smuggled(group.stream()));
    smuggled || tokens.into_iter().any(within)
}

pub fn compiles(attack: &Attack, name: &str) {
    let output = program::run(program::cargo(&attack.project()).args(["check", "--quiet"]));
    assert!(output.status.success(), "{name} does not compile:\n{}", brief(&program::said(&output)));
}

/// A document that says a text wherever a text can be said.
fn saying(text: &str) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": text, "version": text, "description": text, "x-info": text },
        "servers": [{ "url": "/api", "description": text }],
        "tags": [{ "name": text, "description": text }],
        "paths": {
            "/posts/{id}": {
                "summary": text,
                "description": text,
                "post": {
                    "operationId": "createPost",
                    "summary": text,
                    "description": text,
                    "tags": [text],
                    "x-operation": text,
                    "security": [{ "key": [] }],
                    "parameters": [
                        { "name": "id", "in": "path", "required": true, "description": text,
                          "schema": { "type": "string" }, "example": text },
                        { "name": "order", "in": "query", "description": text,
                          "schema": { "type": "string", "enum": [text, "other"], "default": text } },
                    ],
                    "requestBody": {
                        "description": text,
                        "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Post" },
                                                            "example": { "title": text } } },
                    },
                    "responses": {
                        "200": {
                            "description": text,
                            "headers": { "X-Total": { "description": text, "schema": { "type": "integer" } } },
                            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Post" } } },
                        },
                    },
                },
            },
        },
        "components": {
            "securitySchemes": { "key": { "type": "apiKey", "in": "header", "name": "X-Key", "description": text } },
            "schemas": {
                "Post": {
                    "type": "object",
                    "title": text,
                    "description": text,
                    "x-schema": { text: text },
                    "properties": {
                        "title": { "type": "string", "description": text, "default": text, "examples": [text] },
                        "kind": { "type": "string", "enum": [text, "other", ""] },
                        "constant": { "const": text },
                        "format": { "type": "string", "format": text },
                        text: { "type": "string", "description": text },
                    },
                    "required": [text],
                },
                "Kind": { "type": "string", "enum": [text, "other"] },
            },
        },
    })
}

#[test]
fn texts_stay_texts() {
    let mut all = String::new();
    for text in TEXTS {
        accepted_or_refused(text, &saying(text).to_string());
        all.push_str(text);
        all.push('\n');
    }
    let attack =
        accepted_or_refused("all texts", &saying(&all).to_string()).expect("texts are no reason to refuse");
    compiles(&attack, "all texts");
}

#[test]
fn patterns_stay_texts() {
    for pattern in [
        "\"#; pub fn pwned() {} //",
        "(?{pwned})",
        "((((((((((a*)*)*)*)*)*)*)*)*)*$",
        "[",
        "(?=pwned)",
        "\\1",
    ] {
        let mut document = saying("Fine.");
        document["components"]["schemas"]["Kind"] = json!({ "type": "string", "pattern": pattern });
        accepted_or_refused(pattern, &document.to_string());
    }
}

/// A document that uses a name wherever something is named.
fn naming(name: &str) -> Value {
    let mut document = saying("Fine.");
    let schema =
        json!({ "type": "object", "properties": { name: { "type": "object", "properties": { name: {} } } } });
    document["components"]["schemas"][name] = schema;
    let operation = &mut document["paths"]["/posts/{id}"]["post"];
    operation["operationId"] = json!(name);
    operation["tags"] = json!([name]);
    document
}

#[test]
fn names_stay_inside() {
    for name in NAMES {
        accepted_or_refused(name, &naming(name).to_string());
    }
}

#[test]
fn names_of_members_and_values_are_told_apart() {
    let mut document = saying("Fine.");
    let properties: serde_json::Map<String, Value> =
        NAMES.iter().chain(TEXTS).map(|name| ((*name).to_owned(), json!({ "type": "string" }))).collect();
    let values: Vec<&str> = NAMES.iter().chain(TEXTS).copied().collect();
    document["components"]["schemas"]["Post"] = json!({ "type": "object", "properties": properties });
    document["components"]["schemas"]["Kind"] = json!({ "type": "string", "enum": values });
    let attack = accepted_or_refused("all names", &document.to_string()).expect("any text can name a member");
    compiles(&attack, "all names");
}

#[test]
fn paths_stay_inside() {
    for path in [
        "/../../../outside",
        "/..",
        "/a/../../../../outside",
        "/%2e%2e/%2e%2e/outside",
        "/{..}",
        "/{../../outside}",
        "/{id}/{id}",
        "/{",
        "/}",
        "//",
        "/a//b/",
        "/con/nul/aux",
        "/a\\..\\..\\outside",
        "/a\u{0}b",
        "/a\nb",
        "/[id]",
        "/[...rest]",
        "/(group)",
        "/_private",
        "/route.rs",
        "/\u{202e}a",
        "/a:b*c?d\"e<f>g|h",
        "/;pub fn pwned() {}",
        "outside",
        "",
    ] {
        let mut document = saying("Fine.");
        document["paths"][path] = json!({ "get": { "responses": { "200": { "description": "Fine." } } } });
        accepted_or_refused(path, &document.to_string());
    }
}

#[test]
fn servers_stay_inside() {
    for url in [
        "/../../../outside",
        "https://example.com/../../outside",
        "https://example.com/%2e%2e/%2e%2e/outside",
        "{scheme}://{host}/{path}",
        "\"; pub fn pwned() {} //",
        "/a\u{0}b\nc",
        "/{outside}",
        "not a url",
    ] {
        let mut document = saying("Fine.");
        document["servers"] = json!([{ "url": url }]);
        accepted_or_refused(url, &document.to_string());
    }
}

#[test]
fn media_types_headers_and_schemes_stay_texts() {
    for &name in TEXTS.iter().chain(NAMES) {
        let mut document = saying("Fine.");
        document["components"]["securitySchemes"][name] =
            json!({ "type": "apiKey", "in": "cookie", "name": name });
        let operation = &mut document["paths"]["/posts/{id}"]["post"];
        operation["requestBody"]["content"][name] = json!({ "schema": { "type": "string" } });
        operation["responses"]["200"]["headers"][name] = json!({ "schema": { "type": "string" } });
        operation["parameters"] = json!([
            { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
            { "name": name, "in": "query", "schema": { "type": "string" } },
            { "name": name, "in": "header", "schema": { "type": "string" } },
            { "name": name, "in": "cookie", "schema": { "type": "string" } },
        ]);
        operation["security"] = json!([{ name: [name] }]);
        accepted_or_refused(name, &document.to_string());
    }
}

#[test]
fn sizes_stay_bearable() {
    let long = json!("pwned ".repeat(200_000));
    let mut document = saying("Fine.");
    document["paths"]["/posts/{id}"]["post"]["description"] = long.clone();
    document["components"]["schemas"]["Post"]["description"] = long;
    accepted_or_refused("a megabyte", &document.to_string());
    let name = "n".repeat(10_000);
    accepted_or_refused("a long name", &naming(&name).to_string());
    let mut path = String::new();
    for _ in 0..300 {
        let _ = write!(path, "/{}", "p".repeat(20));
    }
    let mut document = saying("Fine.");
    document["paths"][path] = json!({ "get": { "responses": { "200": { "description": "Fine." } } } });
    accepted_or_refused("a long path", &document.to_string());
}

#[test]
fn numbers_of_any_size() {
    let digits = "9".repeat(5000);
    for number in ["1e999", "-1e999", "1e-999", "18446744073709551616", "0.1", "-0", "1e400", digits.as_str()]
    {
        let text = saying("Fine.").to_string();
        let schema = format!(
            "{{\"type\": \"number\", \"minimum\": {number}, \"maximum\": {number}, \"default\": {number}, \
             \"enum\": [{number}], \"maxLength\": 18446744073709551615}}"
        );
        let kind = "{\"enum\":[\"Fine.\",\"other\"],\"type\":\"string\"}";
        let document = text
            .replace(kind, &schema)
            .replace("{\"type\":\"string\",\"enum\":[\"Fine.\",\"other\"]}", &schema);
        assert!(document.contains(number), "{number} is not in the document");
        accepted_or_refused(number, &document);
    }
}

#[test]
fn schemas_that_compose_themselves() {
    for schema in [
        json!({ "allOf": [{ "$ref": "#/components/schemas/Kind" }] }),
        json!({ "oneOf": [{ "$ref": "#/components/schemas/Kind" }, { "type": "string" }] }),
        json!({ "anyOf": [{ "$ref": "#/components/schemas/Kind" }] }),
        json!({ "not": { "$ref": "#/components/schemas/Kind" } }),
        json!({ "type": "array", "items": { "$ref": "#/components/schemas/Kind" }, "minItems": 1 }),
        json!({ "type": "object", "required": ["a"], "properties": { "a": { "$ref": "#/components/schemas/Kind" } } }),
        json!({ "type": "object", "additionalProperties": { "$ref": "#/components/schemas/Kind" } }),
    ] {
        let mut document = saying("Fine.");
        document["components"]["schemas"]["Kind"] = schema.clone();
        accepted_or_refused(&schema.to_string(), &document.to_string());
    }
}

#[test]
fn compositions_that_multiply() {
    let mut document = saying("Fine.");
    for level in 0..40 {
        let next = json!({ "$ref": format!("#/components/schemas/L{}", level + 1) });
        document["components"]["schemas"][format!("L{level}")] =
            json!({ "allOf": [next, next], "anyOf": [next, next] });
    }
    document["components"]["schemas"]["L40"] = json!({ "type": "object", "properties": { "a": {} } });
    accepted_or_refused("compositions", &document.to_string());
}
