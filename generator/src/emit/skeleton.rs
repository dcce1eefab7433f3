//! What a user's file starts as.

use std::collections::BTreeSet;

use minijinja::{Value, context};

use super::doc::Doc;
use super::engine::Engine;
use super::error::Error;
use super::source;
use super::token::Token;
use super::wiring::credentials;
use crate::plan::{Plans, Route, Scheme, names};

/// A new `route.rs`.
pub(super) fn route(engine: &Engine, plans: &Plans, url: &str, routes: &[usize]) -> Result<String, Error> {
    let routes: Vec<&Route> = routes.iter().filter_map(|&index| plans.routes.get(index)).collect();
    let modules: BTreeSet<&str> = routes.iter().map(|route| route.module.as_str()).collect();
    // Types of several versions may share their names.
    let full = modules.len() > 1;
    let names: BTreeSet<&str> = routes
        .iter()
        .filter(|route| !route.raw)
        .flat_map(|route| [route.request.as_str(), route.response.as_str()])
        .collect();
    let raw = routes.iter().any(|route| route.raw);
    let mut imports = Vec::new();
    if !full && !names.is_empty() {
        let module = routes.first().map(|route| module(plans, route)).unwrap_or_else(Token::none);
        imports
            .push(Token::import(&module, &names.iter().map(|name| Token::ident(name)).collect::<Vec<_>>()));
    }
    // Names that the operations have taken are written in full.
    let short = |name: &'static str| full || !names.contains(name);
    let mut runtime: Vec<Token> = Vec::new();
    if raw && short("Response") {
        runtime.push(Token::ident("Response"));
    }
    if short("Result") {
        runtime.push(Token::ident("Result"));
    }
    if raw && short("Request") {
        runtime.push(Token::path("extract::Request"));
    }
    runtime.push(Token::ident("not_implemented"));
    imports.push(Token::import(&Token::ident("routewright"), &runtime));
    let path = |short: bool, name: &str| {
        if short { Token::ident(name) } else { Token::path(&format!("routewright::{name}")) }
    };
    let functions: Vec<Value> = routes
        .iter()
        .map(|route| {
            let local = |name: &str| if full { typed(plans, route, name) } else { Token::ident(name) };
            let request = match route.raw {
                true if short("Request") => Token::ident("Request"),
                true => Token::path("routewright::extract::Request"),
                false => local(&route.request),
            };
            let response =
                if route.raw { path(short("Response"), "Response") } else { local(&route.response) };
            let result = Token::generic(&path(short("Result"), "Result"), &[response]);
            function_values(route, request, result, Token::ident("not_implemented"))
        })
        .collect();
    let doc = Token::doc(&format!("`{}`", url.replace('`', "'")), true);
    let text = engine.fill("route.j2", context! { doc, imports, functions })?;
    source::pretty("route.j2", url, &text)
}

/// One function for a `route.rs` that is there already: it needs none of the names in it.
pub(super) fn function(engine: &Engine, plans: &Plans, route: usize) -> Result<String, Error> {
    let Some(route) = plans.routes.get(route) else { return Ok(String::new()) };
    let (request, response) = if route.raw {
        (Token::path("routewright::extract::Request"), Token::path("routewright::Response"))
    } else {
        (typed(plans, route, &route.request), typed(plans, route, &route.response))
    };
    let result = Token::generic(&Token::path("routewright::Result"), &[response]);
    let function = function_values(route, request, result, Token::path("routewright::not_implemented"));
    let text = engine.fill("handler.j2", context! { function })?;
    source::pretty("handler.j2", &route.template.text, &text)
}

fn function_values(route: &Route, request: Token, result: Token, not_implemented: Token) -> Value {
    context! {
        doc => Doc::of(&route.doc.join("\n")).tokens(),
        name => Token::ident(&names::function(&route.method)),
        request,
        result,
        not_implemented,
    }
}

/// A new `auth.rs`.
pub(super) fn auth(engine: &Engine, plans: &Plans, schemes: &[&Scheme]) -> Result<String, Error> {
    let kinds: BTreeSet<&str> = schemes.iter().map(|scheme| credentials(scheme.credentials)).collect();
    let kinds: Vec<&str> =
        kinds.into_iter().filter(|kind| !schemes.iter().any(|scheme| scheme.ty == *kind)).collect();
    let kinds: Vec<Token> = kinds.into_iter().map(Token::ident).collect();
    let mut imports = vec![Token::import(
        &Token::ident("routewright"),
        &[Token::ident("Result"), Token::ident("not_implemented")],
    )];
    if !kinds.is_empty() {
        imports.insert(0, Token::import(&Token::path("routewright::auth"), &kinds));
    }
    let local = match plans.state.rsplit_once("::") {
        Some((module, name)) if !schemes.iter().any(|scheme| scheme.ty == name) => {
            imports.insert(0, Token::import(&Token::path(module), &[Token::ident(name)]));
            Token::ident(name)
        }
        _ => Token::path(&plans.state),
    };
    let schemes: Vec<Value> = schemes
        .iter()
        .map(|scheme| {
            let kind = credentials(scheme.credentials);
            let clash = schemes.iter().any(|other| other.ty == kind);
            let kind =
                if clash { Token::path(&format!("routewright::auth::{kind}")) } else { Token::ident(kind) };
            scheme_values(
                scheme,
                local.clone(),
                kind,
                Token::ident("Result"),
                Token::ident("not_implemented"),
            )
        })
        .collect();
    let text = engine.fill("auth.j2", context! { imports, schemes })?;
    source::pretty("auth.j2", "auth.rs", &text)
}

/// One scheme for an `auth.rs` that is there already.
pub(super) fn scheme(engine: &Engine, plans: &Plans, scheme: &Scheme) -> Result<String, Error> {
    let kind = Token::path(&format!("routewright::auth::{}", credentials(scheme.credentials)));
    let values = scheme_values(
        scheme,
        Token::path(&plans.state),
        kind,
        Token::path("routewright::Result"),
        Token::path("routewright::not_implemented"),
    );
    let text = engine.fill("scheme.j2", context! { scheme => values })?;
    source::pretty("scheme.j2", "auth.rs", &text)
}

fn scheme_values(
    scheme: &Scheme,
    state: Token,
    credentials: Token,
    result: Token,
    not_implemented: Token,
) -> Value {
    let name = scheme.name.replace('`', "'");
    let ty = Token::ident(&scheme.ty);
    context! {
        type_doc => Doc::of(&format!("What handlers learn about a caller who passed `{name}`.")).tokens(),
        doc => Doc::of(&format!("Checks the credentials of `{name}`.")).tokens(),
        result => Token::generic(&result, std::slice::from_ref(&ty)),
        type => ty,
        function => Token::ident(&scheme.function),
        state,
        credentials,
        not_implemented,
    }
}

/// A new `main.rs`.
pub(super) fn main(engine: &Engine, plans: &Plans) -> Result<String, Error> {
    let generated = plans.generated.strip_prefix("crate::").unwrap_or(&plans.generated);
    let state = plans.state.rsplit("::").next().unwrap_or("App");
    let values = context! { generated => Token::path(generated), state => Token::ident(state) };
    let text = engine.fill("main.j2", values)?;
    source::pretty("main.j2", "main.rs", &text)
}

fn module(plans: &Plans, route: &Route) -> Token {
    Token::path(&format!("{}::{}", plans.generated, route.module))
}

fn typed(plans: &Plans, route: &Route, name: &str) -> Token {
    Token::path(&format!("{}::{}::{name}", plans.generated, route.module))
}
