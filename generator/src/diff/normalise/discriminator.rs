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
    /// The component that stands for every other value.
    pub fallback: Option<String>,
}

/// The mapping of a discriminator.
pub fn mapping(side: &Side, discriminator: &Discriminator) -> Mapping {
    let component = |id| side.component(&side.node(id)).unwrap_or_default();
    let names = discriminator.mapping.iter().filter_map(|(value, id)| {
        let name = component(*id);
        (name != value).then(|| (value.clone(), name.to_owned()))
    });
    Mapping {
        property: discriminator.property.clone(),
        names: names.collect(),
        fallback: discriminator.fallback.map(|id| component(id).to_owned()),
    }
}

impl Mapping {
    /// What is printed of it.
    pub fn to_json(&self) -> Value {
        let mut json = json!({ "propertyName": self.property });
        if !self.names.is_empty() {
            json["mapping"] = json!(self.names);
        }
        if let Some(fallback) = &self.fallback {
            json["defaultMapping"] = json!(fallback);
        }
        json
    }
}
