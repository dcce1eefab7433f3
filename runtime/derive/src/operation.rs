//! `#[derive(Operation)]`: the request of an operation.

mod auth;
mod settings;

use proc_macro2::TokenStream;
use quote::quote;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Field, Fields, Ident, Result, Type};

use self::settings::{BodySettings, Settings};
use crate::attribute::{each, missing, name, unknown};
use crate::payload::{Payload, arguments, media};

const EXAMPLE: &str =
    "`Operation` is derived for structs with the fields auth, path, query, headers, cookies and body";

pub fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Struct(data) = &input.data else {
        return Err(missing(input.ident.span(), EXAMPLE));
    };
    let fields: Vec<&Field> = match &data.fields {
        Fields::Named(fields) => fields.named.iter().collect(),
        Fields::Unit => Vec::new(),
        Fields::Unnamed(fields) => return Err(missing(fields.span(), EXAMPLE)),
    };
    let settings = Settings::of(input)?;
    let request = Request::of(&fields)?;
    let name = &input.ident;
    let response = &settings.response;
    let info = info(name, &settings, &request);
    let receive = receive(name, &request, settings.refuse_unknown_parameters);
    Ok(quote! {
        #[automatically_derived]
        impl ::routewright::Operation for #name {
            const INFO: &'static ::routewright::operation::OperationInfo = &#info;

            type Response = #response;
        }

        #[automatically_derived]
        impl ::routewright::operation::Answers<#name> for #response {}

        #receive
    })
}

/// What a request consists of.
#[derive(Default)]
struct Request<'f> {
    auth: Option<&'f Type>,
    /// The fields for parameters, in the order of the struct.
    parts: Vec<Part<'f>>,
    body: Option<RequestBody<'f>>,
}

/// A field for parameters.
struct Part<'f> {
    field: &'f Ident,
    location: &'static str,
    /// The struct that has a field for each of them.
    of: Type,
    /// Whether the field of the request is what that struct has in its field `query`.
    is_whole: bool,
}

impl<'f> Part<'f> {
    fn of(field: &'f Ident, location: &'static str, ty: &Type) -> Self {
        Self { field, location, of: ty.clone(), is_whole: false }
    }

    /// The query, or the parameter that is all of it: `#[operation(querystring = …)]`.
    fn query(name: &'f Ident, field: &Field) -> Result<Self> {
        let mut part = Self::of(name, "Query", &field.ty);
        each(&field.attrs, "operation", |meta| {
            if self::name(meta) != "querystring" {
                return unknown(meta, "querystring");
            }
            part = Self { field: name, location: "QueryString", of: meta.value()?.parse()?, is_whole: true };
            Ok(())
        })?;
        Ok(part)
    }

    fn location(&self) -> Ident {
        Ident::new(self.location, proc_macro2::Span::call_site())
    }
}

struct RequestBody<'f> {
    /// Without the `Option` around it.
    ty: &'f Type,
    required: bool,
    settings: BodySettings,
}

