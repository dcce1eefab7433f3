//! The derive macros of routewright.

mod doc;
mod model;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a type one that decodes, checks, encodes and describes itself; see `routewright::model`.
#[proc_macro_derive(Model, attributes(model))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    model::derive(&input).unwrap_or_else(|error| error.into_compile_error()).into()
}
