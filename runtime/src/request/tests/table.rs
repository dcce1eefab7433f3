//! The table of styles in the specification (3.1, "Style Examples"), cell by cell: text to value, and value to text.

use serde_json::{Value, json};

use super::{Cell, Color, Make, Named, NumberOrText, Rgb, RgbOrNumber, TextOrList, wire};
use crate::operation::Location;
use crate::request::style::Style;

/// A row of the table: a style, whether it explodes, and how nothing, a text, a list and an object are written in it.
pub(super) type Row = (&'static str, bool, [Option<&'static str>; 4]);

pub(super) const TABLE: [Row; 14] = [
    (
        "matrix",
        false,
        [
            Some(";color"),
            Some(";color=blue"),
            Some(";color=blue,black,brown"),
            Some(";color=R,100,G,200,B,150"),
        ],
    ),
    (
        "matrix",
        true,
        [
            Some(";color"),
            Some(";color=blue"),
            Some(";color=blue;color=black;color=brown"),
            Some(";R=100;G=200;B=150"),
        ],
    ),
    ("label", false, [Some("."), Some(".blue"), Some(".blue,black,brown"), Some(".R,100,G,200,B,150")]),
    ("label", true, [Some("."), Some(".blue"), Some(".blue.black.brown"), Some(".R=100.G=200.B=150")]),
    ("simple", false, [Some(""), Some("blue"), Some("blue,black,brown"), Some("R,100,G,200,B,150")]),
    ("simple", true, [Some(""), Some("blue"), Some("blue,black,brown"), Some("R=100,G=200,B=150")]),
    (
        "form",
        false,
        [Some("color="), Some("color=blue"), Some("color=blue,black,brown"), Some("color=R,100,G,200,B,150")],
    ),
    (
        "form",
        true,
        [
            Some("color="),
            Some("color=blue"),
            Some("color=blue&color=black&color=brown"),
            Some("R=100&G=200&B=150"),
        ],
    ),
    (
        "spaceDelimited",
        false,
        [None, None, Some("color=blue%20black%20brown"), Some("color=R%20100%20G%20200%20B%20150")],
    ),
    ("spaceDelimited", true, [None, None, None, None]),
    (
        "pipeDelimited",
        false,
        [None, None, Some("color=blue%7Cblack%7Cbrown"), Some("color=R%7C100%7CG%7C200%7CB%7C150")],
    ),
    ("pipeDelimited", true, [None, None, None, None]),
    ("deepObject", false, [None, None, None, None]),
    ("deepObject", true, [None, None, None, Some("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150")]),
];

/// The places in which a style may be used.
pub(super) fn places(style: &str) -> &'static [Location] {
    match Style::named(style) {
        Some(Style::Matrix | Style::Label) => &[Location::Path],
        Some(Style::Simple) => &[Location::Path, Location::Header],
        Some(Style::Form) => &[Location::Query, Location::Cookie],
        _ => &[Location::Query],
    }
}

/// What stands for the words of the table.
type Words = &'static [(&'static str, &'static str)];

