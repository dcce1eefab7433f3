//! `100`, `100.0` and `1e2` are one number.

use serde_json::{Map, Number, Value};

/// Whether two numbers are mathematically the same.
pub fn same_number(a: &Number, b: &Number) -> bool {
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => a == b,
        (None, None) => a.as_f64() == b.as_f64(),
        _ => false,
    }
}

/// The order of two numbers; what is no number sorts as equal.
pub fn order(a: &Number, b: &Number) -> std::cmp::Ordering {
    match (whole(a), whole(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        _ => a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(std::cmp::Ordering::Equal),
    }
}

/// The number as an integer, when it is one.
pub fn whole(number: &Number) -> Option<i128> {
    if let Some(integer) = number.as_i64() {
        return Some(integer.into());
    }
    if let Some(integer) = number.as_u64() {
        return Some(integer.into());
    }
    let float = number.as_f64()?;
    // Every whole f64 in this range is exact as an i128.
    (float.fract() == 0.0 && float.abs() < 1e30).then_some(float as i128)
}

/// Whether two JSON values are the same: members in any order, numbers by value.
pub fn same_value(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => same_number(a, b),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_value(a, b))
        }
        (Value::Object(a), Value::Object(b)) => same_object(a, b),
        _ => a == b,
    }
}

fn same_object(a: &Map<String, Value>, b: &Map<String, Value>) -> bool {
    a.len() == b.len()
        && a.iter().all(|(name, value)| b.get(name).is_some_and(|other| same_value(value, other)))
}

/// The values of `a` that `b` has not, each as often as it lacks it.
pub fn without<'a>(a: &'a [Value], b: &[Value]) -> Vec<&'a Value> {
    let mut left: Vec<&Value> = b.iter().collect();
    a.iter()
        .filter(|value| match left.iter().position(|other| same_value(value, other)) {
            Some(index) => {
                left.swap_remove(index);
                false
            }
            None => true,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn compares_numbers_by_value() {
        assert!(same_value(&json!(100), &json!(100.0)));
        assert!(same_value(&json!(1e2), &json!(100)));
        assert!(!same_value(&json!(100), &json!(100.5)));
        assert!(!same_value(&json!(9_007_199_254_740_993_i64), &json!(9_007_199_254_740_992_i64)));
        assert!(same_value(&json!({"a": 1, "b": [2.0]}), &json!({"b": [2], "a": 1.0})));
        assert!(!same_value(&json!(1), &json!("1")));
    }

    #[test]
    fn finds_what_is_not_there() {
        assert_eq!(without(&[json!(1), json!(2), json!(2)], &[json!(2.0), json!(3)]), [&json!(1), &json!(2)]);
    }
}
