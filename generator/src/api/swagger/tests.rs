//! Each feature of 2.0 beside what it is in 3.0.

use serde_json::Value;

use super::{is_swagger, upgrade};
use crate::api::SpecVersion;
use crate::api::resolve;
use crate::load::{Document, Limits, load_text};

fn read(text: &str) -> Document {
    load_text("a.yaml", text, &Limits::default()).unwrap_or_else(|problems| panic!("{problems}"))
}

/// What a document of 2.0 becomes, and what is said about it.
fn upgraded(rest: &str) -> (Value, Vec<String>) {
    let document = read(&format!("swagger: '2.0'\ninfo: {{title: T, version: '1'}}\n{rest}"));
    let (upgraded, problems) = upgrade(&document);
    let problems = problems.iter().map(|problem| {
        let place = document.sources.locate(problem.place.expect("a place"));
        format!("{}: {}", place.trim_start_matches("a.yaml:"), problem.message)
    });
    (upgraded.root(upgraded.entry()).to_json(), problems.collect())
}

fn three(rest: &str) -> Value {
    let document = read(&format!("openapi: 3.0.4\ninfo: {{title: T, version: '1'}}\n{rest}"));
    document.root(document.entry()).to_json()
}

#[track_caller]
fn is_in_three(two: &str, rest: &str) {
    let (found, problems) = upgraded(two);
    assert_eq!(problems, [""; 0]);
    let expected = three(rest);
    assert_eq!(found, expected, "\n{found:#}\nis not\n{expected:#}");
}

#[test]
fn the_version_is_told() {
    for (text, is_two) in [
        ("swagger: '2.0'", true),
        ("swagger: 2.0", true),
        ("swagger: '1.2'", false),
        ("openapi: 3.0.0", false),
    ] {
        let document = read(text);
        assert_eq!(is_swagger(document.root(document.entry())), is_two, "{text}");
    }
    let document = read("swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n");
    assert_eq!(resolve(&document, &mut Vec::new()).map(|api| api.version), Some(SpecVersion::V2_0));
}

#[test]
fn hosts_and_schemes_are_servers() {
    is_in_three(
        "host: example.org\nbasePath: /v1/\nschemes: [https, http]\npaths: {}",
        "servers: [{url: 'https://example.org/v1'}, {url: 'http://example.org/v1'}]\npaths: {}",
    );
    is_in_three("basePath: /v1\npaths: {}", "servers: [{url: /v1}]\npaths: {}");
    is_in_three("basePath: /\npaths: {}", "servers: [{url: /}]\npaths: {}");
    is_in_three("host: example.org\npaths: {}", "servers: [{url: //example.org}]\npaths: {}");
    is_in_three(
        "host: a.org\nschemes: [https]\npaths: {/a: {get: {schemes: [wss], responses: {}}}}",
        "servers: [{url: 'https://a.org'}]
paths: {/a: {get: {servers: [{url: 'wss://a.org'}], responses: {}}}}",
    );
}

#[test]
fn definitions_are_schemas() {
    is_in_three(
        "paths: {}
definitions:
  Pet:
    type: object
    discriminator: kind
    required: [kind]
    properties:
      kind: {type: string}
      discriminator: {type: string, x-nullable: true}
      owner: {$ref: '#/definitions/A~1B/properties/c'}
    example: {$ref: '#/definitions/Pet', discriminator: kind}
  A/B: {allOf: [{$ref: '#/definitions/Pet'}, {properties: {c: {items: {type: file}}}, additionalProperties: false}]}
",
        "paths: {}
components:
  schemas:
    Pet:
      type: object
      discriminator: {propertyName: kind}
      required: [kind]
      properties:
        kind: {type: string}
        discriminator: {type: string, nullable: true}
        owner: {$ref: '#/components/schemas/A~1B/properties/c'}
      example: {$ref: '#/definitions/Pet', discriminator: kind}
    A/B:
      allOf:
      - {$ref: '#/components/schemas/Pet'}
      - {properties: {c: {items: {type: string, format: binary}}}, additionalProperties: false}
",
    );
}

