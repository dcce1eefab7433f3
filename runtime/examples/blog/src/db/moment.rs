//! Times as they are stored: microseconds since 1970.

use routewright::DateTime;

/// This moment.
pub fn now() -> i64 {
    DateTime::now().as_microsecond()
}

/// A stored time.
pub fn at(microseconds: i64) -> DateTime {
    DateTime::from_microsecond(microseconds).unwrap_or_default()
}
