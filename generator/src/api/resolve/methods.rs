//! The methods of a path item, and since OpenAPI 3.2 those that have no member of their own: `additionalOperations`.

use super::Resolver;
use super::header::is_token;
use crate::api::{Method, Operation};
use crate::diagnostic::Diagnostic;
use crate::load::{Kind, Map, Member};

/// The capability that an operation needs whose method no function can stand for.
const ADDITIONAL: &str = "additional-methods";

impl<'d> Resolver<'d> {
    /// The methods of a path item, those first that have a member of their own.
    pub(super) fn methods(&mut self, map: &'d Map) -> Vec<(Method, &'d Member)> {
        let is_known = |method: &Method| self.is_3_2() || *method != Method::Query;
        let own = map.iter().filter(|(_, member)| member.value.kind != Kind::Null);
        let own = own.filter_map(|(key, member)| Some((Method::from_key(key).filter(is_known)?, member)));
        let mut methods: Vec<_> = own.collect();
        methods.extend(self.additional_methods(map));
        methods
    }

    /// The additional methods of a path item, as they are spelled.
    fn additional_methods(&mut self, map: &'d Map) -> Vec<(Method, &'d Member)> {
        if !self.is_3_2() {
            return Vec::new();
        }
        let mut methods = Vec::new();
        for (name, member) in self.object_member(map, "additionalOperations").into_iter().flatten() {
            if let Some(own) = Method::ALL.into_iter().find(|method| method.upper() == &**name) {
                let message = format!("{name} has a member of its own in a path");
                let help = format!("write it as \"{}\", beside \"additionalOperations\"", own.key());
                self.push(Diagnostic::error(member.key, message).help(help));
            } else if !is_token(name) {
                self.error(member.key, format!("\"{name}\" is not a name that a method can have"));
            } else if member.value.kind == Kind::Null {
                self.warn(member.key, format!("\"{name}\" has no value; it is ignored"));
            } else {
                methods.push((Method::Other((**name).into()), member));
            }
        }
        methods
    }
}

/// Why no function can serve an operation, because of its method.
pub(super) fn unserved(operation: &Operation) -> Option<Diagnostic> {
    let method = &operation.method;
    if !method.is_additional() {
        return None;
    }
    if method.upper() == "CONNECT" {
        let message = "CONNECT opens a tunnel and asks for no path: it is not served";
        let warning = Diagnostic::warning(operation.place, message).capability(ADDITIONAL);
        return Some(warning.help("leave it to a proxy"));
    }
    let own = Method::ALL.into_iter().find(|own| own.key() == word(method))?;
    let message = format!("{method} is not served: its function would have the name of that of {own}");
    let warning = Diagnostic::warning(operation.place, message).capability(ADDITIONAL);
    Some(warning.help(format!("methods are told apart by case: did you mean \"{}\"?", own.key())))
}

/// What is left of a method in the name of a function.
pub(super) fn word(method: &Method) -> String {
    let letters = method.key().chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// Says that two methods of a path would have one function.
pub(super) fn same_function(operation: &Operation, first: &Method) -> Diagnostic {
    let message =
        format!("{} is not served: its function would have the name of that of {first}", operation.method);
    Diagnostic::warning(operation.place, message).capability(ADDITIONAL).help("give it another name")
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;

    const FINE: &str = "{responses: {'200': {description: ''}}}";

    fn methods(text: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
        let tried = document("3.2.0", text);
        let problems = tried.problems.clone();
        let api = tried.api();
        let of = |operations: &[crate::api::Operation]| {
            operations.iter().map(|operation| operation.method.to_string()).collect()
        };
        (of(&api.operations), of(&api.hidden), problems)
    }

    #[test]
    fn reads_all_methods() {
        let text = format!(
            "paths:\n  /a: {{get: {FINE}, query: {FINE}, additionalOperations: {{COPY: {FINE}, M-SEARCH: {FINE}}}}}\n"
        );
        let (served, hidden, problems) = methods(&text);
        assert_eq!(served, ["GET", "QUERY", "COPY", "M-SEARCH"]);
        assert_eq!((hidden.len(), problems.len()), (0, 0));
    }

    #[test]
    fn what_no_function_can_serve_is_told() {
        let text = format!(
            "paths:\n  /a: {{additionalOperations: {{CONNECT: {FINE}, Get: {FINE}, COPY: {FINE}, Copy: {FINE}}}}}\n"
        );
        let (served, hidden, problems) = methods(&text);
        assert_eq!(served, ["COPY"]);
        assert_eq!(hidden, ["CONNECT", "Get", "Copy"]);
        assert_eq!(
            problems,
            [
                "4:31: warning: CONNECT opens a tunnel and asks for no path: it is not served",
                "4:81: warning: Get is not served: its function would have the name of that of GET",
                "4:174: warning: Copy is not served: its function would have the name of that of COPY",
            ]
        );
    }

    #[test]
    fn says_what_is_no_additional_method() {
        let text = format!("paths:\n  /a: {{additionalOperations: {{POST: {FINE}, 'A B': {FINE}}}}}\n");
        assert_eq!(
            document("3.2.0", &text).problems,
            [
                "4:31: error: POST has a member of its own in a path",
                "4:78: error: \"A B\" is not a name that a method can have",
            ]
        );
    }

    #[test]
    fn earlier_versions_do_not_have_them() {
        let text = format!("paths:\n  /a: {{query: {FINE}, additionalOperations: {{COPY: {FINE}}}}}\n");
        let tried = document("3.1.0", &text);
        assert_eq!(
            tried.problems,
            [
                "4:8: warning: \"query\" is of OpenAPI 3.2, and not served",
                "4:56: warning: \"additionalOperations\" is of OpenAPI 3.2, and not served",
            ]
        );
        assert_eq!(tried.api().operations.len(), 0);
    }
}