#[test]
fn parameters_have_schemas_and_styles() {
    is_in_three(
        "paths:
  /a/{id}:
    parameters:
    - {name: id, in: path, required: true, type: string, pattern: '^a'}
    get:
      parameters:
      - {name: page, in: query, description: D, type: integer, format: int32, default: 1, x-note: 1}
      - {name: csv, in: query, type: array, items: {type: string, enum: [a, b]}}
      - {name: multi, in: query, type: array, collectionFormat: multi, items: {type: string}, maxItems: 3}
      - {name: pipes, in: query, type: array, collectionFormat: pipes, items: {type: string}}
      - {name: ssv, in: query, type: array, collectionFormat: ssv, items: {type: string}}
      - {name: X-List, in: header, type: array, collectionFormat: csv, items: {type: number}}
      - {name: empty, in: query, type: boolean, allowEmptyValue: true, x-nullable: true}
      responses: {}
",
        "paths:
  /a/{id}:
    parameters:
    - {name: id, in: path, required: true, schema: {type: string, pattern: '^a'}}
    get:
      parameters:
      - {name: page, in: query, description: D, x-note: 1, schema: {type: integer, format: int32, default: 1}}
      - {name: csv, in: query, style: form, explode: false, schema: {type: array, items: {type: string, enum: [a, b]}}}
      - {name: multi, in: query, style: form, explode: true, schema: {type: array, maxItems: 3, items: {type: string}}}
      - {name: pipes, in: query, style: pipeDelimited, explode: false, schema: {type: array, items: {type: string}}}
      - {name: ssv, in: query, style: spaceDelimited, explode: false, schema: {type: array, items: {type: string}}}
      - {name: X-List, in: header, schema: {type: array, items: {type: number}}}
      - {name: empty, in: query, allowEmptyValue: true, schema: {type: boolean, nullable: true}}
      responses: {}
",
    );
}

#[test]
fn what_has_no_counterpart_is_told() {
    let (found, problems) = upgraded(
        "paths:
  /a:
    post:
      parameters:
      - {name: tabs, in: query, type: array, collectionFormat: tsv, items: {type: string}}
      - {name: deep, in: query, type: array, items: {type: array, collectionFormat: pipes, items: {type: string}}}
      - {name: one, in: body, schema: {type: string}}
      - {name: two, in: body, schema: {type: integer}}
      responses: {}
",
    );
    assert_eq!(
        problems,
        [
            "7:64: the collection format \"tsv\" has no counterpart in OpenAPI 3 here",
            "8:67: how lists within lists are written has no counterpart in OpenAPI 3",
            "10:9: an operation has one body, and this is another one",
        ]
    );
    let body = &found["paths"]["/a"]["post"]["requestBody"];
    assert_eq!(body["content"]["application/json"]["schema"]["type"], "string");
}

#[test]
fn bodies_have_the_media_types_that_are_consumed() {
    is_in_three(
        "consumes: [application/json, application/xml]
paths:
  /a:
    parameters:
    - {name: body, in: body, required: true, description: D, schema: {type: object}}
    put: {responses: {}}
    post:
      consumes: [application/merge-patch+json]
      parameters:
      - {name: other, in: body, schema: {$ref: '#/definitions/A'}}
      responses: {}
definitions: {A: {}}
",
        "paths:
  /a:
    parameters: []
    put:
      responses: {}
      requestBody:
        required: true
        description: D
        content:
          application/json: {schema: {type: object}}
          application/xml: {schema: {type: object}}
    post:
      responses: {}
      requestBody:
        content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/A'}}}
components: {schemas: {A: {}}}
",
    );
}

