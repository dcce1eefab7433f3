//! Parameters of all types in all places, read and written without a server.

mod edges;
mod round_trip;
mod table;

use http::{HeaderMap, HeaderValue, header::COOKIE};
use serde_json::Value;

use super::text::Escapes;
use super::write::{Parameter, written};
use super::{cookie, header, parameter, query, query_string};
use crate::model::{
    Access, Context, Direction, Field, Kind, Model, Object, Place, Record, Rules, Slot, Type, View, Wire,
    write_json,
};
use crate::operation::Location;

#[derive(Clone, Debug, PartialEq, crate::Model)]
enum Color {
    #[model(value = "blue")]
    Blue,
    #[model(value = "black")]
    Black,
    #[model(value = "brown")]
    Brown,
}

#[derive(Clone, Debug, PartialEq, crate::Model)]
struct Rgb {
    #[model(name = "R")]
    r: i64,
    #[model(name = "G")]
    g: i64,
    #[model(name = "B")]
    b: i64,
}

#[derive(Clone, Debug, PartialEq, crate::Model)]
#[model(any_of)]
enum NumberOrText {
    Number(i64),
    Text(String),
}

#[derive(Clone, Debug, PartialEq, crate::Model)]
#[model(any_of)]
enum TextOrList {
    Text(String),
    List(Vec<String>),
}

#[derive(Clone, Debug, PartialEq, crate::Model)]
#[model(any_of)]
enum RgbOrNumber {
    Rgb(Rgb),
    Number(i64),
}

#[derive(Clone, Debug, PartialEq, crate::Model)]
#[model(name = "Named")]
struct Named(String);

/// A struct with the one field `color`.
struct Cell {
    value: Box<dyn Slot>,
    ty: &'static Type,
}

impl Cell {
    fn new<T: Model>(wire: Wire, required: bool) -> Self {
        let field = Field {
            name: "color",
            key: ",\"color\":",
            doc: "",
            required,
            default: None,
            access: Access::Both,
            deprecated: false,
            rules: Rules::NONE,
            wire: Box::leak(Box::new(wire)),
            of: T::table,
            mode: T::MODE,
        };
        let fields = Box::leak(Box::new([field]));
        let object = Object { fields, additional: crate::model::Additional::Ignore };
        let ty = Box::leak(Box::new(Type::plain(Kind::Object(object))));
        Self { value: Box::new(T::blank()), ty }
    }

    fn field(&self) -> &'static [Field] {
        match &self.ty.kind {
            Kind::Object(object) => object.fields,
            _ => &[],
        }
    }

    /// What becomes of `text`, which is a query, a path segment, a header or the line of cookies.
    fn read(&mut self, location: Location, text: &str) -> Result<Value, Vec<String>> {
        let fields = self.field();
        let mut cx = Context::new(Direction::Request);
        let mut headers = HeaderMap::new();
        match location {
            Location::Path => {
                parameter::read(self, (&fields[0], 0), location, text, Escapes::Percent, &mut cx);
            }
            Location::Query => query::fill(self, fields, text, &[], &mut cx),
            Location::QueryString => query_string::fill(self, fields, text, &[], &mut cx),
            Location::Header => {
                for line in text.split('\n') {
                    headers.append("color", HeaderValue::from_bytes(line.as_bytes()).unwrap());
                }
                header::fill(self, fields, &headers, &mut cx);
            }
            Location::Cookie => {
                headers.insert(COOKIE, HeaderValue::from_bytes(text.as_bytes()).unwrap());
                cookie::fill(self, fields, &headers, &mut cx);
            }
        }
        let failures = cx.into_failures();
        if failures.is_empty() {
            return Ok(self.json());
        }
        Err(failures
            .iter()
            .map(|failure| format!("{} {}", failure.pointer, failure.reason.keyword()))
            .collect())
    }

    fn json(&self) -> Value {
        let mut text = Vec::new();
        write_json(&*self.value, Direction::Any, &mut text);
        serde_json::from_slice(&text).unwrap()
    }

    /// The text of the header in a response.
    fn respond(&mut self) -> Option<String> {
        let response = crate::response::add_headers(http::Response::default(), self);
        response.headers().get("color")?.to_str().ok().map(str::to_owned)
    }

    /// The text that a client sends for the value.
    fn write(&mut self, location: Location) -> String {
        let pair = |Parameter { name, text }| match location {
            Location::Path | Location::QueryString | Location::Header => text,
            Location::Query | Location::Cookie => format!("{name}={text}"),
        };
        let all: Vec<String> = written(self, location).into_iter().map(pair).collect();
        all.join(if location == Location::Cookie { "; " } else { "&" })
    }
}

impl Slot for Cell {
    fn describe(&self) -> &'static Type {
        self.ty
    }
    fn view(&self) -> View<'_> {
        View::Record(self, self.ty)
    }
    fn place(&mut self) -> Place<'_> {
        Place::Record(self)
    }
}

impl Record for Cell {
    fn slot(&mut self, _index: usize) -> &mut dyn Slot {
        &mut *self.value
    }
    fn get(&self, _index: usize) -> &dyn Slot {
        &*self.value
    }
}

fn wire(style: &'static str, explode: bool) -> Wire {
    Wire { style, explode: Some(explode), ..Wire::DEFAULT }
}

/// Makes a cell of some type.
type Make = fn(Wire, bool) -> Cell;
