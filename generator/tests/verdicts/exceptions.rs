//! Documents of which this reader thinks otherwise than those who wrote them, and why.

/// A document, and the reason.
pub type Exception = (&'static str, &'static str);

/// Right for their authors, and refused here.
pub const REFUSED: &[Exception] = &[
    ("oai-spec/v3.1-dev/tests/schema/pass/operation-object-example.yaml", UNDECLARED),
    ("oai-spec/v3.2-dev/tests/schema/pass/mega.yaml", "refers to a schema that is not there"),
    ("oai-spec/v3.2-dev/tests/schema/pass/operation-object-example.yaml", UNDECLARED),
    ("oapi-codegen/internal/test/schemas/security/spec.yaml", UNDECLARED),
    ("oai-spec/v3.1-dev/tests/schema/pass/security-scheme-object-examples.yaml", NETWORK),
    ("oai-spec/v3.2-dev/tests/schema/pass/security-scheme-object-examples.yaml", NETWORK),
    (
        "oapi-codegen/internal/test/references/overlays/external_json_ref/spec/spec.yaml",
        "refers to a file that is not there before an overlay is applied",
    ),
    (
        "oapi-codegen/internal/test/spec_validation/testdata/header_name_quote.yaml",
        "no header can have a quote in its name",
    ),
];

/// Wrong, and read with a warning where it is wrong: the meaning is clear, and published documents do such things.
pub const WARNED: &[Exception] = &[
    ("oai-spec/v3.1-dev/tests/schema/fail/example-examples.yaml", "both are examples"),
    ("oai-spec/v3.1-dev/tests/schema/fail/header-object-allowReserved.yaml", RESERVED),
    ("oai-spec/v3.1-dev/tests/schema/fail/link-object-no-body.yaml", UNKNOWN),
    ("oai-spec/v3.1-dev/tests/schema/fail/parameter-object-header-allowReserved.yaml", RESERVED),
    ("oai-spec/v3.1-dev/tests/schema/fail/parameter-object-path-allowReserved.yaml", RESERVED),
    ("oai-spec/v3.2-dev/tests/schema/fail/example-examples.yaml", "both are examples"),
    ("oai-spec/v3.2-dev/tests/schema/fail/example-object-old-exclusions.yaml", EXAMPLE),
    ("oai-spec/v3.2-dev/tests/schema/fail/example-object-old-vs-data.yaml", EXAMPLE),
    ("oai-spec/v3.2-dev/tests/schema/fail/example-object-old-vs-ser.yaml", EXAMPLE),
    ("oai-spec/v3.2-dev/tests/schema/fail/example-object-ser-exclusions.yaml", EXAMPLE),
    ("oai-spec/v3.2-dev/tests/schema/fail/header-object-allowReserved.yaml", ESCAPED),
    (
        "oai-spec/v3.2-dev/tests/schema/fail/parameter-object-content-not-with-style.yaml",
        "what is written in a media type has no style",
    ),
    ("oai-spec/v3.2-dev/tests/schema/fail/parameter-object-cookie-allowReserved.yaml", ESCAPED),
    ("oai-spec/v3.2-dev/tests/schema/fail/parameter-object-header-allowReserved.yaml", ESCAPED),
    ("oai-spec/v3.2-dev/tests/schema/fail/xml-attr-exclusion.yaml", XML),
    ("oai-spec/v3.2-dev/tests/schema/fail/xml-wrapped-exclusion.yaml", XML),
    ("ogen/negative/cyclic/allOf_property.yaml", "a value of it can be finite"),
    ("ogen/negative/cyclic/allOf_single.json", "what all of itself must fit is anything"),
    ("ogen/negative/field_naming/conflict_pattern_props.yaml", NAMES),
    ("ogen/negative/field_naming/extension_pattern_props.yaml", NAMES),
    ("ogen/negative/field_naming/overriden_by_extension.yaml", NAMES),
    ("ogen/negative/wrong_default_type/array_value.json", DEFAULT),
    ("ogen/negative/wrong_default_type/bool_value.json", DEFAULT),
    ("ogen/negative/wrong_default_type/float_value.json", DEFAULT),
    ("ogen/negative/wrong_default_type/null_value.json", DEFAULT),
    ("ogen/negative/wrong_default_type/object_value.json", DEFAULT),
    ("ogen/negative/wrong_default_type/string_value.json", DEFAULT),
    ("ogen/negative/wrong_enum_type/string_value.json", "a value that the type refuses is refused"),
    ("ogen/parser-negative/components/invalid_callbacks_component_name.json", COMPONENT),
    ("ogen/parser-negative/components/invalid_headers_component_name.json", COMPONENT),
    ("ogen/parser-negative/components/invalid_parameters_component_name.json", COMPONENT),
    ("ogen/parser-negative/components/invalid_requestBodies_component_name.json", COMPONENT),
    ("ogen/parser-negative/components/invalid_schemas_component_name.json", COMPONENT),
    ("ogen/parser-negative/headers/header_with_name.json", UNKNOWN),
    ("ogen/parser-negative/headers/unknown_header_style.json", "a header has one style only"),
    ("ogen/parser-negative/null/requestBody_content.json", "a body without a value has no content"),
    ("ogen/parser-negative/null/securityScheme_flows.json", "the flows are for clients"),
    ("ogen/parser-negative/operationId/duplicate_operationId_within_spec.json", IDS),
    (
        "ogen/parser-negative/paths/additional_operations.json",
        "methods are told apart by case, and \"post\" is one that is not served",
    ),
    ("ogen/parser-negative/paths/duplicate_operationId_within_pathItem.json", IDS),
    ("ogen/parser-negative/paths/duplicate_path_item.json", "the first of two operations is served"),
    ("ogen/parser-negative/paths/optional_path_parameter.json", "it is required all the same"),
    ("ogen/parser-negative/paths/unknown_path_parameter.json", "what no request has is not asked for"),
    ("ogen/parser-negative/servers/unknown_parameter.json", "servers are for clients"),
    ("ogen/parser-negative/version/3.1_pathItem_components.json", "it means what it means in 3.1"),
    ("ogen/parser-negative/version/3.2_additional_operations.json", "one operation, by a method of 3.2"),
    ("ogen/parser-negative/webhook/duplicate_operationId_within_pathItem.json", IDS),
    ("ogen/schema-negative/array/invalid_minItems.json", EMPTY),
    ("ogen/schema-negative/enum/duplicate_array_value.json", TWICE),
    ("ogen/schema-negative/enum/duplicate_integer_value.json", TWICE),
    ("ogen/schema-negative/enum/duplicate_object_value.json", TWICE),
    ("ogen/schema-negative/enum/duplicate_string_value.json", TWICE),
    ("ogen/schema-negative/object/invalid_minProperties.json", EMPTY),
    ("ogen/schema-negative/string/invalid_minLength.json", EMPTY),
];

