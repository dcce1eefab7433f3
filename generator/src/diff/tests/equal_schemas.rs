//! Schemas that are written differently and mean the same.

use super::schema_differences;

/// The name of a rule, and two ways to write one schema.
const EQUAL: &[(&str, &str, &str)] = &[
    (
        "bytes of a media type, called binary or not",
        "{type: string, contentMediaType: image/png}",
        "{type: string, format: binary, contentMediaType: image/png}",
    ),
    (
        "$ref or in place",
        "{$ref: '#/components/schemas/Colour'}",
        "{type: string, description: A colour., enum: [red, green]}",
    ),
    (
        "$ref or in place, in a member",
        "{type: object, properties: {by: {$ref: '#/components/schemas/Author'}}}",
        "{type: object, properties: {by: {type: object, description: A writer., required: [name], properties: {name: {type: string}}}}}",
    ),
    (
        "$ref with a description beside it or in allOf",
        "{type: array, items: {$ref: '#/components/schemas/Author', description: Who.}}",
        "{type: array, items: {description: Who., allOf: [{$ref: '#/components/schemas/Author'}]}}",
    ),
    (
        "a recursive schema, unrolled once",
        "{type: object, properties: {next: {$ref: '#/components/schemas/Post'}}}",
        "{type: object, properties: {next: {type: object, properties: {next: {$ref: '#/components/schemas/Post'}}}}}",
    ),
    (
        "allOf or merged",
        "{allOf: [{$ref: '#/components/schemas/Author'}, {type: object, properties: {age: {type: integer}}}]}",
        "{type: object, required: [name], properties: {age: {type: integer}, name: {type: string}}}",
    ),
    (
        "allOf beside members of its own",
        "{type: object, description: An author., allOf: [{$ref: '#/components/schemas/Author'}], required: [age], properties: {age: {type: integer}}}",
        "{type: object, description: An author., required: [name, age], properties: {name: {type: string}, age: {type: integer}}}",
    ),
    (
        "what a named schema says of itself, in a member composed of two",
        "{allOf: [{type: object, properties: {a: {$ref: '#/components/schemas/Colour'}}}, {type: object, properties: {a: {pattern: d}}}]}",
        "{type: object, properties: {a: {type: string, enum: [red, green], pattern: d}}}",
    ),
    (
        "whose word counts about a member",
        "{allOf: [{type: object, properties: {a: {type: string, description: First.}}}, {type: object, properties: {a: {description: Second., examples: [x]}}}]}",
        "{type: object, properties: {a: {type: string, description: First., examples: [x]}}}",
    ),
    (
        "the same member on both sides of allOf",
        "{allOf: [{type: object, properties: {a: {type: string, minLength: 2}}}, {type: object, properties: {a: {maxLength: 5}}}]}",
        "{type: object, properties: {a: {type: string, minLength: 2, maxLength: 5}}}",
    ),
    (
        "the strongest bound of allOf",
        "{allOf: [{type: integer, minimum: 2}, {minimum: 3}]}",
        "{type: integer, minimum: 3}",
    ),
    (
        "a description in allOf",
        "{allOf: [{$ref: '#/components/schemas/Colour'}, {description: A shade.}]}",
        "{description: A shade., $ref: '#/components/schemas/Colour'}",
    ),
    ("allOf of one", "{allOf: [{type: string, minLength: 1}]}", "{type: string, minLength: 1}"),
    ("oneOf of one", "{oneOf: [{type: string, minLength: 1}]}", "{type: string, minLength: 1}"),
    (
        "anyOf of one",
        "{anyOf: [{$ref: '#/components/schemas/Colour'}]}",
        "{$ref: '#/components/schemas/Colour'}",
    ),
    ("the order of types", "{type: [string, 'null']}", "{type: ['null', string]}"),
    ("integers are numbers", "{type: [integer, number]}", "{type: number}"),
    ("the order of values", "{enum: [a, b, 1, null]}", "{enum: [null, 1, b, a]}"),
    ("const or enum of one", "{const: a}", "{enum: [a]}"),
    ("a type beside values", "{type: string, enum: [a, b]}", "{enum: [a, b]}"),
    ("a value that the type refuses", "{type: string, enum: [a, null]}", "{type: string, enum: [a]}"),
    (
        "null beside enum",
        "{type: [string, 'null'], enum: [a, null]}",
        "{anyOf: [{enum: [a]}, {type: 'null'}]}",
    ),
    (
        "the order of what is required",
        "{type: object, required: [a, b], properties: {a: true, b: true}}",
        "{type: object, required: [b, a], properties: {b: true, a: true}}",
    ),
    (
        "100 or 100.0",
        "{type: number, maximum: 100.0, default: 5.0}",
        "{type: number, maximum: 100, default: 5}",
    ),
    ("further members allowed", "{type: object, additionalProperties: true}", "{type: object}"),
    ("further members of any kind", "{type: object, additionalProperties: {}}", "{type: object}"),
    ("items of any kind", "{type: array, items: {}}", "{type: array}"),
    (
        "white space in a description",
        "{type: string, description: \"One.  \\n\\nTwo.\\n\"}",
        "{type: string, description: \"One.\\n\\nTwo.\"}",
    ),
    ("an empty description", "{type: string, description: ''}", "{type: string}"),
    (
        "nullable as a type or a member of oneOf",
        "{type: [string, 'null']}",
        "{oneOf: [{type: string}, {type: 'null'}]}",
    ),
    (
        "nullable as a member of anyOf",
        "{type: [string, 'null']}",
        "{anyOf: [{type: 'null'}, {type: string}]}",
    ),
    (
        "nullable reference",
        "{oneOf: [{$ref: '#/components/schemas/Colour'}, {type: 'null'}]}",
        "{anyOf: [{enum: [null]}, {type: string, description: A colour., enum: [green, red]}]}",
    ),
    (
        "nullable union",
        "{oneOf: [{type: string}, {type: integer}, {type: 'null'}]}",
        "{anyOf: [{oneOf: [{type: string}, {type: integer}]}, {type: 'null'}]}",
    ),
    (
        "the type of all members of a union",
        "{type: object, oneOf: [{type: object, required: [a]}, {type: object, required: [b]}]}",
        "{oneOf: [{type: object, required: [a]}, {type: object, required: [b]}]}",
    ),
    (
        "a null that no member of a union allows",
        "{type: [object, 'null'], oneOf: [{type: object, required: [a]}, {type: object, required: [b]}]}",
        "{oneOf: [{type: object, required: [a]}, {type: object, required: [b]}]}",
    ),
    (
        "the order of a union",
        "{oneOf: [{type: string}, {$ref: '#/components/schemas/Author'}, {type: object, required: [a]}]}",
        "{oneOf: [{type: object, required: [a]}, {type: string}, {$ref: '#/components/schemas/Author'}]}",
    ),
    (
        "a list of types or a union of them",
        "{type: [string, integer, 'null'], minLength: 1}",
        "{anyOf: [{type: integer}, {type: string, minLength: 1}, {type: 'null'}]}",
    ),
    (
        "what stands beside a union or in its members",
        "{description: A box., type: array, items: {type: number}, oneOf: [{minItems: 4, maxItems: 4}, {minItems: 6}]}",
        "{description: A box., oneOf: [{type: array, items: {type: number}, minItems: 4, maxItems: 4}, {type: array, items: {type: number}, minItems: 6}]}",
    ),
    (
        "a type beside a union or in its members",
        "{type: string, anyOf: [{format: date}, {format: date-time}]}",
        "{anyOf: [{type: string, format: date}, {type: string, format: date-time}]}",
    ),
    (
        "members without type: object",
        "{required: [a], properties: {a: {type: string}}}",
        "{type: object, required: [a], properties: {a: {type: string}}}",
    ),
    (
        "members without type: object in a union",
        "{anyOf: [{required: [a], properties: {a: {type: string}}}, {type: string, format: date}]}",
        "{anyOf: [{type: object, required: [a], properties: {a: {type: string}}}, {type: string, format: date}]}",
    ),
    ("elements without type: array", "{items: {type: string}}", "{type: array, items: {type: string}}"),
    (
        "a discriminator with nothing to tell apart",
        "{oneOf: [{$ref: '#/components/schemas/Author'}], discriminator: {propertyName: name}}",
        "{$ref: '#/components/schemas/Author'}",
    ),
    ("bounds of zero", "{type: string, minLength: 0}", "{type: string}"),
    (
        "bounds of integers",
        "{type: integer, exclusiveMinimum: 0, exclusiveMaximum: 10}",
        "{type: integer, minimum: 1, maximum: 9}",
    ),
    (
        "the weaker of two bounds",
        "{type: number, minimum: 0, exclusiveMinimum: 0}",
        "{type: number, exclusiveMinimum: 0}",
    ),
    ("keywords of other types", "{type: string, minimum: 5, items: {type: string}}", "{type: string}"),
    ("no value at all", "false", "{not: {}}"),
    (
        "a member that must not be there",
        "{type: object, properties: {a: false}}",
        "{type: object, properties: {a: {not: true}}}",
    ),
    ("false flags", "{type: array, uniqueItems: false, deprecated: false}", "{type: array}"),
    ("comments", "{type: string, $comment: To be done.}", "{type: string}"),
    (
        "names that a discriminator maps to themselves",
        "{oneOf: [{$ref: '#/components/schemas/Author'}, {type: object, required: [x]}], discriminator: {propertyName: kind, mapping: {Author: '#/components/schemas/Author'}}}",
        "{oneOf: [{$ref: '#/components/schemas/Author'}, {type: object, required: [x]}], discriminator: {propertyName: kind}}",
    ),
    (
        "a closed schema in allOf",
        "{allOf: [{type: object, properties: {a: {type: string}}, additionalProperties: {type: string}}, {type: object, properties: {b: {minLength: 1}}}]}",
        "{type: object, properties: {a: {type: string}, b: {type: string, minLength: 1}}, additionalProperties: {type: string}}",
    ),
    (
        "a composition that takes no other members",
        "{allOf: [{type: object, properties: {a: {type: string}}}, {properties: {b: {minLength: 1}}}], unevaluatedProperties: false}",
        "{type: object, properties: {a: {type: string}, b: {minLength: 1}}, additionalProperties: false}",
    ),
];

#[test]
fn mean_the_same() {
    for (rule, spec, types) in EQUAL {
        assert_eq!(schema_differences(spec, types), [""; 0], "{rule}: {spec} and {types}");
        assert_eq!(schema_differences(types, spec), [""; 0], "{rule}, turned around: {types} and {spec}");
    }
}

#[test]
fn names_that_only_the_types_have_say_nothing() {
    let spec = "{required: [a], oneOf: [{$ref: '#/components/schemas/Author'}, {type: object, required: [x]}], \
                discriminator: {propertyName: k, mapping: {b: '#/components/schemas/Author', x: '#/components/schemas/Post/oneOf/1'}}}";
    let types = "{oneOf: [{$ref: '#/components/schemas/Named'}, {$ref: '#/components/schemas/Other'}], \
                 discriminator: {propertyName: k, mapping: {b: '#/components/schemas/Named', x: '#/components/schemas/Other'}}}
    Named: {type: object, required: [name, a], properties: {name: {type: string}}}
    Other: {type: object, required: [x, a]}";
    assert_eq!(schema_differences(spec, types), [""; 0]);
}
