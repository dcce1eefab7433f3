//! Parameters, and headers of responses, which are parameters without a name and a place.

use serde_json::{Map, Value, json};
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::{Content, Deprecated, Header, RefOr, Required, Schema};

use super::extra;
use super::schema::{Components, Use, utoipa};
use crate::model::Field;
use crate::operation::Location;

pub(super) fn parameter(field: &Field, location: Location, components: &mut Components) -> Parameter {
    let mut rest = extra::read(field.wire.extra);
    how(field, &mut rest);
    if field.wire.allow_reserved {
        rest.insert("allowReserved".to_owned(), true.into());
    }
    if field.wire.allow_empty {
        rest.insert("allowEmptyValue".to_owned(), true.into());
    }
    let place = match location {
        Location::Path => ParameterIn::Path,
        Location::Query => ParameterIn::Query,
        Location::QueryString => ParameterIn::QueryString,
        Location::Header => ParameterIn::Header,
        Location::Cookie => ParameterIn::Cookie,
    };
    let required =
        if field.required || location == Location::Path { Required::True } else { Required::False };
    let schema = utoipa(components.used(&Use::parameter(field)));
    let mut parameter =
        ParameterBuilder::new().name(field.name).parameter_in(place).required(required).build();
    parameter.description = (!field.doc.is_empty()).then(|| field.doc.to_owned());
    parameter.deprecated = field.deprecated.then_some(Deprecated::True);
    if field.wire.content.is_empty() {
        parameter.schema = Some(schema);
    } else {
        parameter.content.insert(field.wire.content.to_owned(), content(field, schema).into());
    }
    parameter.extensions = extra::extensions(rest);
    parameter
}

pub(super) fn header(field: &Field, components: &mut Components) -> Header {
    let mut rest = extra::read(field.wire.extra);
    how(field, &mut rest);
    if field.required {
        rest.insert("required".to_owned(), true.into());
    }
    let schema = utoipa(components.used(&Use::parameter(field)));
    let mut header = HeaderBuilder::new().build();
    header.description = (!field.doc.is_empty()).then(|| field.doc.to_owned());
    header.deprecated = field.deprecated.then_some(Deprecated::True);
    header.schema = None;
    if field.wire.content.is_empty() {
        header.schema = Some(schema);
    } else {
        header.content.insert(field.wire.content.to_owned(), content(field, schema).into());
    }
    header.extensions = extra::extensions(rest);
    header
}

/// The media type in which it is written.
fn content(field: &Field, schema: RefOr<Schema>) -> Content {
    let mut content = Content::new(Some(schema));
    content.extensions = extra::extensions(extra::read(field.wire.content_extra));
    content
}

/// How it is written, where that is not the default.
fn how(field: &Field, rest: &mut Map<String, Value>) {
    if !field.wire.style.is_empty() {
        rest.insert("style".to_owned(), field.wire.style.into());
    }
    if let Some(explode) = field.wire.explode {
        rest.insert("explode".to_owned(), json!(explode));
    }
}
