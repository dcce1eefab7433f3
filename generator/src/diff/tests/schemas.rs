//! Schemas that mean different things.

use super::schema_differences;

/// Two schemas, and what is said of them.
const DIFFERENT: &[(&str, &str, &[&str])] = &[
    ("{type: string}", "{type: integer}", &["/type: spec says \"string\", types say \"integer\""]),
    (
        "{type: [string, 'null']}",
        "{type: string}",
        &["/type: spec says [\"null\",\"string\"], types say \"string\""],
    ),
    ("{}", "{type: string}", &["/type: types say \"string\", spec does not say it"]),
    (
        "{type: string, maxLength: 100}",
        "{type: string, maxLength: 50}",
        &["/maxLength: spec says 100, types say 50"],
    ),
    ("{type: string, minLength: 1}", "{type: string}", &["/minLength: spec says 1, types do not say it"]),
    ("{type: number}", "{type: number, maximum: 1}", &["/maximum: types say 1, spec does not say it"]),
    (
        "{type: number, minimum: 0}",
        "{type: number, exclusiveMinimum: 0}",
        &[
            "/minimum: spec says 0, types do not say it",
            "/exclusiveMinimum: types say 0, spec does not say it",
        ],
    ),
    ("{type: number, multipleOf: 2}", "{type: number}", &["/multipleOf: spec says 2, types do not say it"]),
    (
        "{type: string, pattern: a}",
        "{type: string, pattern: b}",
        &["/pattern: spec says \"a\", types say \"b\""],
    ),
    ("{type: string, format: uuid}", "{type: string}", &["/format: spec says \"uuid\", types do not say it"]),
    (
        "{enum: [a, b]}",
        "{enum: [a, c]}",
        &["/enum: spec says \"b\", types do not say it", "/enum: types say \"c\", spec does not say it"],
    ),
    // What stands in place is said about the member, whatever it is composed with.
    (
        "{allOf: [{type: object, properties: {a: {type: string, description: A.}}}, {type: object, properties: {a: {pattern: d}}}]}",
        "{type: object, properties: {a: {type: string, pattern: d}}}",
        &["/properties/a/description: spec says \"A.\", types do not say it"],
    ),
    // A union of names with a mere type beside it is one of what the names stand for.
    (
        "{type: object, anyOf: [{$ref: '#/components/schemas/Author'}, {type: object, required: [b], properties: {b: {type: string}}}], discriminator: {propertyName: b}}",
        "{discriminator: {propertyName: b}, anyOf: [{type: object, required: [name], properties: {name: {type: string}}}, {type: object, required: [b], properties: {b: {type: string}}}]}",
        &["/anyOf/0/description: spec says \"A writer.\", types do not say it"],
    ),
    // The same name twice is that name.
    (
        "{allOf: [{type: object, properties: {a: {$ref: '#/components/schemas/Colour'}}}, {type: object, properties: {a: {$ref: '#/components/schemas/Colour'}}}]}",
        "{type: object, properties: {a: {type: string, enum: [red, green]}}}",
        &["/properties/a/description: spec says \"A colour.\", types do not say it"],
    ),
    // A name with nothing to be composed with says what it says.
    (
        "{allOf: [{type: object, properties: {a: {$ref: '#/components/schemas/Colour'}}}, {type: object, properties: {a: {description: Mine.}}}]}",
        "{type: object, properties: {a: {type: string, enum: [red, green]}}}",
        &["/properties/a/description: spec says \"A colour.\", types do not say it"],
    ),
    ("{type: string, const: a}", "{type: string}", &["/enum: spec says [\"a\"], types do not say it"]),
    (
        "{type: string, enum: [a]}",
        "{anyOf: [{enum: [a]}, {type: 'null'}]}",
        &[
            "/type: spec says \"string\", types say [\"null\",\"string\"]",
            "/enum: types say null, spec does not say it",
        ],
    ),
    (
        "{type: array, uniqueItems: true}",
        "{type: array}",
        &["/uniqueItems: spec says true, types do not say it"],
    ),
    (
        "{type: array, items: {type: string}}",
        "{type: array, items: {type: integer}}",
        &["/items/type: spec says \"string\", types say \"integer\""],
    ),
    (
        "{type: array, items: {type: string}}",
        "{type: array}",
        &["/items: spec says {\"type\":\"string\"}, types do not say it"],
    ),
    (
        "{type: object, required: [a], properties: {a: {type: string}, b: {type: string}}}",
        "{type: object, properties: {a: {type: string, format: x}, c: {type: string}}}",
        &[
            "/properties/b: in the spec, not in the types",
            "/properties/c: in the types, not in the spec",
            "/required: spec says \"a\", types do not say it",
            "/properties/a/format: types say \"x\", spec does not say it",
        ],
    ),
    (
        "{allOf: [{type: object, properties: {a: {}}, unevaluatedProperties: false}, {properties: {b: {}}}]}",
        "{type: object, properties: {a: {}, b: {}}, additionalProperties: false}",
        &[
            "/additionalProperties: types say false, spec does not say it",
            "/unevaluatedProperties: spec says false, types do not say it",
        ],
    ),
    (
        "{type: object, additionalProperties: false}",
        "{type: object}",
        &["/additionalProperties: spec says false, types do not say it"],
    ),
    (
        "{allOf: [{$ref: '#/components/schemas/Author'}, {type: object, properties: {age: {type: integer}}}]}",
        "{type: object, properties: {name: {type: integer}, age: {type: integer}}}",
        &[
            "/required: spec says \"name\", types do not say it",
            "/properties/name/type: spec says \"string\", types say \"integer\"",
        ],
    ),
    (
        "{oneOf: [{type: string}, {type: string, format: x}]}",
        "{anyOf: [{type: string}, {type: string, format: x}]}",
        &["/oneOf: spec says \"oneOf\", types say \"anyOf\""],
    ),
    (
        "{oneOf: [{type: string}, {type: string, format: x}, {type: integer, title: Number}]}",
        "{oneOf: [{type: integer, title: Number}, {type: string}]}",
        &["/oneOf/1: spec says {\"type\":\"string\",\"format\":\"x\"}, types do not say it"],
    ),
    (
        "{oneOf: [{type: object, required: [c]}, {type: object, required: [a]}]}",
        "{oneOf: [{type: object, required: [c]}, {type: object, required: [b]}]}",
        &[
            "/oneOf/1/required: spec says \"a\", types do not say it",
            "/oneOf/1/required: types say \"b\", spec does not say it",
        ],
    ),
    (
        "{type: object, oneOf: [{type: object, required: [a]}, {type: object}], discriminator: {propertyName: a}}",
        "{type: object, oneOf: [{type: object, required: [a]}, {type: object}], discriminator: {propertyName: b}}",
        &["/discriminator: spec says {\"propertyName\":\"a\"}, types say {\"propertyName\":\"b\"}"],
    ),
    (
        "{oneOf: [{type: object, required: [a]}, {type: object}], discriminator: {propertyName: k, mapping: {x: '#/components/schemas/Post/oneOf/0'}}}",
        "{oneOf: [{type: object, required: [a]}, {type: object}], discriminator: {propertyName: k, mapping: {x: '#/components/schemas/Post/oneOf/1'}}}",
        &[
            "/discriminator: spec says {\"propertyName\":\"k\",\"mapping\":{\"x\":\"member 0\"}}, types say {\"propertyName\":\"k\",\"mapping\":{\"x\":\"member 1\"}}",
        ],
    ),
    ("{not: {type: string}}", "{}", &["/not: spec says {\"type\":\"string\"}, types do not say it"]),
    ("{not: {minimum: 1}}", "{not: {minimum: 2}}", &["/not/minimum: spec says 1, types say 2"]),
    ("{if: {minimum: 1}}", "{}", &["/if: spec says {\"minimum\":1}, types do not say it"]),
    ("{title: A}", "{title: B}", &["/title: spec says \"A\", types say \"B\""]),
    ("{description: A}", "{}", &["/description: spec says \"A\", types do not say it"]),
    ("{description: a  b}", "{description: a b}", &["/description: spec says \"a  b\", types say \"a b\""]),
    ("{default: 1}", "{default: 2}", &["/default: spec says 1, types say 2"]),
    ("{examples: [1, 2]}", "{examples: [1]}", &["/examples: spec says 2, types do not say it"]),
    ("{deprecated: true}", "{}", &["/deprecated: spec says true, types do not say it"]),
    (
        "{readOnly: true}",
        "{writeOnly: true}",
        &[
            "/readOnly: spec says true, types do not say it",
            "/writeOnly: types say true, spec does not say it",
        ],
    ),
    ("{x-a: {b: [1, 2]}}", "{x-a: {b: [1, 3]}}", &["/x-a/b/1: spec says 2, types say 3"]),
    (
        "{type: array, prefixItems: [{type: string}, {type: integer}]}",
        "{type: array, prefixItems: [{type: string}, {type: string}]}",
        &["/prefixItems/1/type: spec says \"integer\", types say \"string\""],
    ),
    (
        "{type: object, patternProperties: {^a: {type: string}}}",
        "{type: object, patternProperties: {^b: {type: string}}}",
        &[
            "/patternProperties/^a: in the spec, not in the types",
            "/patternProperties/^b: in the types, not in the spec",
        ],
    ),
    (
        "{type: object, properties: {next: {$ref: '#/components/schemas/Post'}, a: {type: string}}}",
        "{type: object, properties: {next: {$ref: '#/components/schemas/Post'}, a: {type: integer}}}",
        &["/properties/a/type: spec says \"string\", types say \"integer\""],
    ),
];

#[test]
fn mean_different_things() {
    for (spec, types, expected) in DIFFERENT {
        assert_eq!(schema_differences(spec, types), *expected, "{spec} and {types}");
    }
}

#[test]
fn a_component_is_reported_once_and_by_its_name() {
    let used = "{type: object, properties: {a: {$ref: '#/components/schemas/Author'}, b: {$ref: '#/components/schemas/Author'}}}";
    let spec = super::with_schema(used);
    let types = spec.replace("required: [name], ", "");
    let found: Vec<String> = super::differences(&spec, &types).iter().map(ToString::to_string).collect();
    assert_eq!(found, ["/components/schemas/Author/required: spec says \"name\", types do not say it"]);
}
