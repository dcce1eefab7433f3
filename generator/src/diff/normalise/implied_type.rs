//! A schema that describes members and says no `type` is one of objects, and one that describes elements is one of
//! arrays. JSON Schema would let every other value pass, which nobody who leaves out the type means.

use crate::diff::types::Types;
use crate::diff::view::View;

/// The types that a view allows by itself.
pub fn implied(view: &View) -> Types {
    if let Some(types) = view.types {
        return types;
    }
    let members = !view.properties.is_empty() || view.additional.is_some();
    let elements = view.items.is_some() || !view.prefix_items.is_empty();
    match (members, elements) {
        _ if view.enumeration.is_some() || !view.unions.is_empty() => Types::ANY,
        (true, false) => Types::OBJECT,
        (false, true) => Types::ARRAY,
        _ => Types::ANY,
    }
}
