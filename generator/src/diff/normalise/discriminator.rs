//! A discriminator's mapping names every component by its own name anyway; only other entries say something. What stands in
//! place in the spec may have a name in the types, so that it can be mapped to, and its name says nothing.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::api::{Discriminator, SchemaId};

/// How the member of a union is told.
#[derive(Clone, Debug, PartialEq)]
pub struct Mapping {
    property: String,
    targets: BTreeMap<String, SchemaId>,
    /// What stands for every other value.
    fallback: Option<SchemaId>,
}

/// The mapping of a discriminator.
pub fn mapping(discriminator: &Discriminator) -> Mapping {
    let targets = discriminator.mapping.iter().map(|(value, id)| (value.clone(), *id));
    Mapping {
        property: discriminator.property.clone(),
        targets: targets.collect(),
        fallback: discriminator.fallback,
    }
}

impl Mapping {
    /// What is compared of it; `name` says what a schema is called.
    pub fn to_json(&self, name: impl Fn(SchemaId) -> String) -> Value {
        let names = self.targets.iter().map(|(value, id)| (value.clone(), name(*id)));
        let names: Map<String, Value> =
            names.filter(|(value, name)| value != name).map(|(value, name)| (value, name.into())).collect();
        let mut json = json!({ "propertyName": self.property });
        if !names.is_empty() {
            json["mapping"] = names.into();
        }
        if let Some(fallback) = self.fallback {
            json["defaultMapping"] = name(fallback).into();
        }
        json
    }
}
