//! Where operations stand: what the user's room needs to know about each.

use super::{Plan, Plans, names, scheme::Scheme};
use crate::api::{Method, PathTemplate};
use crate::diagnostic::Place;

/// An operation, as the user's room sees it.
#[derive(Clone, Debug)]
pub struct Route {
    /// The position of its spec among [`Plans::versions`].
    pub version: usize,
    /// The name of its document: `v1`.
    pub document: String,
    /// The module of its types: `v1`.
    pub module: String,
    /// The path under which its document stands: `/api/v1`, or empty.
    pub mount: String,
    /// Its method.
    pub method: Method,
    /// Its template, without the mount.
    pub template: PathTemplate,
    /// Where it is declared.
    pub place: Place,
    /// The name of its request type; empty for a raw handler.
    pub request: String,
    /// The name of its response type; empty for a raw handler.
    pub response: String,
    /// Its documentation, by lines.
    pub doc: Vec<String>,
    /// Whether it is handled with bare requests and responses.
    pub raw: bool,
    /// The operation object as JSON, for a raw handler.
    pub described: Option<String>,
}

/// Puts the specs of a project together: they share the folders of the user's room and the functions that check
/// credentials.
pub fn join(plans: Vec<Plan>, state: &str, generated: &str) -> Plans {
    let mut modules = names::Scope::default();
    // What generated code has beside the versions.
    for own in ["auth", "routes"] {
        modules.take([own]);
    }
    let mut versions = plans;
    let mut routes = Vec::new();
    let mut schemes: Vec<Scheme> = Vec::new();
    for (index, plan) in versions.iter_mut().enumerate() {
        plan.module = modules.take([plan.module.as_str()]);
        for route in &mut plan.routes {
            route.version = index;
            route.module.clone_from(&plan.module);
        }
        routes.extend(plan.routes.iter().cloned());
        for scheme in &mut plan.schemes {
            let same = |known: &&Scheme| known.ty == scheme.ty;
            let known = schemes.iter().find(same);
            if known
                .is_some_and(|known| known.credentials != scheme.credentials || known.source != scheme.source)
            {
                // The same name for another thing: it gets the name of its version in front.
                scheme.ty = format!("{}{}", names::pascal(&plan.module), scheme.ty);
                scheme.function = format!("{}_{}", plan.module, scheme.function);
            }
            if !schemes.iter().any(|known| known.ty == scheme.ty) {
                schemes.push(scheme.clone());
            }
        }
    }
    Plans { state: state.to_owned(), generated: generated.to_owned(), versions, routes, schemes }
}
