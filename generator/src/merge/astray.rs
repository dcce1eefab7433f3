//! Handlers of operations that are served elsewhere, or no longer. What they take gives them away: by themselves they look
//! as if they were written by hand, and only the compiler would say that they are not.

use std::collections::{BTreeMap, BTreeSet};

use super::{Declared, Kind, RouteFile, Serves, Tree, Wiring};
use crate::diagnostic::{Diagnostic, Place};
use crate::plan::Plans;

/// What is told of handlers that are astray.
#[derive(Debug, Default)]
pub struct Astray<'l> {
    /// A warning for each.
    pub told: Vec<Diagnostic>,
    /// The specs that are gone and still have handlers.
    pub specs: BTreeSet<&'l str>,
}

/// Looks for functions that serve no operation and take the request of one. `gone` has the request types of specs that
/// are no longer there, and their names.
pub fn astray<'l>(
    tree: &Tree,
    plans: &Plans,
    wiring: &Wiring,
    gone: &BTreeMap<&'l str, &'l str>,
) -> Astray<'l> {
    let mut astray = Astray::default();
    for module in &wiring.modules {
        let Some(file) = tree.routes.iter().find(|file| file.source.path == module.file) else { continue };
        for route in module.routes.iter().filter(|route| route.serves == Serves::ByHand) {
            let Some((declared, takes)) = function(file, &route.function) else { continue };
            let place = Place::new(file.source.file, declared.place.start, declared.place.end);
            let requests: Vec<String> = takes.iter().filter_map(|taken| own(file, taken)).collect();
            let is_taken = |request: &str| requests.iter().any(|taken| taken == request);
            if let Some(operation) = plans.routes.iter().find(|route| is_taken(&route.request)) {
                let url = format!("{}{}", operation.mount, operation.template.text);
                let message = format!(
                    "`{}` takes {}, and there is no such operation at {}",
                    route.function, operation.request, route.url
                );
                let help = format!("move it to the route.rs of {url}, where its operation is now");
                astray.told.push(Diagnostic::warning(place, message).help(help));
            } else if let Some((request, spec)) = gone.iter().find(|(request, _)| is_taken(request)) {
                let message = format!(
                    "`{}` takes {request}, and its spec {spec} is no longer in routewright.toml",
                    route.function
                );
                let help = "take it out, or put the spec back; one with another `name` has other types";
                astray.told.push(Diagnostic::warning(place, message).help(help));
                astray.specs.insert(spec);
            }
        }
    }
    astray
}

/// The name of a type of this crate. An extractor of axum may have the name of an operation, and is none.
fn own(file: &RouteFile, taken: &str) -> Option<String> {
    let path = file.source.module.leads(taken);
    let (way, name) = path.rsplit_once("::").unwrap_or(("", &path));
    // A name alone may come from a glob.
    let inside = matches!(way.split("::").next(), Some("" | "crate" | "self" | "super"));
    inside.then(|| name.to_owned())
}

/// A function of a file, and the types that it takes.
fn function<'f>(file: &'f RouteFile, name: &str) -> Option<(&'f Declared, &'f [String])> {
    file.source.module.declared.iter().find_map(|declared| match &declared.kind {
        Kind::Function { takes, .. } if declared.name == name => Some((declared, takes.as_slice())),
        _ => None,
    })
}
