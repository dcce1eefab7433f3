//! Errors that a spec declares in a form of its own, where nothing turns problems into it.

use std::collections::BTreeSet;

use super::{Serves, Wiring};
use crate::api::{Api, Method, Operation, Response, Status};
use crate::diagnostic::Diagnostic;
use crate::plan::Plans;

/// What to tell about each spec, by its position: its document promises errors that the server does not answer.
pub fn unshaped(apis: &[Api], plans: &Plans, wiring: &Wiring, room: &str) -> Vec<(usize, Diagnostic)> {
    let told = apis.iter().enumerate().filter_map(|(version, api)| {
        let served = served(version, plans, wiring);
        let is_served = |operation: &&Operation| {
            served.contains(&(&operation.method, operation.path.text.as_str()))
        };
        let foreign: Vec<(&Operation, &Response)> =
            api.operations.iter().filter(is_served).filter_map(|it| Some((it, foreign(it)?))).collect();
        let (first, response) = foreign.first()?;
        let content = response.content.first().map_or("", |media| media.range.as_str());
        let what = format!("{} {}", first.method.upper(), first.path.text);
        let message = match foreign.len() {
            1 => format!("{what} declares errors as {content}, but requests are refused with problem+json"),
            count => format!(
                "{count} operations, {what} the first, declare errors as {content}, but requests are refused with problem+json"
            ),
        };
        let help = format!(
            "write {room}/error.rs: `pub fn error(problem: Problem, request: &Parts) -> impl IntoResponse` answers in the form that is declared"
        );
        Some((version, Diagnostic::note(response.place, message).help(help)))
    });
    told.collect()
}

/// The operations of a spec whose errors no `error.rs` shapes.
fn served<'p>(version: usize, plans: &'p Plans, wiring: &Wiring) -> BTreeSet<(&'p Method, &'p str)> {
    let modules = wiring.modules.iter().filter(|module| module.error.is_none());
    let routes = modules.flat_map(|module| &module.routes).filter_map(|route| match route.serves {
        Serves::Operation(index) => plans.routes.get(index),
        Serves::ByHand => None,
    });
    let own = routes.filter(|route| route.version == version && !route.raw);
    own.map(|route| (&route.method, route.template.text.as_str())).collect()
}

/// The response that stands for a refused request, if it is no problem.
fn foreign(operation: &Operation) -> Option<&Response> {
    let of = |status| operation.responses.iter().find(move |response| response.status == status);
    let refusal = of(Status::Code(400)).or_else(|| of(Status::Range(4))).or_else(|| of(Status::Default))?;
    let is_problem = |range: &str| range.starts_with("application/problem+json");
    let has_form = refusal.content.iter().any(|media| media.schema.is_some());
    (has_form && !refusal.content.iter().any(|media| is_problem(&media.range))).then_some(refusal)
}
