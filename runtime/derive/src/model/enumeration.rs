//! Enums whose variants hold nothing: one of a fixed set of values.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{DataEnum, Result};

use super::attributes::{Constant, FieldAttributes, TypeAttributes};
use super::table::{self, Statics};

pub fn derive(name: &Ident, data: &DataEnum, attributes: &TypeAttributes) -> Result<TokenStream> {
    if data.variants.is_empty() {
        return Err(syn::Error::new_spanned(name, "an enum without variants has no values"));
    }
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let mut constants = Vec::new();
    for variant in &data.variants {
        let own = FieldAttributes::of(&variant.attrs)?;
        constants.push(own.value.unwrap_or_else(|| Constant::Text(variant.ident.to_string())));
    }
    let literals = constants.iter().map(literal);
    let kind = quote! { rw::Kind::Enumeration(#name::LITERALS) };
    let mode = table::mode(attributes);
    let table = table::function(attributes, &kind, &mode, Statics::default());
    let text = text_of(name, &variants, &constants);
    let first = variants[0];
    let indexes = 0..variants.len();
    Ok(quote! {
        impl #name {
            #[doc(hidden)]
            pub const LITERALS: &'static [::routewright::model::Literal] = &[#(#literals),*];

            /// Every value.
            pub const ALL: &'static [Self] = &[#(Self::#variants),*];
        }

        impl ::routewright::Model for #name {
            const MODE: ::routewright::model::Mode = #mode;

            fn blank() -> Self {
                Self::#first
            }

            #table
        }

        impl ::routewright::model::Slot for #name {
            fn describe(&self) -> &'static ::routewright::model::Type {
                <Self as ::routewright::Model>::table()
            }

            fn view(&self) -> ::routewright::model::View<'_> {
                Self::LITERALS[match self { #(Self::#variants => #indexes),* }].view()
            }

            fn place(&mut self) -> ::routewright::model::Place<'_> {
                ::routewright::model::Place::Variants(self)
            }
        }

        impl ::routewright::model::Variants for #name {
            fn set(&mut self, index: usize) {
                *self = Self::ALL[index].clone();
            }

            fn literals(&self) -> &'static [::routewright::model::Literal] {
                Self::LITERALS
            }
        }

        #text
    })
}

fn literal(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Text(text) => quote! { ::routewright::model::Literal::Text(#text) },
        Constant::Integer(value) => quote! { ::routewright::model::Literal::Integer(#value) },
        Constant::Json(json) => quote! { ::routewright::model::Literal::Json(#json) },
    }
}

/// What enums have whose values are all texts.
fn text_of(name: &Ident, variants: &[&Ident], constants: &[Constant]) -> Option<TokenStream> {
    let texts: Option<Vec<_>> = constants
        .iter()
        .map(|constant| match constant {
            Constant::Text(text) => Some(text),
            Constant::Integer(_) | Constant::Json(_) => None,
        })
        .collect();
    let texts = texts?;
    Some(quote! {
        impl #name {
            /// The value as JSON has it.
            pub const fn as_str(&self) -> &'static str {
                match self {
                    #(Self::#variants => #texts),*
                }
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    })
}
