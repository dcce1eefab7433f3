//! Holds values against the keywords of a table.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::context::Context;
use super::encode;
use super::slot::List;
use super::table::Check;
use crate::schema::number::Num;
use crate::schema::{detail, format};

/// Holds text against `checks`.
pub(super) fn text(value: &str, checks: &[Check], cx: &mut Context) {
    for check in checks {
        match check {
            // A text has at least as many bytes as characters, so most values need no counting.
            Check::MinLength(least) if value.len() < as_size(*least) || characters(value) < *least => {
                cx.fail("minLength", detail::min_length(*least));
            }
            Check::MaxLength(most) if value.len() as u64 > *most && characters(value) > *most => {
                cx.fail("maxLength", detail::max_length(*most));
            }
            Check::Pattern(pattern) if !pattern.is_match(value) => {
                cx.fail("pattern", detail::pattern(pattern.source()));
            }
            Check::Format(name) if format::is(name, value) == Some(false) => {
                cx.fail("format", detail::format(name));
            }
            _ => {}
        }
    }
}

fn as_size(length: u64) -> usize {
    usize::try_from(length).unwrap_or(usize::MAX)
}

fn characters(value: &str) -> u64 {
    value.chars().count() as u64
}

/// Holds a number against `checks`.
pub(super) fn number(value: Num, checks: &[Check], cx: &mut Context) {
    for check in checks {
        match check {
            Check::Minimum(bound) if value < *bound => cx.fail("minimum", detail::minimum(bound)),
            Check::Maximum(bound) if value > *bound => cx.fail("maximum", detail::maximum(bound)),
            Check::ExclusiveMinimum(bound) if value <= *bound => {
                cx.fail("exclusiveMinimum", detail::exclusive_minimum(bound));
            }
            Check::ExclusiveMaximum(bound) if value >= *bound => {
                cx.fail("exclusiveMaximum", detail::exclusive_maximum(bound));
            }
            Check::MultipleOf(step) if !value.is_multiple_of(*step) => {
                cx.fail("multipleOf", detail::multiple_of(step));
            }
            _ => {}
        }
    }
}

/// Holds a list against `checks`.
pub(super) fn list(list: &dyn List, checks: &[Check], cx: &mut Context) {
    let length = list.len() as u64;
    for check in checks {
        match check {
            Check::MinItems(least) if length < *least => cx.fail("minItems", detail::min_items(*least)),
            Check::MaxItems(most) if length > *most => cx.fail("maxItems", detail::max_items(*most)),
            Check::UniqueItems => unique(list, cx),
            _ => {}
        }
    }
}

/// Complains about the first two elements that are equal. Elements are compared by their canonical JSON, in which
/// members are sorted and equal numbers are written alike.
fn unique(list: &dyn List, cx: &mut Context) {
    let mut seen = HashMap::with_capacity(list.len());
    for index in 0..list.len() {
        let canonical = canonical(&encode::to_value(list.get(index)));
        if let Some(first) = seen.insert(canonical, index) {
            cx.fail("uniqueItems", detail::unique_items(first, index));
            return;
        }
    }
}

/// The text of a value that all equal values share.
fn canonical(value: &Value) -> String {
    match value {
        Value::Number(number) => {
            let number = Num::of(number);
            number.whole().map_or_else(|| number.to_string(), |whole| whole.to_string())
        }
        Value::Array(items) => {
            items.iter().fold(String::from("["), |text, item| text + &canonical(item) + ",") + "]"
        }
        Value::Object(members) => {
            let sorted: BTreeMap<_, _> = members.iter().collect();
            sorted.iter().fold(String::from("{"), |text, (name, value)| {
                format!("{text}{}:{},", Value::from(name.as_str()), canonical(value))
            }) + "}"
        }
        other => other.to_string(),
    }
}

/// Holds the number of an object's members against `checks`.
pub(super) fn properties(count: u64, checks: &[Check], cx: &mut Context) {
    for check in checks {
        match check {
            Check::MinProperties(least) if count < *least => {
                cx.fail("minProperties", detail::min_properties(*least));
            }
            Check::MaxProperties(most) if count > *most => {
                cx.fail("maxProperties", detail::max_properties(*most));
            }
            _ => {}
        }
    }
}
