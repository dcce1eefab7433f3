//! Types as they are written: those of components, and those that get a name where they are described.

use serde_json::{Map, Value};

use super::Types;
use super::form::{Form, Kind, Use};
use crate::api::SchemaId;
use crate::plan::item::{Constant, Item, Rule, Shape, Type};
use crate::plan::names::{self, Scope};

impl Types<'_> {
    /// The type of a component.
    pub(in crate::plan) fn name(&self, id: SchemaId) -> &str {
        self.named.get(&id).map_or("Value", String::as_str)
    }

    /// The type of a component with those that it needed, itself first.
    pub(in crate::plan) fn component(&mut self, component: &str, id: SchemaId) -> Vec<Item> {
        let name = self.name(id).to_owned();
        self.open.push(id);
        let mut form = self.classify(id, &name);
        self.open.pop();
        let mut annotations = self.annotations(id);
        let doc = annotations.description.take();
        let deprecated = std::mem::take(&mut annotations.deprecated);
        if form.nullable
            && let Kind::Item(Shape::Enumeration(constants)) = &mut form.kind
        {
            constants.push(null_beside(constants));
            form.nullable = false;
        }
        let (shape, mut rules, mut fragment) = match form.kind {
            Kind::Item(shape) if !form.nullable => (shape, form.rules, form.residual),
            Kind::Item(_) => {
                let used = self.written(form, &format!("{name}Value"));
                (Shape::Newtype(Type::Option(Box::new(used.of))), vec![Rule::Flag("nullable")], Map::new())
            }
            Kind::Plain(of) if form.nullable => {
                form.rules.insert(0, Rule::Flag("nullable"));
                (Shape::Newtype(Type::Option(Box::new(of))), form.rules, form.residual)
            }
            Kind::Plain(of) => (Shape::Newtype(of), form.rules, form.residual),
        };
        if deprecated {
            rules.push(Rule::Flag("deprecated"));
        }
        fragment.extend(annotations.into_json());
        let rules = self.rules(false, rules, fragment);
        let item = Item { name, component: Some(component.to_owned()), doc, rules, shape };
        let mut items = vec![item];
        items.append(&mut self.made);
        items
    }

    /// Types that were made for others since they were last collected.
    pub(in crate::plan) fn collect_made(&mut self) -> Vec<Item> {
        std::mem::take(&mut self.made)
    }

    /// Makes a component of a type that stands in place, where a discriminator maps to it: it can only map to names.
    pub(in crate::plan) fn name_mapped(&self, item: &mut Item) {
        if item.component.is_none()
            && self.mapped.contains(&item.name)
            && !self.components.contains_key(&item.name)
        {
            item.component = Some(item.name.clone());
        }
    }

    /// A type of the plan's own making.
    pub(in crate::plan) fn add(&mut self, item: Item) {
        self.made.push(item);
    }

    /// A schema where a field or an element can say what it has to say.
    pub(in crate::plan) fn usage(&mut self, id: SchemaId, hint: &str) -> Use {
        let form = self.form(id, hint);
        self.written(form, hint)
    }

    /// A schema where nothing but a type can stand: a body, or one content of several. What is said of the values of a type
    /// with a name comes beside it.
    pub(in crate::plan) fn bare(&mut self, id: SchemaId, hint: &str) -> (Type, Map<String, Value>) {
        let mut form = self.form(id, hint);
        let alone = form.alone().cloned();
        if let Some(of @ Type::Item(_)) = alone {
            let words = (!self.named.contains_key(&id)).then(|| self.annotations(id).into_whole_json());
            return (of, words.unwrap_or_default());
        }
        let mut annotations = self.annotations(id);
        let doc = annotations.description.take();
        let fragment = annotations.into_json();
        if let (Some(of), None, true) = (alone, &doc, fragment.is_empty()) {
            return (of, Map::new());
        }
        if form.nullable && matches!(form.kind, Kind::Item(_)) {
            let used = self.written(form, &format!("{hint}Value"));
            form = Form::plain(used.of).nullable(true);
        }
        let (shape, nullable) = match form.kind {
            Kind::Item(shape) => (shape, false),
            Kind::Plain(of) if form.nullable => (Shape::Newtype(Type::Option(Box::new(of))), true),
            Kind::Plain(of) => (Shape::Newtype(of), false),
        };
        let mut all = form.residual;
        all.extend(fragment);
        let rules = self.rules(nullable, form.rules, all);
        (Type::Item(self.intern(hint, doc, rules, shape)), Map::new())
    }

    /// Gives a form's type a name if it has none.
    fn written(&mut self, form: Form, hint: &str) -> Use {
        let Form { kind, nullable, rules, residual } = form;
        match kind {
            Kind::Plain(of) => Use { of, nullable, rules, residual },
            Kind::Item(shape) => {
                let rules = self.rules(false, rules, residual);
                let of = Type::Item(self.intern(hint, None, rules, shape));
                Use { of, nullable, rules: Vec::new(), residual: Map::new() }
            }
        }
    }

    /// The name of a type that is described in place; one that is the same already is used again.
    fn intern(&mut self, hint: &str, doc: Option<String>, rules: Vec<Rule>, shape: Shape) -> String {
        let mut item = Item { name: String::new(), component: None, doc, rules, shape };
        if let Some(name) = self.interned.get(&item) {
            return name.clone();
        }
        let name = self.scope.take([names::type_name(hint).as_str()]);
        self.interned.insert(item.clone(), name.clone());
        item.name.clone_from(&name);
        self.made.push(item);
        name
    }
}

/// `null` as one more of a set of constants.
fn null_beside(constants: &[Constant]) -> Constant {
    let mut taken = Scope::default();
    constants.iter().for_each(|constant| drop(taken.take([constant.name.as_str()])));
    Constant { name: taken.take(["Null"]), rule: Rule::Json("value_json", "null".to_owned()) }
}
