//! What stands between the cells of the table: reserved characters, escapes, empty, repeated and missing values,
//! brackets, documents, and what the specification leaves open.

use serde_json::{Value, json};

use super::{Cell, Color, Make, NumberOrText, Rgb, RgbOrNumber, TextOrList, wire};
use crate::model::Wire;
use crate::operation::Location::{self, Cookie, Header, Path, Query};
use crate::{Map, Maybe};

#[derive(Clone, Debug, PartialEq, crate::Model)]
struct Filter {
    author: Option<String>,
    #[model(default_json = "[]")]
    tags: Vec<String>,
    #[model(default_json = "[]")]
    points: Vec<Rgb>,
    within: Option<Rgb>,
}

/// Reads a parameter that must be there.
fn read(make: Make, wire: Wire, location: Location, text: &str) -> Result<Value, Vec<String>> {
    make(wire, true).read(location, text)
}

fn wrong<T>(failures: &[&str]) -> Result<T, Vec<String>> {
    Err(failures.iter().map(|&failure| failure.to_owned()).collect())
}

const TEXT: Make = Cell::new::<String>;
const LIST: Make = Cell::new::<Vec<String>>;
const NUMBER: Make = Cell::new::<i64>;
const OBJECT: Make = Cell::new::<Rgb>;
const MAP: Make = Cell::new::<Map<String>>;
const FILTER: Make = Cell::new::<Filter>;

fn form() -> Wire {
    wire("form", true)
}

fn joined() -> Wire {
    wire("form", false)
}

fn simple() -> Wire {
    wire("simple", false)
}

fn deep() -> Wire {
    wire("deepObject", true)
}

#[test]
fn escapes_are_read_once_and_after_the_text_is_cut() {
    assert_eq!(read(TEXT, form(), Query, "color=a%26b%3Dc%23%25"), Ok(json!("a&b=c#%")));
    assert_eq!(read(TEXT, form(), Query, "color=%2520"), Ok(json!("%20")));
    assert_eq!(read(TEXT, form(), Query, "color=a=b"), Ok(json!("a=b")));
    assert_eq!(read(TEXT, form(), Query, "color=a+b%2B"), Ok(json!("a b+")));
    assert_eq!(read(TEXT, simple(), Path, "a+b%2B%2520"), Ok(json!("a+b+%20")));
    assert_eq!(read(TEXT, simple(), Header, "a+b%2B"), Ok(json!("a+b%2B")));
    assert_eq!(read(TEXT, form(), Cookie, "color=a+b%2B"), Ok(json!("a+b+")));
    assert_eq!(read(LIST, joined(), Query, "color=a%2Cb,c"), Ok(json!(["a,b", "c"])));
    assert_eq!(read(LIST, form(), Query, "color=a,b&color=c"), Ok(json!(["a,b", "c"])));
    assert_eq!(read(LIST, simple(), Path, "a%2Cb,c%2Fd"), Ok(json!(["a,b", "c/d"])));
    assert_eq!(read(LIST, wire("label", true), Path, ".a%2Eb.c"), Ok(json!(["a.b", "c"])));
    assert_eq!(
        read(LIST, wire("pipeDelimited", false), Query, "color=a|b%7Cc%7cd"),
        Ok(json!(["a", "b", "c", "d"]))
    );
    assert_eq!(
        read(LIST, wire("spaceDelimited", false), Query, "color=a%20b+c%2B"),
        Ok(json!(["a", "b", "c+"]))
    );
    assert_eq!(read(MAP, joined(), Query, "color=a%2C,%26,b,"), Ok(json!({ "a,": "&", "b": "" })));
    assert_eq!(read(MAP, wire("matrix", true), Path, ";a%3B=%3D;b="), Ok(json!({ "a;": "=", "b": "" })));
}

