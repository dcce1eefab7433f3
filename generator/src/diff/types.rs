//! The JSON types that a value may have.

use std::ops::{BitAnd, BitOr};

use serde_json::{Value, json};

use super::normalise::whole;
use crate::api::{Type, TypeSet};

/// A set of JSON types, in which `number` is whole numbers and the others: so `["integer", "number"]` is `number`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Types(u8);

impl Types {
    /// No value at all.
    pub const NONE: Types = Types(0);
    /// `null`.
    pub const NULL: Types = Types(1);
    /// `true` and `false`.
    pub const BOOLEAN: Types = Types(1 << 1);
    /// Whole numbers, `1.0` too.
    pub const INTEGER: Types = Types(1 << 2);
    /// Every number.
    pub const NUMBER: Types = Types(1 << 2 | 1 << 3);
    /// Strings.
    pub const STRING: Types = Types(1 << 4);
    /// Arrays.
    pub const ARRAY: Types = Types(1 << 5);
    /// Objects.
    pub const OBJECT: Types = Types(1 << 6);
    /// Any value.
    pub const ANY: Types = Types((1 << 7) - 1);

    /// The types that a value has: exactly one, unless it is a number with a fraction.
    pub fn of(value: &Value) -> Types {
        match value {
            Value::Null => Types::NULL,
            Value::Bool(_) => Types::BOOLEAN,
            Value::Number(number) if whole(number).is_some() => Types::INTEGER,
            Value::Number(_) => Types(1 << 3),
            Value::String(_) => Types::STRING,
            Value::Array(_) => Types::ARRAY,
            Value::Object(_) => Types::OBJECT,
        }
    }

    /// Whether the sets share a type.
    pub fn overlaps(self, other: Types) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether all of `other` is in this set.
    pub fn includes(self, other: Types) -> bool {
        self.0 & other.0 == other.0
    }

    /// The value of the `type` keyword; `None` for any type.
    pub fn to_json(self) -> Option<Value> {
        if self == Types::ANY {
            return None;
        }
        let mut names = Vec::new();
        for (set, name) in NAMES {
            let whole_of_a_number = set == Types::INTEGER && self.includes(Types::NUMBER);
            if self.includes(set) && !whole_of_a_number {
                names.push(name);
            }
        }
        Some(if let [name] = names[..] { json!(name) } else { json!(names) })
    }
}

const NAMES: [(Types, &str); 7] = [
    (Types::NULL, "null"),
    (Types::BOOLEAN, "boolean"),
    (Types::INTEGER, "integer"),
    (Types::NUMBER, "number"),
    (Types::STRING, "string"),
    (Types::ARRAY, "array"),
    (Types::OBJECT, "object"),
];

impl BitAnd for Types {
    type Output = Types;
    fn bitand(self, other: Types) -> Types {
        Types(self.0 & other.0)
    }
}

impl BitOr for Types {
    type Output = Types;
    fn bitor(self, other: Types) -> Types {
        Types(self.0 | other.0)
    }
}

impl From<TypeSet> for Types {
    fn from(set: TypeSet) -> Types {
        set.iter().map(Types::from).fold(Types::NONE, |all, one| all | one)
    }
}

impl From<Type> for Types {
    fn from(kind: Type) -> Types {
        match kind {
            Type::Null => Types::NULL,
            Type::Boolean => Types::BOOLEAN,
            Type::Integer => Types::INTEGER,
            Type::Number => Types::NUMBER,
            Type::String => Types::STRING,
            Type::Array => Types::ARRAY,
            Type::Object => Types::OBJECT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_numbers() {
        assert_eq!((Types::INTEGER | Types::NUMBER).to_json(), Some(json!("number")));
        assert_eq!((Types::NUMBER & Types::INTEGER).to_json(), Some(json!("integer")));
        assert_eq!((Types::STRING | Types::NULL).to_json(), Some(json!(["null", "string"])));
        assert_eq!(Types::ANY.to_json(), None);
        assert_eq!(Types::of(&json!(1.0)), Types::INTEGER);
    }
}
