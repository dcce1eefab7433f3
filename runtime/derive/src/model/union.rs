//! Enums whose variants each hold one value: one of several types.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{DataEnum, Fields, Result, Type};

use super::attributes::{FieldAttributes, TypeAttributes};
use super::table::{self, Statics};

pub fn derive(name: &Ident, data: &DataEnum, attributes: &TypeAttributes) -> Result<TokenStream> {
    let mut statics = Statics::default();
    let mut members = Vec::new();
    let mut payloads = Vec::new();
    for variant in &data.variants {
        let Fields::Unnamed(fields) = &variant.fields else {
            return Err(syn::Error::new_spanned(
                variant,
                "each variant of a union holds one value, as in `Cat(Cat)`",
            ));
        };
        if fields.unnamed.len() != 1 {
            return Err(syn::Error::new_spanned(fields, "each variant of a union holds just one value"));
        }
        let own = FieldAttributes::of(&variant.attrs)?;
        let ty = &fields.unnamed[0].ty;
        let rules = own.rules.reference(false, &mut statics);
        let (tags, fallback) = (&own.tags, own.fallback);
        members.push(quote! {
            rw::Member { tags: &[#(#tags),*], fallback: #fallback, rules: #rules, of: rw::type_of::<#ty> }
        });
        payloads.push(ty);
    }
    let exclusive = attributes.exclusive.unwrap_or(true);
    let discriminator = attributes.discriminator.as_deref().unwrap_or_default();
    let kind = quote! {
        rw::Kind::Union(rw::Union { exclusive: #exclusive, members: &[#(#members),*], discriminator: #discriminator })
    };
    let table = table::function(attributes, &kind, &quote! { ::routewright::model::Mode::Choice }, statics);
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    let first = variants[payloads.iter().position(|ty| !is_box(ty)).unwrap_or(0)];
    let indexes = 0..variants.len();
    let again = indexes.clone();
    Ok(quote! {
        impl ::routewright::Model for #name {
            const MODE: ::routewright::model::Mode = ::routewright::model::Mode::Choice;

            fn blank() -> Self {
                Self::#first(::routewright::Model::blank())
            }

            #table
        }

        impl ::routewright::model::Slot for #name {
            fn describe(&self) -> &'static ::routewright::model::Type {
                <Self as ::routewright::Model>::table()
            }

            fn view(&self) -> ::routewright::model::View<'_> {
                match self {
                    #(Self::#variants(value) => ::routewright::model::Slot::view(value)),*
                }
            }

            fn place(&mut self) -> ::routewright::model::Place<'_> {
                ::routewright::model::Place::Choice(self)
            }
        }

        impl ::routewright::model::Choice for #name {
            fn select(&mut self, index: usize) -> &mut dyn ::routewright::model::Slot {
                match index {
                    #(#indexes => *self = Self::#variants(::routewright::Model::blank()),)*
                    _ => {}
                }
                match self {
                    #(Self::#variants(value) => value),*
                }
            }

            fn blank(&self, index: usize) -> ::std::boxed::Box<dyn ::routewright::model::Slot> {
                match index {
                    #(#again => ::std::boxed::Box::new(<#payloads as ::routewright::Model>::blank()),)*
                    _ => ::routewright::model::no_such_slot(index),
                }
            }
        }
    })
}

/// A boxed value may contain the union itself, so a blank one would never end.
fn is_box(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|segment| segment.ident == "Box"),
        _ => false,
    }
}
