//! What is wrong with a value, in words for the people who call an API.
//!
//! Each sentence completes "this value …". None of them repeats the value: it may be a password, or a megabyte.
//!
//! ```
//! use routewright::schema::detail;
//!
//! assert_eq!(detail::max_length(200), "must be at most 200 characters long");
//! assert_eq!(detail::min_length(1), "must be at least 1 character long");
//! assert_eq!(detail::types(&["string", "null"]), "must be a string or null");
//! ```

use std::fmt::Display;

fn counted(n: u64, noun: &str, plural: &str) -> String {
    if n == 1 { format!("{n} {noun}") } else { format!("{n} {plural}") }
}

/// `minLength`.
pub fn min_length(n: u64) -> String {
    format!("must be at least {} long", counted(n, "character", "characters"))
}

/// `maxLength`.
pub fn max_length(n: u64) -> String {
    format!("must be at most {} long", counted(n, "character", "characters"))
}

/// `pattern`. The pattern is the contract's, not the caller's, and tells what would be right.
pub fn pattern(source: &str) -> String {
    format!("must match the pattern {source}")
}

/// `format`.
pub fn format(name: &str) -> String {
    let example = match name {
        "date" => ", for example 2026-01-31",
        "date-time" => ", for example 2026-01-31T12:30:00Z",
        "time" => ", for example 12:30:00Z",
        "duration" => ", for example P3DT4H",
        "uuid" => ", for example 7b0b6a3c-0f4e-4c53-9f0e-2f4f2c1f2f1a",
        _ => "",
    };
    let noun = match name {
        "uuid" => "a UUID",
        "date" => "a date",
        "date-time" => "a date and time with an offset",
        "time" => "a time with an offset",
        "duration" => "an ISO 8601 duration",
        "uri" => "an absolute URI",
        "uri-reference" => "a URI reference",
        "iri" => "an absolute IRI",
        "iri-reference" => "an IRI reference",
        "uri-template" => "a URI template",
        "email" | "idn-email" => "an email address",
        "hostname" | "idn-hostname" => "a host name",
        "ipv4" => "an IPv4 address",
        "ipv6" => "an IPv6 address",
        "byte" => "base64 text",
        "json-pointer" => "a JSON pointer",
        "relative-json-pointer" => "a relative JSON pointer",
        "regex" => "a regular expression",
        "int32" => "a whole number of 32 bits",
        "int64" => "a whole number of 64 bits",
        other => return format!("must have the format {other}"),
    };
    format!("must be {noun}{example}")
}

/// `minimum`.
pub fn minimum(bound: &dyn Display) -> String {
    format!("must be at least {bound}")
}

/// `maximum`.
pub fn maximum(bound: &dyn Display) -> String {
    format!("must be at most {bound}")
}

/// `exclusiveMinimum`.
pub fn exclusive_minimum(bound: &dyn Display) -> String {
    format!("must be greater than {bound}")
}

/// `exclusiveMaximum`.
pub fn exclusive_maximum(bound: &dyn Display) -> String {
    format!("must be less than {bound}")
}

/// `multipleOf`.
pub fn multiple_of(step: &dyn Display) -> String {
    format!("must be a multiple of {step}")
}

/// `minItems`.
pub fn min_items(n: u64) -> String {
    format!("must have at least {}", counted(n, "item", "items"))
}

/// `maxItems`.
pub fn max_items(n: u64) -> String {
    if n == 0 {
        "must be empty".to_owned()
    } else {
        format!("must have at most {}", counted(n, "item", "items"))
    }
}

/// `uniqueItems`; the places of the two items that are equal.
pub fn unique_items(first: usize, second: usize) -> String {
    format!("must not have equal items, but items {first} and {second} are")
}

/// `minProperties`.
pub fn min_properties(n: u64) -> String {
    format!("must have at least {}", counted(n, "member", "members"))
}

/// `maxProperties`.
pub fn max_properties(n: u64) -> String {
    if n == 0 {
        "must have no members".to_owned()
    } else {
        format!("must have at most {}", counted(n, "member", "members"))
    }
}

/// `required`: said of the missing member.
pub fn required() -> String {
    "is required".to_owned()
}

/// `additionalProperties: false`: said of the superfluous member.
pub fn additional_property() -> String {
    "is not a known member".to_owned()
}

/// `items: false` after `prefixItems`: said of the superfluous item.
pub fn additional_item() -> String {
    "is one item too many".to_owned()
}

/// `type`.
pub fn types(names: &[&str]) -> String {
    let nouns: Vec<&str> = names
        .iter()
        .map(|name| match *name {
            "string" => "a string",
            "integer" => "a whole number",
            "number" => "a number",
            "boolean" => "true or false",
            "array" => "a list",
            "object" => "an object",
            other => other,
        })
        .collect();
    format!("must be {}", any_of_words(&nouns))
}

/// `enum` and `const`; the allowed values, as JSON.
pub fn enumeration(allowed: &[String]) -> String {
    const SHOWN: usize = 12;
    match allowed {
        [] => "is not allowed".to_owned(),
        [only] => format!("must be {only}"),
        _ if allowed.len() <= SHOWN => format!("must be one of {}", allowed.join(", ")),
        _ => format!("must be one of {} and {} more", allowed[..SHOWN].join(", "), allowed.len() - SHOWN),
    }
}

/// `contains` with `minContains`.
pub fn min_contains(n: u64) -> String {
    format!("must have at least {} of the required kind", counted(n, "item", "items"))
}

/// `contains` with `maxContains`.
pub fn max_contains(n: u64) -> String {
    format!("must have at most {} of that kind", counted(n, "item", "items"))
}

/// `dependentRequired`: said of the missing member.
pub fn dependent_required(because_of: &str) -> String {
    format!("is required because {because_of} is there")
}

/// `propertyNames`; what is wrong with the member's name.
pub fn property_name(what: &str) -> String {
    format!("has a name that is not allowed: it {what}")
}

/// `anyOf`.
pub fn any_of() -> String {
    "must fit at least one of the allowed shapes".to_owned()
}

/// `oneOf`; how many shapes the value fits.
pub fn one_of(fitting: usize) -> String {
    if fitting == 0 {
        "must fit one of the allowed shapes".to_owned()
    } else {
        format!("must fit exactly one of the allowed shapes, but fits {fitting}")
    }
}

/// `discriminator`: the property names no member of the union.
pub fn discriminator(allowed: &[&str]) -> String {
    enumeration(&allowed.iter().map(|tag| format!("\"{tag}\"")).collect::<Vec<_>>())
}

/// `not`.
pub fn not() -> String {
    "has a shape that is not allowed".to_owned()
}

/// A schema of `false`.
pub fn never() -> String {
    "is not allowed".to_owned()
}

/// The value is nested more deeply than the checks go.
pub fn depth() -> String {
    "is nested too deeply".to_owned()
}

fn any_of_words(words: &[&str]) -> String {
    match words {
        [] => "absent".to_owned(),
        [one] => (*one).to_owned(),
        [init @ .., last] => format!("{} or {last}", init.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_speak_plainly() {
        assert_eq!(min_length(1), "must be at least 1 character long");
        assert_eq!(max_items(0), "must be empty");
        assert_eq!(max_properties(3), "must have at most 3 members");
    }

    #[test]
    fn several_types_are_listed() {
        assert_eq!(types(&["integer", "string", "null"]), "must be a whole number, a string or null");
    }

    #[test]
    fn a_long_enumeration_is_cut() {
        let allowed: Vec<String> = (0..20).map(|n| n.to_string()).collect();
        assert_eq!(enumeration(&allowed), "must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 8 more");
    }
}
