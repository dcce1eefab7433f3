//! Styles that the specification does not define for a kind of value. They are read as clients write them; whoever
//! wrote the document hears of it.

use super::Resolver;
use crate::api::{Location, Operation, Parameter, Style, Type};
use crate::diagnostic::Diagnostic;

impl Resolver<'_> {
    /// Warns of parameters whose writing the specification leaves open, once their schemas are known.
    pub(super) fn check_styles(&mut self, operations: &[Operation]) {
        for operation in operations {
            self.check_side_by_side(&operation.parameters);
        }
        for parameter in operations.iter().flat_map(|operation| &operation.parameters) {
            if let Some((message, help)) = self.left_open(parameter) {
                self.push(Diagnostic::warning(parameter.place, message).help(help));
            }
            if parameter.allow_empty && parameter.location != Location::Query {
                let place = parameter.location.name();
                let message = format!("\"allowEmptyValue\" means nothing for a {place} parameter");
                self.push(Diagnostic::warning(parameter.place, message).help("it is for the query only"));
            }
        }
    }

    /// Warns of members of objects that stand among other parameters and have the name of one of them.
    fn check_side_by_side(&mut self, parameters: &[Parameter]) {
        for parameter in
            parameters.iter().filter(|it| it.style == Style::Form && it.explode && it.content.is_none())
        {
            let schema = &self.schemas[self.schemas.target(parameter.schema)];
            let is_taken = |name: &str| {
                parameters.iter().any(|it| {
                    it.location == parameter.location && it.name == name && it.name != parameter.name
                })
            };
            let Some(name) = schema.properties.keys().find(|name| is_taken(name)) else { continue };
            let message = format!(
                "the member \"{name}\" of \"{}\" stands beside a parameter of that name",
                parameter.name
            );
            let help = "the parameter gets the value: rename one of them, or write the object in style \"deepObject\"";
            self.diagnostics.push(Diagnostic::warning(parameter.place, message).help(help));
        }
    }

    fn left_open(&self, parameter: &Parameter) -> Option<(String, &'static str)> {
        use Style::{DeepObject, PipeDelimited, SpaceDelimited};
        let style = parameter.style;
        if parameter.content.is_some() || !matches!(style, DeepObject | PipeDelimited | SpaceDelimited) {
            return None;
        }
        let types = self.schemas[self.schemas.target(parameter.schema)].types;
        let has_parts = types.is_none_or(|types| types.contains(Type::Array) || types.contains(Type::Object));
        let name = style.name();
        if !has_parts {
            let message = format!("the style \"{name}\" is not defined for a value without parts");
            return Some((message, "it is read in style \"form\""));
        }
        (style != DeepObject && parameter.explode).then(|| {
            let message = format!("the style \"{name}\" is not defined with \"explode: true\"");
            (message, "lists are read as in style \"form\", a pair for each element; objects as without it")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;
    use crate::api::Style;

    fn problems(parameter: &str) -> Vec<String> {
        let text = format!(
            "paths:\n  /a/{{id}}:\n    get:\n      responses: {{'200': {{description: ''}}}}\n      parameters: [{{name: id, in: path, required: true, schema: {{}}}}, {parameter}]\n"
        );
        document("3.1.0", &text).problems
    }

    /// The cells of the table of styles that the specification marks as not applicable.
    #[test]
    fn warns_of_what_the_specification_leaves_open() {
        let list = "schema: {type: array, items: {type: string}}";
        let object = "schema: {type: object}";
        for style in ["spaceDelimited", "pipeDelimited"] {
            let parameter = |rest: &str| problems(&format!("{{name: a, in: query, style: {style}, {rest}}}"));
            assert_eq!(parameter(list), [""; 0]);
            assert_eq!(parameter(&format!("explode: false, {object}")), [""; 0]);
            for kind in [list, object] {
                assert_eq!(
                    parameter(&format!("explode: true, {kind}")),
                    [format!("7:70: warning: the style \"{style}\" is not defined with \"explode: true\"")]
                );
            }
        }
        for style in ["spaceDelimited", "pipeDelimited", "deepObject"] {
            assert_eq!(
                problems(&format!(
                    "{{name: a, in: query, style: {style}, schema: {{type: [string, 'null']}}}}"
                )),
                [format!("7:70: warning: the style \"{style}\" is not defined for a value without parts")]
            );
        }
        assert_eq!(problems(&format!("{{name: a, in: query, style: deepObject, {object}}}")), [""; 0]);
        assert_eq!(
            problems("{name: a, in: query, style: deepObject, schema: {anyOf: [{type: string}]}}"),
            [""; 0]
        );
    }

    #[test]
    fn warns_of_members_with_the_name_of_a_parameter() {
        let parameters = |explode: bool| {
            problems(&format!(
                "{{name: a, in: query, explode: {explode}, schema: {{type: object, properties: {{b: {{}}}}}}}}, {{name: b, in: query, schema: {{}}}}"
            ))
        };
        assert_eq!(
            parameters(true),
            ["7:70: warning: the member \"b\" of \"a\" stands beside a parameter of that name"]
        );
        assert_eq!(parameters(false), [""; 0]);
    }

    #[test]
    fn warns_of_empty_values_outside_of_the_query() {
        assert_eq!(
            problems("{name: A, in: header, allowEmptyValue: true, schema: {type: string}}"),
            ["7:70: warning: \"allowEmptyValue\" means nothing for a header parameter"]
        );
        assert_eq!(problems("{name: a, in: query, allowEmptyValue: true, schema: {type: string}}"), [""; 0]);
    }

    #[test]
    fn cookies_have_a_style_of_their_own() {
        let cookie = "paths: {/a: {get: {responses: {'200': {description: ''}}, parameters: [{name: a, in: cookie, style: cookie, schema: {}}]}}}\n";
        let api = document("3.2.0", cookie).clean();
        let parameter = &api.operations[0].parameters[0];
        assert_eq!((parameter.style, parameter.explode), (Style::Cookie, true));
        assert_eq!(document("3.1.0", cookie).problems, ["3:101: error: there is no style \"cookie\""]);
        let query = cookie.replace("in: cookie", "in: query");
        assert_eq!(
            document("3.2.0", &query).problems,
            ["3:100: warning: a query parameter cannot have the style \"cookie\""]
        );
    }

    /// Styles that a place cannot have, and places that have several names for one parameter.
    #[test]
    fn warns_of_styles_in_wrong_places() {
        for (place, styles) in [
            ("path", "form spaceDelimited pipeDelimited deepObject"),
            ("query", "simple label matrix"),
            ("header", "form label matrix spaceDelimited pipeDelimited deepObject"),
            ("cookie", "simple label matrix spaceDelimited pipeDelimited deepObject"),
        ] {
            for style in styles.split(' ') {
                let name = if place == "path" { "id" } else { "a" };
                let text = format!(
                    "paths:\n  /a/{{id}}:\n    get:\n      responses: {{'200': {{description: ''}}}}\n      parameters:\n      - {{name: {name}, in: {place}, required: true, style: {style}, schema: {{}}}}\n"
                );
                let problems = document("3.1.0", &text).problems;
                let expected = format!("a {place} parameter cannot have the style \"{style}\"");
                assert!(problems.iter().any(|problem| problem.contains(&expected)), "{problems:?}");
            }
        }
    }

    #[test]
    fn headers_are_the_same_in_any_case() {
        let header = |name: &str| format!("{{name: {name}, in: header, schema: {{type: string}}}}");
        assert_eq!(
            problems(&format!("{}, {}", header("X-A"), header("x-a"))),
            ["7:119: error: the header parameter \"x-a\" is there twice"]
        );
        let query = |name: &str| format!("{{name: {name}, in: query, schema: {{type: string}}}}");
        assert_eq!(problems(&format!("{}, {}", query("A"), query("a"))), [""; 0]);
        let text = "paths:
  /a:
    parameters: [{name: X-A, in: header, schema: {type: string}}]
    get:
      parameters: [{name: x-a, in: header, required: true, schema: {type: integer}}]
      responses: {'200': {description: ''}}
";
        let api = document("3.1.0", text).clean();
        let names: Vec<_> =
            api.operations[0].parameters.iter().map(|parameter| parameter.name.as_str()).collect();
        assert_eq!(names, ["x-a"]);
    }
}
