//! `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`.

use std::fmt::Display;

use serde_json::{Map, Value};

use super::place::{Place, Seen};
use super::run::{Keyword, Run};
use crate::schema::{detail, number::Num};

#[derive(Debug)]
struct Numeric {
    keyword: &'static str,
    argument: Num,
    holds: fn(Num, Num) -> bool,
    detail: fn(&dyn Display) -> String,
}

type Row = (&'static str, fn(Num, Num) -> bool, fn(&dyn Display) -> String);

const TABLE: &[Row] = &[
    ("minimum", |value, bound| value >= bound, detail::minimum),
    ("maximum", |value, bound| value <= bound, detail::maximum),
    ("exclusiveMinimum", |value, bound| value > bound, detail::exclusive_minimum),
    ("exclusiveMaximum", |value, bound| value < bound, detail::exclusive_maximum),
    ("multipleOf", Num::is_multiple_of, detail::multiple_of),
];

pub(super) fn compile(keywords: &Map<String, Value>, out: &mut Vec<Box<dyn Keyword>>) {
    for (keyword, holds, detail) in TABLE {
        if let Some(Value::Number(argument)) = keywords.get(*keyword) {
            let argument = Num::of(argument);
            out.push(Box::new(Numeric { keyword, argument, holds: *holds, detail: *detail }));
        }
    }
}

impl Keyword for Numeric {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let Value::Number(number) = place.value else { return true };
        (self.holds)(Num::of(number), self.argument)
            || run.fail(place.path, self.keyword, || (self.detail)(&self.argument))
    }
}
