//! Numbers that keep their digits.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

use crate::schema::number::Num;

/// A number as it was written, for the types that keep all digits.
#[derive(Clone, Debug)]
pub struct Digits(Kept);

#[derive(Clone, Debug)]
enum Kept {
    Few(i128),
    Many(f64, Box<str>),
}

impl Digits {
    /// It, to compare.
    pub fn number(&self) -> Num<'_> {
        match &self.0 {
            Kept::Few(value) => Num::Integer(*value),
            Kept::Many(nearest, text) => Num::Written(*nearest, text),
        }
    }
}

impl From<Num<'_>> for Digits {
    fn from(number: Num<'_>) -> Self {
        Self(match number {
            Num::Integer(value) => Kept::Few(value),
            Num::Float(value) => Kept::Many(value, zmij::Buffer::new().format(value).into()),
            Num::Written(nearest, text) => Kept::Many(nearest, text.into()),
        })
    }
}

impl fmt::Display for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.number().fmt(f)
    }
}

impl PartialEq for Digits {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Digits {}

impl PartialOrd for Digits {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Digits {
    fn cmp(&self, other: &Self) -> Ordering {
        // What is written is a number.
        self.number().partial_cmp(&other.number()).unwrap_or(Ordering::Equal)
    }
}

impl Hash for Digits {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.number().hash(hasher);
    }
}
