//! What JSON text may hold, to the last detail.
#![expect(missing_docs, reason = "the types are examples")]

use proptest::prelude::*;
use routewright::{Map, Model, Value};
use serde_json::json;

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Measure {
    #[model(multiple_of = 0.01)]
    pub price: Option<f64>,
    pub count: Option<i64>,
    pub big: Option<u64>,
    pub name: Option<String>,
    pub others: Option<Map<i64>>,
}

/// What is wrong with the text, as place and words.
fn complaints<T: Model>(text: impl AsRef<[u8]>) -> Vec<String> {
    let invalid = T::from_json(text.as_ref()).err();
    invalid.iter().flat_map(|invalid| invalid.failures()).map(ToString::to_string).collect()
}

fn measure(text: &str) -> Measure {
    Measure::from_json(text.as_bytes()).unwrap_or_else(|invalid| panic!("{text}: {invalid}"))
}

#[test]
fn numbers_mean_what_is_written() {
    assert_eq!(measure(r#"{"count":1.0}"#).count, Some(1));
    assert_eq!(measure(r#"{"count":-0}"#).count, Some(0));
    assert_eq!(measure(r#"{"count":12e2}"#).count, Some(1200));
    assert_eq!(measure(r#"{"count":-9223372036854775808}"#).count, Some(i64::MIN));
    assert_eq!(measure(r#"{"big":18446744073709551615}"#).big, Some(u64::MAX));
    assert_eq!(measure(r#"{"price":0.3}"#).price, Some(0.3));
    assert_eq!(measure(r#"{"price":1e2}"#).price, Some(100.0));
    assert!(measure(r#"{"price":-0.0}"#).price.is_some_and(|zero| zero.is_sign_negative()));
    assert_eq!(complaints::<Measure>(r#"{"price":0.305}"#), ["price: must be a multiple of 0.01"]);
    assert_eq!(complaints::<Measure>(r#"{"count":1.5}"#), ["count: must be a whole number"]);
}

#[test]
fn numbers_that_are_too_large_are_refused_and_never_infinite() {
    let place = |text: &str| complaints::<Measure>(text);
    assert_eq!(place(r#"{"price":1e400}"#), ["price: is a larger number than there can be here"]);
    assert_eq!(place(r#"{"price":-1e400}"#), ["price: is a larger number than there can be here"]);
    assert_eq!(
        place(r#"{"count":9223372036854775808}"#),
        ["count: must be between -9223372036854775808 and 9223372036854775807"]
    );
    assert_eq!(place(r#"{"count":1e400}"#), place(r#"{"count":9223372036854775808}"#));
    assert_eq!(place(r#"{"name":1e400}"#), ["name: must be a string"]);
    assert_eq!(complaints::<Value>("[1e400]"), ["0: is a larger number than there can be here"]);
    assert_eq!(measure(r#"{"price":0e-400}"#).price, Some(0.0));
    assert_eq!(place(r#"{"price":1e-400}"#), ["price: must be a multiple of 0.01"]);
}

#[test]
fn names_that_come_twice_are_refused_with_both_places() {
    assert_eq!(
        complaints::<Measure>("{\"count\": 1,\n \"cou\\u006et\": 2}"),
        ["count: is there more than once: at line 1 column 2 and at line 2 column 2"]
    );
    // Of members that nobody reads as well, in maps, and where anything may stand.
    assert_eq!(
        complaints::<Measure>(r#"{"x":1,"y":2,"x":3}"#),
        ["x: is there more than once: at line 1 column 2 and at line 1 column 14"]
    );
    assert_eq!(
        complaints::<Measure>(r#"{"others":{"a":1,"a":"x"}}"#),
        ["others/a: is there more than once: at line 1 column 12 and at line 1 column 18"]
    );
    assert_eq!(
        complaints::<Value>(r#"[{"a":{"b":1,"c":2,"b":3}}]"#),
        ["0/a/b: is there more than once: at line 1 column 8 and at line 1 column 20"]
    );
}

#[test]
fn names_that_come_very_often_are_counted_and_cost_little() {
    let other: String = (0..20_000).map(|number| format!(r#""x{number}":1,"#)).collect();
    let again = r#","count":1"#.repeat(20_000);
    let invalid = Measure::from_json(format!(r#"{{{other}"count":1{again}}}"#).as_bytes()).unwrap_err();
    assert_eq!((invalid.failures().len(), invalid.total()), (64, 20_000));
}

#[test]
fn text_is_what_unicode_allows() {
    assert_eq!(measure(r#"{"name":"a\u0000b"}"#).name.as_deref(), Some("a\0b"));
    assert_eq!(measure(r#"{"name":"\ud83d\ude00"}"#).name.as_deref(), Some("😀"));
    for broken in [r#"{"name":"\ud83d"}"#, r#"{"name":"\ude00\ud83d"}"#, r#"{"\ud800":1}"#] {
        let complaints = complaints::<Measure>(broken);
        assert!(complaints[0].contains("half of a character at line 1 column"), "{broken}: {complaints:?}");
    }
    assert_eq!(complaints::<Measure>(b"{\"name\":\"\xff\"}"), ["is not UTF-8"]);
    assert_eq!(complaints::<Measure>(b"{\"name\":\"\xed\xa0\x80\"}"), ["is not UTF-8"]);
    assert_eq!(
        complaints::<Measure>("{\"name\":\"a\u{1}\"}"),
        ["is not valid JSON: a control character has to be escaped at line 1 column 11"]
    );
}

#[test]
fn a_complaint_about_the_text_names_the_place() {
    for (text, complaint) in [
        ("", "it ends too early at line 1 column 1"),
        ("{\n  \"count\": 1,\n}", "nothing follows the comma at line 3 column 1"),
        ("{\"count\": 01}", "a number is not written like this at line 1 column 12"),
        ("{\"count\": 1} {}", "something follows the value at line 1 column 14"),
        ("{'count': 1}", "a name in double quotes is expected at line 1 column 2"),
        ("{\"ä\": nil}", "a value is expected at line 1 column 8"),
    ] {
        assert_eq!(complaints::<Measure>(text), [format!("is not valid JSON: {complaint}")], "{text}");
    }
}

#[test]
fn what_was_wrong_before_the_text_broke_is_still_said() {
    assert_eq!(
        complaints::<Measure>(r#"{"count":"x","big":tru"#),
        ["count: must be a whole number", "is not valid JSON: it ends too early at line 1 column 23"]
    );
}

#[test]
fn nesting_has_a_limit_wherever_it_is() {
    let nested =
        |open: &str, depth: usize, close: &str| format!("{}1{}", open.repeat(depth), close.repeat(depth));
    assert!(complaints::<Value>(nested("[", 128, "]")).is_empty());
    for text in [nested("[", 129, "]"), nested("{\"a\":", 129, "}"), "[".repeat(1_000_000)] {
        let complaints = complaints::<Value>(text);
        assert!(complaints[0].contains("nested deeper than 128 levels"), "{complaints:?}");
    }
    // Where nobody reads it as well.
    let unread = format!(r#"{{"unknown":{}}}"#, nested("[", 200_000, "]"));
    assert!(complaints::<Measure>(unread)[0].contains("nested deeper than 128 levels"));
    let wrong = format!(r#"{{"count":{}}}"#, nested("[", 200_000, "]"));
    assert!(
        complaints::<Measure>(wrong)
            .iter()
            .any(|complaint| complaint.contains("nested deeper than 128 levels"))
    );
}

#[test]
fn names_are_written_as_json_writes_them() {
    #[derive(Clone, Debug, PartialEq, Model)]
    pub struct Odd {
        #[model(name = "a\"b\\c\n\u{1}ä")]
        pub first: i64,
        #[model(name = "")]
        pub second: Option<i64>,
    }
    let odd = Odd { first: 1, second: Some(2) };
    let expected = serde_json::to_string(&json!({ "a\"b\\c\n\u{1}ä": 1, "": 2 })).unwrap();
    let value: Value = serde_json::from_slice(&odd.to_json()).unwrap();
    assert_eq!(value, serde_json::from_str::<Value>(&expected).unwrap());
    assert_eq!(Odd::from_json(expected.as_bytes()).unwrap(), odd);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        "[ -~\\n\\t\"\\\\äß😀]{0,20}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::btree_map("[a-c\"\\\\]{0,3}", inner, 0..6)
                .prop_map(|members| Value::from_iter(members.into_iter().collect::<Vec<_>>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    /// What another parser reads is read, and means the same; what is written is what was read.
    #[test]
    fn every_value_is_read(value in any_json(), pretty: bool) {
        let text = if pretty { format!("{value:#}") } else { value.to_string() };
        let read = Value::from_json(text.as_bytes()).map_err(|invalid| TestCaseError::fail(invalid.to_string()))?;
        prop_assert_eq!(&read, &serde_json::from_str::<Value>(&text).unwrap());
        let written = read.to_json();
        prop_assert_eq!(&Value::from_json(&written).unwrap(), &read);
    }

    /// Texts that are broken in one place are refused when another parser refuses them.
    #[test]
    fn broken_text_is_refused(value in any_json(), place: prop::sample::Index, byte in prop_oneof![
        Just(b'"'), Just(b'\\'), Just(b','), Just(b':'), Just(b'['), Just(b'}'), Just(b'0'), Just(b'-'), Just(b'.'),
        Just(b'e'), Just(b' '), Just(b'\n'), any::<u8>(),
    ], insert: bool) {
        let mut text = value.to_string().into_bytes();
        let place = place.index(text.len());
        if insert { text.insert(place, byte) } else { text[place] = byte }
        let theirs = serde_json::from_slice::<Value>(&text);
        match (Value::from_json(&text), theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert_eq!(ours, theirs),
            (Err(_), Err(_)) => {}
            // We refuse names that come twice, the other takes the last.
            (Err(ours), Ok(_)) => prop_assert!(ours.to_string().contains("more than once"), "{}", ours),
            (Ok(_), Err(theirs)) => prop_assert!(false, "accepted, but {}", theirs),
        }
    }
}

#[test]
fn the_nearest_type_of_a_union_is_the_one_that_is_told_about() {
    #[derive(Clone, Debug, PartialEq, Model)]
    pub enum CardKind {
        #[model(value = "card")]
        Card,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    pub enum CashKind {
        #[model(value = "cash")]
        Cash,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    pub struct Card {
        pub kind: CardKind,
        #[model(min_length = 12)]
        pub number: String,
        pub month: i64,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    pub struct Cash {
        pub kind: CashKind,
        pub cents: i64,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(name = "Payment", one_of)]
    pub enum Payment {
        Card(Card),
        Cash(Cash),
        Many(Vec<String>),
    }
    let of = |text: &str| complaints::<Payment>(text);
    // By the constant that names it, though the other has fewer complaints.
    assert_eq!(
        of(r#"{"kind":"card","number":"1","month":"x"}"#),
        ["number: must be at least 12 characters (is 1)", "month: must be a whole number"]
    );
    // By its type.
    assert_eq!(of(r#"["a",1]"#), ["1: must be a string"]);
    // By the fewest complaints.
    assert_eq!(of(r#"{"cents":1}"#), ["kind: is required"]);
    // A constant that names none of them.
    assert_eq!(of(r#"{"kind":"gold","cents":1}"#), [r#"kind: must be one of "card", "cash""#]);
    // It is of none of their types.
    assert_eq!(of("7"), ["must be an object or a list"]);
    assert_eq!(
        complaints::<Vec<Payment>>(r#"[["a"],{"kind":"cash","cents":"x"}]"#),
        ["1/cents: must be a whole number"]
    );
    assert_eq!(json!(Payment::from_json(br#"{"cents":5,"kind":"cash"}"#).unwrap())["cents"], 5);
}