/// The types that stand for a column of the table: how to make them, what stands for the words of the column, and the
/// value.
fn types(column: usize, location: Location) -> Vec<(Make, Words, Value)> {
    let colors = json!(["blue", "black", "brown"]);
    let rgb = json!({ "R": 100, "G": 200, "B": 150 });
    const NUMBERS: Words = &[("blue", "1"), ("black", "-2"), ("brown", "3")];
    // A header of which nothing is known is a text.
    let any = if location == Location::Header { json!("blue,black,brown") } else { colors.clone() };
    match column {
        0 => vec![
            (Cell::new::<String>, &[], json!("")),
            (Cell::new::<Option<String>>, &[], json!("")),
            (Cell::new::<NumberOrText>, &[], json!("")),
            (Cell::new::<Vec<String>>, &[], json!([""])),
        ],
        1 => vec![
            (Cell::new::<String>, &[], json!("blue")),
            (Cell::new::<Named>, &[], json!("blue")),
            (Cell::new::<Color>, &[], json!("blue")),
            (Cell::new::<Option<String>>, &[], json!("blue")),
            (Cell::new::<crate::Maybe<Color>>, &[], json!("blue")),
            (Cell::new::<Option<i64>>, &[("blue", "null")], json!(null)),
            (Cell::new::<i64>, &[("blue", "100")], json!(100)),
            (Cell::new::<f64>, &[("blue", "-0.5")], json!(-0.5)),
            (Cell::new::<bool>, &[("blue", "false")], json!(false)),
            (Cell::new::<crate::Date>, &[("blue", "2026-02-28")], json!("2026-02-28")),
            (Cell::new::<NumberOrText>, &[("blue", "100")], json!(100)),
            (Cell::new::<NumberOrText>, &[], json!("blue")),
            (Cell::new::<TextOrList>, &[], json!("blue")),
            (Cell::new::<RgbOrNumber>, &[("blue", "7")], json!(7)),
            (Cell::new::<Value>, &[], json!("blue")),
        ],
        2 => vec![
            (Cell::new::<Vec<String>>, &[], colors.clone()),
            (Cell::new::<Vec<Color>>, &[], colors.clone()),
            (Cell::new::<Option<Vec<Named>>>, &[], colors.clone()),
            (Cell::new::<Vec<i64>>, NUMBERS, json!([1, -2, 3])),
            (Cell::new::<Vec<NumberOrText>>, &[("blue", "1")], json!([1, "black", "brown"])),
            (Cell::new::<TextOrList>, &[], colors),
            (Cell::new::<Value>, &[], any),
        ],
        _ => vec![
            (Cell::new::<Rgb>, &[], rgb.clone()),
            (Cell::new::<crate::Map<i64>>, &[], rgb.clone()),
            (Cell::new::<Option<Rgb>>, &[], rgb.clone()),
            (Cell::new::<crate::Maybe<crate::Map<i64>>>, &[], rgb.clone()),
            (Cell::new::<RgbOrNumber>, &[], rgb),
        ],
    }
}

#[test]
fn each_cell_of_the_table_is_read_and_written() {
    let (mut read, mut wrote, mut answered) = (0, 0, 0);
    for (style, explode, cells) in TABLE {
        for (column, text) in cells.iter().enumerate() {
            let Some(text) = text else { continue };
            for &location in places(style) {
                for (make, words, value) in types(column, location) {
                    let mut text = words
                        .iter()
                        .fold((*text).to_owned(), |text, (word, other)| text.replace(word, other));
                    if location == Location::Cookie {
                        text = text.replace('&', "; ");
                    }
                    // All spellings of white space, of delimiters and of brackets.
                    for spelling in spellings(&text, location) {
                        // A text as a whole has no other spellings.
                        if column == 2 && value.is_string() && spelling != text {
                            continue;
                        }
                        let mut cell = make(wire(style, explode), true);
                        assert_eq!(
                            cell.read(location, &spelling),
                            Ok(value.clone()),
                            "{style} {explode} {spelling}"
                        );
                        read += 1;
                        if spelling != text || value.is_null() {
                            continue;
                        }
                        assert_eq!(cell.write(location), text, "{style} {explode}");
                        wrote += 1;
                        if location == Location::Header {
                            assert_eq!(cell.respond().as_deref(), Some(text.as_str()), "{style} {explode}");
                            answered += 1;
                        }
                    }
                }
            }
        }
    }
    println!("{read} readings, {wrote} writings and {answered} headers of responses");
    assert_eq!((read, wrote, answered), (691, 389, 60));
}

fn spellings(text: &str, location: Location) -> Vec<String> {
    let mut all = vec![text.to_owned()];
    let mut also = |from: &str, to: &str| {
        if text.contains(from) {
            all.push(text.replace(from, to));
        }
    };
    match location {
        Location::Query => {
            also("%20", "+");
            also("%7C", "|");
            also("%7C", "%7c");
            also("%5B", "[");
            also("color", "c%6Flor");
        }
        Location::Path => also("color", "c%6Flor"),
        Location::QueryString => {}
        Location::Header => {
            also(",", " ,\t");
            also(",", "\n");
        }
        Location::Cookie => {
            also("; ", "&");
            if let Some((name, value)) = text.split_once('=').filter(|_| !text.contains(';')) {
                all.push(format!("{name}=\"{value}\""));
            }
        }
    }
    all
}
