//! What a client writes is what a server reads, and no text does any harm.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Value, json};

use super::table::{TABLE, places};
use super::{Cell, Color, Make, NumberOrText, Rgb, RgbOrNumber, TextOrList, wire};
use crate::Map;
use crate::model::Wire;
use crate::operation::Location;

/// Whether a value can be written at all: texts in headers have no escapes, and two styles have delimiters that are
/// escapes themselves.
fn can_carry(location: Location, style: &str, text: &str) -> bool {
    match (location, style) {
        (Location::Header, _) => {
            text.trim() == text && text.chars().all(|it| !it.is_control() && !matches!(it, ',' | '='))
        }
        // An escaped full stop is a full stop.
        (_, "label") => !text.contains('.'),
        (_, "spaceDelimited") => !text.contains(' '),
        (_, "pipeDelimited") => !text.contains('|'),
        (_, "deepObject") => !text.contains(['[', ']']),
        _ => true,
    }
}

/// Writes a value in each way in which it can be written, and reads it again.
fn round(make: Make, column: usize, value: &Value, texts: &[String]) -> Result<(), TestCaseError> {
    for (style, explode, cells) in TABLE {
        for &location in places(style).iter().filter(|_| cells[column].is_some()) {
            if !texts.iter().all(|text| can_carry(location, style, text)) {
                continue;
            }
            let mut cell = make(wire(style, explode), true);
            cell.set(value);
            let text = cell.write(location);
            let read = make(wire(style, explode), true).read(location, &text);
            prop_assert_eq!(read.as_ref(), Ok(value), "{} {} {:?}: {}", style, explode, location, text);
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn texts_come_back(text in any::<String>()) {
        round(Cell::new::<String>, 1, &json!(text), std::slice::from_ref(&text))?;
    }

    #[test]
    fn numbers_come_back(whole in any::<i64>(), float in -1e300..1e300, is in any::<bool>()) {
        round(Cell::new::<i64>, 1, &json!(whole), &[])?;
        round(Cell::new::<f64>, 1, &json!(float), &[])?;
        round(Cell::new::<bool>, 1, &json!(is), &[])?;
    }

    #[test]
    fn lists_come_back(texts in vec(any::<String>(), 1..5), numbers in vec(any::<i64>(), 1..5)) {
        round(Cell::new::<Vec<String>>, 2, &json!(texts), &texts)?;
        round(Cell::new::<Vec<i64>>, 2, &json!(numbers), &[])?;
    }

    #[test]
    fn objects_come_back(members in btree_map(any::<String>(), any::<String>(), 1..5), r in any::<i64>()) {
        let texts: Vec<String> = members.iter().flat_map(|(name, text)| [name.clone(), text.clone()]).collect();
        round(Cell::new::<Map<String>>, 3, &json!(members), &texts)?;
        round(Cell::new::<Rgb>, 3, &json!({ "R": r, "G": 0, "B": -1 }), &[])?;
    }

    #[test]
    fn no_text_does_any_harm(text in hostile()) {
        const MAKES: [Make; 9] = [
            Cell::new::<String>, Cell::new::<i64>, Cell::new::<Color>, Cell::new::<Vec<Rgb>>, Cell::new::<Rgb>,
            Cell::new::<Map<Vec<i64>>>, Cell::new::<NumberOrText>, Cell::new::<RgbOrNumber>, Cell::new::<TextOrList>,
        ];
        for (style, explode, _) in TABLE {
            for &location in places(style) {
                for make in MAKES {
                    for content in ["", "application/json", "application/x-www-form-urlencoded"] {
                        let wire = || Wire { content, ..wire(style, explode) };
                        let is_header = matches!(location, Location::Header | Location::Cookie);
                        let text: String = text.chars().filter(|it| !is_header || !it.is_control()).collect();
                        _ = make(wire(), true).read(location, &text);
                        _ = make(wire(), true).read(Location::QueryString, &text);
                    }
                }
            }
        }
    }
}

/// Texts that look like parameters, more or less.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("color"),
        Just("R"),
        Just("="),
        Just("&"),
        Just("["),
        Just("]"),
        Just("0"),
        Just("%"),
        Just("%5B"),
        Just("%ff"),
        Just(","),
        Just(";"),
        Just("."),
        Just("|"),
        Just("+"),
        Just("{\"R\":"),
        Just("}"),
        Just("é"),
        Just("9999999999999999999999"),
        Just("-"),
        Just("null"),
        Just("\""),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

impl Cell {
    fn set(&mut self, value: &Value) {
        let mut cx = crate::model::Context::default();
        crate::model::read_value(value, &mut *self.value, crate::model::Rules::NONE, &mut cx);
        assert!(cx.is_clean(), "{:?}", cx.failures());
    }
}
