//! Types of which there is no value, because each value has another one in it.

use std::collections::{HashMap, HashSet};

use super::item::{Item, Shape, Type};

/// The components whose values would never end.
pub(super) fn endless<'a>(items: impl Iterator<Item = &'a Item> + Clone) -> Vec<&'a str> {
    let all: HashMap<&str, &Item> = items.clone().map(|item| (item.name.as_str(), item)).collect();
    let mut needed_by: HashMap<&str, Vec<&Item>> = HashMap::new();
    for item in items.clone() {
        item.shape
            .types()
            .filter_map(Type::needed)
            .for_each(|name| needed_by.entry(name).or_default().push(item));
    }
    // What needs nothing ends, and so does what needs only what ends.
    let mut ending: HashSet<&str> = HashSet::new();
    let mut open: Vec<&Item> = items.clone().collect();
    while let Some(item) = open.pop() {
        let is_ending = |name: &str| ending.contains(name) || !all.contains_key(name);
        if !ending.contains(item.name.as_str()) && ends(item, &is_ending) {
            ending.insert(&item.name);
            open.extend(needed_by.get(item.name.as_str()).into_iter().flatten());
        }
    }
    items
        .filter(|item| !ending.contains(item.name.as_str()))
        .filter_map(|item| item.component.as_deref())
        .collect()
}

fn ends(item: &Item, is_ending: &dyn Fn(&str) -> bool) -> bool {
    let ends = |of: &Type| of.needed().is_none_or(is_ending);
    match &item.shape {
        // One that ends is enough.
        Shape::Union { .. } | Shape::Contents(_) => item.shape.types().any(ends),
        Shape::Struct(_) | Shape::Newtype(_) | Shape::Enumeration(_) => item.shape.types().all(ends),
    }
}

#[cfg(test)]
mod tests {
    use crate::load::{Limits, load_text};
    use crate::plan::{PlanOptions, plan};

    #[test]
    fn schemas_whose_values_never_end_are_told() {
        let text = "openapi: 3.1.0
info: {title: T, version: '1'}
paths: {}
components:
  schemas:
    Self: {type: object, required: [next], properties: {next: {$ref: '#/components/schemas/Self'}}}
    One: {type: object, required: [other], properties: {other: {$ref: '#/components/schemas/Other'}}}
    Other: {type: object, required: [one], properties: {one: {$ref: '#/components/schemas/One'}}}
    Holds: {type: object, required: [one], properties: {one: {$ref: '#/components/schemas/One'}}}
    Optional: {type: object, properties: {next: {$ref: '#/components/schemas/Optional'}}}
    List: {type: object, required: [all], properties: {all: {type: array, items: {$ref: '#/components/schemas/List'}}}}
    Tree: {oneOf: [{type: string}, {$ref: '#/components/schemas/Branch'}]}
    Branch: {type: object, required: [left], properties: {left: {$ref: '#/components/schemas/Tree'}}}
    Null: {type: object, required: [next], properties: {next: {anyOf: [{$ref: '#/components/schemas/Null'}, {type: 'null'}]}}}
";
        let document = load_text("a.yaml", text, &Limits::default()).expect("a document");
        let mut diagnostics = Vec::new();
        let api = crate::api::resolve(&document, &mut diagnostics).expect("an API");
        plan(&api, &PlanOptions::default(), &mut diagnostics);
        let told = diagnostics.iter().map(|it| document.sources.locate(it.place.expect("a place")));
        assert_eq!(told.collect::<Vec<_>>(), ["a.yaml:6:5", "a.yaml:7:5", "a.yaml:8:5", "a.yaml:9:5"]);
        assert!(diagnostics.iter().all(|it| it.message.contains("ever ends")), "{diagnostics:?}");
    }
}
