//! `#[derive(Model)]`: writes down what there is to know about a type as a table of constants.

mod attributes;
mod enumeration;
mod record;
mod rules;
mod table;
mod union;
mod wrapper;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Fields, Result};

use self::attributes::TypeAttributes;

/// The implementation of `Model` for a type.
pub fn derive(input: &DeriveInput) -> Result<TokenStream> {
    if !input.generics.params.is_empty() {
        return Err(syn::Error::new_spanned(&input.generics, "a Model has no type parameters"));
    }
    let attributes = TypeAttributes::of(input)?;
    let model = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                wrapper::derive(&input.ident, &fields.unnamed[0], &attributes)?
            }
            Fields::Unnamed(fields) => {
                return Err(syn::Error::new_spanned(
                    fields,
                    "a Model has named fields, or wraps just one value",
                ));
            }
            fields => record::derive(&input.ident, fields, &attributes)?,
        },
        Data::Enum(data) if data.variants.iter().all(|variant| variant.fields.is_empty()) => {
            enumeration::derive(&input.ident, data, &attributes)?
        }
        Data::Enum(data) => union::derive(&input.ident, data, &attributes)?,
        Data::Union(_) => return Err(syn::Error::new_spanned(&input.ident, "a union cannot be a Model")),
    };
    let delegated = delegated(&input.ident, &attributes);
    Ok(quote! { #model #delegated })
}

/// The type as a serde and schemars type.
fn delegated(name: &syn::Ident, attributes: &TypeAttributes) -> TokenStream {
    let schema_name = attributes.name.clone().unwrap_or_else(|| name.to_string());
    quote! {
        impl ::routewright::serde::Serialize for #name {
            fn serialize<S: ::routewright::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                ::routewright::model::serialize(self, serializer)
            }
        }

        impl<'de> ::routewright::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::routewright::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::routewright::model::deserialize(deserializer)
            }
        }

        impl ::routewright::schemars::JsonSchema for #name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(#schema_name)
            }

            fn json_schema(_: &mut ::routewright::schemars::SchemaGenerator) -> ::routewright::schemars::Schema {
                ::routewright::describe::schemars_of(<Self as ::routewright::Model>::table())
            }
        }
    }
}
