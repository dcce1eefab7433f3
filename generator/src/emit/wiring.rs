//! The files that connect the user's room with the types: what serves what, and who checks credentials.

use minijinja::{Value, context};

use super::EmittedFile;
use super::engine::Engine;
use super::error::Error;
use super::source;
use super::token::Token;
use crate::merge::{Serves, Wired, WiredRoute, Wiring};
use crate::plan::{Credentials, Plans, Scheme, Source};

/// `mod.rs`, `routes.rs` and `auth.rs`.
pub(super) fn files(engine: &Engine, plans: &Plans, wiring: &Wiring) -> Result<Vec<EmittedFile>, Error> {
    let auth = wiring.auth.as_ref().filter(|_| !plans.schemes.is_empty());
    let versions: Vec<Token> = plans.versions.iter().map(|plan| Token::ident(&plan.module)).collect();
    let mut files = vec![
        file(engine, "generated.j2", "mod.rs", context! { versions, auth => auth.is_some() })?,
        file(engine, "routes.j2", "routes.rs", routes(plans, wiring))?,
    ];
    if let Some(auth) = auth {
        let schemes: Vec<Value> = plans.schemes.iter().map(|it| scheme(it, plans)).collect();
        let values = context! { path => Token::string(&relative(plans, auth)), schemes };
        files.push(file(engine, "schemes.j2", "auth.rs", values)?);
    }
    Ok(files)
}

fn file(engine: &Engine, template: &'static str, path: &str, values: Value) -> Result<EmittedFile, Error> {
    let text = engine.fill(template, values)?;
    Ok(EmittedFile { path: path.to_owned(), text: source::generated(template, path, &text)? })
}

