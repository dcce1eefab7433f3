//! The engine, through derived types: what it accepts, what it complains about, what it writes.
#![expect(missing_docs, reason = "the types are examples")]

mod defaults;
mod numbers;
mod unions;

use routewright::model::{Context, Direction, Rules, read_text};
use routewright::{Base64, Date, DateTime, Map, Maybe, Model, Null, Uuid, Value, type_of};
use serde_json::json;

use unions::{Either, Pet};

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Author")]
pub struct Author {
    pub id: Uuid,
    #[model(format = "email")]
    pub email: String,
    #[model(write_only, min_length = 8)]
    pub password: String,
    #[model(read_only)]
    pub since: Date,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Model)]
pub enum Status {
    #[model(value = "draft")]
    Draft,
    #[model(value = "live")]
    Live,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Model)]
pub enum Mixed {
    #[model(value = 1)]
    One,
    #[model(value = "two")]
    Two,
    #[model(value_json = "null")]
    Nothing,
    #[model(value_json = "2.5")]
    Half,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Slug", pattern = "^[a-z]+$", max_length = 5)]
pub struct Slug(pub String);

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Names", max_items = 2, items(min_length = 2))]
pub struct Names(pub Vec<String>);

#[derive(Clone, Debug, PartialEq, Model)]
#[model(deny_additional)]
pub struct Post {
    #[model(min_length = 1, max_length = 10)]
    pub title: String,
    #[model(name = "publishedAt")]
    pub published_at: Option<DateTime>,
    #[model(nullable)]
    pub cover: Option<String>,
    pub subtitle: Maybe<String>,
    #[model(default = 3, minimum = 1, maximum = 5)]
    pub stars: i64,
    #[model(default_json = r#"["a"]"#, max_items = 2, unique_items, items(min_length = 1))]
    pub tags: Vec<String>,
    pub slug: Option<Slug>,
}

fn complaints<T: Model + std::fmt::Debug>(json: &str) -> Vec<(String, &'static str)> {
    let invalid = T::from_json(json.as_bytes()).expect_err("the value is invalid");
    invalid.failures().iter().map(|failure| (failure.pointer.to_string(), failure.reason.keyword())).collect()
}

fn expect<T: Model + std::fmt::Debug>(json: &str, expected: &[(&str, &str)]) {
    let found = complaints::<T>(json);
    let found: Vec<_> = found.iter().map(|(pointer, keyword)| (pointer.as_str(), *keyword)).collect();
    assert_eq!(found, expected, "{json}");
}

fn is_valid<T: Model>(json: &str) -> bool {
    T::from_json(json.as_bytes()).is_ok()
}

#[test]
fn a_missing_member_takes_its_default() {
    let post = Post::from_json(br#"{"title":"x","cover":null}"#).unwrap();
    assert_eq!(post.stars, 3);
    assert_eq!(post.tags, ["a"]);
    assert_eq!(post.cover, None);
    assert_eq!(post.published_at, None);
    assert_eq!(post.subtitle, Maybe::Absent);
}

#[test]
fn absent_null_and_a_value_are_three_things() {
    let of = |json: &str| Post::from_json(json.as_bytes()).unwrap().subtitle;
    assert_eq!(of(r#"{"title":"x","cover":null,"subtitle":null}"#), Maybe::Null);
    assert_eq!(of(r#"{"title":"x","cover":null,"subtitle":"s"}"#), Maybe::Value("s".into()));
    assert_eq!(of(r#"{"title":"x","cover":null}"#), Maybe::Absent);
}

#[test]
fn everything_that_is_wrong_is_listed_at_once() {
    expect::<Post>(
        r#"{"title":"","publishedAt":null,"subtitle":4,"stars":9.5,"tags":["x","x","",1],"slug":"TOOLONG","other":{"a":[1]}}"#,
        &[
            ("/title", "minLength"),
            ("/publishedAt", "type"),
            ("/subtitle", "type"),
            ("/stars", "type"),
            ("/tags/2", "minLength"),
            ("/tags/3", "type"),
            ("/tags", "maxItems"),
            ("/tags", "uniqueItems"),
            ("/slug", "pattern"),
            ("/slug", "maxLength"),
            ("/other", "additionalProperties"),
            ("/cover", "required"),
        ],
    );
}

#[test]
fn a_member_that_comes_twice_is_refused() {
    expect::<Post>(r#"{"title":"x","title":"y","cover":null}"#, &[("/title", "duplicate")]);
    expect::<Map<i64>>(r#"{"a":1,"a":2}"#, &[("/a", "duplicate")]);
}

#[test]
fn broken_json_is_one_complaint_with_a_place() {
    let invalid = Post::from_json(b"{\"title\": \"x\", ").unwrap_err();
    let last = invalid.failures().last().unwrap();
    assert_eq!((last.pointer.as_str(), last.reason.keyword()), ("", "json"));
    assert!(last.reason.to_string().contains("line 1 column"), "{last}");
    expect::<Post>("{\"title\":\"x\",\"cover\":null} x", &[("", "json")]);
    assert!(!is_valid::<String>("\"\u{0}\""));
    assert!(String::from_json(b"\"\xff\"").is_err());
}

#[test]
fn deep_nesting_is_refused_and_not_fatal() {
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(name = "Tree")]
    pub struct Tree {
        pub children: Vec<Tree>,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(name = "Expression", any_of)]
    pub enum Expression {
        Not(Box<Negation>),
        Number(i64),
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(name = "Negation")]
    pub struct Negation {
        pub not: Expression,
    }
    assert!(is_valid::<Tree>(&format!("{}{}", r#"{"children":["#.repeat(40), "]}".repeat(40))));
    assert!(!is_valid::<Tree>(&format!("{}{}", r#"{"children":["#.repeat(9000), "]}".repeat(9000))));
    assert!(is_valid::<Expression>(&format!("{}1{}", r#"{"not":"#.repeat(20), "}".repeat(20))));
    assert!(!is_valid::<Expression>(&format!("{}1{}", r#"{"not":"#.repeat(9000), "}".repeat(9000))));
    assert!(!is_valid::<Tree>(&"[".repeat(100_000)));
}

#[test]
fn texts_have_their_formats() {
    assert!(is_valid::<Uuid>(r#""6fa459ea-ee8a-3ca4-894e-db77e160355e""#));
    assert!(
        !is_valid::<Uuid>(r#""6fa459eaee8a3ca4894edb77e160355e""#),
        "the parser takes it, the format does not"
    );
    assert!(is_valid::<DateTime>(r#""2026-01-01T00:00:00+02:00""#));
    assert!(!is_valid::<DateTime>(r#""2026-01-01""#));
    assert!(!is_valid::<Date>(r#""2026-02-30""#));
    assert_eq!(Base64::from_json(br#""aGk=""#).unwrap().0, b"hi");
    assert!(!is_valid::<std::net::Ipv4Addr>(r#""1.2.3""#));
    assert!(is_valid::<routewright::Duration>(r#""P1DT2H""#));
    assert!(is_valid::<routewright::Time>(r#""08:30:00+02:00""#));
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Strict {
    #[model(read_only, refused)]
    pub id: Option<i64>,
    #[model(read_only)]
    pub since: Option<i64>,
}

#[test]
fn what_only_the_server_sets_is_dropped_or_refused() {
    let mut strict = Strict { id: None, since: None };
    let mut cx = Context::new(Direction::Request);
    read_text(br#"{"id":1,"since":"x"}"#, &mut strict, Rules::NONE, &mut cx);
    let told: Vec<String> = cx.failures().iter().map(ToString::to_string).collect();
    assert_eq!(told, ["id: is for the server to set only"]);
    assert_eq!(strict, Strict { id: None, since: None });
    assert!(is_valid::<Strict>(r#"{"id":1,"since":2}"#), "from nobody in particular");
}

/// Its keywords speak of members that one side gives and the other does not send.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(schema = r#"{
    "if":{"required":["paid"]},"then":{"required":["id","address"]},
    "dependentRequired":{"address":["id"]},
    "anyOf":[{"required":["id","paid"]},{"required":["note"]}],
    "not":{"properties":{"id":{"const":7}},"required":["id","code"]}
}"#)]
pub struct Paid {
    #[model(read_only)]
    pub id: Option<i64>,
    #[model(write_only)]
    pub code: Option<String>,
    pub paid: Option<bool>,
    pub address: Option<String>,
    pub note: Option<String>,
}

#[test]
fn nobody_has_to_send_what_the_other_side_gives() {
    let told = |text: &str, direction| {
        let mut cx = Context::new(direction);
        let mut paid = Paid { id: None, code: None, paid: None, address: None, note: None };
        read_text(text.as_bytes(), &mut paid, Rules::NONE, &mut cx);
        cx.failures()
            .iter()
            .map(|failure| format!("{} {}", failure.pointer, failure.reason.keyword()))
            .collect()
    };
    let (request, response, any) = (Direction::Request, Direction::Response, Direction::Any);
    let none: [&str; 0] = [];
    let expect = |text: &str, direction, expected: &[&str]| {
        let told: Vec<String> = told(text, direction);
        assert_eq!(told, expected, "{text} {direction:?}");
    };
    expect(r#"{"paid":true,"address":"x"}"#, request, &none);
    expect(r#"{"paid":true}"#, request, &["/address required"]);
    expect(r#"{"paid":true,"address":"x","note":"n"}"#, response, &["/id dependentRequired", "/id required"]);
    expect(r#"{"paid":true,"address":"x","id":1}"#, response, &none);
    expect(r#"{}"#, request, &[" anyOf"]);
    // Nor has anybody to give it.
    expect(r#"{"note":"n","id":7}"#, response, &none);
    expect(r#"{"note":"n","id":7,"code":"c"}"#, any, &[" not"]);
    // What is dropped is not judged.
    expect(r#"{"note":"n","id":7,"code":"c"}"#, request, &none);
}

#[test]
fn what_is_dropped_counts_for_nothing() {
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(min_properties = 2)]
    pub struct Line {
        #[model(read_only)]
        pub id: Option<i64>,
        pub text: Option<String>,
        pub note: Option<String>,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(unique_items)]
    pub struct Lines(pub Vec<Line>);
    let (one, two) = (r#"{"id":1,"text":"t","note":"n"}"#, r#"{"id":2,"text":"t","note":"n"}"#);
    for (text, wrong) in [
        (format!("[{one},{two}]"), " uniqueItems"),
        (r#"[{"id":1,"text":"t"}]"#.to_owned(), "/0 minProperties"),
    ] {
        for (direction, expected) in [(Direction::Request, vec![wrong]), (Direction::Any, vec![])] {
            let mut cx = Context::new(direction);
            read_text(text.as_bytes(), &mut Lines(Vec::new()), Rules::NONE, &mut cx);
            let told = cx.failures().iter().map(|told| format!("{} {}", told.pointer, told.reason.keyword()));
            assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
        }
    }
}

#[test]
fn every_moment_that_can_be_written_is_read() {
    for (written, read) in [
        ("1985-04-12T00:59:59.999999999999Z", "1985-04-12T00:59:59.999999999Z"),
        ("9999-12-31T23:59:59Z", "9999-12-30T22:00:00.999999999Z"),
        ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
        ("1998-12-31T23:59:60Z", "1998-12-31T23:59:59Z"),
    ] {
        let moment = DateTime::from_json(format!("\"{written}\"").as_bytes()).expect("a moment");
        assert_eq!(moment.to_string(), read);
    }
}

#[test]
fn one_of_a_set_of_values() {
    assert_eq!(Status::from_json(br#""live""#).unwrap(), Status::Live);
    assert_eq!(Status::Live.as_str(), "live");
    expect::<Status>(r#""dead""#, &[("", "enum")]);
    expect::<Status>("1", &[("", "enum")]);
    for (json, value) in
        [("1", Mixed::One), ("\"two\"", Mixed::Two), ("null", Mixed::Nothing), ("2.5", Mixed::Half)]
    {
        assert_eq!(Mixed::from_json(json.as_bytes()).unwrap(), value);
        assert_eq!(value.to_json(), json.as_bytes());
    }
    assert!(is_valid::<Mixed>("1.0"));
    assert!(!is_valid::<Mixed>("2"));
}

#[test]
fn a_wrapper_adds_its_rules_to_those_of_the_value() {
    assert_eq!(*Slug::from_json(br#""abc""#).unwrap(), "abc");
    expect::<Slug>(r#""ABCDEF""#, &[("", "pattern"), ("", "maxLength")]);
    expect::<Names>(r#"["a","bb","cc"]"#, &[("/0", "minLength"), ("", "maxItems")]);
    assert_eq!(Names::from(vec!["ab".to_owned()]).to_json(), br#"["ab"]"#);
}

#[test]
fn a_value_in_memory_is_read_like_text() {
    let json = json!([{ "kind": "cat", "lives": 9 }, { "kind": "dog", "barks": true }]);
    let pets = Vec::<Pet>::from_value(&json).unwrap();
    assert_eq!(serde_json::to_value(&pets).unwrap(), json);
    assert_eq!(serde_json::from_value::<Vec<Pet>>(json).unwrap(), pets);
    assert!(serde_json::from_value::<Pet>(json!({ "kind": 1 })).is_err());
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Open {
    pub name: String,
    #[model(additional, minimum = 0)]
    pub counts: Map<i64>,
}

/// The same, said as of a map that is a field.
#[derive(Clone, Debug, PartialEq, Model)]
pub struct LooseToo {
    #[model(additional, values(minimum = 0))]
    pub counts: Map<i64>,
}

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Loose {
    pub any: Value,
    pub maybe: Option<Value>,
    pub nothing: Option<Null>,
    #[model(values(items(nullable)), max_properties = 1)]
    pub lists: Map<Vec<Option<i64>>>,
}

#[test]
fn other_members_go_into_a_map() {
    let open = Open::from_json(br#"{"b":2,"name":"x","a":1}"#).unwrap();
    assert_eq!(open.counts.keys().collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(open.to_json(), br#"{"name":"x","b":2,"a":1}"#);
    expect::<Open>(r#"{"name":"x","a/b":"z","c":-1}"#, &[("/a~1b", "type"), ("/c", "minimum")]);
    expect::<LooseToo>(r#"{"a/b":"z","c":-1}"#, &[("/a~1b", "type"), ("/c", "minimum")]);
}

#[test]
fn anything_may_stand_where_nothing_is_said() {
    let loose =
        Loose::from_json(br#"{"any":[{"x":null}],"maybe":null,"nothing":null,"lists":{"a":[1,null]}}"#)
            .unwrap();
    assert_eq!(loose.any, json!([{ "x": null }]));
    assert_eq!(loose.maybe, Some(Value::Null));
    assert_eq!(loose.nothing, Some(Null));
    assert_eq!(loose.lists["a"], [Some(1), None]);
    expect::<Loose>(
        r#"{"any":1,"lists":{"a":1,"b":[]}}"#,
        &[("/lists/a", "type"), ("/lists", "maxProperties")],
    );
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(schema = r##"{"if":{"required":["card"]},"then":{"required":["address"]},"x-note":1}"##)]
pub struct Order {
    pub card: Option<String>,
    pub address: Option<String>,
    #[model(schema = r##"{"not":{"$ref":"#/components/schemas/Slug"}}"##, refs(Slug))]
    pub note: Option<String>,
}

#[test]
fn what_a_type_cannot_say_is_run_as_it_is_written() {
    assert!(is_valid::<Order>(r#"{"card":"x","address":"y"}"#));
    expect::<Order>(r#"{"card":"x"}"#, &[("/address", "required")]);
    expect::<Order>(r#"{"note":"abc"}"#, &[("/note", "not")]);
    assert!(is_valid::<Order>(r#"{"note":"ABC"}"#));
    expect::<Vec<Order>>(r#"[{},{"card":"x"}]"#, &[("/1/address", "required")]);
}

/// Anything but a short text.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "NotShort", schema = r#"{"not":{"type":"string","maxLength":3}}"#)]
pub struct NotShort(pub Value);

/// The same under another name.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Alias")]
pub struct Alias(pub NotShort);

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Pet", schema = r#"{"required":["name"]}"#)]
pub struct Named(pub Pet);

/// A choice or nothing, under a name.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "MaybeEither", nullable)]
pub struct MaybeEither(pub Option<Either>);

/// Null is a value of one of its members.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(any_of)]
pub enum OrNothing {
    Number(i64),
    Nothing(Null),
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "MaybeText", nullable)]
pub struct MaybeText(pub Option<String>);

#[derive(Clone, Debug, PartialEq, Model)]
pub struct Holder {
    #[model(nullable)]
    pub not_null: Option<NotNull>,
    pub either: Option<MaybeEither>,
    pub text: Option<MaybeText>,
    pub plain: Option<Either>,
    pub nothing: Option<OrNothing>,
}

#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "NotNull", schema = r#"{"not":{"type":"null"}}"#)]
pub struct NotNull(pub i64);

#[test]
fn what_a_name_asserts_holds_for_whatever_it_names() {
    for value in ["1", "null", "[1]", r#"{"a":1}"#, r#""long""#] {
        assert_eq!(NotShort::from_json(value.as_bytes()).expect("a value").to_json(), value.as_bytes());
        assert!(is_valid::<Alias>(value), "{value}");
    }
    expect::<NotShort>(r#""abc""#, &[("", "not")]);
    expect::<Alias>(r#""abc""#, &[("", "not")]);
    expect::<Named>(r#"{"kind":"cat","lives":9}"#, &[("/name", "required")]);
    assert!(is_valid::<MaybeEither>("null"));
    let nulls = r#"{"not_null":1,"either":null,"text":null,"nothing":null}"#;
    assert_eq!(Holder::from_json(nulls.as_bytes()).expect("a value").to_json(), nulls.as_bytes());
    assert!(!is_valid::<Holder>(r#"{"not_null":1,"plain":null}"#));
    assert!(!is_valid::<MaybeEither>("true"));
    assert!(is_valid::<Holder>(r#"{"not_null":null}"#));
}

/// Refers to a type that refers to another one.
#[derive(Clone, Debug, PartialEq, Model)]
#[model(name = "Outer", schema = r##"{"contains":{"$ref":"#/components/schemas/Inner"}}"##, refs(Inner))]
pub struct Outer(pub Vec<Value>);

#[derive(Clone, Debug, PartialEq, Model)]
#[model(
    name = "Inner",
    schema = r##"{"contains":{"$ref":"#/components/schemas/NotShort"}}"##,
    refs(NotShort)
)]
pub struct Inner(pub Vec<Value>);

#[test]
fn what_is_run_knows_all_that_it_refers_to() {
    assert!(is_valid::<Outer>(r#"[["long"]]"#));
    expect::<Outer>(r#"[["abc"]]"#, &[("", "contains")]);
}

#[test]
fn a_text_is_not_the_number_that_it_spells() {
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(any_of)]
    pub enum Id {
        Text(String),
        Number(f64),
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(unique_items)]
    pub struct Ids(pub Vec<Id>);
    // Few are compared otherwise than many.
    for length in [2, 40] {
        let more = (2..length).map(|number| format!(",{number}")).collect::<String>();
        assert!(is_valid::<Ids>(&format!(r#"["1",1{more}]"#)));
        expect::<Ids>(&format!("[1,1.0{more}]"), &[("", "uniqueItems")]);
        expect::<Ids>(&format!(r#"["1","1"{more}]"#), &[("", "uniqueItems")]);
    }
}

#[test]
fn behind_a_mistake_everything_is_checked_as_before_it() {
    #[derive(Clone, Debug, PartialEq, Model)]
    pub struct Team {
        number: i64,
        #[model(unique_items)]
        members: Vec<Member>,
        #[model(min_items = 2, max_items = 3, items(min_length = 1))]
        colors: Vec<String>,
        #[model(min_properties = 2)]
        places: Map<Option<String>>,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    pub struct Member {
        name: Option<String>,
        #[model(items(unique_items))]
        shifts: Vec<Vec<String>>,
    }
    let team = |number: &str, rest: &str| format!(r#"{{"number":{number},{rest}}}"#);
    let right = r#""members":[{"name":"Ada","shifts":[["am","pm"],["am"]]},{"name":"Bo","shifts":[["am","pm"],["am"]]}],
        "colors":["red","red"],"places":{"home":null,"away":"there"}"#;
    assert!(is_valid::<Team>(&team("1", right)));
    expect::<Team>(&team("\"one\"", right), &[("/number", "type")]);
    let wrong = r#""members":[{"shifts":[["am","pm","am"]]},{"name":"Bo","shifts":[]},{"name":"Bo","shifts":[]}],
        "colors":["red","","red","red"],"places":{"home":null,"home":null}"#;
    let mistakes = [
        ("/members/0/shifts/0", "uniqueItems"),
        ("/members", "uniqueItems"),
        ("/colors/1", "minLength"),
        ("/colors", "maxItems"),
        ("/places/home", "duplicate"),
    ];
    expect::<Team>(&team("1", wrong), &mistakes);
    expect::<Team>(&team("\"one\"", wrong), &[&[("/number", "type")][..], &mistakes].concat());
}

#[test]
fn what_is_dropped_has_no_member_twice_either() {
    #[derive(Clone, Debug, PartialEq, Model)]
    pub struct Note {
        text: Option<String>,
        #[model(read_only)]
        id: Option<i64>,
    }
    for (text, pointer) in [
        (r#"{"x":{"a":1,"a":2}}"#, "/x/a"),
        (r#"{"text":"t","x":[0,{"b/c":{"a":1,"b":[],"\u0061":2}}],"y":{"a":1}}"#, "/x/1/b~1c/a"),
    ] {
        expect::<Note>(text, &[(pointer, "duplicate")]);
        let invalid = Note::from_json(text.as_bytes()).unwrap_err();
        assert!(invalid.to_string().contains(" and at line 1 column "), "{invalid}");
    }
    assert!(is_valid::<Note>(r#"{"x":[{"a":1},{"a":{"a":1}}],"y":{"a":1},"z":1e400}"#));
}

#[test]
fn elements_that_are_wrong_are_compared_as_they_are_written() {
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(unique_items, items(maximum = 10))]
    pub struct Ids(pub Vec<i64>);
    let (kind, most) = ("type", "maximum");
    expect::<Ids>(r#"["x","y"]"#, &[("/0", kind), ("/1", kind)]);
    expect::<Ids>(r#"[0,"x"]"#, &[("/1", kind)]);
    expect::<Ids>(r#"["x","x"]"#, &[("/0", kind), ("/1", kind), ("", "uniqueItems")]);
    expect::<Ids>("[11,12]", &[("/0", most), ("/1", most)]);
    expect::<Ids>(r#"[1,"x",1.0]"#, &[("/1", kind), ("", "uniqueItems")]);
    #[derive(Clone, Debug, PartialEq, Model)]
    pub struct Item {
        id: i64,
    }
    #[derive(Clone, Debug, PartialEq, Model)]
    #[model(unique_items)]
    pub struct Items(pub Vec<Item>);
    expect::<Items>(
        r#"[{"id":"x"},{"id":"y"},{}]"#,
        &[("/0/id", kind), ("/1/id", kind), ("/2/id", "required")],
    );
    expect::<Items>(r#"[{"id":"x","id":2},1]"#, &[("/0/id", kind), ("/0/id", "duplicate"), ("/1", kind)]);
}

#[test]
fn only_so_many_mistakes_are_listed() {
    let many = format!("[{}1]", "\"x\",".repeat(640));
    let invalid = Vec::<i64>::from_json(many.as_bytes()).unwrap_err();
    assert_eq!((invalid.failures().len(), invalid.total()), (64, 640));
}

#[test]
fn objects_may_have_many_members() {
    let table = type_of::<Wide>();
    assert_eq!(table.name, "");
    expect::<Wide>(r#"{"f69":1,"f69":2}"#, &[("/f69", "duplicate"), ("/f68", "required")]);
}

macro_rules! wide {
    ($($name:ident)*) => {
        #[derive(Clone, Debug, PartialEq, Model)]
        pub struct Wide { $(pub $name: Option<i64>,)* pub f68: i64, pub f69: i64 }
    };
}
wide! {
    a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 b0 b1 b2 b3 b4 b5 b6 b7 b8 b9 c0 c1 c2 c3 c4 c5 c6 c7 c8 c9 d0 d1 d2 d3 d4 d5 d6 d7 d8 d9
    e0 e1 e2 e3 e4 e5 e6 e7 e8 e9 f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 g0 g1 g2 g3 g4 g5 g6 g7
}

#[test]
fn secrets_are_never_repeated() {
    let invalid =
        Author::from_json(br#"{"id":"hunter2","email":"hunter2","password":"hunter2","since":"hunter2"}"#);
    assert!(!invalid.unwrap_err().to_string().contains("hunter2"));
}