#[test]
fn forms_are_bodies() {
    is_in_three(
        "paths:
  /a:
    post:
      parameters:
      - {name: title, in: formData, required: true, description: D, type: string, maxLength: 3}
      - {name: tags, in: formData, type: array, items: {type: string}}
      - {name: all, in: formData, type: array, collectionFormat: multi, items: {type: string}}
      responses: {}
    put:
      consumes: [multipart/form-data, application/x-www-form-urlencoded, text/plain]
      parameters: [{name: file, in: formData, type: file, x-note: 1}]
      responses: {}
",
        "paths:
  /a:
    post:
      responses: {}
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
              required: [title]
              properties:
                title: {type: string, maxLength: 3, description: D}
                tags: {type: array, items: {type: string}}
                all: {type: array, items: {type: string}}
            encoding: {tags: {style: form, explode: false}}
    put:
      responses: {}
      requestBody:
        content:
          multipart/form-data:
            schema: {type: object, properties: {file: {type: string, format: binary, x-note: 1}}}
",
    );
}

#[test]
fn responses_have_the_media_types_that_are_produced() {
    is_in_three(
        "produces: [application/json]
paths:
  /a:
    get:
      responses:
        200:
          description: D
          schema: {type: string}
          headers: {X-Rate: {type: integer, description: H}}
          examples: {application/json: a, text/plain: b}
        201: {description: '', schema: {type: file}}
        404: {$ref: '#/responses/Missing'}
        default: {description: '', x-note: 1}
    put:
      produces: [application/problem+json, text/json]
      responses:
        404: {$ref: '#/responses/Missing'}
        410: {$ref: '#/responses/Empty'}
responses:
  Missing: {description: M, schema: {type: object}}
  Empty: {description: E}
",
        "paths:
  /a:
    get:
      responses:
        '200':
          description: D
          headers: {X-Rate: {description: H, schema: {type: integer}}}
          content:
            application/json: {schema: {type: string}, example: a}
            text/plain: {example: b}
        '201': {description: '', content: {application/json: {schema: {type: string, format: binary}}}}
        '404': {$ref: '#/components/responses/Missing'}
        default: {description: '', x-note: 1}
    put:
      responses:
        '404':
          description: M
          content:
            application/problem+json:
              schema: {$ref: '#/components/responses/Missing/content/application~1json/schema'}
            text/json:
              schema: {$ref: '#/components/responses/Missing/content/application~1json/schema'}
        '410': {$ref: '#/components/responses/Empty'}
components:
  responses:
    Missing: {description: M, content: {application/json: {schema: {type: object}}}}
    Empty: {description: E}
",
    );
}

#[test]
fn shared_parameters_stay_shared_unless_they_are_bodies() {
    is_in_three(
        "paths:
  /a:
    post:
      parameters: [{$ref: '#/parameters/page'}, {$ref: '#/parameters/body'}]
      responses: {}
parameters:
  page: {name: page, in: query, type: integer}
  body: {name: body, in: body, schema: {type: string}}
",
        "paths:
  /a:
    post:
      parameters: [{$ref: '#/components/parameters/page'}]
      responses: {}
      requestBody: {content: {application/json: {schema: {type: string}}}}
components:
  parameters: {page: {name: page, in: query, schema: {type: integer}}}
",
    );
}

#[test]
fn security_definitions_are_schemes() {
    is_in_three(
        "security: [{key: []}]
paths: {}
securityDefinitions:
  basic: {type: basic, description: D}
  key: {type: apiKey, name: X-Key, in: header}
  code: {type: oauth2, flow: accessCode, authorizationUrl: 'https://a', tokenUrl: 'https://b', scopes: {read: R}}
  app: {type: oauth2, flow: application, tokenUrl: 'https://b'}
",
        "security: [{key: []}]
paths: {}
components:
  securitySchemes:
    basic: {type: http, scheme: basic, description: D}
    key: {type: apiKey, name: X-Key, in: header}
    code:
      type: oauth2
      flows:
        authorizationCode: {authorizationUrl: 'https://a', tokenUrl: 'https://b', scopes: {read: R}}
    app: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://b', scopes: {}}}}
",
    );
}

