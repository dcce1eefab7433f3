//! `#[derive(Content)]`: a body of several media types.

use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned;
use syn::{Attribute, Data, DeriveInput, Fields, LitStr, Result, Token, Variant};

use crate::attribute::missing;
use crate::payload::{Payload, media};

const EXAMPLE: &str = "`Content` is derived for enums with a variant for each media type: \
     `#[content(\"text/csv\")] Csv(String)`";

pub fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(missing(input.ident.span(), EXAMPLE));
    };
    let mut medias = Vec::new();
    let mut reads = Vec::new();
    let mut writes = Vec::new();
    for (index, variant) in data.variants.iter().enumerate() {
        let (range, extra) = setting(&variant.attrs, variant)?;
        let ty = match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => &fields.unnamed[0].ty,
            _ => return Err(missing(variant.span(), EXAMPLE)),
        };
        let name = &variant.ident;
        let payload = Payload::of(&range, ty);
        let (read, write) = (payload.read(ty), payload.write(&range));
        medias.push(media(&range, payload, ty, &extra));
        reads.push(quote! { #index => #read.map(|body| body.map(Self::#name)), });
        writes.push(quote! { Self::#name(body) => #write, });
    }
    let name = &input.ident;
    Ok(quote! {
        #[automatically_derived]
        impl ::routewright::Content for #name {
            const MEDIA: &'static [::routewright::operation::Media] = &[#(#medias),*];

            async fn read(
                request: &mut ::routewright::request::Incoming<'_>,
                index: usize,
            ) -> ::routewright::Result<::core::option::Option<Self>> {
                match index {
                    #(#reads)*
                    _ => ::core::result::Result::Ok(::core::option::Option::None),
                }
            }

            fn write(self) -> ::routewright::response::Outgoing {
                match self { #(#writes)* }
            }
        }
    })
}

/// The media type of a variant, and what else is known of it.
fn setting(attributes: &[Attribute], variant: &Variant) -> Result<(String, String)> {
    let Some(attribute) = attributes.iter().find(|attribute| attribute.path().is_ident("content")) else {
        return Err(missing(variant.span(), EXAMPLE));
    };
    attribute.parse_args_with(|input: syn::parse::ParseStream<'_>| {
        let range: LitStr = input.parse()?;
        let mut extra = String::new();
        if input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            let name: syn::Ident = input.parse()?;
            if name != "extra" {
                return Err(missing(name.span(), "there is no such setting; there is extra"));
            }
            input.parse::<Token![=]>()?;
            extra = input.parse::<LitStr>()?.value();
            input.parse::<Option<Token![,]>>()?;
        }
        Ok((range.value(), extra))
    })
}
