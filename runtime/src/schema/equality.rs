//! When two JSON values are the same value.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use serde_json::Value;

use crate::json::Json;

/// Whether two values are equal as JSON Schema has it: `1` equals `1.0`, the order of members does not matter.
///
/// ```
/// use routewright::schema::equality::equal;
/// use serde_json::json;
///
/// assert!(equal(&json!({"a": 1, "b": [2]}), &json!({"b": [2.0], "a": 1.0})));
/// assert!(!equal(&json!(1), &json!(true)));
/// ```
pub fn equal(a: &Value, b: &Value) -> bool {
    same(&Json::from(a), &Json::from(b))
}

/// The same of values with all of their digits.
pub(crate) fn same(a: &Json<'_>, b: &Json<'_>) -> bool {
    match (a, b) {
        (Json::Null, Json::Null) => true,
        (Json::Boolean(a), Json::Boolean(b)) => a == b,
        (Json::Number(a), Json::Number(b)) => a == b,
        (Json::Text(a), Json::Text(b)) => a == b,
        (Json::List(a), Json::List(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        _ => false,
    }
}

/// The places of the first two items that are equal, found in time that grows with the length of the list.
///
/// ```
/// use routewright::schema::equality::duplicate;
/// use serde_json::json;
///
/// assert_eq!(duplicate(&[json!(1), json!("1"), json!(1.0)]), Some((0, 2)));
/// ```
pub fn duplicate(items: &[Value]) -> Option<(usize, usize)> {
    twice(&items.iter().map(Json::from).collect::<Vec<_>>())
}

/// The same of values with all of their digits.
pub(crate) fn twice(items: &[Json<'_>]) -> Option<(usize, usize)> {
    /// Below this many items, comparing all pairs is faster than hashing.
    const FEW: usize = 8;
    if items.len() <= FEW {
        return items.iter().enumerate().find_map(|(second, item)| {
            items[..second].iter().position(|other| same(other, item)).map(|first| (first, second))
        });
    }
    let keys = RandomState::new();
    let mut seen: HashMap<u64, Vec<usize>> = HashMap::with_capacity(items.len());
    for (second, item) in items.iter().enumerate() {
        let mut hasher = keys.build_hasher();
        hash(item, &keys, &mut hasher);
        let alike = seen.entry(hasher.finish()).or_default();
        if let Some(first) = alike.iter().find(|first| same(&items[**first], item)) {
            return Some((*first, second));
        }
        alike.push(second);
    }
    None
}

/// Equal values have equal hashes.
fn hash(value: &Json<'_>, keys: &RandomState, hasher: &mut impl Hasher) {
    match value {
        Json::Null => hasher.write_u8(0),
        Json::Boolean(value) => hasher.write_u8(1 + u8::from(*value)),
        Json::Number(number) => {
            hasher.write_u8(3);
            number.hash(hasher);
        }
        Json::Text(text) => {
            hasher.write_u8(4);
            text.hash(hasher);
        }
        Json::List(items) => {
            hasher.write_u8(5);
            items.iter().for_each(|item| hash(item, keys, hasher));
        }
        Json::Object(members) => {
            hasher.write_u8(6);
            // Added up, because the order of members does not matter.
            let sum = members.iter().fold(0u64, |sum, (name, value)| {
                let mut member = keys.build_hasher();
                name.hash(&mut member);
                hash(value, keys, &mut member);
                sum.wrapping_add(member.finish())
            });
            hasher.write_u64(sum);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn long_lists_find_what_short_lists_find() {
        let mut items: Vec<Value> = (0..100).map(|n| json!({ "n": n, "list": [n] })).collect();
        assert_eq!(duplicate(&items), None);
        items.push(json!({ "list": [42.0], "n": 42 }));
        assert_eq!(duplicate(&items), Some((42, 100)));
    }
}
