//! Which schemes a caller must pass: the type of the field `auth` says it.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Type;

use crate::payload::arguments;

/// An expression that authenticates the caller as a `ty`. The schemes in it are added to `schemes`.
pub fn expression(ty: &Type, schemes: &mut Vec<TokenStream>) -> TokenStream {
    if let Some([inner]) = arguments(ty, "Option").as_deref() {
        let inner = expression(inner, schemes);
        return quote! { ::routewright::auth::optional(#inner) };
    }
    if let Some([first, second]) = arguments(ty, "Either").as_deref() {
        let first = expression(first, schemes);
        let second = expression(second, schemes);
        return quote! {
            {
                let first = #first;
                ::routewright::auth::alternatives(first, async { #second }).await
            }
        };
    }
    if let Type::Tuple(tuple) = ty {
        let all: Vec<_> = tuple.elems.iter().map(|ty| expression(ty, schemes)).collect();
        return quote! {
            async { ::core::result::Result::<_, ::routewright::auth::Denied>::Ok((#(#all?,)*)) }.await
        };
    }
    let scheme = ty.to_token_stream();
    if !schemes.iter().any(|other| other.to_string() == scheme.to_string()) {
        schemes.push(scheme);
    }
    quote! { ::routewright::auth::scheme::<#ty, __S>(request, state).await }
}
