//! `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`.

use serde_json::{Map, Value};

use super::place::{Place, Seen};
use super::run::{Keyword, Run};
use crate::json::Json;
use crate::schema::{Reason, number::Num};

#[derive(Debug)]
struct Numeric {
    argument: Num<'static>,
    holds: fn(Num<'_>, Num<'static>) -> bool,
    reason: fn(Num<'static>) -> Reason,
}

type Row = (&'static str, fn(Num<'_>, Num<'static>) -> bool, fn(Num<'static>) -> Reason);

const TABLE: &[Row] = &[
    ("minimum", |value, bound| value >= bound, Reason::Minimum),
    ("maximum", |value, bound| value <= bound, Reason::Maximum),
    ("exclusiveMinimum", |value, bound| value > bound, Reason::ExclusiveMinimum),
    ("exclusiveMaximum", |value, bound| value < bound, Reason::ExclusiveMaximum),
    ("multipleOf", |value, step| value.is_multiple_of(step), Reason::MultipleOf),
];

pub(super) fn compile(keywords: &Map<String, Value>, out: &mut Vec<Box<dyn Keyword>>) {
    for (keyword, holds, reason) in TABLE {
        if let Some(Value::Number(argument)) = keywords.get(*keyword) {
            out.push(Box::new(Numeric { argument: Num::of(argument), holds: *holds, reason: *reason }));
        }
    }
}

impl Keyword for Numeric {
    fn check(&self, place: Place<'_>, run: &mut Run<'_>, _: &mut Seen) -> bool {
        let Json::Number(number) = place.value else { return true };
        (self.holds)(*number, self.argument) || run.fail(place.path, || (self.reason)(self.argument))
    }
}
