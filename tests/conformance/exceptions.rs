//! Schemas that do not apply, by name and with the reason.

use crate::suite::Group;

/// Schemas of the suite, and why they are left out.
pub type List = &'static [(&'static str, &'static str)];

const METASCHEMA: &str =
    "refers to the metaschema, which the suite does not bring along; nothing is read from the network";
const VOCABULARY: &str =
    "a metaschema turns the vocabulary of validation off; schemas of OpenAPI have one dialect";

/// What does not apply to OpenAPI 3.1.
pub const DRAFT_2020_12: List = &[
    ("defs/0", METASCHEMA),
    ("ref/6", METASCHEMA),
    ("vocabulary/0", VOCABULARY),
    ("optional/cross-draft/0", "refers to a schema of an older draft, which no OpenAPI document can do"),
];

/// What does not apply to OpenAPI 3.0, keywords that it does not have left aside.
pub const DRAFT_4: List = &[(
    "optional/zeroTerminatedFloats/0",
    "1.0 is an integer in every draft after the fourth, and in OpenAPI",
)];

/// The reason why a schema is left out.
pub fn reason(exceptions: List, group: &Group) -> Option<&'static str> {
    let name = group.name();
    exceptions.iter().find(|(left_out, _)| *left_out == name).map(|(_, reason)| *reason)
}
