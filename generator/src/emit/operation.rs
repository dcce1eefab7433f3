//! Operations as the templates get them.

use minijinja::{Value, context};

use super::doc::Doc;
use super::imports::Imports;
use super::item::item;
use super::token::Token;
use crate::api::Method;
use crate::plan::Scheme;
use crate::plan::operation::{Auth, Handling, Operation, Response, Status, Typed};

/// The values for an operation; none for one that is handled raw, which has no types.
pub(super) fn operation(
    operation: &Operation,
    document: &str,
    schemes: &[Scheme],
    imports: &mut Imports<'_>,
) -> Option<Value> {
    let Handling::Typed(typed) = &operation.handling else { return None };
    let mut settings = route(operation);
    settings.push(Token::setting("document", &Token::string(document)));
    settings.extend(operation.id.as_ref().map(|id| Token::setting("id", &Token::string(id))));
    let doc = described(operation, &mut settings);
    if !operation.tags.is_empty() {
        let tags: Vec<Token> = operation.tags.iter().map(|tag| Token::string(tag)).collect();
        settings.push(Token::list("tags", &tags));
    }
    settings.push(Token::setting("response", &Token::ident(&typed.response)));
    if operation.deprecated {
        settings.push(Token::word("deprecated"));
    }
    if operation.refuse_unknown_parameters {
        settings.push(Token::word("refuse_unknown_parameters"));
    }
    if !operation.security.is_empty() {
        let alternatives: Vec<Token> = operation.security.iter().map(|all| alternative(all)).collect();
        settings.push(Token::list("security", &alternatives));
    }
    settings.extend(operation.extra.as_ref().map(|extra| Token::setting("extra", &Token::raw_string(extra))));
    let fields = fields(typed, schemes, imports);
    let variants: Vec<Value> = typed.responses.iter().map(|it| response(it, imports)).collect();
    let items: Vec<Value> = typed.items.iter().map(|it| item(it, imports)).collect();
    Some(context! {
        doc,
        derive => imports.foreign("routewright", "Operation"),
        attribute => Token::attribute("operation", &settings),
        name => Token::ident(&typed.request),
        fields,
        items,
        response => Token::ident(&typed.response),
        response_derive => imports.foreign("routewright", "Response"),
        variants,
    })
}

/// The method and the path: `get = "/posts"`, or `method = "COPY", path = "/posts"`.
fn route(operation: &Operation) -> Vec<Token> {
    let path = Token::string(&operation.path);
    let own = match operation.method {
        Method::Get => "get",
        Method::Head => "head",
        Method::Post => "post",
        Method::Put => "put",
        Method::Patch => "patch",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Trace => "trace",
        Method::Query => "query",
        Method::Other(ref name) => {
            return vec![Token::setting("method", &Token::string(name)), Token::setting("path", &path)];
        }
    };
    vec![Token::setting(own, &path)]
}

/// Summary and description as one comment: the first paragraph is the summary. What that does not say exactly, the
/// settings say.
fn described(operation: &Operation, settings: &mut Vec<Token>) -> Vec<Token> {
    let summary = operation.summary.as_deref().unwrap_or_default();
    let description = operation.description.as_deref().unwrap_or_default();
    let (first, rest) = (Doc::of(summary), Doc::of(description));
    // The first paragraph of the comment is taken for the summary, unless there is said to be none.
    let silent = summary.is_empty();
    let told = first.exact && (silent || !first.lines.iter().any(String::is_empty));
    if !told || silent && !description.is_empty() {
        settings.push(Token::setting("summary", &Token::raw_string(summary)));
    }
    if !(told && (rest.exact || description.is_empty())) {
        settings.push(Token::setting("doc", &Token::raw_string(description)));
    }
    let both = match (first.lines.is_empty(), rest.lines.is_empty()) {
        (false, false) => [first.lines, vec![String::new()], rest.lines].concat(),
        _ => [first.lines, rest.lines].concat(),
    };
    Doc { lines: both, exact: true }.tokens()
}

