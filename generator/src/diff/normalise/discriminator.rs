//! A discriminator's mapping names every component by its own name anyway; only other entries say something.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::api::Discriminator;
use crate::diff::side::Side;

/// How the member of a union is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    /// The member that tells it.
    pub property: String,
    /// The values that are not the name of the component they stand for, and that name.
    pub names: BTreeMap<String, String>,
}

/// The mapping of a discriminator.
pub fn mapping(side: &Side, discriminator: &Discriminator) -> Mapping {
    let names = discriminator.mapping.iter().filter_map(|(value, id)| {
        let name = side.component(&side.node(*id)).unwrap_or_default();
        (name != value).then(|| (value.clone(), name.to_owned()))
    });
    Mapping { property: discriminator.property.clone(), names: names.collect() }
}

impl Mapping {
    /// What is printed of it.
    pub fn to_json(&self) -> Value {
        if self.names.is_empty() {
            return json!({ "propertyName": self.property });
        }
        json!({ "propertyName": self.property, "mapping": self.names })
    }
}
