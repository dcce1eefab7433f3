//! Rust types as they will be written: what is left of a schema when everything is decided.
//!
//! Nothing here knows OpenAPI; the emitter needs nothing else.

use std::collections::BTreeSet;

/// A type to write.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// Its component's name; `None` for a type that is described in place.
    pub component: Option<String>,
    /// Its description.
    pub doc: Option<String>,
    /// What holds for every value of it.
    pub rules: Vec<Rule>,
    /// Its shape.
    pub shape: Shape,
}

/// The shape of a type to write.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// An object with known members.
    Struct(Vec<Field>),
    /// Another type under a name.
    Newtype(Type),
    /// One of a fixed set of values.
    Enumeration(Vec<Constant>),
    /// One of several types.
    Union {
        /// `oneOf`, not `anyOf`.
        exclusive: bool,
        /// The property that names the member.
        discriminator: Option<String>,
        /// The members.
        variants: Vec<Variant>,
    },
    /// The bodies of one request or response in its media types.
    Contents(Vec<Content>),
}

impl Shape {
    /// The types in it.
    pub fn types(&self) -> Box<dyn Iterator<Item = &Type> + '_> {
        match self {
            Self::Struct(fields) => Box::new(fields.iter().map(|field| &field.of)),
            Self::Newtype(of) => Box::new(std::iter::once(of)),
            Self::Enumeration(_) => Box::new(std::iter::empty()),
            Self::Union { variants, .. } => Box::new(variants.iter().map(|variant| &variant.of)),
            Self::Contents(contents) => Box::new(contents.iter().map(|content| &content.of)),
        }
    }
}

/// A member of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its name in Rust.
    pub name: String,
    /// Its name on the wire; `None` for the field that takes the members without a field.
    pub wire: Option<String>,
    /// Its description.
    pub doc: Option<String>,
    /// Its rules.
    pub rules: Vec<Rule>,
    /// Its type, with `Option` and `Maybe` where it may be missing.
    pub of: Type,
}

/// A value of an enumeration.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Constant {
    /// The variant's name.
    pub name: String,
    /// The value, as the rule that says it.
    pub rule: Rule,
}

/// A member of a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Variant {
    /// The variant's name.
    pub name: String,
    /// Its tags and what else holds for it.
    pub rules: Vec<Rule>,
    /// Its payload.
    pub of: Type,
}

/// A body in one of its media types.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Content {
    /// The variant's name.
    pub name: String,
    /// The media type or range.
    pub range: String,
    /// Further members of the media type object, as JSON.
    pub extra: Option<String>,
    /// Its payload.
    pub of: Type,
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A type that the runtime or the language brings along.
    Known(Known),
    /// A type of the plan, by its name.
    Item(String),
    /// `Vec<T>`
    List(Box<Type>),
    /// `Map<T>`
    Map(Box<Type>),
    /// `Option<T>`
    Option(Box<Type>),
    /// `Maybe<T>`
    Maybe(Box<Type>),
    /// `Box<T>`
    Boxed(Box<Type>),
}

impl Type {
    /// The items in it.
    pub fn items<'a>(&'a self, found: &mut BTreeSet<&'a str>) {
        match self {
            Self::Known(_) => {}
            Self::Item(name) => {
                found.insert(name);
            }
            Self::List(of) | Self::Map(of) | Self::Option(of) | Self::Maybe(of) | Self::Boxed(of) => {
                of.items(found)
            }
        }
    }

    /// The item that lies in a value of this type without a pointer between.
    pub fn held(&self) -> Option<&str> {
        match self {
            Self::Item(name) => Some(name),
            Self::Option(of) | Self::Maybe(of) => of.held(),
            Self::Known(_) | Self::List(_) | Self::Map(_) | Self::Boxed(_) => None,
        }
    }

    /// The item of which a value is needed to make one of this type.
    pub fn needed(&self) -> Option<&str> {
        match self {
            Self::Item(name) => Some(name),
            Self::Boxed(of) => of.needed(),
            Self::Known(_) | Self::List(_) | Self::Map(_) | Self::Option(_) | Self::Maybe(_) => None,
        }
    }

    /// The same with the item that it holds put behind a pointer.
    pub fn boxed(self) -> Self {
        match self {
            Self::Option(of) => Self::Option(Box::new(of.boxed())),
            Self::Maybe(of) => Self::Maybe(Box::new(of.boxed())),
            other => Self::Boxed(Box::new(other)),
        }
    }
}

