//! Responses.

use serde_json::Value;

use super::Resolver;
use super::json::Object;
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
        if !self.spend(4, place) {
            return None;
        }
        let map = followed.map;
        self.unknown(map, &["description", "headers", "content", "links", "$ref", "summary"], "a response");
        let own = match map.get("description") {
            Some(_) => self.text_member(map, "description"),
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
            extra.insert("links".to_owned(), Value::Object(self.described_map(links, Object::Link)));
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