/// The path of a file of the project from the folder of generated code.
fn relative(plans: &Plans, file: &str) -> String {
    let folder: Vec<&str> = plans.generated.split("::").skip(1).collect();
    let mut from = vec!["src"];
    from.extend(folder);
    let to: Vec<&str> = file.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn routes(plans: &Plans, wiring: &Wiring) -> Value {
    let attached =
        wiring.middleware.iter().chain(&wiring.errors).map(|it| (it.file.as_str(), it.name.as_str()));
    let files = wiring.modules.iter().map(|it| (it.file.as_str(), it.name.as_str())).chain(attached);
    let modules: Vec<Value> = files
        .map(|(file, name)| {
            context! { path => Token::string(&relative(plans, file)), name => module_name(name, plans, wiring) }
        })
        .collect();
    // In the order of the specs, which is how the documents that are built from the routes list them.
    let mut ordered: Vec<&Wired> = wiring.modules.iter().collect();
    ordered.sort_by_key(|module| module.routes.iter().map(place).min());
    let folders: Vec<Value> = ordered.into_iter().map(|module| folder(plans, wiring, module)).collect();
    let versions: Vec<Token> = plans.versions.iter().map(|plan| Token::ident(&plan.module)).collect();
    let errors: Vec<Value> = wiring
        .errors
        .iter()
        .filter_map(|it| {
            let url = Token::string(it.url.as_ref()?);
            Some(context! { url, name => module_name(&it.name, plans, wiring) })
        })
        .collect();
    context! {
        state => Token::path(&plans.state),
        modules,
        errors,
        folders,
        versions,
    }
}

/// Where the specs have a route; after all of them, if they do not.
fn place(route: &WiredRoute) -> usize {
    match route.serves {
        Serves::Operation(index) => index,
        Serves::ByHand => usize::MAX,
    }
}

/// The module of a user's file; one that is called like a crate or a spec would hide it.
fn module_name(name: &str, plans: &Plans, wiring: &Wiring) -> Token {
    let mut own = name.to_owned();
    let attached = wiring.middleware.iter().chain(&wiring.errors).map(|it| it.name.as_str());
    let taken: Vec<&str> = wiring.modules.iter().map(|it| it.name.as_str()).chain(attached).collect();
    let hides = |own: &str| {
        ["routewright", "std", "core", "alloc"].contains(&own)
            || plans.versions.iter().any(|plan| plan.module == own)
    };
    while hides(&own) || own != name && taken.contains(&own.as_str()) {
        own.push('_');
    }
    Token::ident(&own)
}

fn folder(plans: &Plans, wiring: &Wiring, module: &Wired) -> Value {
    let constant = |name: &str| module.constants.iter().any(|constant| constant == name);
    let each = |it: &WiredRoute| urls(&it.url).map(|url| route(plans, it, &url)).collect::<Vec<_>>();
    let routes: Vec<Value> = module.routes.iter().flat_map(each).collect();
    let middleware: Vec<Token> = module
        .middleware
        .iter()
        .filter_map(|&at| wiring.middleware.get(at))
        .map(|attached| module_name(&attached.name, plans, wiring))
        .collect();
    let error = module.error.and_then(|at| wiring.errors.get(at));
    context! {
        name => module_name(&module.name, plans, wiring),
        mount => Token::ident(&format!("mount_{}", module.name.trim_start_matches('_'))),
        file => Token::string(&module.file),
        routes,
        middleware,
        error => error.map(|attached| module_name(&attached.name, plans, wiring)),
        body_limit => constant("BODY_LIMIT"),
        max_duration => constant("MAX_DURATION"),
    }
}

/// The templates of a URL: a catch-all that may match nothing is two, of which one is without it.
fn urls(url: &str) -> impl Iterator<Item = String> {
    let optional = url.split_once("/{**").map(|(before, name)| {
        let before = if before.is_empty() { "/" } else { before };
        (before.to_owned(), format!("{}/{{*{name}", before.trim_end_matches('/')))
    });
    let (first, second) = optional.map_or((url.to_owned(), None), |(first, second)| (first, Some(second)));
    std::iter::once(first).chain(second)
}

fn route(plans: &Plans, route: &WiredRoute, url: &str) -> Value {
    let operation = match route.serves {
        Serves::Operation(index) => plans.routes.get(index),
        Serves::ByHand => None,
    };
    let typed = operation.filter(|operation| !operation.raw);
    let path = |of: &crate::plan::Route| Token::path(&format!("{}::{}", of.module, of.request));
    let described = operation.filter(|operation| operation.raw).and_then(|operation| {
        let json = operation.described.as_ref()?;
        Some(context! {
            document => Token::string(&operation.document),
            path => Token::string(&operation.template.text),
            json => Token::raw_string(json),
        })
    });
    context! {
        operation => typed.map(path),
        method => Token::string(route.method.upper()),
        url => Token::string(url),
        function => Token::ident(&route.function),
        described,
    }
}

fn scheme(scheme: &Scheme, plans: &Plans) -> Value {
    let (source, name) = match &scheme.source {
        Source::Bearer => ("Bearer", None),
        Source::Basic => ("Basic", None),
        Source::Header(name) => ("Header", Some(name)),
        Source::Query(name) => ("Query", Some(name)),
        Source::Cookie(name) => ("Cookie", Some(name)),
        Source::Signature(name) => ("Signature", Some(name)),
    };
    context! {
        type => Token::ident(&scheme.ty),
        function => Token::ident(&scheme.function),
        name => Token::string(&scheme.name),
        state => Token::path(&plans.state),
        credentials => Token::ident(credentials(scheme.credentials)),
        source => Token::ident(source),
        argument => name.map(|name| Token::string(name)),
    }
}

pub(super) fn credentials(credentials: Credentials) -> &'static str {
    match credentials {
        Credentials::Bearer => "Bearer",
        Credentials::Basic => "Basic",
        Credentials::ApiKey => "ApiKey",
        Credentials::Signed => "Signed",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catch_all_for_nothing_too_is_two_templates() {
        let of = |url: &str| urls(url).collect::<Vec<_>>();
        assert_eq!(of("/files/{*path}"), ["/files/{*path}"]);
        assert_eq!(of("/files/{**path}"), ["/files", "/files/{*path}"]);
        assert_eq!(of("/{**path}"), ["/", "/{*path}"]);
    }
}
