//! How the members of a form are written: `encoding` among the further members of a media type.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value};

/// The table of what `extra`, the text of a JSON object, says about the members of a form.
pub fn table(extra: &str) -> TokenStream {
    let extra: Map<String, Value> = serde_json::from_str(extra).unwrap_or_default();
    let encodings = extra.get("encoding").and_then(Value::as_object);
    let encodings = encodings.into_iter().flatten().map(|(name, encoding)| one(name, encoding));
    quote! { &[#(#encodings),*] }
}

fn one(name: &str, encoding: &Value) -> TokenStream {
    let text = |key: &str| encoding.get(key).and_then(Value::as_str).unwrap_or_default();
    let content_types = text("contentType").split(',').map(str::trim).filter(|range| !range.is_empty());
    let headers = encoding.get("headers").and_then(Value::as_object).into_iter().flatten();
    let headers = headers.map(|(name, header)| part_header(name, header));
    let style = text("style");
    let explode = match encoding.get("explode").and_then(Value::as_bool) {
        Some(explode) => quote! { ::core::option::Option::Some(#explode) },
        None => quote! { ::core::option::Option::None },
    };
    quote! {
        ::routewright::operation::Encoding {
            name: #name,
            content_types: &[#(#content_types),*],
            headers: &[#(#headers),*],
            style: #style,
            explode: #explode,
        }
    }
}

/// A header of a part. What a schema with references means is not known here.
fn part_header(name: &str, header: &Value) -> TokenStream {
    let required = header.get("required").and_then(Value::as_bool) == Some(true);
    let schema = header.get("schema").filter(|schema| schema.is_object()).map(Value::to_string);
    let schema = match schema.filter(|text| !text.contains("\"$ref\"")) {
        Some(text) => quote! {
            ::core::option::Option::Some({
                static SCHEMA: ::routewright::model::Fragment = ::routewright::model::Fragment::new(#text, &[]);
                &SCHEMA
            })
        },
        None => quote! { ::core::option::Option::None },
    };
    quote! {
        ::routewright::operation::PartHeader { name: #name, required: #required, schema: #schema }
    }
}
