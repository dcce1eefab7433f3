//! `#[derive(Response)]`: what an operation answers.

use proc_macro2::TokenStream;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Lit, Result, Type, Variant};

use crate::attribute::{each, missing, name, object, text, unknown};
use crate::doc;
use crate::payload::{Payload, media};

const EXAMPLE: &str = "`Response` is derived for enums with a variant for each response: \
     `#[response(status = 404, content = \"application/problem+json\")] NotFound(Problem)`";

pub fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(missing(input.ident.span(), EXAMPLE));
    };
    let mut infos = Vec::new();
    let mut arms = Vec::new();
    for variant in &data.variants {
        let answer = Answer::of(variant)?;
        infos.push(answer.info());
        arms.push(answer.arm());
    }
    let name = &input.ident;
    Ok(quote! {
        #[automatically_derived]
        impl ::routewright::response::Respond for #name {
            const INFO: &'static [::routewright::operation::ResponseInfo] = &[#(#infos),*];

            fn into_http(self) -> ::routewright::http::Response<::routewright::axum::body::Body> {
                match self { #(#arms)* }
            }
        }
    })
}

/// One variant: one response.
struct Answer<'v> {
    variant: &'v Variant,
    settings: Settings,
    status: Option<&'v Type>,
    headers: Option<&'v Type>,
    body: Option<&'v Type>,
}

#[derive(Default)]
struct Settings {
    status: Option<TokenStream>,
    content: Option<String>,
    doc: String,
    extra: String,
    response_extra: String,
}

impl Settings {
    fn read(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name(meta).as_str() {
            "status" => self.status = Some(status(&meta.value()?.parse()?)?),
            "content" => self.content = Some(text(meta)?),
            "doc" => self.doc = text(meta)?,
            "extra" => self.extra = object(meta)?,
            "response_extra" => self.response_extra = object(meta)?,
            _ => return unknown(meta, "status, content, doc, extra and response_extra"),
        }
        Ok(())
    }
}

fn status(literal: &Lit) -> Result<TokenStream> {
    let refuse =
        || syn::Error::new(literal.span(), "a status is a code (200), a range (\"4XX\") or \"default\"");
    match literal {
        Lit::Int(code) => {
            let code: u16 = code.base10_parse()?;
            if !(100..1000).contains(&code) {
                return Err(refuse());
            }
            Ok(quote! { ::routewright::operation::Status::Code(#code) })
        }
        Lit::Str(range) => match range.value().as_bytes() {
            b"default" => Ok(quote! { ::routewright::operation::Status::Default }),
            [digit @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => {
                let hundreds = digit - b'0';
                Ok(quote! { ::routewright::operation::Status::Range(#hundreds) })
            }
            _ => Err(refuse()),
        },
        _ => Err(refuse()),
    }
}

impl<'v> Answer<'v> {
    fn of(variant: &'v Variant) -> Result<Self> {
        let mut settings = Settings { doc: doc::text(&variant.attrs), ..Settings::default() };
        each(&variant.attrs, "response", |meta| settings.read(meta))?;
        if settings.status.is_none() {
            return Err(missing(variant.span(), EXAMPLE));
        }
        let mut answer = Self { variant, settings, status: None, headers: None, body: None };
        match &variant.fields {
            Fields::Unit => {}
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => answer.body = Some(&fields.unnamed[0].ty),
            Fields::Unnamed(fields) => {
                return Err(missing(fields.span(), "a response with more than a body has named fields"));
            }
            Fields::Named(fields) => {
                for field in &fields.named {
                    match field.ident.as_ref().map(ToString::to_string).as_deref() {
                        Some("status") => answer.status = Some(&field.ty),
                        Some("headers") => answer.headers = Some(&field.ty),
                        Some("body") => answer.body = Some(&field.ty),
                        _ => {
                            return Err(missing(
                                field.span(),
                                "the fields of a response are status, headers and body",
                            ));
                        }
                    }
                }
            }
        }
        Ok(answer)
    }

    fn info(&self) -> TokenStream {
        let Settings { status, content, doc, extra, response_extra } = &self.settings;
        let none = || quote! { ::core::option::Option::None };
        let (headers, blank_headers) = match self.headers {
            Some(ty) => (
                quote! { ::core::option::Option::Some(::routewright::model::type_of::<#ty>) },
                quote! { ::core::option::Option::Some(::routewright::model::blank::<#ty>) },
            ),
            None => (none(), none()),
        };
        let contents = match (self.body, content) {
            (None, _) => quote! { &[] },
            (Some(ty), None) => quote! { <#ty as ::routewright::Content>::MEDIA },
            (Some(ty), Some(range)) => {
                let media = media(range, Payload::of(range, ty), ty, extra);
                quote! { &[#media] }
            }
        };
        quote! {
            ::routewright::operation::ResponseInfo {
                status: #status,
                doc: #doc,
                headers: #headers,
                blank_headers: #blank_headers,
                contents: #contents,
                extra: #response_extra,
            }
        }
    }

    fn arm(&self) -> TokenStream {
        let name = &self.variant.ident;
        let pattern = match &self.variant.fields {
            Fields::Unit => quote! { Self::#name },
            Fields::Unnamed(_) => quote! { Self::#name(body) },
            Fields::Named(_) => {
                let status = self.status.map(|_| quote! { status, });
                let headers = self.headers.map(|_| quote! { mut headers, });
                let body = self.body.map(|_| quote! { body, });
                quote! { Self::#name { #status #headers #body } }
            }
        };
        let declared = &self.settings.status;
        let chosen = match self.status {
            Some(_) => quote! { ::core::option::Option::Some(status) },
            None => quote! { ::core::option::Option::None },
        };
        let status = quote! { ::routewright::response::status(#declared, #chosen) };
        let response = match (self.body, &self.settings.content) {
            (None, _) => quote! { ::routewright::response::empty(#status) },
            (Some(_), None) => quote! { ::routewright::Content::write(body).respond(#status) },
            (Some(ty), Some(range)) => {
                let write = Payload::of(range, ty).write(range);
                quote! { #write.respond(#status) }
            }
        };
        match self.headers {
            Some(_) => quote! { #pattern => ::routewright::response::add_headers(#response, &mut headers), },
            None => quote! { #pattern => #response, },
        }
    }
}