#[test]
fn reserved_characters_stand_for_themselves() {
    let reserved = || Wire { allow_reserved: true, ..form() };
    let text = "a/b?c:d@e!f$g'h(i)*j,k;l=m[n]";
    assert_eq!(read(TEXT, reserved(), Query, &format!("color={text}")), Ok(json!(text)));
    assert_eq!(read(TEXT, form(), Query, &format!("color={text}")), Ok(json!(text)));
    // A plus is one of them, where they are allowed.
    assert_eq!(read(TEXT, reserved(), Query, "color=a+b%20c%2B"), Ok(json!("a+b c+")));
}

#[test]
fn broken_escapes_are_told_with_the_name() {
    for raw in ["%", "%2", "%zz", "%ff", "%C3%28", "%ED%A0%80"] {
        let (broken, in_list) = (wrong(&["/color encoding"]), wrong(&["/color/1 encoding"]));
        assert_eq!(read(TEXT, form(), Query, &format!("color={raw}")), broken, "{raw}");
        assert_eq!(read(LIST, joined(), Query, &format!("color=a,{raw}")), in_list, "{raw}");
        assert_eq!(read(MAP, joined(), Query, &format!("color={raw},a")), broken, "{raw}");
        assert_eq!(
            read(MAP, deep(), Query, &format!("color[a]={raw}")),
            wrong(&["/color/a encoding"]),
            "{raw}"
        );
        assert_eq!(read(TEXT, simple(), Path, raw), broken, "{raw}");
        assert_eq!(read(LIST, wire("label", true), Path, &format!(".a.{raw}")), in_list, "{raw}");
        // Cookies were never meant to have escapes.
        assert_eq!(read(TEXT, form(), Cookie, &format!("color={raw}")), Ok(json!(raw)), "{raw}");
    }
}

#[test]
fn empty_values_are_values() {
    assert_eq!(read(TEXT, form(), Query, "color"), Ok(json!("")));
    assert_eq!(read(NUMBER, form(), Query, "color="), wrong(&["/color type"]));
    assert_eq!(read(Cell::new::<Color>, form(), Query, "color="), wrong(&["/color enum"]));
    assert_eq!(read(LIST, form(), Query, "color=&color="), Ok(json!(["", ""])));
    assert_eq!(read(LIST, joined(), Query, "color=,"), Ok(json!(["", ""])));
    assert_eq!(read(MAP, joined(), Query, "color="), Ok(json!({})));
    assert_eq!(read(LIST, wire("matrix", true), Path, ";color;color="), Ok(json!(["", ""])));
    assert_eq!(read(LIST, simple(), Header, ""), Ok(json!([""])));
}

#[test]
fn an_allowed_empty_value_stands_for_none() {
    let empty = || Wire { allow_empty: true, ..form() };
    for make in [
        Cell::new::<Maybe<i64>> as Make,
        Cell::new::<Maybe<bool>>,
        Cell::new::<Maybe<String>>,
        Cell::new::<Maybe<Vec<i64>>>,
    ] {
        let mut cell = make(empty(), false);
        assert_eq!(cell.read(Query, "color="), Ok(Value::Null));
        assert_eq!(cell.read(Query, "color"), Ok(Value::Null));
    }
    // What must be there is not there when it is empty, unless it is a text.
    assert_eq!(read(NUMBER, empty(), Query, "color="), wrong(&["/color type"]));
    assert_eq!(read(TEXT, empty(), Query, "color="), Ok(json!("")));
}

#[test]
fn what_is_there_twice_is_refused() {
    let twice = wrong(&["/color duplicate"]);
    assert_eq!(read(TEXT, form(), Query, "color=a&color=a"), twice);
    assert_eq!(read(LIST, joined(), Query, "color=a,b&color=c"), twice);
    let member = wrong(&["/color/R duplicate"]);
    assert_eq!(read(OBJECT, form(), Query, "R=1&G=2&B=3&R=1"), member);
    assert_eq!(read(OBJECT, joined(), Query, "color=R,1,G,2,B,3,R,1"), member);
    assert_eq!(read(OBJECT, deep(), Query, "color[R]=1&color[G]=2&color[B]=3&color[R]=4"), member);
    assert_eq!(read(OBJECT, wire("matrix", true), Path, ";R=1;G=2;B=3;R=4"), member);
    assert_eq!(read(TEXT, simple(), Header, "a\nb"), twice);
    let json = || Wire { content: "application/json", ..form() };
    assert_eq!(read(OBJECT, json(), Query, "color={}&color={}"), twice);
    // Lines of a list mean the same as one, and of cookies the most specific comes first.
    assert_eq!(read(LIST, simple(), Header, "a, b\nc"), Ok(json!(["a", "b", "c"])));
    assert_eq!(read(TEXT, form(), Cookie, "color=a; color=b"), Ok(json!("a")));
}

