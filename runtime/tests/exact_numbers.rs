//! Numbers are held against their schemas to the last digit.

use routewright::{Integer, Map, Model};
use serde_json::Value;

#[derive(Clone, Debug, PartialEq, Model)]
struct Amounts {
    #[model(maximum = 1)]
    share: Option<f64>,
    #[model(exclusive_maximum = 1)]
    below: Option<f64>,
    #[model(minimum = -12345678901234567890123456789012345678901234567890)]
    large: Option<Integer>,
    #[model(multiple_of = 0.01)]
    price: Option<f64>,
    #[model(unique_items)]
    ids: Option<Vec<Integer>>,
    whole: Option<i64>,
    #[model(schema = r#"{"not": {"multipleOf": 10}}"#)]
    odd: Option<Integer>,
    #[model(schema = r#"{"uniqueItems": true, "items": {"maximum": 3}}"#)]
    any: Option<Vec<Value>>,
}

/// A share, under a name.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(exclusive_maximum = 1)]
struct Share(f64);

fn broken(json: &str) -> Vec<String> {
    match Amounts::from_json(json.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(invalid) => invalid
            .failures()
            .iter()
            .map(|failure| format!("{} {}", failure.pointer, failure.reason.keyword()))
            .collect(),
    }
}

#[test]
fn bounds_count_all_digits() {
    assert_eq!(broken(r#"{"share": 1.00000000000000000000}"#), [""; 0]);
    assert_eq!(broken(r#"{"share": 1.00000000000000000001}"#), ["/share maximum"]);
    assert_eq!(broken(r#"{"price": 0.30}"#), [""; 0]);
    assert_eq!(broken(r#"{"price": 0.30000000000000000001}"#), ["/price multipleOf"]);
    assert_eq!(broken(r#"{"large": -12345678901234567890123456789012345678901234567890}"#), [""; 0]);
    assert_eq!(
        broken(r#"{"large": -12345678901234567890123456789012345678901234567891}"#),
        ["/large minimum"]
    );
}

#[test]
fn the_float_that_is_kept_fits_too() {
    assert_eq!(broken(r#"{"below": 0.99999999999999989}"#), [""; 0]);
    assert_eq!(broken(r#"{"below": 0.99999999999999999999}"#), ["/below exclusiveMaximum"]);
    assert!(Share::from_json(b"0.99999999999999989").is_ok());
    assert_eq!(Share::from_json(b"0.99999999999999999999").unwrap_err().failures().len(), 1);
}

#[test]
fn whole_numbers_are_not_taken_for_their_neighbours() {
    assert_eq!(
        Amounts::from_json(br#"{"whole": 9007199254740993.0}"#).unwrap().whole,
        Some(9_007_199_254_740_993)
    );
    assert_eq!(broken(r#"{"ids": [100000000000000000000001, 100000000000000000000002]}"#), [""; 0]);
    assert_eq!(
        broken(r#"{"ids": [100000000000000000000001, 100000000000000000000001.0]}"#),
        ["/ids uniqueItems"]
    );
    let many: Vec<String> = (10..60).map(|n| format!("1000000000000000000000{n}")).collect();
    assert_eq!(broken(&format!(r#"{{"ids": [{}]}}"#, many.join(","))), [""; 0]);
    assert_eq!(broken(&format!(r#"{{"ids": [{},{}.00]}}"#, many.join(","), many[3])), ["/ids uniqueItems"]);
}

#[test]
fn so_it_is_where_a_schema_is_run() {
    assert_eq!(broken(r#"{"odd": 100000000000000000000000000000000000000001}"#), [""; 0]);
    assert_eq!(broken(r#"{"odd": 100000000000000000000000000000000000000010}"#), ["/odd not"]);
    assert_eq!(broken(r#"{"any": [0.1, 0.10000000000000000001]}"#), [""; 0]);
    assert_eq!(broken(r#"{"any": [0.1, 0.100]}"#), ["/any uniqueItems"]);
    assert_eq!(broken(r#"{"any": [3.00000000000000000001]}"#), ["/any/0 maximum"]);
    assert_eq!(broken(r#"{"any": [1e400]}"#), ["/any/0 maximum", "/any/0 format"]);
}

#[test]
fn literals_are_numbers_too() {
    #[derive(Clone, Copy, Debug, PartialEq, Model)]
    enum Step {
        #[model(value = 9007199254740992)]
        Whole,
        #[model(value = 0.1)]
        Tenth,
    }
    assert_eq!(Step::from_json(b"9007199254740992.0").unwrap(), Step::Whole);
    assert!(Step::from_json(b"9007199254740992.1").is_err());
    assert_eq!(Step::from_json(b"1e-1").unwrap(), Step::Tenth);
    assert!(Step::from_json(b"0.10000000000000000001").is_err());
    assert!(Map::<Step>::from_json(br#"{"a": 9007199254740993}"#).is_err());
}
