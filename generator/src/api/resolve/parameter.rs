//! Parameters, and what they have in common with headers.

use super::Resolver;
use super::header::is_token;
use crate::api::{Location, Media, Parameter, SchemaId, Style};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Map, Node};

impl<'d> Resolver<'d> {
    /// The parameters in a member `parameters`.
    pub(super) fn parameters(&mut self, map: &'d Map) -> Vec<Parameter> {
        let parameters = self.listed_parameters(map);
        self.check_whole_query(&parameters);
        parameters
    }

    fn listed_parameters(&mut self, map: &'d Map) -> Vec<Parameter> {
        let list = self.list_member(map, "parameters").unwrap_or_default();
        let mut parameters: indexmap::IndexMap<(Location, String), Parameter> = indexmap::IndexMap::new();
        for node in list {
            let Some(parameter) = self.parameter(node) else { continue };
            let key = parameter.key();
            match parameters.get(&key) {
                None => {
                    parameters.insert(key, parameter);
                }
                Some(first) => {
                    let message =
                        format!("the {} parameter \"{}\" is there twice", key.0.name(), parameter.name);
                    let error =
                        Diagnostic::error(node.place, message).related(first.place, "it is here first");
                    self.push(error);
                }
            }
        }
        parameters.into_values().collect()
    }

    pub(super) fn parameter(&mut self, node: &'d Node) -> Option<Parameter> {
        let followed = self.follow(node, "a parameter")?;
        let (map, place) = (followed.map, followed.node.place);
        if !self.spend(16, node.place) {
            return None;
        }
        self.check_members(map);
        let name = self.required_text(map, "name", place, "a parameter");
        let location = self.location(map, place)?;
        let name = name?;
        if location == Location::Header && !is_token(&name) {
            let place = map.get("name").map_or(place, |member| member.value.place);
            self.error(place, format!("\"{name}\" is not a name that a header can have"));
            return None;
        }
        if location == Location::Path && name.contains(['{', '}']) {
            let place = map.get("name").map_or(place, |member| member.value.place);
            self.error(place, format!("\"{name}\" is not a name that a path can have"));
            return None;
        }
        self.name_shared(&followed, "Parameter");
        let style = self.parameter_style(map, location);
        self.check_reserved(map, location, style);
        self.check_content(map, location, place);
        let (schema, content) = self.value_schema(map, place, "a parameter")?;
        let own = self.text_member(map, "description");
        Some(Parameter {
            // Behind a reference the parameter is somewhere else; both lead there.
            place,
            required: self.is_required(map, location, place),
            name,
            location,
            description: followed.description.or(own),
            deprecated: self.flag(map, "deprecated"),
            style,
            explode: self.boolean(map, "explode").unwrap_or(style.default_explode()),
            allow_reserved: self.flag(map, "allowReserved"),
            allow_empty: self.flag(map, "allowEmptyValue"),
            schema,
            content,
            extra: self.examples(map),
        })
    }

    fn check_members(&mut self, map: &'d Map) {
        const KNOWN: [&str; 16] = [
            "name",
            "in",
            "description",
            "required",
            "deprecated",
            "allowEmptyValue",
            "style",
            "explode",
            "allowReserved",
            "schema",
            "example",
            "examples",
            "content",
            "$ref",
            "summary",
            "type",
        ];
        self.unknown(map, &KNOWN, "a parameter");
    }

    /// Reserved characters mean nothing but themselves where nothing is escaped, and until OpenAPI 3.2 that was said of
    /// queries only.
    fn check_reserved(&mut self, map: &'d Map, location: Location, style: Style) {
        let is_escaped = match location {
            Location::Query => true,
            Location::Path => self.is_3_2(),
            Location::Cookie => self.is_3_2() && style == Style::Form,
            Location::QueryString | Location::Header => false,
        };
        if !is_escaped {
            self.warn_of_reserved(map, &format!("a {} parameter", location.name()));
        }
    }

    pub(super) fn warn_of_reserved(&mut self, map: &'d Map, what: &str) {
        let Some(member) = map.get("allowReserved") else { return };
        let message = match self.is_3_2() {
            true => format!("\"allowReserved\" says nothing of {what}, in which nothing is escaped"),
            false => format!("\"allowReserved\" is for query parameters, and says nothing of {what}"),
        };
        self.warn(member.key, message);
    }

