//! Why a value is refused, as data.

use std::borrow::Cow;

use serde_json::Value;

use super::number::Num;
use crate::json::Position;
use crate::model::Access;

/// Why a value is refused: the keyword that it breaks, with what the keyword asks for and, where that is no secret,
/// what was measured. The value itself is never in it.
///
/// It is data; its `Display` says it in English, in words that complete "this value …".
///
/// ```
/// use routewright::schema::Reason;
///
/// let reason = Reason::MinLength { limit: 1, actual: 0 };
/// assert_eq!(reason.keyword(), "minLength");
/// assert_eq!(reason.arguments(), [("limit", 1.into()), ("actual", 0.into())]);
/// assert_eq!(reason.to_string(), "must be at least 1 character (is 0)");
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Reason {
    /// `type`: the types that would be right.
    Type(Vec<&'static str>),
    /// `enum`: the values that would be right.
    Enum(Vec<Value>),
    /// `const`: the value that would be right.
    Const(Value),
    /// `minLength`, in characters.
    MinLength {
        /// The fewest that may be there.
        limit: u64,
        /// How many are there.
        actual: u64,
    },
    /// `maxLength`, in characters.
    MaxLength {
        /// The most that may be there.
        limit: u64,
        /// How many are there.
        actual: u64,
    },
    /// `minLength` of a file, in bytes.
    MinBytes {
        /// The fewest that may be there.
        limit: u64,
        /// How many are there.
        actual: u64,
    },
    /// `maxLength` of a file, in bytes.
    MaxBytes {
        /// The most that may be there.
        limit: u64,
        /// How many are there.
        actual: u64,
    },
    /// `contentType` of a part of a form: the media types that would be right.
    ContentType(Vec<&'static str>),
    /// `pattern`: its source.
    Pattern(Cow<'static, str>),
    /// `format`: its name.
    Format(Cow<'static, str>),
    /// `format`, said of a whole number that has more digits than its format.
    Range {
        /// The least number of the format.
        least: i128,
        /// The greatest number of the format.
        most: i128,
    },
    /// `minimum`.
    Minimum(Num<'static>),
    /// `maximum`.
    Maximum(Num<'static>),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(Num<'static>),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(Num<'static>),
    /// `multipleOf`.
    MultipleOf(Num<'static>),
    /// `minItems`.
    MinItems {
        /// The fewest that may be there.
        limit: u64,
        /// How many are there.
        actual: u64,
    },
    /// `maxItems`.
    MaxItems {
        /// The most that may be there.
        limit: u64,
        /// How many are there.
        actual: u64,
    },
    /// `uniqueItems`: the places of two items that are equal.
    UniqueItems {
        /// The first of them.
        first: usize,
        /// The second.
        second: usize,
    },
    /// `contains`, with `minContains` when that asks for more than one.
    MinContains {
        /// The fewest items of the kind that may be there.
        limit: u64,
        /// How many are there.
        actual: u64,
    },
    /// `maxContains`.
    MaxContains {
        /// The most items of the kind that may be there.
        limit: u64,
        /// How many are there.
        actual: u64,
    },
    /// `items: false` after `prefixItems`, said of the superfluous item.
    AdditionalItem,
    /// `unevaluatedItems: false`, said of the superfluous item.
    UnevaluatedItem,
    /// `minProperties`.
    MinProperties {
        /// The fewest that may be there.
        limit: u64,
        /// How many are there.
        actual: u64,
    },
    /// `maxProperties`.
    MaxProperties {
        /// The most that may be there.
        limit: u64,
        /// How many are there.
        actual: u64,
    },
    /// `required`, said of the missing member.
    Required,
    /// `dependentRequired`, said of the missing member: the member because of which it is required.
    DependentRequired(String),
    /// `additionalProperties: false`, said of the superfluous member.
    AdditionalProperty,
    /// A query parameter that is not declared.
    UnknownParameter,
    /// `readOnly` or `writeOnly`, said of a member whose sender may not send it.
    Foreign(Access),
    /// `unevaluatedProperties: false`, said of the superfluous member.
    UnevaluatedProperty,
    /// `propertyNames`: what is wrong with the name.
    PropertyName(Box<Reason>),
    /// `anyOf`: no shape fits.
    AnyOf,
    /// `oneOf`: how many shapes fit.
    OneOf(usize),
    /// `discriminator`: the values that would name a shape.
    Discriminator(Vec<&'static str>),
    /// `not`.
    Not,
    /// A schema of `false`.
    Never,
    /// The value is nested more deeply than the checks go.
    Depth,
    /// There more than once.
    Duplicate,
    /// A member that is there more than once in JSON text.
    Twice {
        /// Where its name stands first.
        first: Position,
        /// Where its name stands again.
        again: Position,
    },
    /// `format`, said of a number that no number type holds.
    TooLarge,
    /// Not JSON: what the parser says, which names a place and never repeats the input.
    Json(String),
    /// Not UTF-8.
    Utf8,
    /// A `%` that two hexadecimal digits do not follow.
    Escape,
    /// Not written in the style that is declared for a parameter.
    Style(&'static str),
    /// Not a form with files: why.
    Multipart(String),
    /// A reference leads nowhere, so it is not known whether the value is right: what is missing.
    Unchecked(String),
    /// What is wrong with a header of a part of a form, by its name.
    PartHeader(&'static str, Box<Reason>),
    /// Something that no keyword of a schema says, found by a check written by hand.
    Other {
        /// A code for it that stays the same.
        keyword: &'static str,
        /// It, in words that complete "this value …".
        detail: Cow<'static, str>,
    },
}

impl Reason {
    /// The keyword that is broken: a code for the kind of reason that stays the same.
    pub fn keyword(&self) -> &'static str {
        match self {
            Self::Type(_) => "type",
            Self::Enum(_) => "enum",
            Self::Const(_) => "const",
            Self::MinLength { .. } | Self::MinBytes { .. } => "minLength",
            Self::MaxLength { .. } | Self::MaxBytes { .. } => "maxLength",
            Self::ContentType(_) => "contentType",
            Self::Pattern(_) => "pattern",
            Self::Format(_) | Self::Range { .. } | Self::TooLarge => "format",
            Self::Minimum(_) => "minimum",
            Self::Maximum(_) => "maximum",
            Self::ExclusiveMinimum(_) => "exclusiveMinimum",
            Self::ExclusiveMaximum(_) => "exclusiveMaximum",
            Self::MultipleOf(_) => "multipleOf",
            Self::MinItems { .. } => "minItems",
            Self::MaxItems { .. } => "maxItems",
            Self::UniqueItems { .. } => "uniqueItems",
            Self::MinContains { limit: 1, .. } => "contains",
            Self::MinContains { .. } => "minContains",
            Self::MaxContains { .. } => "maxContains",
            Self::AdditionalItem => "items",
            Self::UnevaluatedItem => "unevaluatedItems",
            Self::MinProperties { .. } => "minProperties",
            Self::MaxProperties { .. } => "maxProperties",
            Self::Required => "required",
            Self::DependentRequired(_) => "dependentRequired",
            Self::AdditionalProperty => "additionalProperties",
            Self::UnknownParameter => "unknown",
            Self::Foreign(Access::WriteOnly(_)) => "writeOnly",
            Self::Foreign(_) => "readOnly",
            Self::UnevaluatedProperty => "unevaluatedProperties",
            Self::PropertyName(_) => "propertyNames",
            Self::AnyOf => "anyOf",
            Self::OneOf(_) => "oneOf",
            Self::Discriminator(_) => "discriminator",
            Self::Not => "not",
            Self::Never => "false",
            Self::Depth => "depth",
            Self::Unchecked(_) => "$ref",
            Self::Duplicate | Self::Twice { .. } => "duplicate",
            Self::Json(_) => "json",
            Self::Utf8 | Self::Escape => "encoding",
            Self::Style(_) => "style",
            Self::Multipart(_) => "multipart",
            Self::PartHeader(_, reason) => reason.keyword(),
            Self::Other { keyword, .. } => keyword,
        }
    }

    /// What the keyword asks for and what was measured, by name:
    ///
    /// - `limit`: the bound of a keyword that counts or compares;
    /// - `actual`: how many characters, items, members or shapes there are;
    /// - `expected`: what would be right, a list: names of types, allowed values (at most [`SHOWN`](Self::SHOWN)), a
    ///   pattern, the name of a format or a style;
    /// - `items`: the places of the two items that are equal;
    /// - `because`: the member that requires another one;
    /// - `header`: the name of the header of a part that is wrong, beside the arguments of the keyword that it breaks;
    /// - `name`: the keyword that the name of a member breaks.
    pub fn arguments(&self) -> Vec<(&'static str, Value)> {
        match self {
            Self::Type(names) | Self::ContentType(names) => vec![("expected", names.as_slice().into())],
            Self::Enum(allowed) => {
                vec![("expected", allowed.iter().take(Self::SHOWN).cloned().collect())]
            }
            Self::Const(only) => vec![("expected", vec![only.clone()].into())],
            Self::Discriminator(tags) => {
                vec![("expected", tags.iter().take(Self::SHOWN).copied().collect())]
            }
            Self::Pattern(text) | Self::Format(text) => vec![("expected", vec![text.as_ref()].into())],
            Self::Style(name) => vec![("expected", vec![*name].into())],
            Self::Minimum(bound)
            | Self::Maximum(bound)
            | Self::ExclusiveMinimum(bound)
            | Self::ExclusiveMaximum(bound)
            | Self::MultipleOf(bound) => vec![("limit", bound.to_json())],
            Self::Range { least, most } => {
                let bounds = [least, most].map(|bound| Num::Integer(*bound).to_json());
                vec![("expected", bounds.to_vec().into())]
            }
            Self::MinLength { limit, actual }
            | Self::MaxLength { limit, actual }
            | Self::MinBytes { limit, actual }
            | Self::MaxBytes { limit, actual }
            | Self::MinItems { limit, actual }
            | Self::MaxItems { limit, actual }
            | Self::MinContains { limit, actual }
            | Self::MaxContains { limit, actual }
            | Self::MinProperties { limit, actual }
            | Self::MaxProperties { limit, actual } => {
                vec![("limit", (*limit).into()), ("actual", (*actual).into())]
            }
            Self::OneOf(fitting) => vec![("limit", 1.into()), ("actual", (*fitting).into())],
            Self::UniqueItems { first, second } => vec![("items", vec![*first, *second].into())],
            Self::DependentRequired(because) => vec![("because", because.as_str().into())],
            Self::PartHeader(name, reason) => {
                let mut arguments = reason.arguments();
                arguments.push(("header", (*name).into()));
                arguments
            }
            Self::PropertyName(reason) => vec![("name", reason.keyword().into())],
            _ => Vec::new(),
        }
    }

    /// So many allowed values are listed at most: an answer is for a person.
    pub const SHOWN: usize = 12;
}
