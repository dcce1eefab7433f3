//! Who may call an operation, as types.

use serde_json::Value;

use super::names::{self, Scope};
use super::operation::Auth;
use super::scheme::{Credentials, Scheme, Source};
use crate::api::{Api, ApiKeyLocation, Operation, SchemeKind, SecurityScheme};
use crate::diagnostic::Diagnostic;

/// The security schemes that the operations of a spec use, in the order in which they are declared.
pub(super) fn schemes(api: &Api) -> Vec<Scheme> {
    let used =
        |name: &str| api.operations.iter().flat_map(|it| it.security.iter().flatten()).any(|it| it.0 == name);
    let mut types = Scope::default();
    let mut functions = Scope::default();
    let mut schemes = Vec::new();
    for (name, scheme) in &api.security_schemes {
        if !used(name) {
            continue;
        }
        let Some((credentials, source)) = carried(scheme) else { continue };
        schemes.push(Scheme {
            name: name.clone(),
            ty: types.take([names::type_name(name).as_str()]),
            function: functions.take([names::module(name).as_str()]),
            doc: scheme.description.clone(),
            credentials,
            source,
        });
    }
    schemes
}

/// What a request carries for a scheme, and where; `None` for what a server behind a proxy does not see.
fn carried(scheme: &SecurityScheme) -> Option<(Credentials, Source)> {
    let header = |name: &str| (Credentials::ApiKey, Source::Header(name.to_owned()));
    Some(match &scheme.kind {
        SchemeKind::ApiKey { location: ApiKeyLocation::Header, name } => {
            let signed = matches!(scheme.extensions.get("x-signature"), Some(Value::String(_)));
            if signed { (Credentials::Signed, Source::Signature(name.clone())) } else { header(name) }
        }
        SchemeKind::ApiKey { location: ApiKeyLocation::Query, name } => {
            (Credentials::ApiKey, Source::Query(name.clone()))
        }
        SchemeKind::ApiKey { location: ApiKeyLocation::Cookie, name } => {
            (Credentials::ApiKey, Source::Cookie(name.clone()))
        }
        SchemeKind::Http { scheme, .. } => match scheme.to_ascii_lowercase().as_str() {
            "bearer" => (Credentials::Bearer, Source::Bearer),
            "basic" => (Credentials::Basic, Source::Basic),
            _ => header("Authorization"),
        },
        SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => (Credentials::Bearer, Source::Bearer),
        SchemeKind::MutualTls => return None,
    })
}

/// The alternatives of an operation without repetitions.
pub(super) fn alternatives(operation: &Operation) -> Vec<Vec<(String, Vec<String>)>> {
    let mut alternatives: Vec<Vec<(String, Vec<String>)>> = Vec::new();
    for alternative in &operation.security {
        if !alternatives.contains(alternative) {
            alternatives.push(alternative.clone());
        }
    }
    alternatives
}

/// The type of the `auth` field: none when everybody may call.
pub(super) fn auth(
    operation: &Operation,
    alternatives: &[Vec<(String, Vec<String>)>],
    schemes: &[Scheme],
) -> Result<Option<Auth>, Diagnostic> {
    let mut anonymous = false;
    let mut either = Vec::new();
    for alternative in alternatives {
        let mut all = Vec::new();
        for (name, _) in alternative {
            if !schemes.iter().any(|scheme| scheme.name == *name) {
                let message = format!(
                    "the security scheme `{name}` cannot be checked here: the handler gets bare requests"
                );
                return Err(Diagnostic::warning(operation.place, message).capability("security-scheme"));
            }
            all.push(Auth::Scheme(name.clone()));
        }
        match (all.pop(), all.is_empty()) {
            (None, _) => anonymous = true,
            (Some(only), true) => either.push(only),
            (Some(last), false) => {
                all.push(last);
                either.push(Auth::All(all));
            }
        }
    }
    let any = either.into_iter().rev().reduce(|rest, first| Auth::Either(Box::new(first), Box::new(rest)));
    Ok(any.map(|auth| if anonymous { Auth::Optional(Box::new(auth)) } else { auth }))
}