/// One way to be let in: `("bearerAuth", "scope")`, `()` for everybody, `all(("basic"), ("session"))` for both at once.
fn alternative(all: &[(String, Vec<String>)]) -> Token {
    let scheme = |(name, scopes): &(String, Vec<String>)| {
        let words: Vec<Token> = std::iter::once(name).chain(scopes).map(|word| Token::string(word)).collect();
        Token::tuple(&words)
    };
    match all {
        [] => Token::tuple(&[]),
        [only] => scheme(only),
        several => Token::list("all", &several.iter().map(scheme).collect::<Vec<_>>()),
    }
}

fn fields(typed: &Typed, schemes: &[Scheme], imports: &mut Imports<'_>) -> Vec<Value> {
    let mut fields = Vec::new();
    if let Some(auth) = &typed.auth {
        let of = auth_type(auth, schemes, imports);
        fields.push(context! { attribute => Token::none(), name => Token::ident("auth"), type => of });
    }
    for part in &typed.parts {
        let item = imports.item(&part.item);
        let (attribute, of) = match &part.whole {
            None => (Token::none(), item),
            Some(of) => {
                let setting = Token::setting("querystring", &item);
                (Token::attribute("operation", &[setting]), imports.ty(of))
            }
        };
        fields.push(context! { attribute, name => Token::ident(part.field), type => of });
    }
    if let Some(body) = &typed.body {
        let mut settings = Vec::new();
        settings.extend(body.content.as_ref().map(|range| Token::setting("content", &Token::string(range))));
        settings.extend(body.doc.as_ref().map(|doc| Token::setting("doc", &Token::raw_string(doc))));
        settings.extend(body.extra.as_ref().map(|extra| Token::setting("extra", &Token::raw_string(extra))));
        settings.extend(
            body.body_extra.as_ref().map(|extra| Token::setting("body_extra", &Token::raw_string(extra))),
        );
        fields.push(context! {
            attribute => Token::attribute("operation", &settings),
            name => Token::ident("body"),
            type => imports.ty(&body.of),
        });
    }
    fields
}

fn auth_type(auth: &Auth, schemes: &[Scheme], imports: &mut Imports<'_>) -> Token {
    match auth {
        Auth::Scheme(name) => {
            let ty = schemes
                .iter()
                .find(|scheme| scheme.name == *name)
                .map_or("Auth", |scheme| scheme.ty.as_str());
            imports.auth(ty)
        }
        Auth::All(all) => {
            let all: Vec<Token> = all.iter().map(|auth| auth_type(auth, schemes, imports)).collect();
            Token::tuple(&all)
        }
        Auth::Either(one, other) => {
            let name = imports.foreign("routewright::auth", "Either");
            let of = [auth_type(one, schemes, imports), auth_type(other, schemes, imports)];
            Token::generic(&name, &of)
        }
        Auth::Optional(auth) => Token::generic(&Token::ident("Option"), &[auth_type(auth, schemes, imports)]),
    }
}

fn response(response: &Response, imports: &mut Imports<'_>) -> Value {
    let status = match response.status {
        Status::Code(code) => Token::number(&code.to_string()),
        Status::Open(text) => Token::string(text),
    };
    let mut settings = vec![Token::setting("status", &status)];
    settings.extend(response.content.as_ref().map(|range| Token::setting("content", &Token::string(range))));
    let doc = match &response.summary {
        None => super::item::described(Some(&response.doc), &mut settings),
        // Where the comment is no description, a setting says that there is none.
        Some(summary) => {
            settings.push(Token::setting("doc", &Token::string("")));
            Doc::of(summary).tokens()
        }
    };
    settings.extend(response.extra.as_ref().map(|extra| Token::setting("extra", &Token::raw_string(extra))));
    settings.extend(
        response
            .response_extra
            .as_ref()
            .map(|extra| Token::setting("response_extra", &Token::raw_string(extra))),
    );
    let open = matches!(response.status, Status::Open(_));
    let body = response.body.as_ref().map(|of| imports.ty(of));
    let headers = response.headers.as_ref().map(|name| imports.item(name));
    context! {
        doc,
        attribute => Token::attribute("response", &settings),
        name => Token::ident(&response.name),
        named => open || headers.is_some(),
        status => open.then(|| imports.foreign("routewright::http", "StatusCode")),
        headers,
        body,
    }
}
