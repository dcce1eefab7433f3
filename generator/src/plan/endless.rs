//! Types of which there is no value, because each value has another one in it.

use std::borrow::Borrow;
use std::collections::{HashMap, HashSet};

use super::item::{Item, Shape, Type};

/// The components whose values would never end.
pub(super) fn endless<'a>(items: &[&'a Item]) -> Vec<&'a str> {
    let mut ending = Ending::among(items);
    ending.spread(items, (0..items.len()).collect(), |item, ending| {
        let ends = |of: &Type| ending.reaches(of);
        match &item.shape {
            // One that ends is enough.
            Shape::Union { .. } | Shape::Contents(_) => item.shape.types().any(ends),
            Shape::Struct(_) | Shape::Newtype(_) | Shape::Enumeration(_) => item.shape.types().all(ends),
        }
    });
    let left = items.iter().filter(|item| !ending.contains(&item.name));
    left.filter_map(|item| item.component.as_deref()).collect()
}

/// The types of which there are values, as far as that is known.
pub(super) struct Ending {
    known: HashSet<String>,
    /// The numbers of the types that need one.
    needed_by: HashMap<String, Vec<usize>>,
}

impl Ending {
    /// Nothing is known of these.
    pub(super) fn among(items: &[impl Borrow<Item>]) -> Self {
        let mut needed_by: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, item) in items.iter().enumerate() {
            for name in item.borrow().shape.types().filter_map(Type::needed) {
                needed_by.entry(name.to_owned()).or_default().push(number);
            }
        }
        Self { known: HashSet::new(), needed_by }
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// Whether a type needs nothing of which it is not known that there are values.
    pub(super) fn reaches(&self, of: &Type) -> bool {
        of.needed().is_none_or(|name| self.contains(name))
    }

    /// Looks at the types with these numbers, and wherever one ends at those that need it.
    pub(super) fn spread(
        &mut self,
        items: &[impl Borrow<Item>],
        mut open: Vec<usize>,
        ends: impl Fn(&Item, &Self) -> bool,
    ) {
        while let Some(number) = open.pop() {
            let item = items[number].borrow();
            if !self.contains(&item.name) && ends(item, self) {
                self.known.insert(item.name.clone());
                open.extend(self.needed_by.get(&item.name).into_iter().flatten());
            }
        }
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