/// Wrong for their authors, and right by the specification.
pub const READ: &[Exception] = &[
    ("ogen/negative/allOf/conflicting_property.json", "a schema that accepts nothing is one"),
    ("ogen/negative/allOf/string_patterns.json", "a text can match two patterns"),
    ("ogen/negative/allOf/type_mismatch.json", "a schema that accepts nothing is one"),
    ("ogen/negative/convenient_errors/different_response.json", PEER),
    ("ogen/negative/convenient_errors/no_default.json", PEER),
    ("ogen/negative/convenient_errors/unsupported_ct.json", PEER),
    ("ogen/negative/field_naming/conflict_additional_props.yaml", NAMES),
    ("ogen/negative/field_naming/extension_additional_props.yaml", NAMES),
    ("ogen/negative/field_naming/type_extension.yml", NAMES),
    ("ogen/negative/oneOf/same_json_type_one_of.json", "members of one type are told apart by their checks"),
    ("ogen/negative/router/two_parameter_in_a_row.json", "a segment can have two parameters"),
    ("ogen/negative_custom/value_based_discrimination_overlap.json", "a value has to fit exactly one member"),
    ("ogen/parser-negative/parameters/cookie/combination_schema_type_allOf.json", DEFINED),
    ("ogen/parser-negative/parameters/cookie/combination_schema_type_oneOf.json", DEFINED),
    (
        "ogen/parser-negative/parameters/query/combination_schema_type.json",
        "lists in \"deepObject\" are read",
    ),
    ("ogen/parser-negative/parameters/query/combination_schema_type_anyOf.json", DEFINED),
    ("ogen/parser-negative/parameters/x_invalid_param_name.json", EXTENSION),
    ("ogen/parser-negative/securityScheme/invalid_oauth2_implicit_authorizationUrl.json", RELATIVE),
    ("ogen/parser-negative/securityScheme/invalid_oauth2_password_tokenUrl.json", RELATIVE),
    ("ogen/parser-negative/servers/empty_server_url.json", RELATIVE),
    ("ogen/parser-negative/servers/x_empty_server_name.json", EXTENSION),
    ("ogen/parser-negative/servers/x_wrong_type_server_name.json", EXTENSION),
    ("ogen/schema-negative/extensions/x-ogen-name/invalid_type_identifier.json", EXTENSION),
    ("ogen/schema-negative/extensions/x-ogen-name/unexported_type_identifier.json", EXTENSION),
    ("ogen/schema-negative/extensions/x-ogen-properties/duplicate_field_name.json", EXTENSION),
    ("ogen/schema-negative/extensions/x-ogen-properties/invalid_property_identifier.json", EXTENSION),
    ("ogen/schema-negative/extensions/x-ogen-properties/unexported_property_identifier.json", EXTENSION),
    ("ogen/schema-negative/extensions/x-ogen-properties/unknown_property.json", EXTENSION),
];

const UNDECLARED: &str = "asks for a security scheme that is not declared, which nobody could check";
const NETWORK: &str = "refers to the network";
const EXAMPLE: &str = "it is an example, in two ways";
const ESCAPED: &str = "says nothing where nothing is escaped";
const XML: &str = "both say the same";
const RESERVED: &str = "says nothing outside of a query";
const UNKNOWN: &str = "a member that means nothing";
const NAMES: &str = "fields get names that differ";
const DEFAULT: &str = "published documents have many; one that does not fit is not filled in";
const COMPONENT: &str = "any name can be told from any other";
const IDS: &str = "types get names that differ";
const TWICE: &str = "a value that is listed twice is one";
const EMPTY: &str = "a schema that accepts nothing is one";
const PEER: &str = "a rule of the peer for its own errors";
const DEFINED: &str = "the styles are defined for what these schemas accept";
const EXTENSION: &str = "an extension of the peer, unknown here";
const RELATIVE: &str = "a relative URL";