#[test]
fn a_part_that_means_nothing_hides_nothing_else() {
    let all = wrong(&["/color/R encoding", "/color/G type", "/color/B required"]);
    assert_eq!(read(OBJECT, form(), Query, "R=%ff&G=x"), all);
    assert_eq!(read(OBJECT, deep(), Query, "color[R]=%ff&color[G]=x"), all);
    assert_eq!(read(OBJECT, joined(), Query, "color=R,%ff,G,x"), all);
    let numbers = Cell::new::<Vec<i64>>;
    assert_eq!(
        read(numbers, form(), Query, "color=%&color=1&color=x"),
        wrong(&["/color/0 encoding", "/color/2 type"])
    );
    let nested = "color[within][R]=%&color[within][G]=x&color[tags][]=%ff&color[author]=a&color[author]=b";
    assert_eq!(
        read(FILTER, deep(), Query, nested),
        wrong(&[
            "/color/within/R encoding",
            "/color/tags/0 encoding",
            "/color/author duplicate",
            "/color/within/G type",
            "/color/within/B required",
        ])
    );
}

#[test]
fn what_is_missing_is_told_or_left_out() {
    for (location, text) in [(Query, ""), (Query, "colour=1&Color=2"), (Cookie, "x=1")] {
        assert_eq!(read(NUMBER, form(), location, text), wrong(&["/color required"]));
        assert_eq!(Cell::new::<Maybe<i64>>(form(), false).read(location, text), Ok(Value::Null));
    }
    assert_eq!(read(OBJECT, deep(), Query, "color=1"), wrong(&["/color required"]));
    assert_eq!(read(OBJECT, deep(), Query, "color[R]=1"), wrong(&["/color/G required", "/color/B required"]));
    assert_eq!(read(OBJECT, form(), Query, "R=1&G=2"), wrong(&["/color/B required"]));
}

#[test]
fn another_style_is_refused() {
    let style = wrong(&["/color style"]);
    for text in ["", "blue", ";blue"] {
        assert_eq!(read(LIST, wire("label", false), Path, text), style, "{text}");
    }
    for text in ["", "blue", ";colour=blue", ";color=blue;colour=black"] {
        assert_eq!(read(LIST, wire("matrix", true), Path, text), style, "{text}");
    }
    assert_eq!(read(OBJECT, simple(), Path, "R,1,G"), style);
    assert_eq!(read(OBJECT, wire("simple", true), Path, "R=1,G"), style);
    assert_eq!(read(OBJECT, joined(), Query, "color=R,1,G"), style);
    for key in ["color[R", "color]", "colors[R]", "color[R]x", "[color][R]"] {
        assert_eq!(read(OBJECT, deep(), Query, &format!("{key}=1")), wrong(&["/color required"]), "{key}");
    }
}

