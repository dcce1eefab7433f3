//! Bodies whose media type says how to read them: JSON, text, bytes.

use crate::binary::Binary;
use crate::error::Result;
use crate::model::{Model, Rules, read_text};
use crate::schema::Reason;

use super::Incoming;
use super::scalar::of_text;

impl Incoming<'_> {
    /// Reads the body as JSON.
    ///
    /// # Errors
    /// The body cannot be read. What is wrong in it is noted instead, and gives `None`.
    pub async fn json<T: Model>(&mut self) -> Result<Option<T>> {
        let bytes = self.bytes().await?;
        let mut value = T::blank();
        let mut cx = Self::context();
        read_text(&bytes, &mut value, Rules::NONE, &mut cx);
        Ok(self.unless_noted(value, cx))
    }

    /// Reads the body as text.
    ///
    /// # Errors
    /// The body cannot be read. What is wrong in it is noted instead, and gives `None`.
    pub async fn text<T: Model>(&mut self) -> Result<Option<T>> {
        let bytes = self.bytes().await?;
        let mut value = T::blank();
        let mut cx = Self::context();
        match std::str::from_utf8(&bytes) {
            Ok(text) => of_text(text, T::table()).read(&mut value, Rules::NONE, &mut cx),
            Err(_) => cx.fail(Reason::Utf8),
        }
        Ok(self.unless_noted(value, cx))
    }

    /// Takes the body as it comes.
    ///
    /// # Errors
    /// The body is too long by its own word; otherwise it is read by whoever takes it.
    pub async fn binary(&mut self) -> Result<Option<Binary>> {
        let content_type = self.parts.headers.get(http::header::CONTENT_TYPE).cloned();
        let body = self.body.take(&self.parts.headers, self.settings.body_limit)?;
        Ok(Some(Binary::received(content_type, body)))
    }

    /// The value, unless something is wrong with it, which is noted.
    pub(super) fn unless_noted<T>(&mut self, value: T, cx: crate::model::Context) -> Option<T> {
        if cx.is_clean() {
            return Some(value);
        }
        self.note_body(cx.into_failures());
        None
    }
}
