//! Operations that left the spec while their handlers stayed.
//!
//! A handler is the user's, so it stays, and what it takes and returns has to stay with it or the project no longer
//! compiles. So the operations of the last run are remembered in a [lock](lock) file; one that is gone from the
//! spec and still has a function is [grafted](graft) onto the API again: its types are generated, and it is neither served
//! nor described.

mod graft;
mod lock;

use std::collections::BTreeSet;

pub use lock::{FILE, Lock, part, text};

use crate::api::Api;
use crate::diagnostic::FileId;
use crate::merge::{Folders, Kind, Tree};
use crate::plan::{Plan, Route, names};

/// A file that no diagnostic is shown in: where retired operations are said to stand.
const NOWHERE: FileId = FileId(u32::MAX);

/// How much of an API is its spec's: what is behind that was retired.
#[derive(Clone, Copy, Debug)]
pub struct Grafted {
    operations: usize,
    components: usize,
}

/// Puts back what the last run knew, the spec no longer says, and the user's room still needs.
///
/// `lock` is what the last run knew, `plan` what the spec asks for without it. None: there is nothing to put back.
pub fn graft(api: &Api, plan: &Plan, tree: &Tree, lock: &Lock) -> Option<(Api, Grafted)> {
    let (mut current, mut types) = (BTreeSet::new(), BTreeSet::new());
    for route in &plan.routes {
        current.insert((shape(&route.template.text), &route.method));
        types.insert(route.request.as_str());
    }
    let folders = Folders::new(tree);
    let retired = lock.operations(&plan.name, |template, method, request| {
        let is_gone = !current.contains(&(shape(&template.text), method)) && !types.contains(request);
        is_gone
            && folders.existing(&plan.mount, template, method).is_some_and(|folder| {
                let file = tree.routes.iter().find(|route| route.folder == folder);
                file.is_some_and(|file| takes(file, &names::function(method), request))
            })
    })?;
    let grafted = Grafted { operations: api.operations.len(), components: api.components.len() };
    let mut grown = api.clone();
    graft::graft(&mut grown, retired);
    Some((grown, grafted))
}

/// Takes what was grafted out of everything that is served and described; gives back the retired operations.
pub fn retire(plan: &mut Plan, grafted: Grafted) -> Vec<Route> {
    let hidden: BTreeSet<String> = plan.schemas[grafted.components.min(plan.schemas.len())..]
        .iter()
        .filter_map(|file| Some(file.content.first()?.name.clone()))
        .collect();
    plan.components.retain(|name| !hidden.contains(name));
    plan.routes.split_off(grafted.operations.min(plan.routes.len()))
}

/// A template without the names of its parameters.
fn shape(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut inside = false;
    for c in template.chars() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => continue,
            _ => {}
        }
        out.push(c);
    }
    out
}

/// Whether a function still takes what the operation gave it. One that comes from elsewhere cannot be looked at.
fn takes(file: &crate::merge::RouteFile, name: &str, request: &str) -> bool {
    let declared =
        file.source.module.declared.iter().find(|declared| declared.name == name && declared.public);
    declared.is_some_and(|declared| match &declared.kind {
        Kind::Function { takes, .. } => takes.iter().any(|taken| taken == request),
        Kind::Import(_) => true,
        _ => false,
    })
}
