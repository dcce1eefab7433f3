//! Whole numbers of any size, and the ranges of formats.

use routewright::{Integer, Model};

use super::{complaints, expect, is_valid};

#[test]
fn whole_numbers_of_any_size_keep_their_digits() {
    for text in ["0", "-7", "170141183460469231731687303715884105728", "-1e400", "18446744073709551615"] {
        assert_eq!(Integer::from_json(text.as_bytes()).expect("a number").to_json(), text.as_bytes());
    }
    assert_eq!(Integer::from_json(b"2.0").ok(), Some(Integer::from(2)));
    assert_eq!(complaints::<Integer>("1.5").len(), 1);
    assert_eq!(complaints::<Integer>("10000000000000000000000000000000000000000.1").len(), 1);
    expect::<Bounded>(r#"{"count":1e400}"#, &[("/count", "maximum")]);
    expect::<Bounded>(r#"{"count":-1e400}"#, &[("/count", "minimum")]);
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Bounded {
    #[model(minimum = 0, maximum = 10)]
    pub count: Integer,
}

#[test]
fn beyond_a_bound_nobody_is_told_what_the_type_can_hold() {
    #[derive(Clone, Debug, PartialEq, Model)]
    struct Page {
        #[model(maximum = 1000)]
        number: i64,
    }
    for text in ["1001", "99999999999999999999999", "1e99"] {
        expect::<Page>(&format!(r#"{{"number":{text}}}"#), &[("/number", "maximum")]);
    }
    expect::<Page>(r#"{"number":-99999999999999999999999}"#, &[("/number", "format")]);
}

#[test]
fn whole_numbers_may_be_written_with_a_fraction_of_zero() {
    assert_eq!(i64::from_json(b"5.0").unwrap(), 5);
    assert_eq!(i64::from_json(b"1e3").unwrap(), 1000);
    assert_eq!(u64::from_json(b"18446744073709551615").unwrap(), u64::MAX);
    assert!(!is_valid::<i32>("2147483648"));
    assert!(!is_valid::<u8>("-1"));
    assert!(!is_valid::<i64>("1.5"));
    assert_eq!(f64::from_json(b"7").unwrap().to_json(), b"7");
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Numbers {
    #[model(format = "int32")]
    pub number: f64,
    #[model(format = "uint8")]
    pub integer: i64,
    #[model(format = "double")]
    pub double: f64,
}

#[test]
fn numbers_have_the_range_of_their_format() {
    let numbers =
        |number: &str, integer: &str| format!(r#"{{"number":{number},"integer":{integer},"double":1e300}}"#);
    assert!(Numbers::from_json(numbers("-2147483648", "255").as_bytes()).is_ok());
    expect::<Numbers>(&numbers("2147483648", "256"), &[("/number", "format"), ("/integer", "format")]);
    expect::<Numbers>(&numbers("1.5", "-1"), &[("/number", "format"), ("/integer", "format")]);
}
