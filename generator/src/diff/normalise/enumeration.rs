//! `const` is an `enum` of one value; the values of an `enum` have no order; those that `type` refuses do not count, and
//! a `type` that allows more than the values are says nothing.

use serde_json::Value;

use super::number::same_value;
use crate::api::Schema;
use crate::diff::types::Types;

/// The values that a schema itself allows.
pub fn values(schema: &Schema) -> Option<Vec<Value>> {
    match (&schema.enumeration, &schema.constant) {
        (Some(values), Some(constant)) => {
            Some(values.iter().filter(|value| same_value(value, constant)).cloned().collect())
        }
        (Some(values), None) => Some(values.clone()),
        (None, constant) => constant.clone().map(|constant| vec![constant]),
    }
}

/// The types left where `type` allows some and the values listed have some.
pub fn listed(allowed: Types, listed: Types) -> Types {
    allowed & listed
}

/// The values that are left of an enumeration where only some types are possible; none where the values say nothing
/// beside the type: `[null]` of null, `[false, true]` of booleans.
pub fn possible(values: Option<&[Value]>, types: Types) -> Option<Vec<Value>> {
    let values: Vec<Value> =
        values?.iter().filter(|value| types.overlaps(Types::of(value))).cloned().collect();
    let types = values.iter().map(Types::of).fold(Types::NONE, |all, one| all | one);
    let needless = types == Types::NULL
        || types == Types::BOOLEAN
            && values.contains(&Value::Bool(true))
            && values.contains(&Value::Bool(false));
    (!needless).then_some(values)
}
