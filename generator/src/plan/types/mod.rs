//! Schemas made Rust types.
//!
//! The type may accept more than its schema, never less; what it lets through is a rule or a check. A kind of schema a
//! module; what none of them can say is any value with the whole schema as its check.

mod all_of;
pub(super) mod annotation;
mod declaration;
mod default;
mod discriminator;
mod enumeration;
mod evaluation;
mod field;
mod file;
pub(super) mod form;
mod kind;
mod list;
mod merge;
mod mismatch;
mod object;
pub(super) mod recursion;
mod residual;
mod scalar;
mod union;
mod variant;

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use self::evaluation::Evaluation;
use self::form::{Form, Kind};
use super::item::{Item, Known, Type};
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

    /// Notes something to tell.
    pub(super) fn warn(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }
}
