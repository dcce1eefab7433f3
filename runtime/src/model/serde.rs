//! Model types are ordinary serde types for everyone else.

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use super::{Direction, Encode, Model};

/// What derives delegate `serde::Serialize` to.
///
/// # Errors
/// Those of the serializer.
pub fn serialize<S: Serializer>(value: &impl Model, serializer: S) -> Result<S::Ok, S::Error> {
    Encode { slot: value, direction: Direction::Any }.serialize(serializer)
}

/// What derives delegate `serde::Deserialize` to.
///
/// # Errors
/// Those of the deserializer, and everything that is wrong with the value.
pub fn deserialize<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let value = serde_json::Value::deserialize(deserializer)?;
    T::from_value(&value).map_err(D::Error::custom)
}