/// A type that the runtime or the language brings along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u64`
    U64,
    /// `Integer`: a whole number of any size.
    Integer,
    /// `f64`
    F64,
    /// `Decimal`: a number with all of its digits.
    Decimal,
    /// `String`
    String,
    /// `Value`: any JSON.
    Value,
    /// `Null`: only `null`.
    Null,
    /// `Uuid`
    Uuid,
    /// `Date`
    Date,
    /// `DateTime`
    DateTime,
    /// `Time`
    Time,
    /// `Duration`
    Duration,
    /// `Ipv4Addr`
    Ipv4Addr,
    /// `Ipv6Addr`
    Ipv6Addr,
    /// `Base64`
    Base64,
    /// `Upload`: a file in a multipart body.
    Upload,
    /// `Binary`: a body of bytes or a stream.
    Binary,
    /// `Events`: a body of server-sent events.
    Events,
}

impl Known {
    /// The format that the type says by itself.
    pub fn format(self) -> Option<&'static str> {
        Some(match self {
            Self::I32 => "int32",
            Self::Uuid => "uuid",
            Self::Date => "date",
            Self::DateTime => "date-time",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Ipv4Addr => "ipv4",
            Self::Ipv6Addr => "ipv6",
            Self::Base64 => "byte",
            Self::Upload => "binary",
            _ => return None,
        })
    }
}

/// One entry of an attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// `nullable`
    Flag(&'static str),
    /// `minimum = 1`, `max_length = 200`, `value = 1`: the text of a JSON number.
    Number(&'static str, String),
    /// `default = true`
    Bool(&'static str, bool),
    /// `pattern = "…"`
    Text(&'static str, String),
    /// `schema = r#"…"#`: JSON.
    Json(&'static str, String),
    /// `items(…)`, `values(…)`
    Nested(&'static str, Vec<Rule>),
    /// `refs(Post, Tag)`: the types that a fragment refers to.
    Types(&'static str, Vec<String>),
}

impl Rule {
    /// Its key.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Flag(key)
            | Self::Number(key, _)
            | Self::Bool(key, _)
            | Self::Text(key, _)
            | Self::Json(key, _)
            | Self::Nested(key, _)
            | Self::Types(key, _) => key,
        }
    }

    /// The items that it names.
    pub fn items<'a>(&'a self, found: &mut BTreeSet<&'a str>) {
        match self {
            Self::Nested(_, rules) => rules.iter().for_each(|rule| rule.items(found)),
            Self::Types(_, names) => found.extend(names.iter().map(String::as_str)),
            _ => {}
        }
    }
}

impl Item {
    /// The items that its text names.
    pub fn items(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        let mut uses = Uses(&mut found);
        uses.rules(&self.rules);
        match &self.shape {
            Shape::Struct(fields) => fields.iter().for_each(|field| uses.member(&field.rules, &field.of)),
            Shape::Newtype(of) => uses.member(&[], of),
            Shape::Enumeration(_) => {}
            Shape::Union { variants, .. } => {
                variants.iter().for_each(|variant| uses.member(&variant.rules, &variant.of));
            }
            Shape::Contents(contents) => contents.iter().for_each(|content| uses.member(&[], &content.of)),
        }
        found
    }
}

struct Uses<'a, 'b>(&'b mut BTreeSet<&'a str>);

impl<'a> Uses<'a, '_> {
    fn rules(&mut self, rules: &'a [Rule]) {
        rules.iter().for_each(|rule| rule.items(self.0));
    }

    fn member(&mut self, rules: &'a [Rule], of: &'a Type) {
        self.rules(rules);
        of.items(self.0);
    }
}
