//! The files of one spec.

use std::collections::HashSet;

use minijinja::{Value, context};

use super::EmittedFile;
use super::engine::Engine;
use super::error::Error;
use super::imports::Imports;
use super::token::Token;
use super::{item, operation, source};
use crate::plan::item::Item;
use crate::plan::operation::{Handling, Operation};
use crate::plan::{File, Plan, Plans};

/// Writes the files of one spec.
pub(super) struct Version<'a> {
    engine: &'a Engine,
    plans: &'a Plans,
    plan: &'a Plan,
    /// The names of all types of the spec.
    names: HashSet<&'a str>,
}

impl<'a> Version<'a> {
    pub(super) fn new(engine: &'a Engine, plans: &'a Plans, plan: &'a Plan) -> Self {
        let mut names: HashSet<&str> =
            plan.schemas.iter().flat_map(|file| &file.content).map(item_name).collect();
        for operation in plan.operations.iter().flat_map(|file| &file.content) {
            names.extend(own_names(operation));
        }
        Self { engine, plans, plan, names }
    }

    /// How many files of types there are.
    pub(super) fn len(&self) -> usize {
        self.plan.schemas.len() + self.plan.operations.len()
    }

    /// One of the files of types; none when there is nothing in it.
    pub(super) fn file(&self, index: usize) -> Result<Option<EmittedFile>, Error> {
        match self.plan.schemas.get(index) {
            Some(file) => self.schemas(file).map(Some),
            None => self.operations(&self.plan.operations[index - self.plan.schemas.len()]),
        }
    }

    /// The files that hold the others together.
    pub(super) fn modules(&self) -> Result<Vec<EmittedFile>, Error> {
        let module = &self.plan.module;
        let schemas: Vec<&str> = self.plan.schemas.iter().map(|file| file.module.as_str()).collect();
        let typed =
            |file: &&File<Operation>| file.content.iter().any(|it| matches!(it.handling, Handling::Typed(_)));
        let operations: Vec<&str> =
            self.plan.operations.iter().filter(typed).map(|it| it.module.as_str()).collect();
        let mut files = vec![self.document(!schemas.is_empty(), !operations.is_empty())?];
        for (folder, mut modules) in [("schemas", schemas), ("operations", operations)] {
            if modules.is_empty() {
                continue;
            }
            modules.sort_unstable();
            let path = format!("{module}/{folder}/mod.rs");
            let modules: Vec<Token> = modules.into_iter().map(Token::ident).collect();
            let text = self.engine.fill("modules.j2", context! { modules })?;
            files.push(EmittedFile { text: source::generated("modules.j2", &path, &text)?, path });
        }
        Ok(files)
    }

    fn document(&self, schemas: bool, operations: bool) -> Result<EmittedFile, Error> {
        let plan = self.plan;
        let mut imports = Imports::new(&self.names, self.names.clone(), "self", &self.plans.generated);
        let document = imports.foreign("routewright::operation", "Document");
        let components: Vec<Token> = plan.components.iter().map(|name| imports.item(name)).collect();
        let values = context! {
            schemas,
            operations,
            document,
            doc => Token::doc(&format!("The document `{}`, without its operations.", plan.name), false),
            name => Token::string(&plan.name),
            mount => Token::string(&plan.mount),
            header => Token::raw_string(&plan.header),
            components,
            imports => imports.tokens(),
        };
        let path = format!("{}/mod.rs", plan.module);
        let text = self.engine.fill("document.j2", values)?;
        Ok(EmittedFile { text: source::generated("document.j2", &path, &text)?, path })
    }

    fn schemas(&self, file: &'a File<Item>) -> Result<EmittedFile, Error> {
        let own = file.content.iter().map(item_name).collect();
        let mut imports = Imports::new(&self.names, own, "super", &self.plans.generated);
        let items: Vec<Value> = file.content.iter().map(|it| item::item(it, &mut imports)).collect();
        let path = format!("{}/schemas/{}.rs", self.plan.module, file.module);
        let text = self.engine.fill("schemas.j2", context! { items, imports => imports.tokens() })?;
        Ok(EmittedFile { text: source::generated("schemas.j2", &path, &text)?, path })
    }

    fn operations(&self, file: &'a File<Operation>) -> Result<Option<EmittedFile>, Error> {
        let own = file.content.iter().flat_map(own_names).collect();
        let module = format!("{}::{}", self.plans.generated, self.plan.module);
        let mut imports = Imports::new(&self.names, own, &module, &self.plans.generated);
        let operations: Vec<Value> = file
            .content
            .iter()
            .filter_map(|it| operation::operation(it, &self.plan.name, &self.plan.schemes, &mut imports))
            .collect();
        if operations.is_empty() {
            return Ok(None);
        }
        let path = format!("{}/operations/{}.rs", self.plan.module, file.module);
        let doc =
            file.content.first().map(|it| Token::doc(&format!("`{}`", it.path.replace('`', "'")), true));
        let values = context! { doc, operations, imports => imports.tokens() };
        let text = self.engine.fill("operations.j2", values)?;
        Ok(Some(EmittedFile { text: source::generated("operations.j2", &path, &text)?, path }))
    }
}

fn item_name(item: &Item) -> &str {
    &item.name
}

/// The names of the types that stand in an operation's file because of it.
fn own_names(operation: &Operation) -> Vec<&str> {
    match &operation.handling {
        Handling::Raw { .. } => Vec::new(),
        Handling::Typed(typed) => {
            let items = typed.items.iter().map(item_name);
            items.chain([typed.request.as_str(), typed.response.as_str()]).collect()
        }
    }
}
