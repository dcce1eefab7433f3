//! What a type says about itself, as constant data.
//!
//! One description serves all four jobs of the engine: decoding, checking, encoding and describing. Derives write
//! it; nothing here is generic, so a thousand types cost the compiler a thousand tables and no code.

pub use super::fragment::Fragment;
pub use super::slot::Mode;
pub use super::type_of;
use crate::operation::Encoding;
pub use crate::schema::number::Num;
pub use crate::schema::pattern::Pattern;

/// What a type says about itself.
#[derive(Debug)]
pub struct Type {
    /// Its name among the document's components; empty for a type that is described in place.
    pub name: &'static str,
    /// Its description.
    pub doc: &'static str,
    /// Its shape.
    pub kind: Kind,
    /// How the engine goes about its values.
    pub mode: Mode,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// What holds for every value of it.
    pub rules: Rules,
}

impl Type {
    /// The type that is left without other names for it and without `null`.
    pub(crate) fn innermost(&'static self) -> &'static Self {
        match &self.kind {
            Kind::Nullable(inner) | Kind::Wrapper(inner) => inner().innermost(),
            _ => self,
        }
    }

    /// The type of what is there: of an optional field, the outermost `None` means absence, and `null` is no value.
    pub(crate) fn unless_absent(&'static self, rules: &Rules) -> &'static Self {
        match &self.kind {
            Kind::Nullable(inner) if rules.optional => inner(),
            _ => self,
        }
    }

    /// A type without a name, a description and rules.
    pub const fn plain(kind: Kind) -> Self {
        Self { name: "", doc: "", kind, mode: Mode::Direct, deprecated: false, rules: *Rules::NONE }
    }
}

/// The shape of a type.
#[derive(Debug)]
pub enum Kind {
    /// Any JSON value.
    Any,
    /// Only `null`.
    Null,
    /// `true` or `false`.
    Boolean,
    /// A whole number; the format is empty or `int32`, `int64`, …
    Integer(&'static str),
    /// A number; the format is empty or `float`, `double`, …
    Number(&'static str),
    /// Text; the format is empty or `uuid`, `date-time`, …
    Text(&'static str),
    /// Bytes that are not JSON: an uploaded file.
    Binary,
    /// A list of elements of one type.
    List(TypeOf),
    /// An object with members of one type and any names.
    Map(TypeOf),
    /// An object with known members.
    Object(Object),
    /// One of a fixed set of values.
    Enumeration(&'static [Literal]),
    /// One of several types.
    Union(Union),
    /// The type or `null`.
    Nullable(TypeOf),
    /// Another type under a name, with rules of its own.
    Wrapper(TypeOf),
}

/// How one description refers to another: through a function, so that types may contain themselves.
pub type TypeOf = fn() -> &'static Type;

/// An object with known members.
#[derive(Debug)]
pub struct Object {
    /// The members, in the order of the fields.
    pub fields: &'static [Field],
    /// What becomes of the others.
    pub additional: Additional,
}

/// What becomes of members that have no field.
#[derive(Debug)]
pub enum Additional {
    /// They are accepted and dropped.
    Ignore,
    /// They are refused.
    Deny,
    /// They go into a map, which is the slot after the last field.
    Keep(&'static Rules, TypeOf),
}

/// One member of an object.
#[derive(Debug)]
pub struct Field {
    /// Its name in JSON.
    pub name: &'static str,
    /// Its name as it is written, with a comma before it and a colon behind: `,"name":`.
    pub key: &'static str,
    /// Its description.
    pub doc: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// The value it has when it is not there, as JSON text.
    pub default: Option<&'static str>,
    /// Who may send it.
    pub access: Access,
    /// Whether its use is discouraged.
    pub deprecated: bool,
    /// What holds for its value.
    pub rules: &'static Rules,
    /// How it is written where it is a parameter.
    pub wire: &'static Wire,
    /// Its type.
    pub of: TypeOf,
    /// How the engine goes about its values.
    pub mode: Mode,
}

/// Who may send a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Clients and servers.
    Both,
    /// Only servers.
    ReadOnly(Foreign),
    /// Only clients: left out of responses, and a mistake in those that are made by hand.
    WriteOnly(Foreign),
}

/// What becomes of a member whose sender may not send it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// It is dropped, whatever its value.
    Drop,
    /// It is refused.
    Refuse,
}

/// How a parameter is written.
#[derive(Debug)]
pub struct Wire {
    /// The style's name; empty for the default of the parameter's place.
    pub style: &'static str,
    /// Whether lists and objects become one pair per element; `None` for the style's default.
    pub explode: Option<bool>,
    /// Whether reserved characters may stand unescaped.
    pub allow_reserved: bool,
    /// Whether it may be there without a value.
    pub allow_empty: bool,
    /// The media type of a parameter that is a small document of its own; empty for the others.
    pub content: &'static str,
    /// Further members of the object of that media type, as JSON text.
    pub content_extra: &'static str,
    /// How the members of a form in it are written, where the document says so.
    pub encodings: &'static [Encoding],
    /// Further members of the parameter object, as JSON text.
    pub extra: &'static str,
}

impl Wire {
    /// A parameter in the default style of its place.
    pub const DEFAULT: Self = Self {
        style: "",
        explode: None,
        allow_reserved: false,
        allow_empty: false,
        content: "",
        content_extra: "",
        encodings: &[],
        extra: "",
    };
}

/// What holds for a value beyond its type.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// Keywords with one argument.
    pub checks: &'static [Check],
    /// What holds for the elements of a list.
    pub items: Option<&'static Rules>,
    /// What holds for the values of a map.
    pub values: Option<&'static Rules>,
    /// The field is an `Option` whose `None` means absence; `null` is not a value.
    pub optional: bool,
    /// Keywords without an attribute of their own, as JSON text: described as they are, and the assertions
    /// among them are checked by running them.
    pub fragment: Option<&'static Fragment>,
}

impl Rules {
    /// No rules.
    pub const NONE: &'static Self =
        &Self { checks: &[], items: None, values: None, optional: false, fragment: None };

    /// No rules, for a field whose `None` means absence.
    pub const OPTIONAL: &'static Self = &Self { optional: true, ..*Self::NONE };

    /// What holds for the members without a field, where these are the rules of the map that keeps them: what is said of
    /// its values, or what is said without saying of what.
    pub(crate) fn of_others(&'static self) -> &'static Self {
        self.values.unwrap_or(self)
    }

    /// Whether nothing is ruled.
    pub fn is_none(&self) -> bool {
        self.checks.is_empty() && self.items.is_none() && self.values.is_none() && self.fragment.is_none()
    }
}

/// A keyword that restricts a value.
#[derive(Debug)]
pub enum Check {
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `pattern`.
    Pattern(&'static Pattern),
    /// `format`, asserted.
    Format(&'static str),
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
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `uniqueItems`.
    UniqueItems,
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
}

/// A value that stands for itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Literal {
    /// Text.
    Text(&'static str),
    /// A whole number.
    Integer(i64),
    /// Any other value, as JSON text.
    Json(&'static str),
}

/// One of several types.
#[derive(Debug)]
pub struct Union {
    /// Whether exactly one member must fit (`oneOf`) or at least one (`anyOf`).
    pub exclusive: bool,
    /// The members, in the order of the variants.
    pub members: &'static [Member],
    /// The property that names the member; empty when members are told apart by trying them.
    pub discriminator: &'static str,
}

/// One member of a union.
#[derive(Debug)]
pub struct Member {
    /// The values of the discriminator that name it; none where the name of its type does.
    pub tags: &'static [&'static str],
    /// Whether values are of it that the discriminator does not name, or names in another way.
    pub fallback: bool,
    /// What holds for its value.
    pub rules: &'static Rules,
    /// Its type.
    pub of: TypeOf,
}

impl Member {
    /// The values of the discriminator that name it.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let own = if self.tags.is_empty() { (self.of)().name } else { "" };
        self.tags.iter().copied().chain((!own.is_empty()).then_some(own))
    }
}
