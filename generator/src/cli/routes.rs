//! `routewright routes`

use std::process::ExitCode;

use clap::Args;
use serde_json::json;

use super::generate::hold;
use super::terminal::{Terminal, count};
use super::{Failure, Target};
use crate::merge::{Serves, Wired, WiredRoute};
use crate::project::{Project, Understood};

/// Prints what a project serves: method, URL, file, function, and whether the function is filled in.
///
/// Reads the specs and the files of the project, and builds nothing.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  routewright routes
  routewright routes --json | jq '.[] | select(.filled | not)'")]
pub struct Routes {
    #[command(flatten)]
    target: Target,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Routes {
    /// Runs the command.
    pub fn run(self, terminal: Terminal) -> Result<ExitCode, Failure> {
        let project = self.target.find()?;
        let held = hold(terminal, &project)?;
        let understood = Understood::read(&project, &held)?;
        terminal.tell(&understood.told);
        let mut routes: Vec<(&Wired, &WiredRoute)> = Vec::new();
        for module in &understood.room.wiring.modules {
            routes.extend(module.routes.iter().map(|route| (module, route)));
        }
        routes.sort_by(|(_, a), (_, b)| (&a.url, &a.method).cmp(&(&b.url, &b.method)));
        if self.json {
            let list: Vec<_> =
                routes.iter().map(|(module, route)| described(&understood, module, route)).collect();
            terminal.say(format!("{:#}", serde_json::Value::Array(list)));
        } else {
            table(terminal, &project, &routes);
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn described(understood: &Understood, module: &Wired, route: &WiredRoute) -> serde_json::Value {
    let document = match route.serves {
        Serves::Operation(index) => understood.plans.routes.get(index).map(|route| route.document.as_str()),
        Serves::ByHand => None,
    };
    let wiring = &understood.room.wiring;
    let middleware =
        module.middleware.iter().filter_map(|at| Some(wiring.middleware.get(*at)?.file.as_str()));
    let errors = module.error.and_then(|at| Some(wiring.errors.get(at)?.file.as_str()));
    json!({
        "method": route.method.upper(),
        "url": route.url,
        "file": module.file,
        "function": route.function,
        "filled": route.filled,
        "document": document,
        "middleware": middleware.collect::<Vec<_>>(),
        "errors": errors,
    })
}

fn table(terminal: Terminal, project: &Project, routes: &[(&Wired, &WiredRoute)]) {
    let width = |text: &str| text.chars().count();
    let url = routes.iter().map(|(_, route)| width(&route.url)).max().unwrap_or(0);
    let file = routes.iter().map(|(module, _)| width(&module.file)).max().unwrap_or(0);
    let method = routes.iter().map(|(_, route)| width(route.method.upper())).max().unwrap_or(0).max(7);
    let function = routes.iter().map(|(_, route)| width(&route.function)).max().unwrap_or(0).max(7);
    terminal.heading(&format!("routewright routes: {}", project.shown()));
    for (module, route) in routes {
        let state = match (route.serves, route.filled) {
            (Serves::ByHand, _) => "by hand",
            (Serves::Operation(_), true) => "filled in",
            (Serves::Operation(_), false) => "not filled in",
        };
        let line = format!(
            "  {:<method$} {:<url$}  {:<file$}  {:<function$} {state}",
            route.method.upper(),
            route.url,
            module.file,
            route.function
        );
        terminal.say(line);
    }
    let open = routes.iter().filter(|(_, route)| !route.filled).count();
    terminal.say(format!("{}, {open} not filled in", count(routes.len(), "route")));
}
