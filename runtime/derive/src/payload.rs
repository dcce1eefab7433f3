//! How a body is read and written: its media type and its Rust type decide.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericArgument, PathArguments, Type};

use crate::encoding;

/// How a body is read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payload {
    Json,
    Form,
    Multipart,
    Text,
    Binary,
    Events,
}

impl Payload {
    /// How a body of the media type `range` that is a `ty` in Rust is read and written.
    pub fn of(range: &str, ty: &Type) -> Self {
        let essence = range.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let name = last_name(ty);
        match essence.as_str() {
            _ if name.as_deref() == Some("Binary") => Self::Binary,
            // A schema may have that name, too.
            "text/event-stream" if name.as_deref() == Some("Events") => Self::Events,
            "application/json" | "text/json" => Self::Json,
            "application/x-www-form-urlencoded" => Self::Form,
            "multipart/form-data" => Self::Multipart,
            other if other.ends_with("+json") => Self::Json,
            _ => Self::Text,
        }
    }

    /// The table of what is in the body, for descriptions.
    pub fn table(self, ty: &Type) -> TokenStream {
        match self {
            Self::Binary | Self::Events => quote! { ::core::option::Option::None },
            _ => quote! { ::core::option::Option::Some(::routewright::model::type_of::<#ty>) },
        }
    }

    /// What makes a value to read content into, where the content is read to be checked.
    fn blank(self, ty: &Type) -> TokenStream {
        match self {
            Self::Json | Self::Text => {
                quote! { ::core::option::Option::Some(::routewright::model::blank::<#ty>) }
            }
            _ => quote! { ::core::option::Option::None },
        }
    }

    /// Reads a `ty` from `request`: `Result<Option<…>>`.
    pub fn read(self, ty: &Type) -> TokenStream {
        match self {
            Self::Json => quote! { request.json::<#ty>().await },
            Self::Form => quote! { request.form::<#ty>().await },
            Self::Multipart => quote! { request.multipart::<#ty>().await },
            Self::Text => quote! { request.text::<#ty>().await },
            Self::Binary => quote! { request.binary().await },
            // Nobody sends events to a server.
            Self::Events => quote! {
                ::routewright::Result::<::core::option::Option<#ty>>::Err(::routewright::Error::status(
                    ::routewright::http::StatusCode::UNSUPPORTED_MEDIA_TYPE,
                    "events are only sent by servers",
                ))
            },
        }
    }

    /// Writes `body`: an `Outgoing`.
    pub fn write(self, range: &str) -> TokenStream {
        let outgoing = match self {
            Self::Json => quote! { ::routewright::response::Outgoing::json(&body) },
            Self::Form => quote! { ::routewright::response::Outgoing::form(&body) },
            Self::Multipart => quote! { ::routewright::response::Outgoing::multipart(&body) },
            Self::Text => quote! { ::routewright::response::Outgoing::text(&body) },
            Self::Binary | Self::Events => quote! { body.into_outgoing() },
        };
        let media_type = match self {
            // The declared range names none, so that the value has to; or it cannot stand in a header.
            _ if range.contains('*') || !range.bytes().all(|byte| matches!(byte, b' '..=b'~')) => {
                "application/octet-stream".to_owned()
            }
            // Old clients take text without a charset for Latin-1.
            Self::Text if range.starts_with("text/") && !range.contains("charset") => {
                format!("{range}; charset=utf-8")
            }
            _ => range.to_owned(),
        };
        quote! {
            #outgoing.of(const { ::routewright::http::HeaderValue::from_static(#media_type) })
        }
    }
}

/// The last name of a type's path: `Binary` of `routewright::Binary`.
pub fn last_name(ty: &Type) -> Option<String> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
        Type::Group(group) => last_name(&group.elem),
        Type::Paren(paren) => last_name(&paren.elem),
        _ => None,
    }
}

/// The type arguments of `name<…>`, if the type is that.
pub fn arguments<'t>(ty: &'t Type, name: &str) -> Option<Vec<&'t Type>> {
    let path = match ty {
        Type::Path(path) => path,
        Type::Group(group) => return arguments(&group.elem, name),
        Type::Paren(paren) => return arguments(&paren.elem, name),
        _ => return None,
    };
    let segment = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
    if segment.ident != name {
        return None;
    }
    let types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    Some(types.collect())
}

/// A media type and what is in it, for descriptions.
pub fn media(range: &str, payload: Payload, ty: &Type, extra: &str) -> TokenStream {
    let of = payload.table(ty);
    let blank = payload.blank(ty);
    let encodings = encoding::table(extra);
    quote! {
        ::routewright::operation::Media {
            range: #range,
            of: #of,
            blank: #blank,
            extra: #extra,
            encodings: #encodings,
        }
    }
}
