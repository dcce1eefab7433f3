//! What to try on a server that has just come up.

use std::time::Duration;

use super::server::Address;
use crate::api::{Location, Operation};
use crate::cli::terminal::Terminal;
use crate::project::Understood;

/// Says where the server is and what to ask it.
pub fn print(terminal: Terminal, understood: &Understood, address: &Address, took: Duration) {
    again(terminal, address, took);
    let url = address.url();
    if !understood.plans.versions.is_empty() {
        terminal.item("docs", format!("{url}/docs"));
        terminal.item("document", format!("{url}/openapi.json   {url}/openapi.yaml"));
    }
    if let Some(path) = example(understood) {
        terminal.item("try", format!("curl {url}{path}"));
    }
    terminal.item("watching", "save a spec or a handler, and it is served; Ctrl-C stops");
}

/// Says that there is a new server where the old one was.
pub fn again(terminal: Terminal, address: &Address, took: Duration) {
    terminal.item("serving", format!("{}   (after {:.1} s)", address.url(), took.as_secs_f64()));
}

/// The path of an operation that can be asked without knowing anything.
fn example(understood: &Understood) -> Option<String> {
    let versions = understood.plans.versions.iter().zip(&understood.apis);
    let gets = versions.flat_map(|(version, api)| {
        let gets = api.operations.iter().filter(|operation| operation.method == crate::api::Method::Get);
        gets.map(move |operation| (version.mount.as_str(), operation))
    });
    let (mount, operation) = gets.min_by_key(|(_, operation)| trouble(operation))?;
    let plain =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.~{}".contains(&byte));
    let path = format!("{mount}{}", operation.path.text);
    (trouble(operation) < 100 && plain(&path)).then_some(path)
}

/// How much has to be known to ask for it.
fn trouble(operation: &Operation) -> usize {
    let parameters = operation.parameters.iter().filter(|parameter| parameter.required);
    let parameters: usize =
        parameters.map(|parameter| if parameter.location == Location::Path { 100 } else { 200 }).sum();
    let is_open = operation.security.is_empty() || operation.security.iter().any(Vec::is_empty);
    parameters + if is_open { 0 } else { 200 } + operation.path.segments.len()
}
