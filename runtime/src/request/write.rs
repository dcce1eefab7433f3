//! Writes parameters as clients do: what the rest of this module reads, the other way round.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::model::{Direction, Field, Kind, Place, Slot, View, members, write_json};
use crate::operation::Location;
use crate::response::{form, plain, text_of};

use super::style::{Style, Written};

/// A parameter as it stands in a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Parameter {
    /// Its name, escaped for its place.
    pub(crate) name: String,
    /// Its text, escaped for its place.
    pub(crate) text: String,
}

/// The parameters that the fields of `value` are in that place. Those that are not there are left out, as are lists
/// and objects without anything in them: nothing can be written for them.
pub(crate) fn written(value: &mut dyn Slot, location: Location) -> Vec<Parameter> {
    let Kind::Object(object) = &value.describe().kind else { return Vec::new() };
    let Place::Record(record) = value.place() else { return Vec::new() };
    let mut parameters = Vec::new();
    for (index, field) in object.fields.iter().enumerate() {
        write(field, record.get(index), location, &mut parameters);
    }
    parameters
}

/// A value, taken apart as far as styles can write it.
enum Parts {
    Scalar(String),
    List(Vec<String>),
    Pairs(Vec<(String, String)>),
}

fn parts(value: &dyn Slot) -> Option<Parts> {
    let parts = match value.view() {
        View::List(list) => Parts::List((0..list.len()).filter_map(|index| plain(list.get(index))).collect()),
        View::Entries(_) | View::Record(..) => {
            let mut pairs = Vec::new();
            members(value, Direction::Any, &mut |name, value| {
                // A list within an object is one pair for each element, where pairs stand side by side.
                match value.view() {
                    View::List(list) => {
                        let texts = (0..list.len()).filter_map(|index| plain(list.get(index)));
                        pairs.extend(texts.map(|text| (name.to_owned(), text)));
                    }
                    _ => pairs.extend(plain(value).map(|text| (name.to_owned(), text))),
                }
            });
            Parts::Pairs(pairs)
        }
        View::Any(Value::Array(list)) => {
            Parts::List(list.iter().map(|it| text_of(it).into_owned()).collect())
        }
        View::Any(Value::Object(object)) => Parts::Pairs(
            object.iter().map(|(name, value)| (name.clone(), text_of(value).into_owned())).collect(),
        ),
        _ => return plain(value).map(Parts::Scalar),
    };
    match &parts {
        Parts::List(list) if list.is_empty() => None,
        Parts::Pairs(pairs) if pairs.is_empty() => None,
        _ => Some(parts),
    }
}

fn write(field: &Field, value: &dyn Slot, location: Location, to: &mut Vec<Parameter>) {
    let written = Written::of(field, location);
    let escape = Escape { location, style: written.style };
    let mut push = |name: &str, text: String| to.push(Parameter { name: escape.name(name), text });
    if !field.wire.content.is_empty() {
        let is_whole_form = location == Location::QueryString && super::media::is_form(field.wire.content);
        match document(value, field) {
            // It is made of pairs whose parts are escaped already.
            Some(text) if is_whole_form => to.push(Parameter { name: String::new(), text }),
            Some(text) => push(field.name, escape.text(&text)),
            None => {}
        }
        return;
    }
    if written.style == Style::Deep {
        return deep(&escape, escape.name(field.name), value, to);
    }
    let Some(parts) = parts(value) else { return };
    let is_in_pairs = written.explode && matches!(location, Location::Query | Location::Cookie);
    match parts {
        Parts::List(list) if is_in_pairs => {
            list.iter().for_each(|text| push(field.name, escape.text(text)));
        }
        Parts::Pairs(pairs) if is_in_pairs => {
            pairs.iter().for_each(|(name, text)| push(name, escape.text(text)));
        }
        parts => push(field.name, escape.piece(&parts, field.name, written.explode)),
    }
}

fn document(value: &dyn Slot, field: &Field) -> Option<String> {
    match value.view() {
        View::Absent => None,
        View::Null if field.rules.optional => None,
        _ if super::media::is_form(field.wire.content) => Some(form(value, Direction::Request)),
        _ if !super::media::is_json(field.wire.content) => plain(value),
        _ => {
            let mut text = Vec::new();
            write_json(value, Direction::Request, &mut text);
            String::from_utf8(text).ok()
        }
    }
}

/// Members named in brackets.
fn deep(escape: &Escape, name: String, value: &dyn Slot, to: &mut Vec<Parameter>) {
    let within = |step: &str| format!("{name}%5B{}%5D", escape.text(step));
    match value.view() {
        View::List(list) => {
            for index in 0..list.len() {
                deep(escape, within(&index.to_string()), list.get(index), to);
            }
        }
        View::Entries(_) | View::Record(..) => {
            members(value, Direction::Any, &mut |step, value| deep(escape, within(step), value, to));
        }
        _ => to.extend(plain(value).map(|text| Parameter { name, text: escape.text(&text) })),
    }
}

/// How text is escaped.
struct Escape {
    location: Location,
    style: Style,
}

/// All that RFC 3986 does not call unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

impl Escape {
    fn text(&self, text: &str) -> String {
        match (self.location, self.style) {
            (Location::Header, _) | (_, Style::Cookie) => text.to_owned(),
            _ => utf8_percent_encode(text, RESERVED).to_string(),
        }
    }

    /// The name of a path parameter stands in no path.
    fn name(&self, name: &str) -> String {
        if self.location == Location::Path { name.to_owned() } else { self.text(name) }
    }

    /// A value in one piece.
    fn piece(&self, parts: &Parts, name: &str, explode: bool) -> String {
        let between = match (self.style, explode) {
            (Style::Label, true) => ".",
            (Style::Matrix, true) => ";",
            (Style::Space, _) => "%20",
            (Style::Pipe, _) => "%7C",
            _ => ",",
        };
        let named = |text: &str| {
            if text.is_empty() { self.text(name) } else { format!("{}={text}", self.text(name)) }
        };
        let is_matrix = self.style == Style::Matrix;
        let text = match parts {
            Parts::Scalar(text) if is_matrix => named(&self.text(text)),
            Parts::Scalar(text) => self.text(text),
            Parts::List(list) if is_matrix && explode => {
                list.iter().map(|text| named(&self.text(text))).collect::<Vec<_>>().join(between)
            }
            Parts::List(list) => list.iter().map(|text| self.text(text)).collect::<Vec<_>>().join(between),
            Parts::Pairs(pairs) => {
                let mark = if explode { "=" } else { between };
                let pair =
                    |(name, text): &(String, String)| format!("{}{mark}{}", self.text(name), self.text(text));
                pairs.iter().map(pair).collect::<Vec<_>>().join(between)
            }
        };
        match (self.style, parts) {
            (Style::Label, _) => format!(".{text}"),
            (Style::Matrix, Parts::Scalar(_)) => format!(";{text}"),
            (Style::Matrix, _) if explode => format!(";{text}"),
            (Style::Matrix, _) => format!(";{}", named(&text)),
            _ => text,
        }
    }
}
