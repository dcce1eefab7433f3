//! Responses.

use serde_json::Value;

use super::Resolver;
use crate::api::{Response, Status};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Map, Node};

impl<'d> Resolver<'d> {
    /// The responses in a member `responses`.
    pub(super) fn responses(&mut self, map: &'d Map, operation: Place) -> Vec<Response> {
        let Some(responses) = self.object_member(map, "responses") else {
            self.warn(operation, "an operation without \"responses\"");
            return Vec::new();
        };
        let mut list: Vec<Response> = Vec::new();
        for (key, member) in responses {
            if key.starts_with("x-") {
                continue;
            }
            let Some(status) = self.status(key, member.key) else { continue };
            if let Some(first) = list.iter().find(|response| response.status == status) {
                let error = Diagnostic::error(member.key, format!("the status {status} is there twice"));
                self.push(error.related(first.place, "it is here first"));
                continue;
            }
            list.extend(self.response(status, member.key, &member.value));
        }
        list
    }

    pub(super) fn response(&mut self, status: Status, place: Place, node: &'d Node) -> Option<Response> {
        let followed = self.follow(node, "a response")?;
        if !self.spend(16, place) {
            return None;
        }
        let map = followed.map;
        self.unknown(map, &["description", "headers", "content", "links", "$ref", "summary"], "a response");
        self.name_shared(&followed, "Response");
        let own = match map.get("description") {
            Some(_) => self.text_member(map, "description"),
            None if self.is_3_2() => None,
            None => {
                self.warn(followed.node.place, "a response has a \"description\"");
                None
            }
        };
        let mut extra = serde_json::Map::new();
        let own_summary = if self.is_3_0() { None } else { self.text_member(map, "summary") };
        if let Some(summary) = followed.summary.or(own_summary) {
            extra.insert("summary".to_owned(), summary.into());
        }
        if let Some(links) = self.object_member(map, "links") {
            extra.insert("links".to_owned(), Value::Object(self.links(links)));
        }
        extra.extend(self.extensions(map));
        Some(Response {
            place,
            status,
            description: followed.description.or(own).unwrap_or_default(),
            headers: self.headers(map),
            content: self.content(map),
            extra,
        })
    }

    fn status(&mut self, key: &str, place: Place) -> Option<Status> {
        let status = read_status(key);
        match status {
            None => {
                let error = Diagnostic::error(place, format!("\"{key}\" is not a status"));
                self.push(
                    error.help("a status is a number such as 404, a range such as \"4XX\", or \"default\""),
                );
            }
            Some(Status::Range(_)) if key.contains('x') => {
                self.warn(place, format!("the range is written \"{}\"", key.to_uppercase()));
            }
            Some(_) => {}
        }
        status
    }
}

fn read_status(key: &str) -> Option<Status> {
    if key == "default" {
        return Some(Status::Default);
    }
    let digit = key.bytes().next().filter(|digit| (b'1'..=b'5').contains(digit))?;
    if key.len() == 3 && key[1..].eq_ignore_ascii_case("xx") {
        return Some(Status::Range(digit - b'0'));
    }
    let is_number = key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit());
    key.parse().ok().filter(|_| is_number).map(Status::Code)
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;
    use super::*;

    fn tried(responses: &str) -> super::super::testing::Tried {
        document("3.1.0", &format!("paths:\n  /a:\n    get:\n      responses: {responses}\n"))
    }

    #[test]
    fn reads_statuses() {
        let api = tried("{200: {description: a}, 4XX: {description: b}, default: {description: c}, x-a: 1}")
            .clean();
        let statuses: Vec<Status> =
            api.operations[0].responses.iter().map(|response| response.status).collect();
        assert_eq!(statuses, [Status::Code(200), Status::Range(4), Status::Default]);
        for (key, status) in
            [("600", None), ("20", None), ("2X", None), ("2xX", Some(Status::Range(2))), ("+20", None)]
        {
            assert_eq!(read_status(key), status, "{key}");
        }
        assert_eq!(
            tried("{Default: {description: a}}").problems,
            ["6:19: error: \"Default\" is not a status"]
        );
    }

    #[test]
    fn reads_headers_and_content() {
        let api = tried("{200: {description: a, headers: {X-Total: {required: true, schema: {type: integer}}, content-type: {schema: {}}}, content: {text/plain: {}, image/*: {schema: {}}}}}").clean();
        let response = &api.operations[0].responses[0];
        assert_eq!(response.headers.len(), 1);
        assert!(response.headers[0].required);
        let ranges: Vec<&str> = response.content.iter().map(|media| media.range.as_str()).collect();
        assert_eq!(ranges, ["text/plain", "image/*"]);
        assert!(response.content[0].schema.is_none());
        assert_eq!(
            tried("{200: {description: a, headers: {'X Y': {schema: {}}}}}").problems,
            ["6:51: error: \"X Y\" is not a name that a header can have"]
        );
    }

    #[test]
    fn a_description_beside_a_reference_wins_in_3_1() {
        let text = "paths:\n  /a:\n    get:\n      responses: {200: {$ref: '#/components/responses/R', description: mine}}\ncomponents: {responses: {R: {description: theirs}}}\n";
        assert_eq!(document("3.1.0", text).clean().operations[0].responses[0].description, "mine");
        assert_eq!(document("3.0.0", text).clean().operations[0].responses[0].description, "theirs");
    }
}
