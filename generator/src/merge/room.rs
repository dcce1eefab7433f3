//! How the user's room and the specs fit together: what is missing, and what serves what.

use std::collections::BTreeMap;

use super::conflict;
use super::folders::segments;
use super::wiring::{Attached, SETTINGS, Serves, Wired, WiredRoute, Wiring};
use super::{Attachment, Folders, Kind, Module, RouteFile, Tree};
use crate::api::Method;
use crate::diagnostic::Diagnostic;
use crate::plan::{Route, Scheme, names};

/// The user's room as it will be.
#[derive(Clone, Debug, Default)]
pub struct Room {
    /// What generated code connects.
    pub wiring: Wiring,
    /// The files that have to be made or to grow, sorted by path.
    pub additions: Vec<Addition>,
    /// The security schemes without a function: positions in `Plans::schemes`.
    pub schemes: Vec<usize>,
    /// The functions whose operation left the spec.
    pub retired: Vec<Retired>,
}

/// A function whose operation left the spec. It stays, and serves nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retired {
    /// Its file, relative to the project.
    pub file: String,
    /// The method that it answered, whose name it has.
    pub method: Method,
    /// The URL that it answered.
    pub url: String,
}

/// What does not fit.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// In the user's room.
    pub room: Vec<Diagnostic>,
    /// In a spec: the position of its plan, and what is wrong.
    pub specs: Vec<(usize, Diagnostic)>,
}

/// A `route.rs` that has to be made or to grow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addition {
    /// Its path relative to the project.
    pub file: String,
    /// The position in [`Tree::routes`] of a file that is there already.
    pub existing: Option<usize>,
    /// The URL of its operations.
    pub url: String,
    /// The operations without a function: positions in `Plans::routes`, in the order of their methods.
    pub routes: Vec<usize>,
}

/// A `route.rs`, there or not yet.
struct Place<'a> {
    folder: String,
    existing: Option<(usize, &'a RouteFile)>,
    /// The operations that belong here.
    operations: BTreeMap<Method, usize>,
    /// The functions that belonged to operations.
    retired: Vec<Method>,
}

impl Room {
    /// Fits the room and the operations of all specs together. `retired` operations have left their specs.
    pub fn arrange(
        tree: &Tree,
        routes: &[Route],
        retired: &[Route],
        schemes: &[Scheme],
        faults: &mut Faults,
    ) -> Self {
        let mut places = places(tree);
        let mut folders = Folders::new(tree);
        for (index, route) in routes.iter().enumerate() {
            let folder = folders.folder(&route.mount, &route.template, &route.method);
            let file = tree.file(&folder, "route.rs");
            let place = places.entry(file).or_insert_with(|| Place {
                folder,
                existing: None,
                operations: BTreeMap::new(),
                retired: Vec::new(),
            });
            if let Some(first) = place.operations.insert(route.method.clone(), index) {
                faults.specs.push(twice(route, &routes[first]));
            }
        }
        let mut room = Self::default();
        for route in retired {
            let folder = folders.existing(&route.mount, &route.template, &route.method);
            let place = folder
                .map(|folder| tree.file(folder, "route.rs"))
                .and_then(|file| places.get_key_value(&file));
            if let Some((file, place)) = place.map(|(file, place)| (file.clone(), place))
                && !place.operations.contains_key(&route.method)
            {
                room.retired.push(Retired {
                    file: file.clone(),
                    method: route.method.clone(),
                    url: url(route),
                });
                places.entry(file).and_modify(|place| place.retired.push(route.method.clone()));
            }
        }
        let mut scope = names::Scope::default();
        room.attach(tree, &mut scope);
        for (file, place) in &places {
            room.add(file, place, routes, &mut faults.room);
            room.wire(tree, file, place, routes, &mut scope);
        }
        // An operation goes where its URL is answered already, so only what is there can be in conflict.
        let pattern = |file: &str| places.get(file)?.existing.map(|(_, existing)| &existing.pattern);
        let made = room.wiring.modules.iter().filter_map(|module| Some((module, pattern(&module.file)?)));
        conflict::report(made, &mut faults.room);
        room.authenticate(tree, schemes, &mut faults.room);
        room
    }

    /// What applies to all routes at or below a folder.
    fn attach(&mut self, tree: &Tree, scope: &mut names::Scope) {
        let mut attached = |files: &[Attachment], suffix: &str| -> Vec<Attached> {
            let mut files: Vec<&Attachment> = files.iter().collect();
            files.sort_by_key(|file| {
                (file.folder.matches('/').count() + usize::from(!file.folder.is_empty()), &file.path)
            });
            files
                .into_iter()
                .map(|file| {
                    let name = names::module(&format!("{} {suffix}", file.folder.replace('/', " ")));
                    let is_group = file.folder.rsplit('/').next().is_some_and(|name| name.starts_with('('));
                    let url = tree.folders.get(&file.folder).filter(|_| !is_group).map(ToString::to_string);
                    Attached { name: scope.take([name.as_str()]), file: file.path.clone(), url }
                })
                .collect()
        };
        self.wiring.middleware = attached(&tree.middleware, "middleware");
        self.wiring.errors = attached(&tree.errors, "error");
    }

