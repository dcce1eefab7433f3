//! The derive macros of routewright.

mod attribute;
mod content;
mod doc;
mod encoding;
mod model;
mod operation;
mod payload;
mod response;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input};

/// Makes a type one that decodes, checks, encodes and describes itself; see `routewright::model`.
#[proc_macro_derive(Model, attributes(model))]
pub fn derive_model(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    model::derive(&input).unwrap_or_else(|error| error.into_compile_error()).into()
}

/// Makes a struct the request type of an operation; see `routewright::operation`.
#[proc_macro_derive(Operation, attributes(operation))]
pub fn derive_operation(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    operation::derive(&input).unwrap_or_else(|error| error.into_compile_error()).into()
}

/// Makes an enum the response type of an operation; see `routewright::Response`.
#[proc_macro_derive(Response, attributes(response))]
pub fn derive_response(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    response::derive(&input).unwrap_or_else(|error| error.into_compile_error()).into()
}

/// Makes an enum a body of several media types; see `routewright::Content`.
#[proc_macro_derive(Content, attributes(content))]
pub fn derive_content(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    content::derive(&input).unwrap_or_else(|error| error.into_compile_error()).into()
}
