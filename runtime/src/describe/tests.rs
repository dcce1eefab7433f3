use serde_json::json;

use super::*;
use crate::operation::{Location, Media, Method, Part, RequestBody, Requirement, ResponseInfo, Status};
use crate::{Map, Maybe, Model, type_of};

/// A post.
///
/// It has a headline.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Post", schema = r#"{"title":"Post","examples":[{"title":"x"}]}"#)]
struct Post {
    /// Headline.
    #[model(min_length = 1, max_length = 200, pattern = "^\\S")]
    title: String,
    #[model(nullable)]
    cover: Option<String>,
    subtitle: Maybe<String>,
    #[model(default = 7)]
    stars: i64,
    #[model(max_items = 10, unique_items, items(min_length = 1))]
    tags: Vec<String>,
    #[model(read_only)]
    author: Option<Author>,
    status: Status2,
    #[model(additional)]
    others: Map<crate::Value>,
}

/// Who wrote it.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Author", deny_additional)]
struct Author {
    name: Slug,
    #[model(nullable)]
    friend: Option<Box<Author>>,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Slug", pattern = "^[a-z]+$")]
struct Slug(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Model)]
enum Status2 {
    #[model(value = "draft")]
    Draft,
    #[model(value = "published")]
    Published,
}

#[derive(Clone, Debug, PartialEq, Model)]
struct Parameters {
    /// Page number.
    #[model(minimum = 1, default = 1, explode = false, extra = r#"{"x-a":1,"example":2}"#)]
    page: i64,
}

const fn media(of: crate::model::TypeOf) -> Media {
    Media { range: "application/json", of: Some(of), blank: None, extra: "", encodings: &[] }
}

static CREATE: OperationInfo = OperationInfo {
    method: Method::Post,
    path: "/posts",
    document: "v1",
    id: "createPost",
    name: "CreatePost",
    summary: "Create a post.",
    doc: "",
    tags: &["posts"],
    deprecated: true,
    security: &[&[Requirement { scheme: "bearer", scopes: &["write"] }], &[]],
    extra: r#"{"x-b":2,"callbacks":{"done":{}}}"#,
    parts: &[Part { location: Location::Query, of: type_of::<Parameters> }],
    body: Some(RequestBody {
        required: true,
        doc: "The post.",
        contents: &[
            media(type_of::<Post>),
            Media { range: "application/cbor", of: None, blank: None, extra: "", encodings: &[] },
        ],
        extra: "",
    }),
    responses: &[
        ResponseInfo {
            status: Status::Code(201),
            doc: "Created.",
            headers: Some(type_of::<Parameters>),
            blank_headers: None,
            contents: &[Media {
                range: "application/json",
                of: Some(type_of::<Post>),
                blank: None,
                extra: r#"{"example":{"title":"y"},"schema":{"description":"As it is now."}}"#,
                encodings: &[],
            }],
            extra: "",
        },
        ResponseInfo {
            status: Status::Default,
            doc: "",
            headers: None,
            blank_headers: None,
            contents: &[],
            extra: r#"{"x-c":3}"#,
        },
        ResponseInfo {
            status: Status::Range(4),
            doc: "Bad.",
            headers: None,
            blank_headers: None,
            contents: &[],
            extra: "",
        },
    ],
};

fn specification() -> Specification {
    let document = Document {
        name: "v1",
        mount: "/api",
        header: r#"{"x-z":[1],"info":{"version":"1.2","title":"T","x-logo":"l"},"security":[{"bearer":[]}],
                    "components":{"securitySchemes":{"bearer":{"type":"http","scheme":"bearer","x-s":1}}}}"#,
        components: &[type_of::<Slug>, type_of::<Post>],
    };
    Specification::new(&document, [&CREATE])
}

#[test]
fn types_become_components() {
    let specification = specification();
    let schemas = &specification.as_value()["components"]["schemas"];
    assert_eq!(schemas.as_object().unwrap().keys().collect::<Vec<_>>(), ["Slug", "Post", "Author"]);
    assert_eq!(schemas["Slug"], json!({ "type": "string", "pattern": "^[a-z]+$" }));
    assert_eq!(
        schemas["Post"],
        json!({
            "title": "Post",
            "description": "A post.\n\nIt has a headline.",
            "type": "object",
            "properties": {
                "title": { "description": "Headline.", "type": "string", "minLength": 1, "maxLength": 200, "pattern": "^\\S" },
                "cover": { "type": ["string", "null"] },
                "subtitle": { "type": ["string", "null"] },
                "stars": { "type": "integer", "default": 7 },
                "tags": { "type": "array", "maxItems": 10, "uniqueItems": true, "items": { "type": "string", "minLength": 1 } },
                "author": { "$ref": "#/components/schemas/Author", "readOnly": true },
                "status": { "type": "string", "enum": ["draft", "published"] },
            },
            "required": ["title", "cover", "tags", "status"],
            "additionalProperties": true,
            "examples": [{ "title": "x" }],
        })
    );
    assert_eq!(
        schemas["Author"]["properties"]["friend"],
        json!({ "anyOf": [{ "$ref": "#/components/schemas/Author" }, { "type": "null" }] })
    );
    assert_eq!(schemas["Author"]["additionalProperties"], json!(false));
}

