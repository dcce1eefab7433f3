//! What a caller shows to be let in.

use serde_json::Value;

use crate::docs::html::{Text, anchor};
use crate::docs::operation::Operation;
use crate::docs::page::Whole;

/// An input for each scheme that an operation may ask for.
pub(super) fn inputs(operation: &Operation<'_>, id: &str, whole: &Whole<'_>) -> String {
    let security = operation.value.get("security").unwrap_or(&whole.value["security"]);
    let alternatives = security.as_array().into_iter().flatten().filter_map(Value::as_object);
    let mut names: Vec<&String> = Vec::new();
    for name in alternatives.flat_map(|all| all.keys()) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().filter_map(|name| input(name, id, whole)).collect()
}

fn input(name: &str, id: &str, whole: &Whole<'_>) -> Option<String> {
    let scheme = &whole.value["components"]["securitySchemes"][name];
    let (place, parameter) = match scheme["type"].as_str()? {
        "apiKey" => (scheme["in"].as_str()?, scheme["name"].as_str()?),
        "http" if scheme["scheme"].as_str()?.eq_ignore_ascii_case("basic") => ("basic", name),
        "http" | "oauth2" | "openIdConnect" => ("bearer", name),
        _ => return None,
    };
    let hint = match place {
        "basic" => "user:password",
        "bearer" => "the token",
        _ => parameter,
    };
    let id = format!("{id}-{}", anchor("auth", name));
    Some(format!(
        "<label for=\"{id}\"><span>{0}</span> <small>{1}</small></label>\
         <input id=\"{id}\" type=\"password\" data-in=\"{1}\" data-name=\"{2}\" data-scheme=\"{0}\" placeholder=\"{3}\" \
         autocomplete=\"off\">",
        Text(name),
        Text(place),
        Text(parameter),
        Text(hint),
    ))
}
