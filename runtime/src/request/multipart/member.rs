//! What the parts of one name mean.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::headers;
use super::part::{Content, Part};
use crate::model::{Kind, Type};
use crate::operation::Encoding;
use crate::request::media::{MediaType, is_json};
use crate::request::scalar::of_text;
use crate::request::shape::{Shape, element, may_be};
use crate::request::text::{Broken, Escapes};
use crate::request::tree::Tree;
use crate::request::{form, parameter};
use crate::schema::{Failures, Pointer, Reason};

/// A member of a form.
pub(super) struct Member {
    pub(super) of: &'static Type,
    /// What the document says about how it is written.
    pub(super) encoding: Option<&'static Encoding>,
}

type Read = Result<Tree, Failures>;

impl Member {
    /// The value of the member.
    pub(super) fn value(&self, parts: &[&Part]) -> Read {
        let is_list = may_be(self.of, Shape::List) && (parts.len() > 1 || !may_be(self.of, Shape::Scalar));
        match parts {
            [only] if !is_list || self.is_whole(only) => self.part(only, self.of, 0),
            _ if is_list => self.list(parts),
            _ => Err(Broken::Duplicate.into()),
        }
    }

    fn list(&self, parts: &[&Part]) -> Read {
        let of = element(self.of);
        let mut values = Vec::with_capacity(parts.len());
        let mut failures = Failures::new();
        for (index, part) in parts.iter().enumerate() {
            match self.part(part, of, index) {
                Ok(value) => values.push(value),
                Err(wrong) => failures.append(wrong, &Pointer::item(index)),
            }
        }
        if failures.is_empty() { Ok(Tree::List(values)) } else { Err(failures) }
    }

    /// Whether one part has all elements of a list: as a JSON document, or in a style.
    fn is_whole(&self, part: &Part) -> bool {
        let Content::Text(text) = &part.content else { return false };
        let of = element(self.of);
        // A text that only looks like a list is an element.
        let is_array = text.trim_ascii_start().starts_with(b"[") && self.is_document(part, of);
        is_array && !may_be(of, Shape::List) || self.encoding.and_then(form::style_of).is_some()
    }

    /// The value of one part. A file stands for itself by its number, and is put where it belongs later.
    fn part(&self, part: &Part, of: &'static Type, index: usize) -> Read {
        self.check(part, of)?;
        let text = match &part.content {
            Content::File(_) => return Ok(Tree::text(&index.to_string())),
            Content::Text(text) => text,
        };
        if self.is_document(part, of) {
            return form::document(text);
        }
        if matches!(of.innermost().kind, Kind::Any) && is_bytes(part, text) {
            return Ok(Tree::text(&STANDARD.encode(text)));
        }
        if !MediaType::parse(media_type(part)).is_some_and(|media_type| media_type.is_utf8()) {
            return Err(Failures::from(Reason::Other {
                keyword: "encoding",
                detail: "must be in the charset UTF-8".into(),
            }));
        }
        let text = std::str::from_utf8(text).map_err(|_| Broken::Utf8)?;
        let shape = if may_be(of, Shape::List) { Shape::List } else { Shape::Object };
        match self.encoding.and_then(form::style_of) {
            Some(written) if may_be(of, shape) && !may_be(of, Shape::Scalar) => {
                let parts = written.cut(text, "", shape)?;
                Ok(parameter::value(parts, of, Escapes::None)?)
            }
            _ => Ok(of_text(text, of)),
        }
    }

    /// Whether a part is JSON: because it says so, or because nothing else can be meant.
    fn is_document(&self, part: &Part, of: &'static Type) -> bool {
        if part.head.content_type.as_deref().is_some_and(is_json) {
            return true;
        }
        let is_meant = match self.encoding {
            Some(encoding) if !encoding.content_types.is_empty() => form::says_json(encoding),
            _ => !may_be(of, Shape::Scalar) && self.encoding.and_then(form::style_of).is_none(),
        };
        is_meant && media_type(part).to_ascii_lowercase().starts_with("text/plain")
    }

    /// Holds the headers of a part against what the document says about them.
    fn check(&self, part: &Part, of: &'static Type) -> Result<(), Failures> {
        let Some(given) = MediaType::parse(media_type(part)) else {
            return Err(Failures::from(Reason::Other {
                keyword: "contentType",
                detail: "has a content type that is no media type".into(),
            }));
        };
        let is_text = matches!(part.content, Content::Text(_));
        let Some(encoding) = self.encoding else {
            // Nothing but JSON and plain text means an object.
            let is_object = is_text && !may_be(of, Shape::Scalar) && !may_be(of, Shape::List);
            return match is_object && !self.is_document(part, of) {
                true => Err(Failures::from(Reason::ContentType(vec!["application/json"]))),
                false => Ok(()),
            };
        };
        let fits = |range: &&str| MediaType::parse(range).is_some_and(|range| range.fit(&given).is_some());
        // Clients leave it out for what is no file.
        let is_said = part.head.content_type.is_some() || !is_text;
        if is_said && !encoding.content_types.is_empty() && !encoding.content_types.iter().any(fits) {
            return Err(Failures::from(Reason::ContentType(encoding.content_types.to_vec())));
        }
        headers::check(&part.head, encoding.headers)
    }
}

/// The media type of a part: plain text, unless it says something else.
fn media_type(part: &Part) -> &str {
    part.head.content_type.as_deref().unwrap_or("text/plain")
}

/// Whether a part of which nothing is known is bytes: it does not say that it is text, and is none.
fn is_bytes(part: &Part, content: &[u8]) -> bool {
    match part.head.content_type.as_deref() {
        Some(media_type) => !media_type.get(..5).is_some_and(|kind| kind.eq_ignore_ascii_case("text/")),
        None => std::str::from_utf8(content).is_err(),
    }
}
