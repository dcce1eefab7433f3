//! Assertions about texts and numbers, and fixed sets of values.

use serde_json::{Number, Value};

use super::one_keyword;
use crate::api::Schema;
use crate::plan::types::enumeration::is_equal;

pub(super) fn merge_texts(part: &Schema, merged: &mut Schema, leftover: &mut Vec<Value>) {
    for (keyword, mine, theirs) in
        [("pattern", &mut merged.pattern, &part.pattern), ("format", &mut merged.format, &part.format)]
    {
        match (&mine, theirs) {
            (_, None) => {}
            (None, Some(_)) => mine.clone_from(theirs),
            (Some(one), Some(other)) if one == other => {}
            (Some(_), Some(other)) => leftover.push(one_keyword(keyword, Value::String(other.clone()))),
        }
    }
    match (&merged.multiple_of, &part.multiple_of) {
        (None, Some(_)) => merged.multiple_of.clone_from(&part.multiple_of),
        (Some(one), Some(other)) if one != other => {
            leftover.push(one_keyword("multipleOf", Value::Number(other.clone())));
        }
        _ => {}
    }
}

pub(super) fn merge_values(part: &Schema, merged: &mut Schema) -> Option<()> {
    merged.enumeration = match (merged.enumeration.take(), &part.enumeration) {
        (Some(mut one), Some(other)) => {
            one.retain(|value| other.iter().any(|other| is_equal(value, other)));
            Some(one)
        }
        (one, other) => one.or_else(|| other.clone()),
    };
    match (&merged.constant, &part.constant) {
        (Some(one), Some(other)) if !is_equal(one, other) => return None,
        (None, Some(_)) => merged.constant.clone_from(&part.constant),
        _ => {}
    }
    Some(())
}

pub(super) fn merge_bounds(part: &Schema, merged: &mut Schema) {
    for (mine, theirs) in
        [(&mut merged.minimum, &part.minimum), (&mut merged.exclusive_minimum, &part.exclusive_minimum)]
    {
        tighten(mine, theirs, |one, other| other > one);
    }
    for (mine, theirs) in
        [(&mut merged.maximum, &part.maximum), (&mut merged.exclusive_maximum, &part.exclusive_maximum)]
    {
        tighten(mine, theirs, |one, other| other < one);
    }
    let most = |one: Option<u64>, other: Option<u64>| one.max(other);
    let least = |one: Option<u64>, other: Option<u64>| match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    merged.min_length = most(merged.min_length, part.min_length);
    merged.min_items = most(merged.min_items, part.min_items);
    merged.min_properties = most(merged.min_properties, part.min_properties);
    merged.max_length = least(merged.max_length, part.max_length);
    merged.max_items = least(merged.max_items, part.max_items);
    merged.max_properties = least(merged.max_properties, part.max_properties);
}

fn tighten(mine: &mut Option<Number>, theirs: &Option<Number>, tighter: fn(f64, f64) -> bool) {
    match (mine.as_ref().and_then(Number::as_f64), theirs.as_ref().and_then(Number::as_f64)) {
        (Some(one), Some(other)) if tighter(one, other) => mine.clone_from(theirs),
        (None, Some(_)) => mine.clone_from(theirs),
        _ => {}
    }
}
