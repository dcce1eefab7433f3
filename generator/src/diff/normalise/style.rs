//! `explode` says nothing about a parameter that is neither a list nor an object, and neither `style` nor `explode` say
//! anything about one whose value is written in a media type.

use crate::api::{Parameter, Style};
use crate::diff::side::Side;
use crate::diff::types::Types;

/// The style and explode of a parameter, as far as they mean something. Their defaults are spelled out already.
pub fn style(side: &Side, parameter: &Parameter) -> (Option<Style>, Option<bool>) {
    if parameter.content.is_some() {
        return (None, None);
    }
    let types = side.types(&side.node(parameter.schema));
    let several = types.overlaps(Types::ARRAY | Types::OBJECT);
    (Some(parameter.style), several.then_some(parameter.explode))
}
