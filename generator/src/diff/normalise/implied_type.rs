//! A schema that describes members and says no `type` is one of objects. JSON Schema would let every other value pass,
//! which nobody who leaves out `type: object` means.

use crate::diff::types::Types;
use crate::diff::view::View;

/// The types that a view allows by itself.
pub fn implied(view: &View) -> Types {
    let described = !view.properties.is_empty() && view.enumeration.is_none() && view.unions.is_empty();
    view.types.unwrap_or(if described { Types::OBJECT } else { Types::ANY })
}