#[test]
fn a_document_may_be_in_many_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("a file");
    write(
        "api.yaml",
        "swagger: '2.0'
info: {title: T, version: '1'}
paths:
  /pets: {$ref: 'paths.yaml#/pets', x-note: 1}
definitions:
  Pet: {$ref: Pet.yaml}
  Owner: {type: object, properties: {pet: {$ref: '#/definitions/Pet'}}}
",
    );
    write(
        "paths.yaml",
        "pets:
  post:
    parameters:
    - {$ref: 'shared.yaml#/limit'}
    - {name: pet, in: body, schema: {$ref: Pet.yaml}}
    responses:
      '200': {$ref: 'shared.yaml#/One'}
      default: {description: '', schema: {$ref: '#/definitions/Owner'}}
",
    );
    write(
        "shared.yaml",
        "limit: {name: limit, in: query, type: integer}
One: {description: One, schema: {$ref: 'api.yaml#/definitions/Owner'}}
",
    );
    write(
        "Pet.yaml",
        "type: object
discriminator: kind
required: [kind]
properties: {kind: {type: string, x-nullable: true}, owner: {$ref: 'api.yaml#/definitions/Owner'}}
",
    );
    let document = crate::load::load(&folder.path().join("api.yaml"), &crate::load::Options::default());
    let document = document.unwrap_or_else(|problems| panic!("{problems}"));
    let mut problems = Vec::new();
    let api = resolve(&document, &mut problems).unwrap_or_else(|| panic!("{problems:?}"));
    assert_eq!(problems, []);
    assert_eq!(api.components.keys().collect::<Vec<_>>(), ["Pet", "Owner"]);
    let operation = &api.operations[0];
    assert_eq!(operation.parameters[0].name, "limit");
    let owner = serde_json::json!({ "$ref": "#/components/schemas/Owner" });
    for response in &operation.responses {
        assert_eq!(response.content[0].schema.map(|id| api.schemas.to_json(id)), Some(owner.clone()));
    }
    let pet = api.schemas.to_json(api.schemas.target(api.components["Pet"]));
    assert_eq!(pet["properties"]["kind"]["type"], serde_json::json!(["string", "null"]));
    assert_eq!(pet["properties"]["owner"], owner);
    assert_eq!(pet["discriminator"]["propertyName"], "kind");
}

#[test]
fn what_is_no_swagger_is_told_of_where_it_stands() {
    let text = "swagger: '2.0'
info: {title: T, version: '1'}
consumes: [1]
paths:
  /a:
    get:
      parameters: [{$ref: '#/parameters/nope'}]
      responses: {'200': {$ref: '#/responses/nope'}, '400': {description: '', schema: {$ref: '#/definitions/nope'}}}
  /b: 7
definitions: 5
";
    let document = read(text);
    let mut problems = Vec::new();
    assert!(resolve(&document, &mut problems).is_none());
    let problems: Vec<String> = problems
        .iter()
        .map(|problem| {
            let place = document.sources.locate(problem.place.expect("a place"));
            format!("{}: {}", place.trim_start_matches("a.yaml:"), problem.message)
        })
        .collect();
    assert_eq!(
        problems,
        [
            "3:12: \"consumes\" lists media types, and this is a number",
            "7:27: \"#/parameters/nope\" points at nothing: there is no \"parameters\" in /",
            "8:33: \"#/responses/nope\" points at nothing: there is no \"responses\" in /",
            "9:7: a path must be an object, not a number",
            "8:94: there is no \"nope\" in definitions",
        ]
    );
}

#[test]
fn what_is_repeated_without_end_is_refused() {
    let values = "1, ".repeat(20_000);
    let uses: String = (0..150)
        .map(|n| {
            format!("  /{n}: {{post: {{parameters: [{{$ref: '#/parameters/all'}}], responses: {{}}}}}}\n")
        })
        .collect();
    let shared = format!("parameters: {{all: {{name: all, in: body, schema: {{enum: [{values}]}}}}}}\n");
    let (_, problems) = upgraded(&format!("{shared}paths:\n{uses}"));
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].ends_with("makes the document too large once it is written out"), "{problems:?}");
}
