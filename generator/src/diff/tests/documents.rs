//! Documents: what stands around the schemas.

use super::differences;

const BLOG: &str = "openapi: 3.1.0
info: {title: Blog, version: '1', description: A blog., license: {name: MIT}}
servers:
  - url: /api/v1
tags:
  - {name: posts, description: Posts.}
  - {name: authors}
security:
  - key: []
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    token: {type: http, scheme: bearer}
  schemas:
    Post: {type: object, properties: {title: {type: string}}}
paths:
  /posts:
    summary: All posts
    get:
      operationId: listPosts
      summary: List posts
      description: Newest first.
      tags: [posts, authors]
      security:
        - key: []
        - token: [read, write]
      parameters:
        - {name: limit, in: query, description: How many., schema: {type: integer, maximum: 100}, example: 5}
        - {name: tag, in: query, schema: {type: array, items: {type: string}}}
        - {name: X-Request-Id, in: header, schema: {type: string}}
      responses:
        '200':
          description: Posts.
          headers:
            X-Total: {required: true, schema: {type: integer}}
          content:
            application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Post'}}}
        default: {description: An error.}
    post:
      operationId: createPost
      x-owner: {team: blog}
      requestBody:
        description: The post.
        required: true
        content:
          application/json: {schema: {$ref: '#/components/schemas/Post'}, examples: {one: {value: {title: A}}}}
          multipart/form-data:
            schema: {type: object, properties: {file: {type: string, format: binary}}}
            encoding: {file: {contentType: 'image/png, image/jpeg'}}
      responses:
        '201': {description: Created., links: {}}
";

/// The document with some texts replaced.
fn changed(replacements: &[(&str, &str)]) -> String {
    replacements.iter().fold(BLOG.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from} is not in the document");
        text.replace(from, to)
    })
}

/// The name of a rule, and what to replace with what without changing the meaning.
const EQUAL: &[(&str, &[(&str, &str)])] = &[
    (
        "defaults spelled out",
        &[("{name: limit, in: query,", "{name: limit, in: query, style: form, required: false,")],
    ),
    (
        "explode of a list spelled out",
        &[("{name: tag, in: query,", "{name: tag, in: query, style: form, explode: true,")],
    ),
    ("explode of a number", &[("{name: limit, in: query,", "{name: limit, in: query, explode: false,")]),
    ("the case of headers", &[("X-Request-Id", "x-request-id"), ("X-Total", "x-total")]),
    (
        "a header that content says",
        &[("headers:\n", "headers:\n            Content-Type: {schema: {type: string}}\n")],
    ),
    ("the case of media types", &[("application/json", "Application/JSON")]),
    ("the order of media types of a part", &[("image/png, image/jpeg", "image/jpeg,image/png")]),
    ("one example", &[("example: 5", "examples: {any: {value: 5}}")]),
    ("the name of an only example", &[("examples: {one:", "examples: {two:")]),
    ("the order of tags", &[("tags: [posts, authors]", "tags: [authors, posts]")]),
    ("the order of scopes", &[("[read, write]", "[write, read]")]),
    ("empty links", &[(", links: {}", "")]),
    ("a slash behind the server", &[("url: /api/v1", "url: /api/v1/")]),
    ("white space", &[("Newest first.", "'Newest first. '")]),
    ("an unused component", &[("  schemas:\n", "  schemas:\n    Unused: {type: string}\n")]),
    ("the version", &[("openapi: 3.1.0", "openapi: 3.1.1")]),
];

#[test]
fn mean_the_same() {
    for (rule, replacements) in EQUAL {
        assert_eq!(differences(BLOG, &changed(replacements)), [], "{rule}");
    }
}

/// What to replace with what, and what is said of it.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);