    /// What is written in a media type has no style; and a whole query has nothing else.
    fn check_content(&mut self, map: &'d Map, location: Location, place: Place) {
        if location == Location::QueryString && map.get("content").is_none() {
            let place = map.get("schema").map_or(place, |member| member.key);
            let error = Diagnostic::error(place, "a querystring parameter must have \"content\"");
            self.push(error.help("content: {application/x-www-form-urlencoded: {schema: …}}"));
        }
        if !self.is_3_2() || map.get("content").is_none() {
            return;
        }
        for key in ["style", "explode"] {
            if let Some(member) = map.get(key) {
                let message = format!("\"{key}\" says nothing of a value that is written in a media type");
                self.warn(member.key, message);
            }
        }
    }

    fn location(&mut self, map: &'d Map, place: Place) -> Option<Location> {
        let written = self.required_text(map, "in", place, "a parameter")?;
        let is_known = |location: &Location| self.is_3_2() || *location != Location::QueryString;
        let locations = Location::ALL.into_iter().filter(is_known);
        let location = locations.into_iter().find(|location| location.name() == written);
        if location.is_none() {
            let place = map.get("in").map_or(place, |member| member.value.place);
            let error = Diagnostic::error(place, format!("a parameter cannot be in \"{written}\""));
            self.push(match &*written {
                "body" | "formData" => error.help("since OpenAPI 3.0 this is said in \"requestBody\""),
                "querystring" => error.capability("querystring").help("it is of OpenAPI 3.2"),
                _ => error.did_you_mean(&written, Location::ALL.map(Location::name)),
            });
        }
        location
    }

    fn is_required(&mut self, map: &'d Map, location: Location, place: Place) -> bool {
        let required = self.flag(map, "required");
        if location == Location::Path && !required {
            let place = map.get("required").map_or(place, |member| member.value.place);
            let warning = Diagnostic::warning(place, "a path parameter is always required");
            self.push(warning.help("write \"required: true\""));
        }
        required || location == Location::Path
    }

    fn parameter_style(&mut self, map: &'d Map, location: Location) -> Style {
        let usual = location.default_style();
        let style = self.style(map, usual);
        if style.fits(location) {
            return style;
        }
        if let Some(member) = map.get("style") {
            let message =
                format!("a {} parameter cannot have the style \"{}\"", location.name(), style.name());
            let warning = Diagnostic::warning(member.value.place, message);
            self.push(warning.help(format!("it is read in style \"{}\"", usual.name())));
        }
        usual
    }

    /// The style that is named, or the usual one.
    pub(super) fn style(&mut self, map: &'d Map, usual: Style) -> Style {
        self.named_style(map).unwrap_or(usual)
    }

    pub(super) fn named_style(&mut self, map: &'d Map) -> Option<Style> {
        let written = self.text_member(map, "style")?;
        let is_known = |style: &Style| self.is_3_2() || *style != Style::Cookie;
        let style = Style::ALL.into_iter().filter(is_known).find(|style| style.name() == written);
        if let (None, Some(member)) = (style, map.get("style")) {
            let error = Diagnostic::error(member.value.place, format!("there is no style \"{written}\""));
            self.push(error.did_you_mean(&written, Style::ALL.map(Style::name)));
        }
        style
    }

    /// The schema of a value, and its media type when it is said by `content`.
    pub(super) fn value_schema(
        &mut self,
        map: &'d Map,
        place: Place,
        what: &str,
    ) -> Option<(SchemaId, Option<Media>)> {
        match (map.get("schema"), map.get("content")) {
            (Some(_), Some(content)) => {
                self.error(content.key, format!("{what} has either \"schema\" or \"content\", not both"));
                None
            }
            (Some(schema), None) => Some((self.schema(&schema.value), None)),
            (None, Some(member)) => self.value_content(map, member.key, what),
            (None, None) => {
                let warning =
                    Diagnostic::warning(place, format!("{what} has no \"schema\"; it is taken for a text"));
                self.push(warning.help("say what it looks like: schema: {type: string}"));
                Some((self.text_schema(place), None))
            }
        }
    }

