//! One thing that the spec and the types say differently.

use std::fmt;

use serde_json::{Value, json};

use super::pointer::Pointer;
use crate::diagnostic::Place;

/// How the two documents differ at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The spec says it, the types do not.
    Missing,
    /// The types say it, the spec does not.
    Added,
    /// Both say something, and not the same.
    Changed,
}

impl Kind {
    /// The name that the JSON output uses.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Missing => "missing",
            Kind::Added => "added",
            Kind::Changed => "changed",
        }
    }
}

/// One thing that the spec and the types say differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// Where, as a pointer into the spec; a parameter is `query:limit` instead of a number.
    pub pointer: Pointer,
    /// How they differ.
    pub kind: Kind,
    /// What the spec says.
    pub spec: Option<Value>,
    /// What the types say.
    pub types: Option<Value>,
    /// The closest place in the spec, where one is known.
    pub place: Option<Place>,
}

impl Difference {
    /// The difference as JSON: `{"pointer", "kind", "spec", "types"}`.
    pub fn to_json(&self) -> Value {
        let mut object = json!({ "pointer": self.pointer.to_string(), "kind": self.kind.name() });
        for (name, value) in [("spec", &self.spec), ("types", &self.types)] {
            if let Some(value) = value {
                object[name] = value.clone();
            }
        }
        object
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.pointer)?;
        match (self.kind, &self.spec, &self.types) {
            (Kind::Missing, Some(spec), _) => write!(f, "spec says {}, types do not say it", brief(spec)),
            (Kind::Missing, None, _) => f.write_str("in the spec, not in the types"),
            (Kind::Added, _, Some(types)) => write!(f, "types say {}, spec does not say it", brief(types)),
            (Kind::Added, _, None) => f.write_str("in the types, not in the spec"),
            (Kind::Changed, spec, types) => {
                write!(f, "spec says {}, types say {}", shown(spec.as_ref()), shown(types.as_ref()))
            }
        }
    }
}

fn shown(value: Option<&Value>) -> String {
    value.map_or_else(|| "nothing".to_owned(), brief)
}

/// The longest that a value is printed; the JSON output has all of it.
const WIDTH: usize = 100;

/// A value on one line, with its end left out when it is long.
fn brief(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= WIDTH {
        return text;
    }
    let start: String = text.chars().take(WIDTH).collect();
    format!("{start}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(kind: Kind, spec: Option<Value>, types: Option<Value>) -> Difference {
        let pointer = Pointer::root().then("paths").then("/posts").then("get");
        Difference { pointer, kind, spec, types, place: None }
    }

    #[test]
    fn prints_what_each_side_says() {
        let changed = difference(Kind::Changed, Some(json!(100)), Some(json!(50)));
        assert_eq!(changed.to_string(), "/paths/~1posts/get: spec says 100, types say 50");
        let missing = difference(Kind::Missing, None, None);
        assert_eq!(missing.to_string(), "/paths/~1posts/get: in the spec, not in the types");
        let added = difference(Kind::Added, None, Some(json!("x")));
        assert_eq!(added.to_string(), "/paths/~1posts/get: types say \"x\", spec does not say it");
    }

    #[test]
    fn prints_long_values_shortened_and_json_in_full() {
        let long = "ä".repeat(500);
        let changed = difference(Kind::Changed, Some(json!(long)), None);
        assert!(changed.to_string().chars().count() < 200);
        assert_eq!(changed.to_json()["spec"], json!(long));
        assert_eq!(changed.to_json()["kind"], json!("changed"));
    }
}