const DIFFERENT: &[Case] = &[
    (
        &[("maximum: 100", "maximum: 50")],
        &["/paths/~1posts/get/parameters/query:limit/schema/maximum: spec says 100, types say 50"],
    ),
    (
        &[("name: limit", "name: size")],
        &[
            "/paths/~1posts/get/parameters/query:limit: in the spec, not in the types",
            "/paths/~1posts/get/parameters/query:size: in the types, not in the spec",
        ],
    ),
    (
        &[("{name: limit, in: query,", "{name: limit, in: query, required: true,")],
        &["/paths/~1posts/get/parameters/query:limit/required: types say true, spec does not say it"],
    ),
    (
        &[("{name: tag, in: query,", "{name: tag, in: query, explode: false,")],
        &["/paths/~1posts/get/parameters/query:tag/explode: spec says true, types say false"],
    ),
    (
        &[("description: How many., ", "")],
        &[
            "/paths/~1posts/get/parameters/query:limit/description: spec says \"How many.\", types do not say it",
        ],
    ),
    (
        &[("example: 5", "example: 6")],
        &["/paths/~1posts/get/parameters/query:limit/examples//value: spec says 5, types say 6"],
    ),
    (
        &[("  /posts:", "  /articles:")],
        &[
            "/paths/~1posts/get: in the spec, not in the types",
            "/paths/~1posts/post: in the spec, not in the types",
            "/paths/~1articles/get: in the types, not in the spec",
            "/paths/~1articles/post: in the types, not in the spec",
        ],
    ),
    (
        &[("operationId: listPosts", "operationId: posts")],
        &["/paths/~1posts/get/operationId: spec says \"listPosts\", types say \"posts\""],
    ),
    (
        &[("All posts", "Every post")],
        &["/paths/~1posts/summary: spec says \"All posts\", types say \"Every post\""],
    ),
    (
        &[("  /posts:\n", "  x-team: web\n  /posts:\n    servers: [{url: /posts}]\n    x-a: 1\n")],
        &[
            "/paths/x-team: types say \"web\", spec does not say it",
            "/paths/~1posts/servers: types say [{\"url\":\"/posts\"}], spec does not say it",
            "/paths/~1posts/x-a: types say 1, spec does not say it",
        ],
    ),
    (
        &[("tags: [posts, authors]", "tags: [posts]")],
        &["/paths/~1posts/get/tags: spec says \"authors\", types do not say it"],
    ),
    (
        &[("        - token: [read, write]\n", "")],
        &["/paths/~1posts/get/security: spec says {\"token\":[\"read\",\"write\"]}, types do not say it"],
    ),
    (
        &[("security:\n  - key: []\n", "")],
        &["/paths/~1posts/post/security: spec says {\"key\":[]}, types do not say it"],
    ),
    (
        &[("name: X-Key", "name: X-Token")],
        &["/components/securitySchemes/key/name: spec says \"X-Key\", types say \"X-Token\""],
    ),
    (
        &[("default: {description: An error.}", "'404': {description: None.}")],
        &[
            "/paths/~1posts/get/responses/default: in the spec, not in the types",
            "/paths/~1posts/get/responses/404: in the types, not in the spec",
        ],
    ),
    (
        &[("description: Posts.\n", "description: All.\n")],
        &["/paths/~1posts/get/responses/200/description: spec says \"Posts.\", types say \"All.\""],
    ),
    (
        &[("{required: true, schema", "{schema")],
        &["/paths/~1posts/get/responses/200/headers/X-Total/required: spec says true, types do not say it"],
    ),
    (
        &[("        required: true\n", "")],
        &["/paths/~1posts/post/requestBody/required: spec says true, types do not say it"],
    ),
    (
        &[("multipart/form-data", "application/x-www-form-urlencoded")],
        &[
            "/paths/~1posts/post/requestBody/content/multipart~1form-data: in the spec, not in the types",
            "/paths/~1posts/post/requestBody/content/application~1x-www-form-urlencoded: in the types, not in the spec",
        ],
    ),
    (
        &[(
            "encoding: {file: {contentType: 'image/png, image/jpeg'}}",
            "encoding: {file: {contentType: image/png}}",
        )],
        &["/paths/~1posts/post/requestBody/content/multipart~1form-data/encoding/file/contentType: \
           spec says \"image/jpeg, image/png\", types say \"image/png\""],
    ),
    (
        &[("team: blog", "team: web")],
        &["/paths/~1posts/post/x-owner/team: spec says \"blog\", types say \"web\""],
    ),
    (&[("title: Blog", "title: Log")], &["/info/title: spec says \"Blog\", types say \"Log\""]),
    (&[("url: /api/v1", "url: /api/v2")], &["/servers/0/url: spec says \"/api/v1\", types say \"/api/v2\""]),
    (&[("Posts.}", "Post.}")], &["/tags/posts/description: spec says \"Posts.\", types say \"Post.\""]),
];

#[test]
fn mean_different_things() {
    for (replacements, expected) in DIFFERENT {
        let found: Vec<String> =
            differences(BLOG, &changed(replacements)).iter().map(ToString::to_string).collect();
        assert_eq!(found, *expected, "{replacements:?}");
    }
}

/// What is said of a body with and without a schema.
fn bodies(range: &str, schema: &str) -> Vec<String> {
    let with = |media: &str| {
        format!(
            "{BLOG}  /texts: {{post: {{requestBody: {{content: {{'{range}': {media}}}}}, responses: {{}}}}}}\n"
        )
    };
    let found = differences(&with("{}"), &with(&format!("{{schema: {schema}}}")));
    found.iter().map(|one| one.to_string().replace("/paths/~1texts/post/requestBody/content", "")).collect()
}

#[test]
fn a_text_without_a_schema_is_a_string() {
    assert_eq!(bodies("text/csv; charset=utf-8", "{type: string}"), [""; 0]);
    assert_eq!(
        bodies("text/csv", "{type: string, minLength: 1}"),
        ["/text~1csv/schema: types say {\"type\":\"string\",\"minLength\":1}, spec does not say it"]
    );
    assert_eq!(
        bodies("text/csv", "{type: string, description: Rows.}"),
        [
            "/text~1csv/schema: types say {\"type\":\"string\",\"description\":\"Rows.\"}, spec does not say it"
        ]
    );
    for range in ["application/json", "text/event-stream"] {
        let pointer = range.replace('/', "~1");
        let expected = format!("/{pointer}/schema: types say {{\"type\":\"string\"}}, spec does not say it");
        assert_eq!(bodies(range, "{type: string}"), [expected]);
    }
}

/// An operation that is hidden by another one is in the spec all the same.
#[test]
fn what_is_not_served_is_missed() {
    let operation = "{get: {responses: {'204': {description: Done.}}, parameters: [{name: NAME, in: path, required: true, schema: {type: string}}]}}";
    let path = |name: &str| format!("  /posts/{{{name}}}: {}\n", operation.replace("NAME", name));
    let one = format!("{BLOG}{}", path("id"));
    let found: Vec<String> =
        differences(&format!("{one}{}", path("slug")), &one).iter().map(ToString::to_string).collect();
    assert_eq!(found, ["/paths/~1posts~1{slug}/get: in the spec, not in the types"]);
}

#[test]
fn a_difference_knows_its_place_in_the_spec() {
    let found = differences(BLOG, &changed(&[("maximum: 100", "maximum: 50")]));
    let place = found.first().and_then(|one| one.place).expect("a place");
    assert!(
        BLOG[place.start..].starts_with("{type: integer") || BLOG[place.start..].starts_with("type: integer")
    );
}