    /// What a file lacks.
    fn add(&mut self, file: &str, place: &Place<'_>, routes: &[Route], faults: &mut Vec<Diagnostic>) {
        let mut missing = Vec::new();
        for (method, index) in &place.operations {
            let name = &*names::function(method);
            let Some((_, existing)) = place.existing else {
                missing.push(*index);
                continue;
            };
            let source = &existing.source;
            if source.module.function(name).is_some() {
                continue;
            }
            let route = &routes[*index];
            match source.module.value(name) {
                Some(taken) => {
                    let message = format!("`{name}` does not answer {} {}", method.upper(), url(route));
                    let help = match taken.kind {
                        Kind::Function { .. } => format!("write `pub async fn {name}`"),
                        Kind::Import(_) => {
                            format!("write `pub use`, or import it under another name than `{name}`")
                        }
                        _ => format!("give it another name than `{name}`, which is the method's function"),
                    };
                    faults.push(Diagnostic::error(source.place(&taken.place), message).help(help));
                }
                None => {
                    missing.push(*index);
                    if let Some(opaque) = source.module.opaque.first() {
                        let message =
                            format!("a function `{name}` is added; it is not seen whether this declares one");
                        faults.push(
                            Diagnostic::warning(source.place(opaque), message)
                                .help(format!("`pub use …::{name};` says that it does")),
                        );
                    }
                }
            }
        }
        if let Some(first) = missing.first() {
            self.additions.push(Addition {
                file: file.to_owned(),
                existing: place.existing.map(|(index, _)| index),
                url: url(&routes[*first]),
                routes: missing,
            });
        }
    }

    /// What a file serves, once it has what it lacks.
    fn wire(
        &mut self,
        tree: &Tree,
        file: &str,
        place: &Place<'_>,
        routes: &[Route],
        scope: &mut names::Scope,
    ) {
        let empty = Module::default();
        let module = place.existing.map_or(&empty, |(_, existing)| &existing.source.module);
        let mut wired = Vec::new();
        let additional = place.operations.keys().filter(|method| method.is_additional()).cloned();
        for method in Method::ALL.into_iter().chain(additional) {
            let name = &*names::function(&method);
            let (url, serves, filled) =
                match (place.operations.get(&method), module.function(name), place.existing) {
                    (Some(index), filled, _) => {
                        (url(&routes[*index]), Serves::Operation(*index), filled.unwrap_or(false))
                    }
                    (None, Some(filled), Some((_, existing))) if !place.retired.contains(&method) => {
                        (existing.pattern.to_string(), Serves::ByHand, filled)
                    }
                    _ => continue,
                };
            wired.push(WiredRoute { function: name.to_owned(), method, url, filled, serves });
        }
        if wired.is_empty() {
            return;
        }
        let name = names::module(&if place.folder.is_empty() {
            "root".to_owned()
        } else {
            place.folder.replace('/', " ")
        });
        let middleware = &self.wiring.middleware;
        let above = |attached: &Attached| {
            let folder = attached.file.rsplit_once('/').map_or("", |(folder, _)| folder);
            folder == tree.root || file.starts_with(&format!("{folder}/"))
        };
        self.wiring.modules.push(Wired {
            name: scope.take([name.as_str()]),
            file: file.to_owned(),
            constants: SETTINGS
                .iter()
                .filter(|name| module.has_constant(name))
                .map(|name| (*name).to_owned())
                .collect(),
            routes: wired,
            middleware: (0..middleware.len()).filter(|index| above(&middleware[*index])).collect(),
            error: self.wiring.errors.iter().rposition(above),
        });
    }

    /// Which functions that check credentials are missing.
    fn authenticate(&mut self, tree: &Tree, schemes: &[Scheme], faults: &mut Vec<Diagnostic>) {
        if tree.auth.is_some() || !schemes.is_empty() {
            self.wiring.auth = Some(tree.file("", "auth.rs"));
        }
        for (index, scheme) in schemes.iter().enumerate() {
            let Some(auth) = &tree.auth else {
                self.schemes.push(index);
                continue;
            };
            let has_type = auth.module.has_type(&scheme.ty);
            let has_function = auth.module.function(&scheme.function).is_some();
            let any = |name: &str| auth.module.declared.iter().find(|declared| declared.name == name);
            if has_type && has_function {
                continue;
            }
            match any(&scheme.ty).or_else(|| any(&scheme.function)) {
                None => self.schemes.push(index),
                Some(half) => {
                    let message = format!(
                        "the security scheme `{}` needs a type `{}` and a function `{}`, both `pub`",
                        scheme.name, scheme.ty, scheme.function
                    );
                    faults.push(Diagnostic::error(auth.place(&half.place), message).help(format!(
                        "rename this, and what is needed is added, or write `pub async fn {}(app: App, credentials: …) -> Result<{}>`",
                        scheme.function, scheme.ty
                    )));
                }
            }
        }
    }
}

/// The files that are there.
fn places(tree: &Tree) -> BTreeMap<String, Place<'_>> {
    let place = |(index, file)| {
        let file: &RouteFile = file;
        let place = Place {
            folder: file.folder.clone(),
            existing: Some((index, file)),
            operations: BTreeMap::new(),
            retired: Vec::new(),
        };
        (file.source.path.clone(), place)
    };
    tree.routes.iter().enumerate().map(place).collect()
}

/// Two operations at one place.
fn twice(route: &Route, first: &Route) -> (usize, Diagnostic) {
    let message = format!("two operations answer {} {}", route.method.upper(), url(route));
    let fault = Diagnostic::error(route.place, message);
    let fault = if route.version == first.version {
        fault.related(first.place, "the first one").help("remove one of them")
    } else {
        fault.help(format!("the first one is in `{}`; give one of the specs another `mount`", first.document))
    };
    (route.version, fault)
}

/// The URL of an operation, as a template.
fn url(route: &Route) -> String {
    match (
        segments(&route.mount, &route.template).is_empty(),
        route.mount.as_str(),
        route.template.text.as_str(),
    ) {
        (true, ..) => "/".to_owned(),
        (_, mount, text) => format!("{mount}{text}"),
    }
}

#[cfg(test)]
mod tests;
