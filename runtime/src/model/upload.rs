//! Files that clients send.

use bytes::Bytes;

use super::Model;
use super::context::Context;
use super::slot::{Place, Scalar, Slot, View};
use super::table::{Kind, Rules, Type};

/// A file that came as one part of a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// The name that the client gave it. It is a client's word: never a path to write to.
    pub file_name: Option<String>,
    /// The media type that the client gave it.
    pub content_type: Option<String>,
    /// What is in it.
    pub bytes: Bytes,
}

impl Slot for Upload {
    fn describe(&self) -> &'static Type {
        Self::table()
    }

    fn view(&self) -> View<'_> {
        View::File(self)
    }

    fn place(&mut self) -> Place<'_> {
        Place::Scalar
    }

    fn put(&mut self, scalar: Scalar<'_>, _rules: &'static Rules, cx: &mut Context) {
        match scalar {
            Scalar::File(file) => *self = file.clone(),
            Scalar::Text(text) => self.bytes = Bytes::copy_from_slice(text.as_bytes()),
            _ => cx.mismatch(self.describe()),
        }
    }
}

impl Model for Upload {
    fn blank() -> Self {
        Self::default()
    }

    fn table() -> &'static Type {
        static TYPE: Type = Type::plain(Kind::Binary);
        &TYPE
    }
}
