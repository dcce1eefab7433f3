//! The function that holds a type's table.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Path;

use super::attributes::TypeAttributes;

/// What a table refers to that is made when it is first used, and so needs a place of its own.
#[derive(Default)]
pub struct Statics {
    items: Vec<TokenStream>,
}

impl Statics {
    pub fn pattern(&mut self, source: &str) -> Ident {
        let name = format_ident!("PATTERN_{}", self.items.len());
        self.items.push(quote! { static #name: rw::Pattern = rw::Pattern::new(#source); });
        name
    }

    pub fn fragment(&mut self, text: &str, refs: &[Path], formats_annotate: bool) -> Ident {
        let name = format_ident!("FRAGMENT_{}", self.items.len());
        let new = if formats_annotate {
            quote! { annotating }
        } else {
            quote! { new }
        };
        self.items.push(quote! {
            static #name: rw::Fragment = rw::Fragment::#new(#text, &[#(rw::type_of::<#refs>),*]);
        });
        name
    }
}

/// `fn table()` of a type of the given kind.
pub fn function(
    attributes: &TypeAttributes,
    kind: &TokenStream,
    mode: &TokenStream,
    mut statics: Statics,
) -> TokenStream {
    let name = attributes.name.as_deref().unwrap_or_default();
    let doc = &attributes.doc;
    let deprecated = attributes.deprecated;
    let rules = attributes.rules.value(false, &mut statics);
    let items = &statics.items;
    quote! {
        fn table() -> &'static ::routewright::model::Type {
            use ::routewright::model::table as rw;
            #(#items)*
            static TYPE: rw::Type = rw::Type {
                name: #name,
                doc: #doc,
                kind: #kind,
                mode: #mode,
                deprecated: #deprecated,
                rules: #rules,
            };
            &TYPE
        }
    }
}

/// How the engine goes about values that it can usually read piece by piece.
pub fn mode(attributes: &TypeAttributes) -> TokenStream {
    if attributes.rules.has_fragment() {
        quote! { ::routewright::model::Mode::Checked }
    } else {
        quote! { ::routewright::model::Mode::Direct }
    }
}