#[test]
fn operations_are_described() {
    let specification = specification();
    let operation = &specification.as_value()["paths"]["/posts"]["post"];
    assert_eq!(
        *operation,
        json!({
            "tags": ["posts"],
            "summary": "Create a post.",
            "operationId": "createPost",
            "deprecated": true,
            "security": [{ "bearer": ["write"] }, {}],
            "parameters": [{
                "name": "page", "in": "query", "description": "Page number.", "explode": false,
                "schema": { "type": "integer", "default": 1, "minimum": 1 }, "example": 2, "x-a": 1,
            }],
            "requestBody": {
                "description": "The post.",
                "required": true,
                "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Post" } }, "application/cbor": {} },
            },
            "responses": {
                "201": {
                    "description": "Created.",
                    "headers": { "page": {
                        "description": "Page number.", "explode": false, "schema": { "type": "integer", "default": 1, "minimum": 1 },
                        "example": 2, "x-a": 1,
                    } },
                    "content": { "application/json": {
                        "schema": { "$ref": "#/components/schemas/Post", "description": "As it is now." }, "example": { "title": "y" },
                    } },
                },
                "default": { "description": "", "x-c": 3 },
                "4XX": { "description": "Bad." },
            },
            "callbacks": { "done": {} },
            "x-b": 2,
        })
    );
    let statuses: Vec<_> = operation["responses"].as_object().unwrap().keys().collect();
    assert_eq!(statuses, ["201", "default", "4XX"], "as the table has them");
    let contents: Vec<_> = operation["requestBody"]["content"].as_object().unwrap().keys().collect();
    assert_eq!(contents, ["application/json", "application/cbor"]);
}

#[test]
fn the_header_is_kept() {
    let specification = specification();
    let value = specification.as_value();
    assert_eq!(value["openapi"], "3.1.0");
    assert_eq!(value["info"], json!({ "version": "1.2", "title": "T", "x-logo": "l" }));
    assert_eq!(value["servers"], json!([{ "url": "/api" }]));
    assert_eq!(value["x-z"], json!([1]));
    assert_eq!(value["components"]["securitySchemes"]["bearer"]["x-s"], 1);
}

#[test]
fn paths_as_a_whole_are_described() {
    let document = Document {
        header: r#"{"paths":{
            "/posts":{"x-a":1,"summary":"Posts.","servers":[{"url":"https://example.com"}]},
            "/raw":{"description":"Raw."},"/nowhere":{"summary":"Nothing."},"x-b":2}}"#,
        ..Document::new("v1", "")
    };
    let specification =
        Specification::new(&document, [&CREATE]).with_operation("GET", "/raw", json!({ "responses": {} }));
    let paths = &specification.as_value()["paths"];
    let posts: Vec<_> = paths["/posts"].as_object().unwrap().keys().collect();
    assert_eq!(posts, ["summary", "servers", "x-a", "post"]);
    assert_eq!(paths["/raw"], json!({ "description": "Raw.", "get": { "responses": {} } }));
    assert_eq!(paths.get("/nowhere"), None, "nothing is mounted there");
    assert_eq!(paths["x-b"], 2);
}

#[test]
fn the_same_types_give_the_same_text() {
    let texts = || (specification().to_json(), specification().to_yaml());
    let first = texts();
    assert!((0..10).all(|_| texts() == first));
    let specification = specification();
    let keys: Vec<_> = specification.as_value().as_object().unwrap().keys().collect();
    assert_eq!(keys, ["openapi", "info", "servers", "security", "paths", "components", "x-z"]);
}

#[test]
fn yaml_says_what_json_says() {
    let yaml: Value = yaml_serde::from_str(&specification().to_yaml()).unwrap();
    assert_eq!(yaml, *specification().as_value());
}