#[test]
fn brackets_nest() {
    let filter = |text: &str| read(FILTER, deep(), Query, text);
    let only = |member: Value| {
        let mut all = json!({ "tags": [], "points": [] });
        all.as_object_mut().unwrap().extend(member.as_object().unwrap().clone());
        Ok(all)
    };
    assert_eq!(filter("color%5Bauthor%5D=ada"), only(json!({ "author": "ada" })));
    assert_eq!(
        filter("color[within][R]=1&color[within][G]=2&color[within][B]=3"),
        only(json!({ "within": { "R": 1, "G": 2, "B": 3 } }))
    );
    let tags = only(json!({ "tags": ["a", "b"] }));
    for text in [
        "color[tags]=a&color[tags]=b",
        "color[tags][]=a&color[tags][]=b",
        "color[tags][0]=a&color[tags][1]=b",
        "color[tags][7]=b&color[tags][3]=a",
        "color[tags][5]=a&color[tags][]=b",
    ] {
        assert_eq!(filter(text), tags, "{text}");
    }
    let points = "color[points][1][R]=4&color[points][1][G]=5&color[points][1][B]=6&color[points][0][R]=1&color[points][0][G]=2&color[points][0][B]=3";
    assert_eq!(
        filter(points),
        only(json!({ "points": [{ "R": 1, "G": 2, "B": 3 }, { "R": 4, "G": 5, "B": 6 }] }))
    );
    assert_eq!(
        filter("color[within][R]=x&color[within][G]=1&color[within][B]=1"),
        wrong(&["/color/within/R type"])
    );
    assert_eq!(filter("color[author]=a&color[author][b]=c"), wrong(&["/color style"]));
    assert_eq!(filter("color[author][b]=c"), wrong(&["/color/author type"]));
    assert_eq!(filter("color[tags][x]=c"), wrong(&["/color/tags style"]));
    let deepest = format!("color{}=1", "[a]".repeat(17));
    assert_eq!(filter(&deepest), wrong(&["/color depth"]));
    assert_eq!(filter(&format!("color{}=1", "[a]".repeat(60_000))), wrong(&["/color depth"]));
}

#[test]
fn numbers_keep_their_digits() {
    let any_size: Make = Cell::new::<crate::Integer>;
    let long = "1234567890123456789012345678901234567890123456789";
    let mut cell = any_size(form(), true);
    assert!(cell.read(Query, &format!("color={long}")).is_ok());
    assert_eq!(cell.write(Query), format!("color={long}"));
    assert_eq!(read(NUMBER, form(), Query, "color=1.0"), Ok(json!(1)));
    assert_eq!(read(NUMBER, form(), Query, "color=9223372036854775808"), wrong(&["/color format"]));
    assert_eq!(read(Cell::new::<f64>, form(), Query, "color=0.30000000000000000001"), Ok(json!(0.3)));
    assert!(read(Cell::new::<f64>, form(), Query, "color=1e400").is_err());
    let (whole, precise): (Make, Make) = (Cell::new::<Vec<crate::Integer>>, Cell::new::<Vec<crate::Decimal>>);
    for (make, text) in [(whole, long), (precise, "0.30000000000000000001"), (precise, "1.50")] {
        let mut cell = make(form(), true);
        let query = format!("color={text}&color=7");
        assert!(cell.read(Query, &query).is_ok(), "{text}");
        assert_eq!(cell.write(Query), query);
    }
}

#[test]
fn a_position_allocates_nothing() {
    assert_eq!(read(LIST, deep(), Query, "color[999999999]=x"), Ok(json!(["x"])));
    assert_eq!(read(LIST, deep(), Query, "color[18446744073709551614]=x&color[0]=y"), Ok(json!(["y", "x"])));
    assert_eq!(read(LIST, deep(), Query, "color[18446744073709551615]=x"), wrong(&["/color style"]));
}

#[test]
fn documents_are_read_in_all_places() {
    let json = || Wire { content: "application/json", ..Wire::DEFAULT };
    let rgb = Ok(json!({ "R": 1, "G": 2, "B": 3 }));
    let text = r#"{"R":1,"G":2,"B":3}"#;
    let escaped = "%7B%22R%22%3A1%2C%22G%22%3A2%2C%22B%22%3A3%7D";
    assert_eq!(read(OBJECT, json(), Query, &format!("color={text}")), rgb);
    assert_eq!(read(OBJECT, json(), Query, &format!("color={escaped}")), rgb);
    assert_eq!(read(OBJECT, json(), Path, escaped), rgb);
    assert_eq!(read(OBJECT, json(), Header, text), rgb);
    assert_eq!(read(OBJECT, json(), Cookie, &format!("color={escaped}")), rgb);
    assert_eq!(read(OBJECT, json(), Query, "color={\"R\":1"), wrong(&["/color json"]));
    assert_eq!(read(OBJECT, json(), Query, "color="), wrong(&["/color json"]));
    assert_eq!(
        read(OBJECT, json(), Query, "color={\"R\":\"x\",\"G\":1}"),
        wrong(&["/color/R type", "/color/B required"])
    );
    assert_eq!(read(NumberOrTextCell, json(), Query, "color=%22a%22"), Ok(json!("a")));
    let plain = || Wire { content: "text/plain", ..Wire::DEFAULT };
    assert_eq!(read(NUMBER, plain(), Query, "color=7"), Ok(json!(7)));
    let pairs = || Wire { content: "application/x-www-form-urlencoded", ..Wire::DEFAULT };
    assert_eq!(read(OBJECT, pairs(), Query, "color=R%3D1%26G%3D2%26B%3D3"), rgb);
}

