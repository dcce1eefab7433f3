//! Structs around just one value: a type under a name, with rules of its own.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Field, Result};

use super::attributes::TypeAttributes;
use super::table::{self, Statics};

pub fn derive(name: &Ident, field: &Field, attributes: &TypeAttributes) -> Result<TokenStream> {
    let ty = &field.ty;
    let kind = quote! { rw::Kind::Wrapper(rw::type_of::<#ty>) };
    let mode = if attributes.rules.has_fragment() {
        quote! { ::routewright::model::Mode::Checked }
    } else {
        quote! { <#ty as ::routewright::Model>::MODE }
    };
    let table = table::function(attributes, &kind, &mode, Statics::default());
    Ok(quote! {
        impl ::routewright::Model for #name {
            const MODE: ::routewright::model::Mode = #mode;

            fn blank() -> Self {
                Self(::routewright::Model::blank())
            }

            #table
        }

        impl ::routewright::model::Slot for #name {
            fn describe(&self) -> &'static ::routewright::model::Type {
                <Self as ::routewright::Model>::table()
            }

            fn view(&self) -> ::routewright::model::View<'_> {
                ::routewright::model::Slot::view(&self.0)
            }

            fn place(&mut self) -> ::routewright::model::Place<'_> {
                ::routewright::model::Place::Around(&mut self.0, &<Self as ::routewright::Model>::table().rules)
            }
        }

        impl ::core::ops::Deref for #name {
            type Target = #ty;

            fn deref(&self) -> &#ty {
                &self.0
            }
        }

        impl ::core::convert::From<#ty> for #name {
            fn from(value: #ty) -> Self {
                Self(value)
            }
        }
    })
}
