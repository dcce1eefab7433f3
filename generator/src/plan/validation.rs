use schemars::JsonSchema;
use serde::Deserialize;

/// How schemas are read where they leave a choice. The defaults are what authors of specs mean; the other values take them by
/// the letter of JSON Schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Validation {
    /// What a schema is that says no `type` but describes members or elements; `"implied"` by default.
    pub untyped: Option<Untyped>,
    /// How large whole numbers without a format are; `"int64"` by default.
    pub integers: Option<Integers>,
    /// How many digits numbers without a format keep; `"double"` by default.
    pub numbers: Option<Numbers>,
    /// What a format asserts; `"assert"` by default.
    pub formats: Option<Formats>,
    /// What becomes of members that a schema neither names nor forbids; `"drop"` by default.
    pub unknown_members: Option<UnknownMembers>,
    /// What becomes of members that only the other side sends, `readOnly` ones in requests; `"drop"` by default.
    pub foreign_members: Option<ForeignMembers>,
    /// What becomes of query parameters that an operation does not declare; `"ignore"` by default.
    pub unknown_parameters: Option<UnknownParameters>,
}

/// What a schema is that says no `type` but describes members or elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Untyped {
    /// The type that it describes: `properties` make it an object, and a struct in Rust. The published document says so.
    Implied,
    /// Any: `properties` say what holds for a value if it is an object. In Rust it is a `Value` that is checked.
    Any,
}

/// How large whole numbers without a format are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Integers {
    /// They fit 64 bits, as in `int64`: an `i64` in Rust.
    Int64,
    /// As large as they are written: an `Integer` in Rust, which keeps all digits.
    Any,
}

/// How many digits numbers without a format keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Numbers {
    /// Those of a `double`: an `f64` in Rust.
    Double,
    /// As many as are written: a `Decimal` in Rust.
    Any,
}

/// What a format asserts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Formats {
    /// Text must be of its format, and a format with a type in Rust has that type. What a server writes may be another
    /// spelling of what it read: a moment in UTC and to the nanosecond, a UUID in lower case.
    Assert,
    /// Text must be of its format, and is a `String` in Rust: what a server writes is what it read.
    Text,
    /// Nothing: it is told to readers of the document, and text is text.
    Annotate,
}

/// What becomes of members that a schema neither names nor forbids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum UnknownMembers {
    /// They are accepted and dropped.
    Drop,
    /// They are kept in a map beside the fields.
    Keep,
}

/// What becomes of members that only the other side sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ForeignMembers {
    /// They are dropped, whatever their values, so that a client can send back what it got.
    Drop,
    /// They are refused.
    Refuse,
}

/// What becomes of query parameters that an operation does not declare.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum UnknownParameters {
    /// They are not looked at.
    Ignore,
    /// They are refused, each by its name.
    Refuse,
}

impl Validation {
    /// These settings, and those of `other` where these say nothing.
    pub fn or(self, other: Self) -> Self {
        Self {
            untyped: self.untyped.or(other.untyped),
            integers: self.integers.or(other.integers),
            numbers: self.numbers.or(other.numbers),
            formats: self.formats.or(other.formats),
            unknown_members: self.unknown_members.or(other.unknown_members),
            foreign_members: self.foreign_members.or(other.foreign_members),
            unknown_parameters: self.unknown_parameters.or(other.unknown_parameters),
        }
    }

    /// Whether a schema without `type` is of the type that it describes.
    pub(super) fn implies_types(self) -> bool {
        self.untyped != Some(Untyped::Any)
    }

    /// Whether whole numbers without a format may be larger than 64 bits.
    pub(super) fn has_large_integers(self) -> bool {
        self.integers == Some(Integers::Any)
    }

    /// Whether numbers without a format keep all of their digits.
    pub(super) fn has_exact_numbers(self) -> bool {
        self.numbers == Some(Numbers::Any)
    }

    /// Whether formats assert something.
    pub(super) fn asserts_formats(self) -> bool {
        self.formats != Some(Formats::Annotate)
    }

    /// Whether formats of text have types in Rust.
    pub(super) fn types_formats(self) -> bool {
        matches!(self.formats, None | Some(Formats::Assert))
    }

    /// Whether members that only the other side sends are refused.
    pub(super) fn refuses_foreign_members(self) -> bool {
        self.foreign_members == Some(ForeignMembers::Refuse)
    }

    /// Whether query parameters that are not declared are refused.
    pub(super) fn refuses_unknown_parameters(self) -> bool {
        self.unknown_parameters == Some(UnknownParameters::Refuse)
    }

    /// Whether members that have no field go into a map.
    pub(super) fn keeps_unknown_members(self) -> bool {
        self.unknown_members == Some(UnknownMembers::Keep)
    }
}
