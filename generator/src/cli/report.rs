//! What a generation changes, for people.

use std::collections::BTreeMap;

use super::terminal::{Terminal, count};
use crate::merge::{Serves, Wired};
use crate::plan::names;
use crate::project::switch::{Change, Room};
use crate::project::{Generation, Project};

/// Longer lists are cut: nobody reads the thousandth line.
const LINES: usize = 40;

/// How many files a generation touches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Tally {
    created: usize,
    changed: usize,
    removed: usize,
}

impl Tally {
    fn of<'a>(changes: impl Iterator<Item = &'a Change>) -> Self {
        let mut tally = Self::default();
        for change in changes {
            match (&change.before, &change.after) {
                (None, _) => tally.created += 1,
                (Some(_), Some(_)) => tally.changed += 1,
                (Some(_), None) => tally.removed += 1,
            }
        }
        tally
    }

    fn shown(self, kept: usize) -> String {
        let parts =
            [(self.created, "created"), (self.changed, "changed"), (self.removed, "removed"), (kept, "kept")];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(number, word)| *number > 0 || *word == "kept")
            .map(|(number, word)| format!("{number} {word}"))
            .collect();
        parts.join(", ")
    }
}

/// Which specs a project has: `v1: 15 operations at /api/v1`.
pub fn specs(terminal: Terminal, generation: &Generation) {
    let plans = &generation.understood.plans;
    for (index, version) in plans.versions.iter().enumerate() {
        let operations = plans.routes.iter().filter(|route| route.version == index).count();
        let mount = if version.mount.is_empty() { "/" } else { &version.mount };
        terminal.item("spec", format!("{}: {} at {mount}", version.name, count(operations, "operation")));
    }
}

/// What a generation changes, file by file in the user's room and as a sum in the tool's.
pub fn changes(terminal: Terminal, project: &Project, generation: &Generation) {
    let modules = generation.understood.room.wiring.modules.iter();
    let modules: BTreeMap<&str, &Wired> = modules.map(|module| (module.file.as_str(), module)).collect();
    let yours = || generation.changes.iter().filter(|change| change.room == Room::Yours);
    for change in yours().take(LINES) {
        let word = if change.before.is_none() { "created" } else { "changed" };
        let what = modules.get(change.path.as_str()).map(|module| methods(generation, change, module));
        let path = project.display(&change.path);
        terminal.item(word, what.map_or_else(|| path.clone(), |what| format!("{path}   {what}")));
    }
    if let more @ 1.. = yours().count().saturating_sub(LINES) {
        terminal.item("", format!("… and {more} more"));
    }
    for retired in &generation.understood.room.retired {
        let path = project.display(&retired.file);
        let (method, url) = (&retired.method, &retired.url);
        let function = names::function(method);
        terminal.item("retired", format!("{path}   {method} {url} left the spec; `{function}` is kept"));
    }
    let tree = &generation.understood.tree;
    terminal.item(
        "yours",
        format!("{}: {}", project.display(&tree.root), Tally::of(yours()).shown(generation.kept.0)),
    );
    let generated = generation.changes.iter().filter(|change| change.room == Room::Generated);
    let folder = generation.understood.plans.generated.trim_start_matches("crate::").replace("::", "/");
    terminal.item(
        "generated",
        format!(
            "{}: {}",
            project.display(&format!("src/{folder}")),
            Tally::of(generated).shown(generation.kept.1)
        ),
    );
}

/// The methods that a change brings: `GET, POST /posts`.
fn methods(generation: &Generation, change: &Change, module: &Wired) -> String {
    let additions = &generation.understood.room.additions;
    let added =
        additions.iter().find(|addition| addition.file == change.path).map(|addition| &addition.routes);
    let is_added = |serves: Serves| match (serves, added) {
        (Serves::Operation(index), Some(added)) => added.contains(&index),
        _ => false,
    };
    let routes: Vec<_> = module.routes.iter().filter(|route| is_added(route.serves)).collect();
    let methods: Vec<_> = routes.iter().map(|route| route.method.upper()).collect();
    format!("{} {}", methods.join(", "), routes.first().map_or("", |route| &route.url))
}

/// The files that are not what a run would make of them.
pub fn stale(terminal: Terminal, project: &Project, generation: &Generation) {
    for change in generation.changes.iter().take(LINES) {
        let reason = match (&change.before, &change.after) {
            (None, _) => "missing",
            (_, None) => "left over",
            _ => "not up to date",
        };
        terminal.item("stale", format!("{}   {reason}", project.display(&change.path)));
    }
    if let more @ 1.. = generation.changes.len().saturating_sub(LINES) {
        terminal.item("", format!("… and {more} more"));
    }
}
