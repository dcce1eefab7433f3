//! Responses.

use utoipa::openapi::Response;

use super::schema::Components;
use super::{body, extra, parameter};
use crate::model::{Field, Kind, TypeOf};
use crate::operation::ResponseInfo;

pub(super) fn response(info: &ResponseInfo, components: &mut Components) -> Response {
    let mut response = Response::new(info.doc);
    for field in info.headers.map(fields).unwrap_or_default() {
        response.headers.insert(field.name.to_owned(), parameter::header(field, components).into());
    }
    for media in info.contents {
        response.content.insert(media.range.to_owned(), body::content(media, components).into());
    }
    let mut rest = extra::read(info.extra);
    if info.doc.is_empty() {
        // It is required, and utoipa leaves out an empty one.
        rest.insert("description".to_owned(), "".into());
    }
    response.extensions = extra::extensions(rest);
    response
}

/// The fields of a struct of parameters or headers.
pub(super) fn fields(of: TypeOf) -> &'static [Field] {
    match &of().kind {
        Kind::Object(object) => object.fields,
        _ => &[],
    }
}
