//! Schemas made Rust types.
//!
//! The type may accept more than its schema, never less; what it lets through is a rule or a check. A kind of schema a
//! module; what none of them can say is any value with the whole schema as its check.

mod all_of;
pub(super) mod annotation;
mod default;
mod discriminator;
mod enumeration;
mod evaluation;
mod field;
pub(super) mod form;
mod list;
mod mismatch;
mod object;
pub(super) mod recursion;
mod residual;
mod scalar;
mod union;

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::{Map, Value};

use self::annotation::Annotations;
use self::evaluation::Evaluation;
use self::form::{Form, Kind, Use};
use super::item::{Constant, Item, Known, Rule, Shape, Type};
use super::names::{self, Scope};
use crate::api::{Api, Schema, SchemaId, Schemas, Type as SchemaType, TypeSet};
use crate::diagnostic::Diagnostic;
use crate::plan::Validation;

/// How deep a schema may lie in another one without a name between.
const DEEPEST: usize = 64;

/// Makes types of the schemas of one spec.
pub(super) struct Types<'a> {
    schemas: Schemas,
    pub(super) validation: Validation,
    components: &'a IndexMap<String, SchemaId>,
    /// The names of the types of components.
    named: HashMap<SchemaId, String>,
    /// The names that are taken in the spec's module.
    pub(super) scope: Scope,
    /// Types without a component by what they are, so that one is written once.
    interned: HashMap<Item, String>,
    /// Types that a discriminator maps to.
    mapped: HashSet<String>,
    /// Types that were made since they were last collected.
    made: Vec<Item>,
    /// Texts that are files, because they are parts of a multipart body.
    files: HashSet<SchemaId>,
    /// The schemas that are being made, outermost first.
    open: Vec<SchemaId>,
    /// Two schemas that must both hold, and the schema that says so.
    pairs: HashMap<(SchemaId, SchemaId, bool), SchemaId>,
    /// How many schemas were merged so far.
    merges: usize,
    /// What holds values against schemas.
    evaluation: Evaluation,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Types<'a> {
    /// Takes names for all components.
    pub(super) fn new(api: &'a Api, validation: Validation, diagnostics: &'a mut Vec<Diagnostic>) -> Self {
        let mut scope = Scope::default();
        let idents = names::distinct(api.components.keys().map(String::as_str), names::type_name);
        let named =
            api.components.values().copied().zip(idents.iter().map(|name| scope.take([name.as_str()])));
        Self {
            schemas: api.schemas.clone(),
            validation,
            components: &api.components,
            named: named.collect(),
            scope,
            interned: HashMap::new(),
            mapped: HashSet::new(),
            made: Vec::new(),
            files: HashSet::new(),
            open: Vec::new(),
            pairs: HashMap::new(),
            merges: 0,
            evaluation: Evaluation::new(api),
            diagnostics,
        }
    }

    /// The type of a component.
    pub(super) fn name(&self, id: SchemaId) -> &str {
        self.named.get(&id).map_or("Value", String::as_str)
    }

    /// The type of a component with those that it needed, itself first.
    pub(super) fn component(&mut self, component: &str, id: SchemaId) -> Vec<Item> {
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
            let mut taken = Scope::default();
            constants.iter().for_each(|constant| drop(taken.take([constant.name.as_str()])));
            let rule = Rule::Json("value_json", "null".to_owned());
            constants.push(Constant { name: taken.take(["Null"]), rule });
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
    pub(super) fn collect_made(&mut self) -> Vec<Item> {
        std::mem::take(&mut self.made)
    }

    /// Makes a component of a type that stands in place, where a discriminator maps to it: it can only map to names.
    pub(super) fn name_mapped(&self, item: &mut Item) {
        if item.component.is_none()
            && self.mapped.contains(&item.name)
            && !self.components.contains_key(&item.name)
        {
            item.component = Some(item.name.clone());
        }
    }

    /// A type of the plan's own making.
    pub(super) fn add(&mut self, item: Item) {
        self.made.push(item);
    }

    /// A schema where a field or an element can say what it has to say.
    pub(super) fn usage(&mut self, id: SchemaId, hint: &str) -> Use {
        let form = self.form(id, hint);
        self.written(form, hint)
    }

    /// A schema where nothing but a type can stand: a body, or one content of several. What is said of the values of a type
    /// with a name comes beside it.
    pub(super) fn bare(&mut self, id: SchemaId, hint: &str) -> (Type, Map<String, Value>) {
        let mut form = self.form(id, hint);
        if let Kind::Plain(Type::Item(name)) = &form.kind
            && !form.nullable
            && form.rules.is_empty()
            && form.residual.is_empty()
        {
            let name = name.clone();
            let words = (!self.named.contains_key(&id)).then(|| self.annotations(id).into_whole_json());
            return (Type::Item(name), words.unwrap_or_default());
        }
        let mut annotations: Annotations = self.annotations(id);
        let doc = annotations.description.take();
        let fragment = annotations.into_json();
        let said = doc.is_some() || !fragment.is_empty();
        if let Kind::Plain(of) = &form.kind {
            if !form.nullable && form.rules.is_empty() && form.residual.is_empty() && !said {
                return (of.clone(), Map::new());
            }
        } else if form.nullable {
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

    /// What a schema becomes where it is used.
    fn form(&mut self, id: SchemaId, hint: &str) -> Form {
        if let Some(name) = self.named.get(&id) {
            return Form::plain(Type::Item(name.clone()));
        }
        if self.open.contains(&id) || self.open.len() > DEEPEST {
            let place = self.schemas[id].place;
            self.diagnostics.push(
                Diagnostic::warning(place, "this schema lies too deep in others to become a type")
                    .help("give it a name under `components/schemas`")
                    .capability("deep-schemas"),
            );
            return self.opaque(id);
        }
        self.open.push(id);
        let form = self.classify(id, hint);
        self.open.pop();
        form
    }

    fn classify(&mut self, id: SchemaId, hint: &str) -> Form {
        let schema = self.schemas[id].clone();
        let form = if schema.always.is_some() {
            self.opaque(id)
        } else if schema.reference.is_some() || !schema.all_of.is_empty() {
            self.all_of(id, &schema, hint)
        } else if schema.enumeration.is_some() || schema.constant.is_some() {
            self.enumeration(id, &schema)
        } else if !schema.any_of.is_empty() || !schema.one_of.is_empty() {
            self.union(id, &schema, hint)
        } else {
            self.typed(id, &schema, hint)
        };
        let checked = form.nullable && residual::concerns_null(&form.residual);
        if checked { self.opaque(id) } else { form }
    }

    /// The type of a schema by its `type`.
    fn typed(&mut self, id: SchemaId, schema: &Schema, hint: &str) -> Form {
        let types = match (schema.types, self.implied(schema)) {
            (Some(types), _) => types,
            (None, Some(kind)) => {
                self.diagnostics.push(
                    Diagnostic::warning(
                        schema.place,
                        format!(
                            "a schema without `type` that describes an {0}: only an {0} is taken",
                            kind.name()
                        ),
                    )
                    .help(format!("say `type: {}`, or set `validation.untyped = \"any\"`", kind.name()))
                    .capability("untyped-schemas"),
                );
                TypeSet::of(kind)
            }
            (None, None) => return self.opaque(id),
        };
        let nullable = types.contains(SchemaType::Null);
        let others = types.without(SchemaType::Null);
        let form = match others.single() {
            None if others.is_empty() && nullable => return self.null(schema),
            None if others.is_empty() => return self.opaque(id),
            None if others.len() == 2
                && others.contains(SchemaType::Integer)
                && others.contains(SchemaType::Number) =>
            {
                self.number(schema, SchemaType::Number)
            }
            None => self.several(id, schema, others, hint),
            Some(SchemaType::Null) => return self.null(schema),
            Some(SchemaType::Boolean) => self.boolean(schema),
            Some(kind @ (SchemaType::Integer | SchemaType::Number)) => self.number(schema, kind),
            Some(SchemaType::String) => self.text(id, schema),
            Some(SchemaType::Array) => self.list(id, schema, hint),
            Some(SchemaType::Object) => self.object(id, schema, hint),
        };
        // A schema that is left to its check says `null` itself.
        let any = matches!(form.kind, Kind::Plain(Type::Known(Known::Value)));
        form.nullable(nullable && !any)
    }

    /// Marks the parts of a multipart body, in which text of format `binary` is a file.
    pub(super) fn mark_files(&mut self, id: SchemaId) {
        let mut open = vec![(id, false)];
        let mut seen = HashSet::new();
        while let Some((id, part)) = open.pop() {
            if !seen.insert((id, part)) {
                continue;
            }
            if part {
                self.files.insert(id);
            }
            let schema = &self.schemas[id];
            open.extend(schema.reference.iter().chain(&schema.all_of).map(|&id| (id, part)));
            if part {
                open.extend(schema.items.map(|id| (id, true)));
            } else {
                let members = schema.properties.values().chain(&schema.any_of).chain(&schema.one_of);
                open.extend(schema.properties.values().map(|&id| (id, true)));
                open.extend(
                    members
                        .filter(|id| !schema.properties.values().any(|own| own == *id))
                        .map(|&id| (id, false)),
                );
            }
        }
    }

    /// Whether a body of this schema can be written as a form: its outermost type is an object.
    pub(super) fn is_object(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let types = schema.types.or_else(|| self.implied(schema).map(TypeSet::of));
        match types {
            Some(types) => types == TypeSet::of(SchemaType::Object),
            None => schema.all_of.iter().any(|&member| self.is_part_object(member, 16)),
        }
    }

    /// Whether the values of a schema are lists or objects, as far as that is plain to see.
    pub(super) fn is_structured(&self, id: SchemaId) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let structured = |kind| matches!(kind, SchemaType::Array | SchemaType::Object);
        self.is_object(id) || schema.types.is_some_and(|types| types.iter().any(structured))
    }

    /// Notes something to tell.
    pub(super) fn warn(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Whether a schema is of one type that is neither a list nor an object.
    pub(super) fn is_scalar(&self, id: SchemaId) -> bool {
        let types = self.schemas[self.schemas.target(id)].types.map(|types| types.without(SchemaType::Null));
        let single = types.and_then(TypeSet::single);
        single.is_some_and(|kind| !matches!(kind, SchemaType::Array | SchemaType::Object))
    }

    fn is_part_object(&self, id: SchemaId, depth: usize) -> bool {
        let schema = &self.schemas[self.schemas.target(id)];
        let types = schema.types.or_else(|| self.implied(schema).map(TypeSet::of));
        types == Some(TypeSet::of(SchemaType::Object))
            || depth > 0 && schema.all_of.iter().any(|&member| self.is_part_object(member, depth - 1))
    }
}

impl Types<'_> {
    /// The type that a schema without `type` is taken for, by the keywords that it has.
    fn implied(&self, schema: &Schema) -> Option<SchemaType> {
        if self.validation.implies_types() { described(schema) } else { None }
    }
}

/// The type of which a schema without `type` speaks.
fn described(schema: &Schema) -> Option<SchemaType> {
    if schema.types.is_some() || schema.enumeration.is_some() || schema.constant.is_some() {
        None
    } else if !schema.properties.is_empty() || schema.additional_properties.is_some() {
        Some(SchemaType::Object)
    } else if schema.items.is_some() {
        Some(SchemaType::Array)
    } else {
        None
    }
}