    fn value_content(&mut self, map: &'d Map, place: Place, what: &str) -> Option<(SchemaId, Option<Media>)> {
        let content = self.object_member(map, "content")?;
        let mut types = content.iter();
        let (Some((range, member)), None) = (types.next(), types.next()) else {
            self.error(
                place,
                format!("\"content\" of {what} must have one media type, not {}", content.len()),
            );
            return None;
        };
        let media = self.media_object(range, member.key, &member.value)?;
        let schema = media.schema.unwrap_or_else(|| self.text_schema(member.value.place));
        Some((schema, Some(media)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;
    use crate::api::{Api, Parameter, Style};

    fn problems(parameters: &str) -> Vec<String> {
        let text = format!(
            "paths:\n  /a:\n    get:\n      responses: {{'200': {{description: ''}}}}\n      parameters: {parameters}\n"
        );
        document("3.1.0", &text).problems
    }

    fn first(parameters: &str) -> (Api, Parameter) {
        let text = format!(
            "paths:\n  /a:\n    get:\n      responses: {{'200': {{description: ''}}}}\n      parameters: {parameters}\n"
        );
        let api = document("3.1.0", &text).api();
        let parameter = api.operations[0].parameters[0].clone();
        (api, parameter)
    }

    #[test]
    fn knows_the_usual_styles() {
        let (_, query) = first("[{name: a, in: query, schema: {}}]");
        assert_eq!((query.style, query.explode), (Style::Form, true));
        let (_, header) = first("[{name: a, in: header, schema: {}}]");
        assert_eq!((header.style, header.explode), (Style::Simple, false));
        let (_, deep) = first("[{name: a, in: query, style: deepObject, schema: {}}]");
        assert_eq!((deep.style, deep.explode), (Style::DeepObject, false));
        let (_, content) = first("[{name: a, in: query, content: {application/json: {schema: {}}}}]");
        assert_eq!(content.content.map(|media| media.range).as_deref(), Some("application/json"));
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        assert_eq!(
            problems("[{name: a, in: qery, schema: {}}]"),
            ["7:34: error: a parameter cannot be in \"qery\""]
        );
        assert_eq!(
            problems("[{name: a, in: body, schema: {}}]"),
            ["7:34: error: a parameter cannot be in \"body\""]
        );
        assert_eq!(problems("[{in: query, schema: {}}]"), ["7:20: error: a parameter must have \"name\""]);
        assert_eq!(
            problems("[{name: 'a b', in: header, schema: {}}]"),
            ["7:27: error: \"a b\" is not a name that a header can have"]
        );
        assert_eq!(
            problems("[{name: a, in: query, schema: {}, content: {}}]"),
            ["7:53: error: a parameter has either \"schema\" or \"content\", not both"]
        );
        assert_eq!(
            problems("[{name: a, in: query, schema: {}}, {name: a, in: query, schema: {}}]"),
            ["7:54: error: the query parameter \"a\" is there twice"]
        );
        assert_eq!(
            problems("[{name: a, in: query}]"),
            ["7:20: warning: a parameter has no \"schema\"; it is taken for a text"]
        );
        assert_eq!(
            problems("[{$ref: '#/components/parameters/P'}]"),
            ["7:27: error: \"#/components/parameters/P\" points at nothing: there is no \"components\" in /"]
        );
    }

    #[test]
    fn says_what_means_nothing() {
        assert_eq!(
            problems("[{name: a, in: header, schema: {}, allowReserved: true}]"),
            [
                "7:54: warning: \"allowReserved\" is for query parameters, and says nothing of a header parameter"
            ]
        );
        assert_eq!(
            problems("[{name: a, in: query, schema: {}, example: 1, examples: {}}]"),
            ["7:65: warning: \"examples\" stands beside \"example\""]
        );
    }

    #[test]
    fn keeps_references_to_examples() {
        let text = "paths:\n  /a:\n    get:\n      responses: {'200': {description: ''}}\n      parameters: [{name: a, in: query, schema: {}, examples: {e: {$ref: '#/components/examples/E'}}}]\ncomponents: {examples: {E: {value: 1}, F: {value: 2}}}\n";
        let api = document("3.1.0", text).clean();
        let parameter = &api.operations[0].parameters[0];
        assert_eq!(parameter.extra["examples"]["e"]["$ref"], "#/components/examples/E");
        assert_eq!(api.header["components"]["examples"], serde_json::json!({"E": {"value": 1}}));
    }
}
