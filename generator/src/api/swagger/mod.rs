//! OpenAPI 2.0, brought into the shape of 3.0 before anything else reads it.
//!
//! Every value keeps its place, so that whatever is said about it later points into the file that was written. What has
//! no meaning in 2.0 is passed on as it is: the reader of 3.0 complains about it in its own words.

mod form;
mod media;
mod object;
mod operation;
mod parameter;
mod path;
mod reference;
mod response;
mod schema;
mod security;
mod server;

#[cfg(test)]
mod tests;

use media::MediaTypes;
use object::Object;

use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Document, Map, Node};

/// How many values a document may become: what is shared in 2.0 is written out in 3.0 here and there.
const BUDGET: usize = 2_000_000;

/// Whether a file says that it is of version 2.0.
pub(super) fn is_swagger(root: &Node) -> bool {
    root.get("swagger").is_some_and(|version| version.to_json() == "2.0" || version.to_json() == 2.0)
}

/// The same document in the shape of 3.0, and what is lost on the way.
pub(super) fn upgrade(document: &Document) -> (Document, Vec<Diagnostic>) {
    let entry = document.entry();
    let Some(root) = document.root(entry).as_map() else { return (document.clone(), Vec::new()) };
    let mut upgrade = Upgrade::new(document, root);
    let upgraded = document.map(|file, node| match file == entry {
        true => upgrade.entry(node.place),
        false => upgrade.elsewhere(node),
    });
    (upgraded, upgrade.problems)
}

/// What the reader of 3.0 says, in the words of 2.0.
pub(super) fn in_its_words(mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.message = diagnostic.message.replace("components.schemas", "definitions");
    diagnostic
}

/// A document on its way.
struct Upgrade<'d> {
    document: &'d Document,
    /// The members of the document.
    root: &'d Map,
    /// The media types of requests and responses where an operation says nothing else.
    consumes: MediaTypes,
    produces: MediaTypes,
    problems: Vec<Diagnostic>,
    spent: usize,
}

impl<'d> Upgrade<'d> {
    fn new(document: &'d Document, root: &'d Map) -> Self {
        let mut upgrade = Self {
            document,
            root,
            consumes: MediaTypes::default(),
            produces: MediaTypes::default(),
            problems: Vec::new(),
            spent: 0,
        };
        upgrade.consumes = upgrade.media_types(root, "consumes").unwrap_or_default();
        upgrade.produces = upgrade.media_types(root, "produces").unwrap_or_default();
        upgrade
    }

    /// The file that was asked for.
    fn entry(&mut self, place: Place) -> Node {
        const ELSEWHERE: [&str; 8] =
            ["host", "basePath", "schemes", "consumes", "produces", "parameters", "responses", "definitions"];
        let mut whole = Object::new(place);
        let mut components = Object::new(place);
        for (name, member) in self.root {
            let key = member.key;
            match &**name {
                "swagger" => whole.put("openapi", key, object::text(member.value.place, "3.0.4")),
                "paths" => whole.put(name, key, self.paths(&member.value)),
                "securityDefinitions" => {
                    components.put("securitySchemes", key, self.security_schemes(&member.value));
                }
                name if ELSEWHERE.contains(&name) => {}
                _ => whole.put(name, key, self.copy(&member.value)),
            }
        }
        if let Some(servers) = self.servers(self.root.get("schemes")) {
            whole.put("servers", servers.place, servers);
        }
        if let Some(member) = self.root.get("definitions") {
            components.put("schemas", member.key, self.each(&member.value, Self::schema));
        }
        if let Some(member) = self.root.get("parameters") {
            components.put("parameters", member.key, self.shared_parameters(&member.value));
        }
        if let Some(member) = self.root.get("responses") {
            components.put("responses", member.key, self.shared_responses(&member.value));
        }
        if !components.is_empty() {
            whole.put("components", place, components.finish());
        }
        whole.finish()
    }

    /// An object whose members are all alike. Extensions among them stay what they are.
    fn each(&mut self, node: &'d Node, convert: impl Fn(&mut Self, &'d Node) -> Node) -> Node {
        let Some(map) = node.as_map() else { return self.copy(node) };
        let mut all = Object::new(node.place);
        for (name, member) in map {
            let value = match name.starts_with("x-") && member.value.as_map().is_none() {
                true => self.copy(&member.value),
                false => convert(self, &member.value),
            };
            all.put(name, member.key, value);
        }
        all.finish()
    }

    /// A value that is the same in both versions.
    fn copy(&mut self, node: &Node) -> Node {
        match self.spend(node.place, object::size(node)) {
            true => node.clone(),
            false => object::null(node.place),
        }
    }

    /// Counts values; says whether there may be so many more.
    fn spend(&mut self, place: Place, count: usize) -> bool {
        let before = self.spent;
        self.spent = self.spent.saturating_add(count);
        if before <= BUDGET && self.spent > BUDGET {
            let message = "what is shared makes the document too large once it is written out";
            self.problems.push(Diagnostic::error(place, message));
        }
        self.spent <= BUDGET
    }

    fn warn(&mut self, place: Place, message: impl Into<String>, help: &str) {
        self.problems.push(Diagnostic::warning(place, message).help(help));
    }
}
