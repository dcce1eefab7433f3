use http_body_util::BodyExt;
use serde_json::{Value, json};

use super::*;
use crate::operation::{Media, Method};
use crate::{Model, type_of};

fn made(schema: Value) -> Value {
    value(&schema, &Components::none()).unwrap_or_else(|| panic!("no value for {schema}"))
}

#[test]
fn examples_come_first() {
    assert_eq!(made(json!({ "type": "string", "examples": ["x"], "default": "y" })), "x");
    assert_eq!(
        made(json!({ "type": "string", "examples": [1], "default": "y" })),
        "y",
        "a wrong example is passed over"
    );
    assert_eq!(made(json!({ "enum": ["b", "a"] })), "b");
    assert_eq!(made(json!({ "const": [1] })), json!([1]));
}

#[test]
fn built_values_satisfy_their_schemas() {
    for schema in [
        json!(true),
        json!({ "type": ["null", "integer"], "minimum": 3 }),
        json!({ "type": "array", "items": { "type": "integer", "maximum": 0 }, "minItems": 3, "uniqueItems": true }),
        json!({ "type": "array", "items": { "enum": ["a", "b"] }, "minItems": 2, "uniqueItems": true }),
        json!({ "type": "array", "items": { "format": "email" }, "minItems": 4, "uniqueItems": true }),
        json!({ "type": "object", "additionalProperties": { "type": "boolean" }, "minProperties": 2 }),
        json!({ "type": "object", "propertyNames": { "pattern": "^x[0-9]$" }, "minProperties": 1 }),
        json!({ "allOf": [{ "required": ["a"] }, { "properties": { "a": { "minLength": 9 } } }] }),
        json!({ "oneOf": [{ "type": "string" }, { "type": "string", "maxLength": 2 }] }),
        json!({ "anyOf": [{ "type": "null" }, { "type": "object", "required": ["x"] }] }),
        json!({ "type": "string", "minLength": 40, "maxLength": 41 }),
        json!({ "type": "string", "maxLength": 0 }),
        json!({ "type": "string", "format": "uri", "minLength": 100 }),
        json!({ "type": "string", "pattern": "^[A-Z]{2}$", "minLength": 2 }),
        json!({ "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.5 }),
        json!({ "if": { "required": ["a"] }, "then": { "required": ["b"] }, "properties": { "a": {}, "b": {} } }),
        json!({ "type": "array", "contains": { "const": 5 }, "minItems": 2 }),
        json!({ "type": "object", "required": ["a"], "not": { "required": ["b"] }, "properties": { "b": {} } }),
        json!({ "type": "array", "prefixItems": [{ "type": "string" }, { "type": "integer" }], "items": false }),
    ] {
        made(schema);
    }
}

#[test]
fn what_cannot_be_satisfied_has_no_value() {
    for schema in [
        json!(false),
        json!({ "type": "string", "minLength": 3, "maxLength": 2 }),
        json!({ "$ref": "#/components/schemas/No" }),
    ] {
        assert_eq!(value(&schema, &Components::none()), None, "{schema}");
    }
}

#[test]
fn recursion_ends() {
    let Value::Object(components) = json!({
        "Tree": { "type": "object", "required": ["children"], "properties": {
            "children": { "type": "array", "items": { "$ref": "#/components/schemas/Tree" } },
            "parent": { "anyOf": [{ "$ref": "#/components/schemas/Tree" }, { "type": "null" }] },
        } },
        "Endless": { "type": "object", "required": ["next"], "properties": { "next": { "$ref": "#/components/schemas/Endless" } } },
        "Circle": { "$ref": "#/components/schemas/Circle" },
    }) else {
        unreachable!()
    };
    let components = Components::from(components);
    assert!(value(&json!({ "$ref": "#/components/schemas/Tree" }), &components).is_some());
    assert_eq!(value(&json!({ "$ref": "#/components/schemas/Endless" }), &components), None);
    assert_eq!(value(&json!({ "$ref": "#/components/schemas/Circle" }), &components), None);
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Greeting")]
struct Greeting {
    #[model(min_length = 30)]
    text: String,
    #[model(write_only)]
    secret: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Headers {
    #[model(name = "Location", format = "uri-reference")]
    location: String,
    #[model(name = "X-Total", extra = r#"{"example":42}"#)]
    total: Option<i64>,
}

const fn operation(responses: &'static [ResponseInfo]) -> OperationInfo {
    OperationInfo {
        method: Method::Get,
        path: "/",
        document: "v1",
        id: "",
        name: "X",
        summary: "",
        doc: "",
        tags: &[],
        deprecated: false,
        security: &[],
        extra: "",
        parts: &[],
        body: None,
        responses,
    }
}

async fn text(response: Response) -> String {
    let bytes =
        response.into_body().collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn the_first_success_answers() {
    static INFO: OperationInfo = operation(&[
        ResponseInfo {
            status: Status::Code(404),
            doc: "",
            headers: None,
            blank_headers: None,
            contents: &[],
            extra: "",
        },
        ResponseInfo {
            status: Status::Code(201),
            doc: "",
            headers: Some(type_of::<Headers>),
            blank_headers: None,
            contents: &[
                Media {
                    range: "application/json",
                    of: Some(type_of::<Greeting>),
                    blank: None,
                    extra: "",
                    encodings: &[],
                },
                Media {
                    range: "text/csv",
                    of: Some(type_of::<String>),
                    blank: None,
                    extra: r#"{"example":"a,b"}"#,
                    encodings: &[],
                },
            ],
            extra: "",
        },
    ]);
    let answer = response(&INFO, None).expect("an answer");
    assert_eq!(answer.status(), 201);
    assert_eq!(answer.headers()["location"], "/example/1");
    assert_eq!(answer.headers()["x-total"], "42");
    assert_eq!(text(answer).await, r#"{"text":"textxxxxxxxxxxxxxxxxxxxxxxxxxx"}"#);
    let answer = response(&INFO, Some("text/*")).expect("an answer");
    assert_eq!(answer.headers()["content-type"], "text/csv; charset=utf-8");
    assert_eq!(text(answer).await, "a,b");
}

#[tokio::test]
async fn sequences_have_one_item() {
    const fn media(range: &'static str) -> Media {
        let extra =
            r#"{"itemSchema":{"type":"object","required":["data"],"properties":{"data":{"const":"a\nb"}}}}"#;
        Media { range, of: None, blank: None, extra, encodings: &[] }
    }
    static INFO: OperationInfo = operation(&[ResponseInfo {
        status: Status::Code(200),
        doc: "",
        headers: None,
        blank_headers: None,
        contents: &[media("text/event-stream"), media("application/jsonl"), media("application/json-seq")],
        extra: "",
    }]);
    let answer = async |accept| text(response(&INFO, Some(accept)).expect("an answer")).await;
    assert_eq!(answer("text/event-stream").await, "data: a\ndata: b\n\n");
    assert_eq!(answer("application/jsonl").await, "{\"data\":\"a\\nb\"}\n");
    assert_eq!(answer("application/json-seq").await, "\u{1e}{\"data\":\"a\\nb\"}\n");
}

#[test]
fn no_success_no_answer() {
    static INFO: OperationInfo = operation(&[ResponseInfo {
        status: Status::Code(404),
        doc: "",
        headers: None,
        blank_headers: None,
        contents: &[],
        extra: "",
    }]);
    assert!(response(&INFO, None).is_none());
}
