//! Bodies and their media types.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::Resolver;
use crate::api::{Body, Encoding, Location, Media, SchemaId, Style};
use crate::diagnostic::{Diagnostic, Place};
use crate::load::{Map, Node};

impl<'d> Resolver<'d> {
    pub(super) fn body(&mut self, node: &'d Node) -> Option<Body> {
        let followed = self.follow(node, "a request body")?;
        let map = followed.map;
        self.unknown(map, &["description", "content", "required", "$ref", "summary"], "a request body");
        if map.get("content").is_none() {
            self.warn(followed.node.place, "a request body without \"content\"");
        }
        self.name_shared(&followed, "Body");
        let own = self.text_member(map, "description");
        Some(Body {
            place: followed.node.place,
            description: followed.description.or(own),
            required: self.flag(map, "required"),
            content: self.content(map),
            extra: self.extensions(map),
        })
    }

    /// The media types in a member `content`.
    pub(super) fn content(&mut self, map: &'d Map) -> Vec<Media> {
        let Some(content) = self.object_member(map, "content") else { return Vec::new() };
        let content = match content.get("$ref") {
            Some(reference) => {
                self.warn(reference.key, "\"content\" should not be a reference");
                let member = map.get("content");
                member
                    .and_then(|member| self.follow(&member.value, "\"content\""))
                    .map(|followed| followed.map)
            }
            None => Some(content),
        };
        let mut all: Vec<Media> = Vec::new();
        let mut written: HashMap<String, SchemaId> = HashMap::new();
        for (range, member) in content.into_iter().flatten() {
            let Some(mut media) = self.media(range, member.key, &member.value) else { continue };
            // What is written once more for another media type is no other type.
            if let (Some(id), Some(node)) = (media.schema, member.value.get("schema"))
                && content.is_some_and(|content| content.len() > 1)
            {
                media.schema = Some(*written.entry(node.to_json().to_string()).or_insert(id));
            }
            all.push(media);
        }
        all
    }

    fn media(&mut self, range: &str, place: Place, node: &'d Node) -> Option<Media> {
        if range.starts_with("x-") && !range.contains('/') {
            return None;
        }
        if !self.spend(16, place) {
            return None;
        }
        if !is_media_range(range) {
            self.warn(place, format!("\"{range}\" is not a media type"));
        }
        // An empty one, `application/json:`, says nothing and is clear.
        let Some(_) = node.as_map() else {
            if node.kind != crate::load::Kind::Null {
                self.object(node, "a media type");
            }
            return Some(media(range, place));
        };
        self.media_object(range, place, node)
    }

    /// What a media type is of, wherever it is declared.
    pub(super) fn media_object(&mut self, range: &str, place: Place, node: &'d Node) -> Option<Media> {
        let map = match self.is_3_2() {
            true => self.follow(node, "a media type")?.map,
            false => self.object(node, "a media type")?,
        };
        const NEWER: [&str; 6] =
            ["$ref", "summary", "description", "itemSchema", "prefixEncoding", "itemEncoding"];
        self.unknown_before(map, &["schema", "example", "examples", "encoding"], &NEWER, "a media type");
        let mut media = media(range, place);
        media.schema = self.present(map, "schema").map(|node| self.schema(node));
        for (name, member) in self.object_member(map, "encoding").into_iter().flatten() {
            if let Some(encoding) = self.encoding(member.key, &member.value) {
                media.encoding.insert(name.to_string(), encoding);
            }
        }
        media.extra = self.examples(map);
        if self.is_3_2() {
            media.item_schema = self.present(map, "itemSchema").map(|node| self.schema(node));
            let description = self.text_member(map, "description");
            media.extra.extend(description.map(|text| ("description".to_owned(), text.into())));
            media.extra.extend(self.positions(map));
        }
        Some(media)
    }

    pub(super) fn encoding(&mut self, place: Place, node: &'d Node) -> Option<Encoding> {
        let map = self.object(node, "an encoding")?;
        const KNOWN: [&str; 5] = ["contentType", "headers", "style", "explode", "allowReserved"];
        const NEWER: [&str; 3] = ["encoding", "prefixEncoding", "itemEncoding"];
        self.unknown_before(map, &KNOWN, &NEWER, "an encoding");
        let mut extra = self.extensions(map);
        if self.is_3_2() {
            extra.extend(self.within_part(map));
        }
        Some(Encoding {
            place,
            content_type: self.content_type(map),
            headers: self.headers(map),
            style: self.encoding_style(map),
            explode: self.boolean(map, "explode"),
            allow_reserved: self.flag(map, "allowReserved"),
            extra,
        })
    }

    /// How a part is written: as a query parameter is, and in no other way.
    fn encoding_style(&mut self, map: &'d Map) -> Option<Style> {
        let style = self.named_style(map)?;
        if !style.fits(Location::Query)
            && let Some(member) = map.get("style")
        {
            let error = format!("a part of a form cannot have the style \"{}\"", style.name());
            self.push(
                Diagnostic::error(member.value.place, error).help("its styles are those of query parameters"),
            );
        }
        Some(style)
    }

    /// The content type of a part; a list of them is clear as well.
    fn content_type(&mut self, map: &'d Map) -> Option<String> {
        let member = map.get("contentType")?;
        if member.value.as_seq().is_none() {
            return self.text_member(map, "contentType");
        }
        let warning =
            Diagnostic::warning(member.value.place, "\"contentType\" is a text, with commas between several");
        self.push(warning);
        Some(self.texts(map, "contentType").join(", "))
    }
}

fn media(range: &str, place: Place) -> Media {
    Media {
        place,
        range: range.to_owned(),
        schema: None,
        item_schema: None,
        encoding: IndexMap::new(),
        extra: serde_json::Map::new(),
    }
}

/// `type/subtype` with parameters, or a range of them.
fn is_media_range(range: &str) -> bool {
    let essence = range.split(';').next().unwrap_or_default().trim();
    let is_part = |part: &str| part == "*" || super::header::is_token(part);
    essence.split_once('/').is_some_and(|(kind, subtype)| is_part(kind) && is_part(subtype))
}

#[cfg(test)]
mod tests {
    use super::super::testing::document;

    #[test]
    fn what_is_written_once_more_for_another_media_type_is_the_same_schema() {
        let schema = "{schema: {properties: {a: {type: string}}}}";
        let other = "{schema: {properties: {b: {type: string}}}}";
        let api = document(
            "3.1.0",
            &format!("paths: {{/a: {{post: {{requestBody: {{content: {{application/json: {schema}, application/xml: {schema}, text/json: {other}}}}}, responses: {{'204': {{description: ''}}}}}}}}}}\n"),
        )
        .api();
        let body = api.operations[0].body.as_ref().expect("a body");
        let schemas: Vec<_> = body.content.iter().map(|media| media.schema).collect();
        assert_eq!(schemas[0], schemas[1]);
        assert_ne!(schemas[0], schemas[2]);
    }
}
