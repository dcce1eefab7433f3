//! Holds texts, lists and objects against the keywords of a table.

use super::context::Context;
use super::look;
use super::slot::{List, Slot, View};
use super::table::Check;
use crate::json::Json;
use crate::schema::{Reason, equality, format};

/// Holds text against `checks`.
pub(super) fn text(value: &str, checks: &[Check], cx: &mut Context) {
    for check in checks {
        match check {
            Check::MinLength(least) if is_shorter(value, *least) => {
                cx.fail(Reason::MinLength { limit: *least, actual: characters(value) });
            }
            Check::MaxLength(most) if value.len() as u64 > *most && characters(value) > *most => {
                cx.fail(Reason::MaxLength { limit: *most, actual: characters(value) });
            }
            Check::Pattern(pattern) if !pattern.is_match(value) => {
                cx.fail(Reason::Pattern(pattern.source().into()));
            }
            Check::Format(name) if format::is(name, value) == Some(false) => {
                cx.fail(Reason::Format((*name).into()));
            }
            _ => {}
        }
    }
}

/// Whether a text has fewer characters. A character takes one to four bytes, so most texts need no counting.
#[inline]
fn is_shorter(value: &str, least: u64) -> bool {
    let bytes = value.len() as u64;
    bytes < least || (least > 1 && bytes < least.saturating_mul(4) && has_fewer_characters(value, least))
}

/// The same of a text that has as many bytes.
#[inline(never)]
fn has_fewer_characters(value: &str, least: u64) -> bool {
    !value.is_ascii() && characters(value) < least
}

fn characters(value: &str) -> u64 {
    value.chars().count() as u64
}

/// Whether elements are compared with each other.
#[inline]
pub(super) fn compares(checks: &[Check]) -> bool {
    checks.iter().any(|check| matches!(check, Check::UniqueItems))
}

/// Holds a list of so many elements against `checks`. Those that nobody wants are not in it, nor are those that are wrong;
/// where it has such, it is given as it is written, too.
pub(super) fn list(
    list: &dyn List,
    (actual, written): (u64, Option<&Json<'_>>),
    checks: &[Check],
    cx: &mut Context,
) {
    for check in checks {
        match check {
            Check::MinItems(least) if actual < *least => cx.fail(Reason::MinItems { limit: *least, actual }),
            Check::MaxItems(most) if actual > *most => cx.fail(Reason::MaxItems { limit: *most, actual }),
            Check::UniqueItems => unique(list, written, cx),
            _ => {}
        }
    }
}

/// Complains about the first two elements that are equal.
fn unique(list: &dyn List, written: Option<&Json<'_>>, cx: &mut Context) {
    /// So many are compared where they are; more are worth a copy that can be hashed.
    const FEW: usize = 12;
    let twice = match written {
        Some(Json::List(values)) => equality::twice(values),
        _ if list.len() <= FEW => twice_of_few(list),
        _ => {
            let values: Vec<_> = (0..list.len()).map(|index| look::of(list.get(index))).collect();
            equality::twice(&values)
        }
    };
    if let Some((first, second)) = twice {
        cx.fail(Reason::UniqueItems { first, second });
    }
}

fn twice_of_few(list: &dyn List) -> Option<(usize, usize)> {
    (1..list.len()).find_map(|second| {
        let first = (0..second).find(|first| is_equal(list.get(*first), list.get(second)))?;
        Some((first, second))
    })
}

fn is_equal(a: &dyn Slot, b: &dyn Slot) -> bool {
    match (a.view(), b.view()) {
        (View::Text(a), View::Text(b)) => a == b,
        (View::Integer(a), View::Integer(b)) => a == b,
        (View::Float(a), View::Float(b)) => a == b,
        _ => equality::same(&look::of(a), &look::of(b)),
    }
}

/// Holds the number of an object's members against `checks`.
pub(super) fn properties(actual: u64, checks: &[Check], cx: &mut Context) {
    for check in checks {
        match check {
            Check::MinProperties(least) if actual < *least => {
                cx.fail(Reason::MinProperties { limit: *least, actual });
            }
            Check::MaxProperties(most) if actual > *most => {
                cx.fail(Reason::MaxProperties { limit: *most, actual });
            }
            _ => {}
        }
    }
}
