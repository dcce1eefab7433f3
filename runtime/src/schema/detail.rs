//! What is wrong with a value, in words for the people who call an API.
//!
//! Each sentence completes "this value …". None of them repeats the value: it may be a password, or a megabyte.
//! They are the only words there are for a [`Reason`]: whoever speaks another language starts from the reason instead.

use crate::model::Access;
use std::fmt;

use serde_json::Value;

use super::format::range;
use super::reason::Reason;

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Type(names) => types(names, f),
            Self::Enum(allowed) => enumeration(allowed.iter(), f),
            Self::Const(only) => write!(f, "must be {only}"),
            Self::Discriminator(tags) => enumeration(tags.iter().map(|tag| Value::from(*tag)), f),
            Self::MinLength { limit, actual } => {
                write!(f, "must be at least {} (is {actual})", Counted(*limit, "character", "characters"))
            }
            Self::MaxLength { limit, actual } => {
                write!(f, "must be at most {} (is {actual})", Counted(*limit, "character", "characters"))
            }
            Self::MinBytes { limit, actual } => {
                write!(f, "must be at least {} (is {actual})", Counted(*limit, "byte", "bytes"))
            }
            Self::MaxBytes { limit, actual } => {
                write!(f, "must be at most {} (is {actual})", Counted(*limit, "byte", "bytes"))
            }
            Self::ContentType(names) => write!(f, "must be of the media type {}", or(names)),
            Self::Pattern(source) => write!(f, "must match the pattern {source}"),
            Self::Format(name) => format(name, f),
            Self::Range { least, most } => write!(f, "must be between {least} and {most}"),
            Self::Minimum(bound) => write!(f, "must be at least {bound}"),
            Self::Maximum(bound) => write!(f, "must be at most {bound}"),
            Self::ExclusiveMinimum(bound) => write!(f, "must be greater than {bound}"),
            Self::ExclusiveMaximum(bound) => write!(f, "must be less than {bound}"),
            Self::MultipleOf(step) => write!(f, "must be a multiple of {step}"),
            Self::MinItems { limit, actual } => at_least(*limit, *actual, ITEMS, "", f),
            Self::MaxItems { limit, actual } => at_most(*limit, *actual, ITEMS, "", f),
            Self::UniqueItems { first, second } => {
                write!(f, "must not have equal items, but items {first} and {second} are")
            }
            Self::MinContains { limit, actual } => {
                at_least(*limit, *actual, ITEMS, " of the required kind", f)
            }
            Self::MaxContains { limit, actual } => at_most(*limit, *actual, ITEMS, " of that kind", f),
            Self::AdditionalItem | Self::UnevaluatedItem => f.write_str("is one item too many"),
            Self::MinProperties { limit, actual } => at_least(*limit, *actual, MEMBERS, "", f),
            Self::MaxProperties { limit, actual } => at_most(*limit, *actual, MEMBERS, "", f),
            Self::Required => f.write_str("is required"),
            Self::DependentRequired(because) => write!(f, "is required because {because} is there"),
            Self::AdditionalProperty | Self::UnevaluatedProperty => f.write_str("is not a known member"),
            Self::UnknownParameter => f.write_str("is not a known parameter"),
            Self::Foreign(Access::WriteOnly(_)) => f.write_str("is for clients to send only"),
            Self::Foreign(_) => f.write_str("is for the server to set only"),
            Self::PropertyName(reason) => write!(f, "has a name that is not allowed: it {reason}"),
            Self::AnyOf => f.write_str("must fit at least one of the allowed shapes"),
            Self::OneOf(0) => f.write_str("must fit one of the allowed shapes"),
            Self::OneOf(fitting) => {
                write!(f, "must fit exactly one of the allowed shapes, but fits {fitting}")
            }
            Self::Not => f.write_str("has a shape that is not allowed"),
            Self::Never => f.write_str("is not allowed"),
            Self::Depth => f.write_str("is nested too deeply"),
            Self::Duplicate => f.write_str("is there more than once"),
            Self::Twice { first, again } => write!(f, "is there more than once: at {first} and at {again}"),
            Self::TooLarge => f.write_str("is a larger number than there can be here"),
            Self::Json(message) => write!(f, "is not valid JSON: {message}"),
            Self::Unchecked(missing) => write!(f, "cannot be checked: {missing}"),
            Self::Utf8 => f.write_str("is not UTF-8"),
            Self::Escape => f.write_str("has a `%` that two hexadecimal digits do not follow"),
            Self::Style(style) => write!(f, "is not written in the style `{style}`"),
            Self::Multipart(message) => f.write_str(message),
            Self::PartHeader(name, reason) if **reason == Self::Required => {
                write!(f, "must have the header {name}")
            }
            Self::PartHeader(name, reason) => write!(f, "has a header {name}, which {reason}"),
            Self::Other { detail, .. } => f.write_str(detail),
        }
    }
}

