//! What a schema became, before it is known where it is used.

use serde_json::{Map, Value};

use crate::plan::item::{Known, Rule, Shape, Type};

/// A schema as a Rust type with rules.
#[derive(Clone, Debug)]
pub(in crate::plan) struct Form {
    /// The type.
    pub(super) kind: Kind,
    /// Whether `null` is a value too.
    pub(super) nullable: bool,
    /// What the type leaves open and has an attribute.
    pub(super) rules: Vec<Rule>,
    /// What the type leaves open and has none: assertions as JSON.
    pub(super) residual: Map<String, Value>,
}

/// A type, written already or not.
#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A type to write, once it has a name.
    Item(Shape),
    /// A type that is there.
    Plain(Type),
}

impl Form {
    pub(super) fn plain(of: Type) -> Self {
        Self { kind: Kind::Plain(of), nullable: false, rules: Vec::new(), residual: Map::new() }
    }

    pub(super) fn known(known: Known) -> Self {
        Self::plain(Type::Known(known))
    }

    pub(super) fn item(shape: Shape) -> Self {
        Self { kind: Kind::Item(shape), nullable: false, rules: Vec::new(), residual: Map::new() }
    }

    /// Any value at all.
    pub(super) fn any() -> Self {
        Self::known(Known::Value)
    }

    /// Any value that passes a check.
    pub(super) fn checked(residual: Map<String, Value>) -> Self {
        Self { residual, ..Self::any() }
    }

    /// The type, where nothing has to be said beside it.
    pub(super) fn alone(&self) -> Option<&Type> {
        match &self.kind {
            Kind::Plain(of) if !self.nullable && self.rules.is_empty() && self.residual.is_empty() => {
                Some(of)
            }
            _ => None,
        }
    }

    pub(super) fn rules(mut self, rules: Vec<Rule>) -> Self {
        self.rules = rules;
        self
    }

    pub(super) fn residual(mut self, residual: Map<String, Value>) -> Self {
        self.residual = residual;
        self
    }

    pub(super) fn nullable(mut self, nullable: bool) -> Self {
        self.nullable |= nullable;
        self
    }
}

/// A schema at the place where it is used.
#[derive(Clone, Debug)]
pub(in crate::plan) struct Use {
    /// The type, without an `Option` for `null`.
    pub(in crate::plan) of: Type,
    /// Whether `null` is a value too.
    pub(in crate::plan) nullable: bool,
    /// The rules that have an attribute.
    pub(in crate::plan) rules: Vec<Rule>,
    /// Those that have none.
    pub(in crate::plan) residual: Map<String, Value>,
}
