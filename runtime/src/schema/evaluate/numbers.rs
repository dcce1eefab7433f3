//! `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf`.

use serde_json::{Map, Value};

use super::place::{Place, Seen};
use super::run::{Keyword, Run};
use crate::schema::{Reason, number::Num};

#[derive(Debug)]
struct Numeric {
    argument: Num,
    holds: fn(Num, Num) -> bool,
    reason: fn(Num) -> Reason,
}

type Row = (&'static str, fn(Num, Num) -> bool, fn(Num) -> Reason);

const TABLE: &[Row] = &[
    ("minimum", |value, bound| value >= bound, Reason::Minimum),
    ("maximum", |value, bound| value <= bound, Reason::Maximum),
    ("exclusiveMinimum", |value, bound| value > bound, Reason::ExclusiveMinimum),
    ("exclusiveMaximum", |value, bound| value < bound, Reason::ExclusiveMaximum),
    ("multipleOf", Num::is_multiple_of, Reason::MultipleOf),
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
        let Value::Number(number) = place.value else { return true };
        (self.holds)(Num::of(number), self.argument) || run.fail(place.path, || (self.reason)(self.argument))
    }
}
