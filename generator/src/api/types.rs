use std::fmt;

/// A type of JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
#[repr(u8)]
pub enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

impl Type {
    /// Every type.
    pub const ALL: [Self; 7] =
        [Self::Null, Self::Boolean, Self::Integer, Self::Number, Self::String, Self::Array, Self::Object];

    /// As a schema spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }

    /// The type of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Some of the types of JSON Schema.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct TypeSet(u8);

impl TypeSet {
    /// None of them.
    pub const EMPTY: Self = Self(0);

    /// One of them.
    pub fn of(kind: Type) -> Self {
        Self(kind.bit())
    }

    /// Whether a type is among them.
    pub fn contains(self, kind: Type) -> bool {
        self.0 & kind.bit() != 0
    }

    /// Adds a type; says whether it is new.
    pub fn insert(&mut self, kind: Type) -> bool {
        let new = !self.contains(kind);
        self.0 |= kind.bit();
        new
    }

    /// The set with a type more.
    pub fn with(self, kind: Type) -> Self {
        Self(self.0 | kind.bit())
    }

    /// The set without a type.
    pub fn without(self, kind: Type) -> Self {
        Self(self.0 & !kind.bit())
    }

    /// The types, in the order of [`Type::ALL`].
    pub fn iter(self) -> impl Iterator<Item = Type> {
        Type::ALL.into_iter().filter(move |kind| self.contains(*kind))
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The only one there is.
    pub fn single(self) -> Option<Type> {
        if self.len() == 1 { self.iter().next() } else { None }
    }
}

impl FromIterator<Type> for TypeSet {
    fn from_iter<I: IntoIterator<Item = Type>>(kinds: I) -> Self {
        kinds.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl fmt::Debug for TypeSet {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.iter()).finish()
    }
}
