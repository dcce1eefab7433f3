//! A request on its way to becoming an operation.
//!
//! # Parameters
//!
//! Text is cut as the table of styles in the specification says, then its escapes are read, once. What the table leaves
//! open is read as clients write it:
//!
//! - A scalar, or a list in one piece, that is there twice is refused, and so is a member of an object. Of cookies with
//!   one name the first counts.
//! - An empty text is a text, and a list of one of them. With `allowEmptyValue`, an optional parameter that is empty is
//!   not there.
//! - `null` is `null` where the type allows it and is no text.
//! - A union takes the first reading that is right: several pieces as a list, digits as a number, then the text.
//!   A header of which nothing is known is a text.
//! - `deepObject` nests, sixteen levels at most. Lists in it are `a[]=1`, `a[0]=1` or `a=1`, in the order of their
//!   positions and without gaps; a value without members is `a=1`, as in the style `form`.
//! - `spaceDelimited` and `pipeDelimited` lists that explode are one pair for each element. No text in these two styles
//!   can have the delimiter in it, and none in a header a comma: nothing escapes it.
//! - In queries and forms a `+` is a space, except in a parameter with `allowReserved`.
//! - Cookies may be escaped or not: what is no escape means itself. Lists and objects that explode are cookies side by
//!   side, or pairs within one.
//! - A parameter that is the whole query is read as its media type says: pairs as in the body of a form, or a document
//!   of which `%20` and the like are undone, and `+` is a plus.
//! - Cookies in the style `cookie` are not escaped: a `%` means itself, and lists and objects that explode are cookies
//!   side by side.
//! - Headers and cookies that no field is for are ignored, and so are query parameters, unless the operation refuses
//!   them: `#[operation(…, refuse_unknown_parameters)]`.
//!
//! # Bodies
//!
//! `Content-Type` must be there once and be written as RFC 9110 says. A body without it is bytes. Text is UTF-8, in
//! every charset that says so; only whoever takes bytes can have another one. Gzip and deflate are undone, unless a body
//! becomes more than 1 MiB and a hundred times as long. Who sends nothing for half a minute, or hardly more, is given up:
//! less than 256 bytes a second use up that time. Forms with files are cut while they come: they have no more than 1,000
//! parts, each with no more than 8 KiB of headers, and no more than 2 MiB of texts. Files beyond 2 MiB in all lie on disk
//! until they are dropped. A part of a form of which nothing is known, as its schema is `{}`, is what its content type
//! says: JSON, text, or else bytes, which a `Value` holds as base64.

mod accept;
mod attributes;
mod body;
mod brackets;
mod coding;
mod cookie;
mod form;
mod header;
mod held;
mod json;
mod media;
mod multipart;
mod pairs;
mod parameter;
mod path;
mod patience;
mod query;
mod query_string;
mod scalar;
mod shape;
mod style;
#[cfg(test)]
mod tests;
mod text;
mod tree;
mod unknown;
mod write;

use axum::body::Body;
use bytes::Bytes;
use http::request::Parts;

pub(crate) use self::accept::acceptable;
pub(crate) use self::body::broken;
pub(crate) use self::cookie::cookies;
pub(crate) use self::header::of_response as headers_of_response;
pub(crate) use self::held::{Fate, hold};
pub(crate) use self::media::{is_json, of_response as media_of_response};
pub(crate) use self::pairs::text_of;
pub(crate) use self::parameter::violation;
pub(crate) use self::scalar::of_text;
pub(crate) use self::write::{Parameter, written};

use self::body::Unread;
use self::coding::Coding;
use crate::auth::Source;
use crate::error::{Error, Result};
use crate::model::{Context, Direction, Kind, Model, Object, Slot};
use crate::operation::{Encoding, Location, Media, OperationInfo, RequestBody};
use crate::problem::{Problem, Violation};
use crate::router::{Captures, Settings};
use crate::schema::{Failure, Failures, Pointer, Reason};

/// A request on its way to becoming an operation: what `#[derive(Operation)]` reads from.
pub struct Incoming<'r> {
    parts: Parts,
    body: Unread,
    captures: &'r Captures,
    settings: &'r Settings,
    /// The names of query parameters that are credentials.
    credentials: Vec<&'static str>,
    violations: Vec<Violation>,
    /// What the body is, of the media types that are declared.
    media: Option<&'static Media>,
    /// How many there are in all, listed or not.
    total: usize,
}

impl<'r> Incoming<'r> {
    pub(crate) fn new(request: http::Request<Body>, captures: &'r Captures, settings: &'r Settings) -> Self {
        let (parts, body) = request.into_parts();
        Self {
            parts,
            body: Unread::new(body),
            captures,
            settings,
            credentials: Vec::new(),
            violations: Vec::new(),
            total: 0,
            media: None,
        }
    }

    /// Everything but the body.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Everything but the body, for extractors.
    pub fn parts_mut(&mut self) -> &mut Parts {
        &mut self.parts
    }

