//! Bodies of forms with files.
//!
//! The body is cut while it comes. Of a form, no more than two mebibytes are kept in memory: files beyond that go to
//! temporary files, and texts beyond that are refused. A form has no more than 1,000 parts, a part no more than 8 KiB
//! of headers, and all of it is no longer than the route's `BODY_LIMIT`.

mod cutter;
mod file;
mod head;
mod headers;
mod member;
mod part;

use indexmap::IndexMap;

use self::cutter::{Cutter, Fault};
use self::member::Member;
use self::part::{Part, Use};
use super::media::{self, MediaType};
use super::tree::Members;
use super::{Incoming, form, shape};
use crate::error::Result;
use crate::model::{Additional, Context, Model, Slot, Type};
use crate::operation::Encoding;
use crate::schema::Reason;

impl Incoming<'_> {
    /// Reads the body as a form with files.
    ///
    /// # Errors
    /// The body cannot be read. What is wrong in it is noted instead, and gives `None`.
    pub async fn multipart<T: Model>(&mut self) -> Result<Option<T>> {
        let mut value = T::blank();
        let mut cx = Self::context();
        match self.parts_of_form(T::table()).await {
            Ok(parts) => fill(&parts, &mut value, self.encodings(), &mut cx),
            Err(Fault::Form(detail)) => cx.fail(Reason::Multipart(detail.to_owned())),
            Err(Fault::Body(error)) => return Err(error),
        }
        Ok(self.unless_noted(value, cx))
    }

    async fn parts_of_form(&mut self, ty: &'static Type) -> Result<Vec<Part>, Fault> {
        let boundary = media::content_type(&self.parts.headers)?.and_then(|text| {
            let media_type = MediaType::parse(text)?;
            media_type.parameter("boundary").filter(|boundary| is_boundary(boundary)).map(str::to_owned)
        });
        let boundary = boundary.ok_or(Fault::Form("has no boundary in its content type"))?;
        let body = self.body.take(&self.parts.headers, self.settings.body_limit)?;
        part::read(Cutter::new(body, &boundary), |name| usage(ty, name)).await
    }
}

/// Whether a text may be a boundary, as RFC 2046 says.
fn is_boundary(text: &str) -> bool {
    (1..=70).contains(&text.len())
        && !text.ends_with(' ')
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"'()+_,-./:=? ".contains(&byte))
}

/// What becomes of a part of that name.
fn usage(ty: &'static Type, name: &str) -> Use {
    let of = shape::member(ty, name);
    if file::is_expected(of) {
        return Use::File;
    }
    // What nobody knows is kept where it matters that it is there.
    let is_known = shape::object(ty).is_none_or(|object| {
        !matches!(object.additional, Additional::Ignore)
            || object.fields.iter().any(|field| field.name == name)
    });
    if is_known { Use::Text } else { Use::None }
}

/// The parts by their names, in the order in which they came.
type Grouped<'p> = IndexMap<&'p str, Vec<&'p Part>>;

fn fill(parts: &[Part], slot: &mut dyn Slot, encodings: &'static [Encoding], cx: &mut Context) {
    let ty = slot.describe();
    let mut grouped = Grouped::new();
    for part in parts {
        grouped.entry(&part.head.name).or_default().push(part);
    }
    let mut object = Members::new();
    let mut broken = Vec::new();
    for (name, parts) in &grouped {
        let encoding = encodings.iter().find(|encoding| encoding.name == *name);
        match (Member { of: shape::member(ty, name), encoding }).value(parts) {
            Ok(value) => _ = object.insert((*name).to_owned(), value),
            Err(failures) => broken.push(((*name).to_owned(), failures)),
        }
    }
    // The form is held against its type as a whole; numbers stand for the files in it.
    form::read(object, broken, slot, cx);
    file::place(slot, &grouped, cx);
}
