//! Headers of responses and of parts of forms.

use super::Resolver;
use crate::api::{Header, Style};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Map, Node};

impl<'d> Resolver<'d> {
    /// The headers in a member `headers`; `Content-Type` is said by `content`.
    pub(super) fn headers(&mut self, map: &'d Map) -> Vec<Header> {
        let headers = self.object_member(map, "headers").into_iter().flatten();
        headers
            .filter(|(name, _)| !name.eq_ignore_ascii_case("content-type"))
            .filter_map(|(name, member)| self.header_named(name, member.key, &member.value))
            .collect()
    }

    fn header_named(&mut self, name: &str, place: Place, node: &'d Node) -> Option<Header> {
        if !is_token(name) {
            self.error(place, format!("\"{name}\" is not a name that a header can have"));
            return None;
        }
        self.header_object(name, place, node)
    }

    pub(super) fn header_object(&mut self, name: &str, place: Place, node: &'d Node) -> Option<Header> {
        let followed = self.follow(node, "a header")?;
        if !self.spend(16, place) {
            return None;
        }
        let map = followed.map;
        const KNOWN: [&str; 13] = [
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
        ];
        self.unknown(map, &KNOWN, "a header");
        self.warn_of_reserved(map, "a header");
        if let Some(member) = map.get("name").or_else(|| map.get("in")) {
            let warning = Diagnostic::warning(member.key, "a header has neither \"name\" nor \"in\"");
            self.push(warning.help("its name is the one of the member"));
        }
        self.name_shared(&followed, "Header");
        let style = self.style(map, Style::Simple);
        if style != Style::Simple
            && let Some(member) = map.get("style")
        {
            self.warn(member.value.place, "a header is always written in style \"simple\"");
        }
        let (schema, content) = self.value_schema(map, followed.node.place, "a header")?;
        let own = self.text_member(map, "description");
        Some(Header {
            place,
            name: name.to_owned(),
            required: self.flag(map, "required"),
            description: followed.description.or(own),
            deprecated: self.flag(map, "deprecated"),
            schema,
            style: Style::Simple,
            explode: self.flag(map, "explode"),
            content,
            extra: self.examples(map),
        })
    }
}

/// Whether a text can be the name of a header.
pub(super) fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