#[expect(non_upper_case_globals, reason = "it stands for a type")]
const NumberOrTextCell: Make = Cell::new::<NumberOrText>;

#[test]
fn unions_are_read_in_the_shape_that_fits() {
    let range: Make = Cell::new::<RgbOrNumber>;
    assert_eq!(read(range, deep(), Query, "color=7"), Ok(json!(7)));
    assert_eq!(
        read(range, deep(), Query, "color[R]=1&color[G]=2&color[B]=3"),
        Ok(json!({ "R": 1, "G": 2, "B": 3 }))
    );
    assert_eq!(read(range, deep(), Query, "color=x").unwrap_err().len(), 1);
    assert_eq!(read(range, deep(), Query, ""), wrong(&["/color required"]));
    let several: Make = Cell::new::<TextOrList>;
    assert_eq!(read(several, form(), Query, "color=a"), Ok(json!("a")));
    assert_eq!(read(several, form(), Query, "color=a&color=b"), Ok(json!(["a", "b"])));
    assert_eq!(read(several, joined(), Query, "color=a,b"), Ok(json!(["a", "b"])));
}

#[test]
fn values_of_which_nothing_is_known_are_texts_or_lists() {
    let any: Make = Cell::new::<Value>;
    assert_eq!(read(any, form(), Query, "color=7"), Ok(json!("7")));
    assert_eq!(read(any, form(), Query, "color=a,b"), Ok(json!("a,b")));
    assert_eq!(read(any, form(), Query, "color=a&color=b"), Ok(json!(["a", "b"])));
    assert_eq!(read(any, joined(), Query, "color=a,b"), Ok(json!(["a", "b"])));
    assert_eq!(read(any, joined(), Query, "color=a%2Cb"), Ok(json!("a,b")));
    assert_eq!(read(any, deep(), Query, "color[a]=1&color[b][]=2"), Ok(json!({ "a": "1", "b": ["2"] })));
    assert_eq!(read(any, simple(), Header, "Mon, 1 Jan"), Ok(json!("Mon, 1 Jan")));
}

/// The specification says nothing about these. They mean what most clients mean by them.
#[test]
fn what_is_left_open_is_read_as_clients_write_it() {
    for style in ["spaceDelimited", "pipeDelimited"] {
        assert_eq!(read(LIST, wire(style, true), Query, "color=a&color=b"), Ok(json!(["a", "b"])));
        assert_eq!(read(TEXT, wire(style, false), Query, "color=a|b+c"), Ok(json!("a|b c")));
    }
    for explode in [false, true] {
        let wire = || wire("deepObject", explode);
        assert_eq!(read(TEXT, wire(), Query, "color=a"), Ok(json!("a")));
        assert_eq!(read(LIST, wire(), Query, "color[]=a&color[]=b"), Ok(json!(["a", "b"])));
        assert_eq!(read(LIST, wire(), Query, "color[0]=a&color[1]=b"), Ok(json!(["a", "b"])));
    }
    // Lists in an object whose members stand side by side.
    assert_eq!(
        read(Cell::new::<Map<Vec<String>>>, form(), Query, "a=1&b=2&a=3"),
        Ok(json!({ "a": ["1", "3"], "b": ["2"] }))
    );
}
