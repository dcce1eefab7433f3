//! What is wrong with one part of a request.

use std::fmt;

use serde_json::Value;

use crate::model::Map;
use crate::operation::Location;
use crate::schema::Reason;

/// One thing that is wrong with a request.
///
/// `keyword` is a code that stays the same, and `arguments` are what a sentence about it needs; so clients, and an
/// `error.rs`, can say it in any language:
///
/// | keyword | arguments |
/// |---|---|
/// | `minLength`, `maxLength`, `minItems`, `maxItems`, `minProperties`, `maxProperties`, `contains`, `minContains`, `maxContains`, `oneOf` | `limit`, `actual`: how many may be there, and are |
/// | `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`, `multipleOf` | `limit` |
/// | `type`, `enum`, `const`, `discriminator`, `pattern`, `format`, `style`, `contentType` | `expected`: a list of what would be right (of an `enum`, the first twelve values; of a `format` of whole numbers, the least and the greatest) |
/// | `uniqueItems` | `items`: the places of the two that are equal |
/// | `dependentRequired` | `because`: the member that requires it |
/// | `propertyNames` | `name`: the keyword that the name breaks |
/// | of a header of a part of a form, each of these | `header`: its name, beside the others |
/// | `required`, `additionalProperties`, `unevaluatedProperties`, `items`, `unevaluatedItems`, `anyOf`, `not`, `false`, `$ref`, `depth`, `duplicate`, `json`, `encoding`, `multipart` | |
///
/// ```
/// use routewright::{Error, Problem, Violation, http::StatusCode};
///
/// let violation = Violation::by_hand("taken", "is taken already").pointer("/slug");
/// assert_eq!(violation.to_string(), "slug: is taken already");
///
/// let error = Error::problem(Problem::new(StatusCode::CONFLICT).errors(vec![violation]));
/// assert_eq!(error.status_code(), 409);
/// ```
#[derive(Clone, Debug, PartialEq, crate::Model)]
#[model(name = "Violation")]
pub struct Violation {
    /// Where in the body, or in the parameter, as a JSON pointer; absent for a whole parameter.
    pub pointer: Option<String>,
    /// The name of the parameter; absent for the body.
    pub parameter: Option<String>,
    /// Where the parameter stands: `path`, `query`, `querystring`, `header` or `cookie`.
    #[model(name = "in")]
    pub location: Option<String>,
    /// What is wrong with it, for people.
    pub detail: String,
    /// What is wrong with it, for programs: the keyword that it breaks, as `required`, `type` or `maxLength`.
    pub keyword: String,
    /// What the keyword asks for, and what was measured.
    #[model(additional)]
    pub arguments: Map<Value>,
}

impl Violation {
    /// Something that only the application knows to be wrong: a code for it that stays the same, and words that complete
    /// "this value …".
    pub fn by_hand(keyword: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            pointer: None,
            parameter: None,
            location: None,
            detail: detail.into(),
            keyword: keyword.into(),
            arguments: Map::new(),
        }
    }

    /// What is wrong, in English.
    pub fn new(reason: &Reason) -> Self {
        let arguments = reason.arguments().into_iter();
        Self {
            arguments: arguments.map(|(name, value)| (name.to_owned(), value)).collect(),
            ..Self::by_hand(reason.keyword(), reason.to_string())
        }
    }

    /// Says where in the body, or in the parameter.
    pub fn pointer(mut self, pointer: impl Into<String>) -> Self {
        self.pointer = Some(pointer.into());
        self
    }

    /// Says in which parameter.
    pub fn parameter(mut self, location: Location, name: impl Into<String>) -> Self {
        self.parameter = Some(name.into());
        self.location = Some(location.as_str().to_owned());
        self
    }
}

/// As a sentence of its own: `title: must be at least 1 character (is 0)`.
impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.location, &self.parameter) {
            (Some(location), Some(name)) => write!(f, "{location} parameter {name}")?,
            (None, Some(name)) => write!(f, "parameter {name}")?,
            (_, None) => {}
        }
        match (self.pointer.as_deref(), &self.parameter) {
            (None | Some(""), None) => f.write_str("body")?,
            // A member without a name would be nothing to read.
            (Some("/"), None) => f.write_str("\"\"")?,
            (Some(pointer), None) => f.write_str(pointer.strip_prefix('/').unwrap_or(pointer))?,
            (pointer, Some(_)) => f.write_str(pointer.unwrap_or_default())?,
        }
        write!(f, ": {}", self.detail)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_comes_first() {
        let wrong = Violation::new(&Reason::Required);
        assert_eq!(wrong.to_string(), "body: is required");
        assert_eq!(wrong.clone().pointer("/blocks/0/text").to_string(), "blocks/0/text: is required");
        assert_eq!(wrong.clone().pointer("/").to_string(), "\"\": is required");
        let limit = wrong.parameter(Location::Query, "limit");
        assert_eq!(limit.to_string(), "query parameter limit: is required");
        assert_eq!(limit.pointer("/1").to_string(), "query parameter limit/1: is required");
    }

    #[test]
    fn arguments_are_members_of_their_own() {
        let wrong = Violation::new(&Reason::MinLength { limit: 1, actual: 0 }).pointer("/title");
        assert_eq!(
            serde_json::to_value(&wrong).unwrap(),
            serde_json::json!({
                "pointer": "/title", "detail": "must be at least 1 character (is 0)",
                "keyword": "minLength", "limit": 1, "actual": 0,
            })
        );
    }
}
