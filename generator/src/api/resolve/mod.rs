//! From nodes to the resolved description.
//!
//! Versions 3.0, 3.1 and 3.2 share this reader, and 2.0 comes in the shape of 3.0: they differ in the dialect of their schemas
//! and in what may stand beside a
//! reference. It goes on where the meaning is clear, with a warning, and refuses with a place where it is not.

mod bounds;
mod content;
mod cycles;
mod digits;
mod discriminator;
mod dynamic;
mod example;
mod header;
mod json;
mod keywords;
mod link;
mod members;
mod methods;
mod names;
mod operation;
mod parameter;
mod path;
mod patterns;
mod positions;
mod querystring;
mod reference;
mod response;
mod schema;
mod security;
mod styles;
mod tag;
mod top;
mod values;
mod xml;

#[cfg(test)]
mod testing;

use std::collections::{HashMap, HashSet, VecDeque};

use indexmap::{IndexMap, IndexSet};

use self::operation::Security;
use super::{Api, SchemaId, Schemas, SecurityScheme, SpecVersion, swagger};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Document, Map, Node};

/// Resolves a document; nothing when something is wrong that cannot be passed over.
pub fn resolve(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Option<Api> {
    if swagger::is_swagger(document.root(document.entry())) {
        let (upgraded, problems) = swagger::upgrade(document);
        let failed = problems.iter().any(Diagnostic::is_error);
        diagnostics.extend(problems);
        let mut told = Vec::new();
        let api = read(&upgraded, &mut told);
        diagnostics.extend(told.into_iter().map(swagger::in_its_words));
        return api.filter(|_| !failed).map(|api| Api { version: SpecVersion::V2_0, ..api });
    }
    read(document, diagnostics)
}

/// Resolves a document of version 3.
fn read(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Option<Api> {
    let root = document.root(document.entry());
    let text = root.get("openapi").map_or("", |node| document.sources.slice(node.place));
    diagnostics.extend(document.warnings.iter().cloned());
    match SpecVersion::of(root, text) {
        Ok(version) => {
            let mut resolver = Resolver::new(document, version);
            let api = resolver.api(root);
            let failed = resolver.failed;
            diagnostics.extend(resolver.into_diagnostics());
            api.filter(|_| !failed)
        }
        Err(problem) => {
            diagnostics.push(*problem);
            None
        }
    }
}

/// How many things a document may be resolved to: references can repeat a part of it without end.
const BUDGET: usize = 2_000_000;

/// How many diagnostics are kept.
const DIAGNOSTICS: usize = 10_000;

struct Resolver<'d> {
    document: &'d Document,
    version: SpecVersion,
    diagnostics: Vec<Diagnostic>,
    /// Whether there is an error among them.
    failed: bool,
    schemas: Schemas,
    /// The schemas by the address of their node: the same place is the same schema, whichever way leads there.
    ids: HashMap<usize, SchemaId>,
    pending: VecDeque<(SchemaId, &'d Node)>,
    /// Subschemas of keywords that stay JSON: the schema, the keyword, the member of the keyword's value, the subschema.
    residual: Vec<(SchemaId, &'d str, Option<&'d str>, SchemaId)>,
    /// The same, for keeps: the schema and the subschema.
    residual_parts: Vec<(SchemaId, SchemaId)>,
    /// Where schemas are written.
    nodes: HashMap<SchemaId, &'d Node>,
    /// Schemas with a dynamic reference that can lead to several places.
    dynamic: Vec<SchemaId>,
    components: IndexMap<String, SchemaId>,
    /// The last number behind a name that several schemas wanted.
    numbers: HashMap<String, usize>,
    /// The nodes of `components.schemas`.
    component_nodes: HashSet<usize>,
    security_schemes: IndexMap<String, SecurityScheme>,
    /// Security schemes of other files by the addresses of their nodes, and the names that they have here.
    foreign_schemes: HashMap<usize, String>,
    /// The same, in their order.
    taken_in: Vec<(String, &'d Node)>,
    /// Components other than schemas that something described refers to: section and name.
    used: IndexSet<(&'static str, String)>,
    /// The schemas of `additionalProperties`, which every version lets be true or false.
    flags: HashSet<SchemaId>,
    /// What references led to nothing where no schema was meant, so far.
    missing: Vec<Diagnostic>,
    /// The regular expressions that were found to be fine.
    patterns: HashSet<&'d str>,
    spent: usize,
}

impl<'d> Resolver<'d> {
    fn new(document: &'d Document, version: SpecVersion) -> Self {
        Self {
            document,
            version,
            diagnostics: Vec::new(),
            failed: false,
            schemas: Schemas::new(),
            ids: HashMap::new(),
            pending: VecDeque::new(),
            residual: Vec::new(),
            residual_parts: Vec::new(),
            nodes: HashMap::new(),
            dynamic: Vec::new(),
            components: IndexMap::new(),
            numbers: HashMap::new(),
            component_nodes: HashSet::new(),
            security_schemes: IndexMap::new(),
            foreign_schemes: HashMap::new(),
            taken_in: Vec::new(),
            used: IndexSet::new(),
            flags: HashSet::new(),
            missing: Vec::new(),
            patterns: HashSet::new(),
            spent: 0,
        }
    }

    fn api(&mut self, root: &'d Node) -> Option<Api> {
        let map = self.object(root, "the document")?;
        self.declare_components(map);
        let info = self.info(map);
        let servers = self.servers(map);
        let tags = self.tags(map);
        self.read_security_schemes(map);
        let before = self.missing.len();
        let common = self.security(map);
        let security = Security {
            common: common.as_deref().unwrap_or_default(),
            undeclared: self.missing[before..].to_vec(),
        };
        let (paths, operations, hidden) = self.paths(map, &security);
        let is_declared = security.undeclared.is_empty();
        let webhooks = self.webhooks(map);
        self.check_components(map);
        self.settle();
        self.keep_dynamic_schemas();
        self.refuse_cycles();
        self.check_styles(&operations);
        let header = self.header(map, common.filter(|_| is_declared));
        self.settle();
        self.check_top(map);
        Some(Api {
            version: self.version,
            info,
            servers,
            tags,
            header,
            schemas: std::mem::take(&mut self.schemas),
            components: std::mem::take(&mut self.components),
            security_schemes: std::mem::take(&mut self.security_schemes),
            paths,
            operations,
            hidden,
            webhooks,
        })
    }

    fn is_3_0(&self) -> bool {
        self.version == SpecVersion::V3_0
    }

    fn is_3_2(&self) -> bool {
        self.version == SpecVersion::V3_2
    }

    fn error(&mut self, place: Place, message: impl Into<String>) {
        self.push(Diagnostic::error(place, message));
    }

    fn warn(&mut self, place: Place, message: impl Into<String>) {
        self.push(Diagnostic::warning(place, message));
    }

    /// Takes note, up to a number that nobody reads; the first error always counts.
    fn push(&mut self, diagnostic: Diagnostic) {
        let is_first_error = diagnostic.is_error() && !self.failed;
        if self.diagnostics.len() < DIAGNOSTICS || is_first_error {
            self.failed |= diagnostic.is_error();
            self.diagnostics.push(diagnostic);
        }
    }

    /// Counts what is resolved; says whether there may be more.
    fn spend(&mut self, cost: usize, place: Place) -> bool {
        let before = self.spent;
        self.spent = self.spent.saturating_add(cost);
        if before <= BUDGET && self.spent > BUDGET {
            self.error(place, "references repeat so much of the document that it becomes too large");
        }
        self.spent <= BUDGET
    }

    /// What was found, each thing once: a component is looked at wherever it is used.
    fn into_diagnostics(self) -> impl Iterator<Item = Diagnostic> {
        let mut seen = HashSet::new();
        self.diagnostics
            .into_iter()
            .filter(move |diagnostic| seen.insert((diagnostic.place, diagnostic.message.clone())))
    }
}

/// The identity of a node: where it lies in memory, while the document is borrowed.
fn address(node: &Node) -> usize {
    std::ptr::from_ref(node) as usize
}

/// The members of `components.<section>` of the document.
fn section<'d>(root: &'d Map, name: &str) -> Option<&'d Map> {
    root.get("components")?.value.get(name)?.as_map()
}