/// A number of things.
struct Counted(u64, &'static str, &'static str);

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(count, one, several) = self;
        write!(f, "{count} {}", if *count == 1 { one } else { several })
    }
}

/// What is counted: one of it, and several.
type Noun = (&'static str, &'static str);

const ITEMS: Noun = ("item", "items");
const MEMBERS: Noun = ("member", "members");

fn at_least(
    limit: u64,
    actual: u64,
    (one, several): Noun,
    kind: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    write!(f, "must have at least {}{kind} (has {actual})", Counted(limit, one, several))
}

fn at_most(
    limit: u64,
    actual: u64,
    (one, several): Noun,
    kind: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    if limit == 0 {
        return write!(f, "must have no {several}{kind} (has {actual})");
    }
    write!(f, "must have at most {}{kind} (has {actual})", Counted(limit, one, several))
}

fn format(name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if let Some((least, most)) = range(name) {
        return write!(f, "must be a whole number from {least} to {most}");
    }
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
        other => return write!(f, "must have the format {other}"),
    };
    write!(f, "must be {noun}{example}")
}

fn types(names: &[&str], f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
    match nouns.as_slice() {
        [] => f.write_str("is not allowed"),
        some => write!(f, "must be {}", or(some)),
    }
}

fn or(words: &[&str]) -> String {
    match words {
        [init @ .., last] if !init.is_empty() => format!("{} or {last}", init.join(", ")),
        few => few.concat(),
    }
}

fn enumeration(
    allowed: impl ExactSizeIterator<Item: fmt::Display>,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let count = allowed.len();
    f.write_str(match count {
        0 => "is not allowed",
        1 => "must be ",
        _ => "must be one of ",
    })?;
    for (index, value) in allowed.take(Reason::SHOWN).enumerate() {
        let comma = if index == 0 { "" } else { ", " };
        write!(f, "{comma}{value}")?;
    }
    match count.saturating_sub(Reason::SHOWN) {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(reason: Reason) -> String {
        reason.to_string()
    }

    #[test]
    fn counts_speak_plainly() {
        assert_eq!(say(Reason::MinLength { limit: 1, actual: 0 }), "must be at least 1 character (is 0)");
        assert_eq!(say(Reason::MaxItems { limit: 0, actual: 2 }), "must have no items (has 2)");
        assert_eq!(say(Reason::MaxProperties { limit: 3, actual: 4 }), "must have at most 3 members (has 4)");
        assert_eq!(
            say(Reason::MinContains { limit: 1, actual: 0 }),
            "must have at least 1 item of the required kind (has 0)"
        );
    }

    #[test]
    fn formats_of_numbers_say_their_range() {
        assert_eq!(say(Reason::Format("uint8".into())), "must be a whole number from 0 to 255");
        let int32 = say(Reason::Format("int32".into()));
        assert_eq!(int32, "must be a whole number from -2147483648 to 2147483647");
        assert_eq!(say(Reason::Format("hex".into())), "must have the format hex");
    }

    #[test]
    fn several_types_are_listed() {
        let types = Reason::Type(vec!["integer", "string", "null"]);
        assert_eq!(say(types), "must be a whole number, a string or null");
    }

    #[test]
    fn a_long_enumeration_is_cut() {
        assert_eq!(
            say(Reason::Enum((0..20).map(Value::from).collect())),
            "must be one of 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 8 more"
        );
        assert_eq!(say(Reason::Enum(vec!["draft".into()])), "must be \"draft\"");
        assert_eq!(say(Reason::Discriminator(vec!["a", "b"])), "must be one of \"a\", \"b\"");
    }
}