    /// What the operation says about itself.
    pub fn info(&self) -> Option<&'static OperationInfo> {
        self.settings.info
    }

    /// The whole body, which stays there to be read again.
    ///
    /// # Errors
    /// The body is too long, comes too slowly or does not come to its end.
    pub async fn bytes(&mut self) -> Result<Bytes> {
        self.body.bytes(&self.parts.headers, self.settings.body_limit).await
    }

    /// Says where the credentials of callers stand: what is there is no parameter, whatever names parameters may have.
    pub fn credentials(&mut self, sources: &[Source]) {
        self.credentials.extend(sources.iter().filter_map(|source| match source {
            Source::Query(name) => Some(*name),
            _ => None,
        }));
    }

    /// Reads the parameters of one place. What is wrong with them is noted, and makes [`finish`](Self::finish) fail.
    pub fn parameters<T: Model>(&mut self, location: Location) -> T {
        let mut value = T::blank();
        self.fill(location, &mut value);
        value
    }

    fn fill(&mut self, location: Location, slot: &mut dyn Slot) {
        let Kind::Object(Object { fields, .. }) = &slot.describe().kind else { return };
        let mut cx = Self::context();
        match location {
            Location::Path => {
                path::fill(slot, fields, (self.captures, self.settings, self.parts.uri.path()), &mut cx);
            }
            Location::Query => {
                let query = self.parts.uri.query().unwrap_or_default();
                query::fill(slot, fields, query, &self.credentials, &mut cx);
            }
            Location::QueryString => {
                let query = self.parts.uri.query().unwrap_or_default();
                query_string::fill(slot, fields, query, &self.credentials, &mut cx);
            }
            Location::Header => header::fill(slot, fields, &self.parts.headers, &mut cx),
            Location::Cookie => cookie::fill(slot, fields, &self.parts.headers, &mut cx),
        }
        if !cx.is_clean() {
            self.note_parameters(location, cx.into_failures());
        }
    }

    /// Which of the declared media types the body has; `None` when there is no body, which is noted if there must be
    /// one.
    ///
    /// # Errors
    /// The body is of another media type, or cannot be read.
    pub async fn media(&mut self) -> Result<Option<usize>> {
        let Some(body) = self.settings.info.and_then(|info| info.body.as_ref()) else { return Ok(None) };
        let says_type = self.parts.headers.contains_key(http::header::CONTENT_TYPE);
        if !says_type && self.body.is_empty().await? {
            self.expect_body(body);
            return Ok(None);
        }
        // A body of a wrong type is not even read: its client may be waiting to be asked for it.
        let index = media::choose(body.contents, &self.parts.method, &self.parts.headers)?;
        self.media = body.contents.get(index);
        if let Some(coding) = Coding::of(&self.parts.headers)? {
            self.body.decompress(coding, &mut self.parts.headers, self.settings.body_limit)?;
        }
        // Text, forms and bytes may be empty; a document may not.
        if media::is_json(body.contents[index].range) && self.body.is_empty().await? {
            self.expect_body(body);
            return Ok(None);
        }
        Ok(Some(index))
    }

    /// How the members of the form that the body is are written.
    fn encodings(&self) -> &'static [Encoding] {
        self.media.map_or(&[], |media| media.encodings)
    }

    fn expect_body(&mut self, body: &'static RequestBody) {
        if body.required {
            let mut failures = Failures::new();
            failures.add(Reason::Required, Pointer::default);
            self.note_body(failures);
        }
    }

    /// Notes what is wrong with a parameter.
    fn note_parameters(&mut self, location: Location, failures: Failures) {
        self.note(failures, |failure| parameter::violation(location, failure));
    }

    /// Notes what is wrong with the body.
    fn note_body(&mut self, failures: Failures) {
        self.note(failures, |failure| Violation::new(&failure.reason).pointer(failure.pointer));
    }

    fn note(&mut self, failures: Failures, violation: impl FnMut(Failure) -> Violation) {
        self.total += failures.total();
        let room = Failures::MOST.saturating_sub(self.violations.len());
        self.violations.extend(failures.into_iter().take(room).map(violation));
    }

    /// A context for reading a part of this request.
    fn context() -> Context {
        Context::new(Direction::Request)
    }

    /// Passes when nothing is wrong with the request.
    ///
    /// # Errors
    /// One problem that lists everything that is wrong.
    pub fn finish(&mut self) -> Result<()> {
        if self.violations.is_empty() { Ok(()) } else { Err(self.refuse()) }
    }

    /// A problem that lists everything that is wrong.
    #[cold]
    pub fn refuse(&mut self) -> Error {
        let errors = std::mem::take(&mut self.violations);
        Error::problem(Problem::invalid(errors, self.total))
    }
}

impl std::fmt::Debug for Incoming<'_> {
    /// Only what is no secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Incoming")
            .field("method", &self.parts.method)
            .field("path", &self.parts.uri.path())
            .finish_non_exhaustive()
    }
}
