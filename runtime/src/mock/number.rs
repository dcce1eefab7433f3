//! Numbers within bounds.

use serde_json::{Map, Number, Value};

use crate::schema::number::Num;

/// The `variant`-th number of a schema, counted from its lower bound.
pub(super) fn build(flat: &Map<String, Value>, integer: bool, variant: usize) -> Option<Value> {
    let bound = |keyword: &str| flat.get(keyword).and_then(Value::as_number).map(Num::of);
    let least = later(bound("minimum"), bound("exclusiveMinimum"), |a, b| a > b);
    let most = later(bound("maximum"), bound("exclusiveMaximum"), |a, b| a < b);
    let step = bound("multipleOf");
    let fits = |number: Num<'_>| {
        bound("minimum").is_none_or(|bound| number >= bound)
            && bound("exclusiveMinimum").is_none_or(|bound| number > bound)
            && bound("maximum").is_none_or(|bound| number <= bound)
            && bound("exclusiveMaximum").is_none_or(|bound| number < bound)
            && step.is_none_or(|step| number.is_multiple_of(step))
            && (!integer || number.is_integer())
    };
    let fractions = !integer && step.is_none_or(|step| !step.is_integer());
    let pace = match step {
        Some(step) => to_f64(step),
        // Between narrow bounds there may be room for fractions only.
        None if fractions && least.zip(most).is_some_and(|(a, b)| to_f64(b) - to_f64(a) <= 2.0) => 0.125,
        None => 1.0,
    };
    let start = least.or(most.filter(|most| to_f64(*most) < 1.0)).map_or(1.0, to_f64);
    let start = if start.abs() < 1e15 { (start / pace).ceil() * pace } else { start };
    let walk = (0..200).flat_map(|n| [start + f64::from(n) * pace, start - f64::from(n) * pace]);
    let exact = least.into_iter().chain(most);
    let decimal = step.filter(|step| !step.is_integer());
    let mut seen: Vec<f64> = Vec::new();
    let found =
        walk.map(|f| rounded(f, decimal)).chain(exact).filter(|number| fits(*number)).filter(|number| {
            let float = to_f64(*number);
            let new = !seen.contains(&float);
            seen.push(float);
            new
        });
    found.take(variant + 1).last().and_then(to_value)
}

/// The bound that binds more, if there are two.
fn later(
    a: Option<Num<'static>>,
    b: Option<Num<'static>>,
    binds: fn(Num<'_>, Num<'_>) -> bool,
) -> Option<Num<'static>> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if binds(a, b) { a } else { b }),
        (a, b) => a.or(b),
    }
}

/// The number that was meant, where steps of 0.1 have gathered errors.
fn rounded(float: f64, decimal: Option<Num<'static>>) -> Num<'static> {
    let float = match decimal {
        Some(_) => format!("{float:.9}").parse().unwrap_or(float),
        None => float,
    };
    let number = Num::Float(float);
    number.whole().map_or(number, Num::Integer)
}

fn to_f64(number: Num<'_>) -> f64 {
    number.nearest()
}

fn to_value(number: Num<'_>) -> Option<Value> {
    match number {
        Num::Integer(n) => {
            i64::try_from(n).map(Value::from).or_else(|_| u64::try_from(n).map(Value::from)).ok()
        }
        other => Number::from_f64(other.nearest()).map(Value::Number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn number(schema: Value, integer: bool, variant: usize) -> Option<Value> {
        build(schema.as_object().expect("an object"), integer, variant)
    }

    #[test]
    fn bounds_are_kept() {
        assert_eq!(number(json!({}), true, 0), Some(json!(1)));
        assert_eq!(number(json!({ "minimum": 3, "maximum": 4 }), true, 1), Some(json!(4)));
        assert_eq!(
            number(json!({ "exclusiveMinimum": 0, "exclusiveMaximum": 1 }), false, 0),
            Some(json!(0.125))
        );
        assert_eq!(number(json!({ "exclusiveMinimum": 0, "multipleOf": 0.01 }), false, 0), Some(json!(0.01)));
        assert_eq!(number(json!({ "maximum": -5 }), true, 0), Some(json!(-5)));
        assert_eq!(number(json!({ "minimum": 2, "maximum": 1 }), true, 0), None);
        assert_eq!(
            number(json!({ "minimum": 9_007_199_254_740_993_i64 }), true, 0),
            Some(json!(9_007_199_254_740_994_i64))
        );
    }
}
