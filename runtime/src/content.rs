//! Bodies of several media types.

use crate::error::Result;
use crate::operation::Media;
use crate::request::Incoming;
use crate::response::Outgoing;

/// A body whose media type the value itself decides, or one of several that are declared. Derive it for an enum
/// with a variant for each media type:
///
/// ```
/// use routewright::{Content, Map, Value};
///
/// #[derive(Debug, Content)]
/// pub enum Report {
///     #[content("application/json")]
///     Json(Map<Value>),
///     #[content("text/csv")]
///     Csv(String),
/// }
/// assert_eq!(Report::MEDIA[1].range, "text/csv");
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not say of which media types it is",
    note = "derive `Content` for it, or declare one media type beside it: `content = \"application/json\"`"
)]
pub trait Content: Sized + Send + 'static {
    /// The media types, in the order of the variants.
    const MEDIA: &'static [Media];

    /// Reads the body of a request whose media type is the one at `index`. `None`: what is wrong has been noted.
    fn read(request: &mut Incoming<'_>, index: usize) -> impl Future<Output = Result<Option<Self>>> + Send;

    /// The body to send.
    fn write(self) -> Outgoing;
}
