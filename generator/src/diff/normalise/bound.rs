//! Of several bounds the strongest counts: `minimum` beside `exclusiveMinimum`, `minLength: 0` beside none; and for
//! integers `exclusiveMinimum: 0` is `minimum: 1`.

use std::cmp::Ordering;

use serde_json::{Number, Value, json};

use super::number;
use crate::api::Schema;

/// An end of the range of a number.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    /// Where the range ends.
    pub value: Number,
    /// Whether the end itself is out of the range.
    pub exclusive: bool,
}

/// Which end of the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// `minimum` and `exclusiveMinimum`.
    Lower,
    /// `maximum` and `exclusiveMaximum`.
    Upper,
}

impl Bound {
    /// The keyword that says this.
    pub fn keyword(&self, end: End) -> &'static str {
        match (end, self.exclusive) {
            (End::Lower, false) => "minimum",
            (End::Lower, true) => "exclusiveMinimum",
            (End::Upper, false) => "maximum",
            (End::Upper, true) => "exclusiveMaximum",
        }
    }

    /// Whether both say the same.
    pub fn same(&self, other: &Bound) -> bool {
        self.exclusive == other.exclusive && number::same_number(&self.value, &other.value)
    }

    /// What is printed of it.
    pub fn to_json(&self) -> Value {
        Value::Number(self.value.clone())
    }
}

/// The lower end of the range that a schema itself asks for.
pub fn lower(schema: &Schema) -> Option<Bound> {
    of(End::Lower, schema.minimum.as_ref(), schema.exclusive_minimum.as_ref())
}

/// The upper end of the range that a schema itself asks for.
pub fn upper(schema: &Schema) -> Option<Bound> {
    of(End::Upper, schema.maximum.as_ref(), schema.exclusive_maximum.as_ref())
}

fn of(end: End, inclusive: Option<&Number>, exclusive: Option<&Number>) -> Option<Bound> {
    let inclusive = inclusive.map(|value| Bound { value: value.clone(), exclusive: false });
    let exclusive = exclusive.map(|value| Bound { value: value.clone(), exclusive: true });
    stronger(end, inclusive, exclusive)
}

/// The stronger of two bounds.
pub fn stronger(end: End, a: Option<Bound>, b: Option<Bound>) -> Option<Bound> {
    let (Some(a), Some(b)) = (&a, &b) else { return a.or(b) };
    let order = match end {
        End::Lower => number::order(&a.value, &b.value),
        End::Upper => number::order(&b.value, &a.value),
    };
    let first = match order {
        Ordering::Greater => true,
        Ordering::Less => false,
        Ordering::Equal => a.exclusive,
    };
    Some(if first { a.clone() } else { b.clone() })
}

/// The bound as integers see it: the last integer inside the range.
pub fn for_integers(end: End, bound: Bound) -> Bound {
    let Some(value) = number::whole(&bound.value).filter(|_| bound.exclusive) else { return bound };
    let inside = match end {
        End::Lower => value.checked_add(1),
        End::Upper => value.checked_sub(1),
    };
    match inside.and_then(|value| i64::try_from(value).ok()) {
        Some(value) => Bound { value: value.into(), exclusive: false },
        None => bound,
    }
}

/// A lower bound of a length; zero is none.
pub fn at_least(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    a.max(b).filter(|least| *least > 0)
}

/// An upper bound of a length.
pub fn at_most(a: Option<u64>, b: Option<u64>) -> Option<u64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        _ => a.or(b),
    }
}

/// A length as it is printed.
pub fn length(length: Option<u64>) -> Option<Value> {
    length.map(|length| json!(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(value: i64, exclusive: bool) -> Option<Bound> {
        Some(Bound { value: value.into(), exclusive })
    }

    #[test]
    fn the_strongest_bound_counts() {
        assert_eq!(stronger(End::Lower, bound(1, false), bound(2, false)), bound(2, false));
        assert_eq!(stronger(End::Upper, bound(1, false), bound(2, false)), bound(1, false));
        assert_eq!(stronger(End::Lower, bound(1, false), bound(1, true)), bound(1, true));
        assert_eq!(stronger(End::Lower, None, bound(1, true)), bound(1, true));
        assert_eq!(at_least(Some(0), None), None);
        assert_eq!(at_most(Some(3), Some(2)), Some(2));
    }

    #[test]
    fn integers_have_no_exclusive_bounds() {
        let inside = |end, value, exclusive| bound(value, exclusive).map(|bound| for_integers(end, bound));
        assert_eq!(inside(End::Lower, 0, true), bound(1, false));
        assert_eq!(inside(End::Upper, 10, true), bound(9, false));
        assert_eq!(inside(End::Upper, 10, false), bound(10, false));
    }
}