impl<'f> Request<'f> {
    fn of(fields: &[&'f Field]) -> Result<Self> {
        let mut request = Self::default();
        for field in fields {
            let Some(name) = &field.ident else { return Err(missing(field.span(), EXAMPLE)) };
            match name.to_string().as_str() {
                "auth" => request.auth = Some(&field.ty),
                "path" => request.parts.push(Part::of(name, "Path", &field.ty)),
                "query" => request.parts.push(Part::query(name, field)?),
                "headers" => request.parts.push(Part::of(name, "Header", &field.ty)),
                "cookies" => request.parts.push(Part::of(name, "Cookie", &field.ty)),
                "body" => {
                    let inner = arguments(&field.ty, "Option").and_then(|types| types.first().copied());
                    let settings = BodySettings::of(&field.attrs)?;
                    request.body = Some(RequestBody {
                        ty: inner.unwrap_or(&field.ty),
                        required: inner.is_none(),
                        settings,
                    });
                }
                _ => return Err(missing(field.span(), EXAMPLE)),
            }
        }
        Ok(request)
    }
}

/// The table.
fn info(name: &Ident, settings: &Settings, request: &Request<'_>) -> TokenStream {
    let Settings {
        method,
        path,
        document,
        id,
        summary,
        doc,
        tags,
        deprecated,
        security,
        extra,
        response,
        ..
    } = settings;
    let name = name.to_string();
    let parts = request.parts.iter().map(|part| {
        let (location, ty) = (part.location(), &part.of);
        quote! {
            ::routewright::operation::Part {
                location: ::routewright::operation::Location::#location,
                of: ::routewright::model::type_of::<#ty>,
            }
        }
    });
    let body = match &request.body {
        Some(body) => body.info(),
        None => quote! { ::core::option::Option::None },
    };
    quote! {
        ::routewright::operation::OperationInfo {
            method: #method,
            path: #path,
            document: #document,
            id: #id,
            name: #name,
            summary: #summary,
            doc: #doc,
            tags: &[#(#tags),*],
            deprecated: #deprecated,
            security: #security,
            extra: #extra,
            parts: &[#(#parts),*],
            body: #body,
            responses: <#response as ::routewright::response::Respond>::INFO,
        }
    }
}

impl RequestBody<'_> {
    fn info(&self) -> TokenStream {
        let Self { ty, required, settings } = self;
        let BodySettings { content, doc, extra, body_extra } = settings;
        let contents = match content {
            None => quote! { <#ty as ::routewright::Content>::MEDIA },
            Some(range) => {
                let media = media(range, Payload::of(range, ty), ty, extra);
                quote! { &[#media] }
            }
        };
        quote! {
            ::core::option::Option::Some(::routewright::operation::RequestBody {
                required: #required,
                doc: #doc,
                contents: #contents,
                extra: #body_extra,
            })
        }
    }

    /// Reads the body: `Option<…>` of its type.
    fn read(&self) -> TokenStream {
        let ty = self.ty;
        let read = match &self.settings.content {
            None => quote! { <#ty as ::routewright::Content>::read(request, index).await },
            Some(range) => {
                let read = Payload::of(range, ty).read(ty);
                quote! { { _ = index; #read } }
            }
        };
        quote! {
            match request.media().await? {
                ::core::option::Option::Some(index) => #read?,
                ::core::option::Option::None => ::core::option::Option::None,
            }
        }
    }
}

/// How a request becomes the type.
fn receive(name: &Ident, request: &Request<'_>, refuse_unknown_parameters: bool) -> TokenStream {
    let mut bounds = Vec::new();
    let auth = request.auth.map(|ty| {
        let passed = auth::expression(ty, &mut bounds);
        quote! { let auth = ::routewright::auth::required(#passed)?; }
    });
    let parts = request.parts.iter().map(|part| {
        let (field, location, ty) = (part.field, part.location(), &part.of);
        let whole = part.is_whole.then(|| quote! { .query });
        quote! {
            let #field = request.parameters::<#ty>(::routewright::operation::Location::#location)#whole;
        }
    });
    let body = request.body.as_ref().map(|body| {
        let read = body.read();
        let unwrap = body.required.then(|| {
            quote! {
                let ::core::option::Option::Some(body) = body else {
                    return ::core::result::Result::Err(request.refuse());
                };
            }
        });
        quote! { let body = #read; #unwrap }
    });
    let has_query = request.parts.iter().any(|part| part.location.starts_with("Query"));
    let credentials = (!bounds.is_empty() && (has_query || refuse_unknown_parameters)).then(|| {
        quote! { request.credentials(&[#(<#bounds as ::routewright::auth::Scheme<__S>>::SOURCE),*]); }
    });
    let unknown = refuse_unknown_parameters.then(|| quote! { request.refuse_unknown_parameters(); });
    let names = request.parts.iter().map(|part| part.field);
    let auth_name = request.auth.map(|_| quote! { auth: auth?, });
    let body_name = request.body.as_ref().map(|_| quote! { body, });
    quote! {
        #[automatically_derived]
        impl<__S> ::routewright::operation::Receive<__S> for #name
        where
            __S: ::core::clone::Clone + ::core::marker::Send + ::core::marker::Sync + 'static,
            #(#bounds: ::routewright::auth::Scheme<__S>,)*
        {
            #[allow(unused_variables)]
            async fn receive(
                request: &mut ::routewright::request::Incoming<'_>,
                state: &__S,
            ) -> ::routewright::Result<Self> {
                #auth
                #credentials
                #(#parts)*
                #unknown
                #body
                request.finish()?;
                ::core::result::Result::Ok(Self { #auth_name #(#names,)* #body_name })
            }
        }
    }
}
