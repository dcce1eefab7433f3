//! Everything that a project says, read and fitted together.

use std::path::PathBuf;

use super::config::Spec;
use super::retired::{self, Lock};
use super::{Held, Project, scan};
use crate::api::{self, Api};
use crate::diagnostic::{Diagnostic, Diagnostics, Sources};
use crate::load;
use crate::merge::{Faults, Room, Tree, astray, unshaped};
use crate::plan::{self, Plan, PlanOptions, Plans, Route, Validation};

/// A project whose specs and whose user's room were understood.
#[derive(Clone, Debug)]
pub struct Understood {
    /// The APIs of its specs, in the order of the configuration.
    pub apis: Vec<Api>,
    /// What its specs ask for.
    pub plans: Plans,
    /// What is in the user's room.
    pub tree: Tree,
    /// How the two fit together.
    pub room: Room,
    /// The text of the file by which the next run knows what this one knew.
    pub lock: String,
    /// What to tell about each spec, and at the end about the room: warnings and notes.
    pub told: Vec<Diagnostics>,
}

impl Understood {
    /// Reads everything. What is wrong is told together, as far as it can be seen at once.
    pub fn read(project: &Project, held: &Held) -> Result<Self, Vec<Diagnostics>> {
        let config = &held.located.config;
        let mut room = Diagnostics { sources: held.sources.clone(), list: Vec::new() };
        let mut specs = Vec::with_capacity(config.specs.len());
        for (index, spec) in config.specs.iter().enumerate() {
            let path = project.root.join(&spec.path);
            if path.is_file() {
                specs.push(read_spec(project, spec, config.validation));
            } else {
                let message = format!("there is no file {}", project.display(&spec.path));
                let place = held.located.place_of_spec(index, "path");
                room.list
                    .push(Diagnostic::error(place, message).help("the path is relative to routewright.toml"));
            }
        }
        let app = &config.project.app;
        let found = scan(project, app, &mut room.list).unwrap_or_else(|error| {
            room.list.push(Diagnostic::error(None, format!("{}: {error}", project.display(app))));
            Vec::new()
        });
        let tree = Tree::read(app, found, &mut room.sources, &mut room.list);

        let (mut apis, mut plans, mut told, mut parts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let lock = std::fs::read_to_string(project.root.join(retired::FILE)).unwrap_or_default();
        let lock = Lock::read(&lock);
        let mut retired = Vec::new();
        for ((read, diagnostics), spec) in specs.into_iter().zip(&config.specs) {
            if let Some((api, plan)) = read {
                let (plan, part) =
                    remember(&options(spec, config.validation), &lock, &tree, (&api, plan), &mut retired);
                apis.push(api);
                plans.push(plan);
                parts.push(part);
            }
            told.push(diagnostics);
        }
        if has_errors(&told) || plans.len() < config.specs.len() {
            told.push(room);
            return Err(told);
        }
        let generated = format!("crate::{}", module_path(&config.project.generated));
        let plans = plan::join(plans, &config.project.state, &generated);
        let mut faults = Faults::default();
        let arranged = Room::arrange(&tree, &plans.routes, &retired, &plans.schemes, &mut faults);
        room.list.append(&mut faults.room);
        for (version, fault) in faults.specs {
            told[version].list.push(fault);
        }
        let names: Vec<&str> = config.specs.iter().map(|spec| spec.name.as_str()).collect();
        let astray = astray(&tree, &plans, &arranged.wiring, &lock.gone(&names));
        room.list.extend(astray.told);
        // A spec is remembered as long as it has handlers.
        let left = astray.specs.iter().filter_map(|name| Some((*name, lock.part(name)?)));
        let parts: Vec<(&str, String)> = names.iter().copied().zip(parts).chain(left).collect();
        let lock = retired::text(&parts);
        for (version, note) in unshaped(&apis, &plans, &arranged.wiring, app) {
            told[version].list.push(note);
        }
        told.push(room);
        if has_errors(&told) {
            return Err(told);
        }
        Ok(Self { apis, plans, tree, room: arranged, lock, told })
    }
}

/// A folder below `src` as a path of modules: `src/a/b` is `a::b`.
fn module_path(folder: &str) -> String {
    folder.strip_prefix("src/").unwrap_or(folder).replace('/', "::")
}

/// The plan of a spec with the operations that left it and still have handlers, and the text for the next run to know.
fn remember(
    options: &PlanOptions,
    lock: &Lock,
    tree: &Tree,
    (api, mut plan): (&Api, Plan),
    retired: &mut Vec<Route>,
) -> (Plan, String) {
    let Some((grown, grafted)) = retired::graft(api, &plan, tree, lock) else {
        let part = retired::part(api, &plan, &[]);
        return (plan, part);
    };
    let options = PlanOptions { mount: Some(plan.mount.clone()), ..options.clone() };
    // What is to be said about the spec has been said.
    plan = plan::plan(&grown, &options, &mut Vec::new());
    let gone = retired::retire(&mut plan, grafted);
    let part = retired::part(&grown, &plan, &gone);
    retired.extend(gone);
    (plan, part)
}

/// Whether something stops the generation.
pub fn has_errors(told: &[Diagnostics]) -> bool {
    told.iter().any(|diagnostics| diagnostics.list.iter().any(Diagnostic::is_error))
}

/// What the project says about a spec.
fn options(spec: &Spec, validation: Validation) -> PlanOptions {
    let validation = spec.validation.or(validation);
    PlanOptions { name: spec.name.clone(), mount: spec.mount.clone(), validation }
}

fn read_spec(project: &Project, spec: &Spec, validation: Validation) -> (Option<(Api, Plan)>, Diagnostics) {
    let path = match PathBuf::from(project.display(&spec.path)) {
        shown if shown.is_file() => shown,
        // A symbolic link on the way makes the short form another file.
        _ => project.root.join(&spec.path),
    };
    // A spec may refer to every file of the project; one that lies outside to what is beside it.
    let is_outside = std::path::Path::new(&spec.path).is_absolute() || spec.path.starts_with("..");
    let root = (!is_outside).then(|| project.root.clone());
    let mirrors = spec.mirrors.iter().map(|(uri, folder)| (uri.clone(), project.root.join(folder))).collect();
    let document = match load::load(
        &path,
        &load::Options { root, allow_missing: spec.allow_missing, mirrors, ..load::Options::default() },
    ) {
        Ok(document) => document,
        Err(diagnostics) => return (None, diagnostics),
    };
    let mut list = Vec::new();
    let api = api::resolve(&document, &mut list);
    let options = options(spec, validation);
    let read = api.map(|api| {
        let plan = plan::plan(&api, &options, &mut list);
        (api, plan)
    });
    let sources: Sources = document.sources;
    (read, Diagnostics { sources, list })
}
