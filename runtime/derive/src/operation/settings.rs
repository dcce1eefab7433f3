//! What `#[operation(…)]` says.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, DeriveInput, Ident, LitStr, Result, Token, Type, parenthesized};

use crate::attribute::{each, missing, name, object, text, texts, unknown};
use crate::doc;

const KNOWN: &str = "a method (get = \"/path\", or method = \"COPY\" with path), document, id, response, summary, doc, tags, deprecated, refuse_unknown_parameters, security and extra";

/// What `#[operation(…)]` says about a request type.
pub struct Settings {
    pub method: TokenStream,
    pub path: String,
    pub document: String,
    pub id: String,
    pub summary: String,
    pub doc: String,
    pub tags: Vec<String>,
    pub deprecated: bool,
    pub refuse_unknown_parameters: bool,
    pub security: TokenStream,
    pub extra: String,
    pub response: Type,
}

#[derive(Default)]
struct Given {
    route: Option<(TokenStream, String)>,
    /// A method without a setting of its own, and its path.
    additional: (Option<String>, Option<String>),
    document: String,
    id: String,
    summary: Option<String>,
    doc: Option<String>,
    tags: Vec<String>,
    deprecated: bool,
    refuse_unknown_parameters: bool,
    security: Vec<Alternative>,
    extra: String,
    response: Option<Type>,
}

impl Settings {
    pub fn of(input: &DeriveInput) -> Result<Self> {
        let mut given = Given::default();
        each(&input.attrs, "operation", |meta| given.read(meta))?;
        let span = input.ident.span();
        let additional = match given.additional {
            (Some(method), Some(path)) => {
                Some((quote! { ::routewright::operation::Method::Other(#method) }, path))
            }
            _ => None,
        };
        let Some((method, path)) = given.route.or(additional) else {
            return Err(missing(
                span,
                "an operation has a method and a path: `#[operation(get = \"/posts\", …)]`",
            ));
        };
        let Some(response) = given.response else {
            return Err(missing(span, "an operation has a response type: `#[operation(…, response = …)]`"));
        };
        let (summary, doc) = texts_of(&doc::text(&input.attrs), given.summary, given.doc);
        let alternatives = given.security.iter().map(Alternative::tokens);
        let security = quote! { &[#(#alternatives),*] };
        Ok(Self {
            method,
            path,
            document: given.document,
            id: given.id,
            summary,
            doc,
            tags: given.tags,
            deprecated: given.deprecated,
            refuse_unknown_parameters: given.refuse_unknown_parameters,
            security,
            extra: given.extra,
            response,
        })
    }
}

/// The first paragraph of the comment is the summary and the rest the description, where nothing else is said. A
/// summary that is said without a description has none, and an empty one makes the whole comment the description.
fn texts_of(comment: &str, summary: Option<String>, doc: Option<String>) -> (String, String) {
    let (first, rest) = comment.split_once("\n\n").unwrap_or((comment, ""));
    match (summary, doc) {
        (Some(summary), Some(doc)) => (summary, doc),
        (Some(summary), None) if summary.is_empty() => (summary, comment.to_owned()),
        (Some(summary), None) => (summary, String::new()),
        (None, Some(doc)) => (first.to_owned(), doc),
        (None, None) => (first.to_owned(), rest.trim().to_owned()),
    }
}

impl Given {
    fn read(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        let name = name(meta);
        let method = match name.as_str() {
            "get" => "Get",
            "head" => "Head",
            "post" => "Post",
            "put" => "Put",
            "patch" => "Patch",
            "delete" => "Delete",
            "options" => "Options",
            "trace" => "Trace",
            "query" => "Query",
            _ => return self.read_other(&name, meta),
        };
        let method = Ident::new(method, Span::call_site());
        self.route = Some((quote! { ::routewright::operation::Method::#method }, text(meta)?));
        Ok(())
    }

    fn read_other(&mut self, name: &str, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name {
            "method" => self.additional.0 = Some(text(meta)?),
            "path" => self.additional.1 = Some(text(meta)?),
            "document" => self.document = text(meta)?,
            "id" => self.id = text(meta)?,
            "response" => self.response = Some(meta.value()?.parse()?),
            "summary" => self.summary = Some(text(meta)?),
            "doc" => self.doc = Some(text(meta)?),
            "tags" => self.tags = texts(meta)?,
            "deprecated" => self.deprecated = true,
            "refuse_unknown_parameters" => self.refuse_unknown_parameters = true,
            "security" => {
                let content;
                parenthesized!(content in meta.input);
                let all = Punctuated::<Alternative, Token![,]>::parse_terminated(&content)?;
                self.security = all.into_iter().collect();
            }
            "extra" => self.extra = object(meta)?,
            _ => return unknown(meta, KNOWN),
        }
        Ok(())
    }
}

/// The schemes that a caller must pass, all of them: `("bearerAuth", "scope")`, `all(("a"), ("b", "scope"))`, or `()`.
struct Alternative(Vec<(String, Vec<String>)>);

impl Parse for Alternative {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(LitStr) {
            return Ok(Self(vec![(input.parse::<LitStr>()?.value(), Vec::new())]));
        }
        let word: Option<Ident> = input.parse()?;
        let is_all = match &word {
            None => false,
            Some(word) if word == "all" => true,
            Some(word) => {
                return Err(missing(word.span(), "an alternative is a scheme, `all(…)` of several, or `()`"));
            }
        };
        let content;
        parenthesized!(content in input);
        if content.is_empty() {
            return Ok(Self(Vec::new()));
        }
        if !is_all {
            return Ok(Self(vec![requirement(&content)?]));
        }
        let mut all = Vec::new();
        while !content.is_empty() {
            let inner;
            parenthesized!(inner in content);
            all.push(requirement(&inner)?);
            content.parse::<Option<Token![,]>>()?;
        }
        Ok(Self(all))
    }
}

/// A scheme and its scopes.
fn requirement(input: ParseStream<'_>) -> Result<(String, Vec<String>)> {
    let mut names =
        Punctuated::<LitStr, Token![,]>::parse_terminated(input)?.into_iter().map(|name| name.value());
    match names.next() {
        Some(scheme) => Ok((scheme, names.collect())),
        None => Err(input.error("a requirement has the name of a scheme")),
    }
}

impl Alternative {
    fn tokens(&self) -> TokenStream {
        let all = self.0.iter().map(|(scheme, scopes)| {
            quote! { ::routewright::operation::Requirement { scheme: #scheme, scopes: &[#(#scopes),*] } }
        });
        quote! { &[#(#all),*] }
    }
}

/// What `#[operation(…)]` says about the body.
#[derive(Default)]
pub struct BodySettings {
    pub content: Option<String>,
    pub doc: String,
    pub extra: String,
    pub body_extra: String,
}

impl BodySettings {
    pub fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut this = Self { doc: doc::text(attributes), ..Self::default() };
        each(attributes, "operation", |meta| {
            match name(meta).as_str() {
                "content" => this.content = Some(text(meta)?),
                "doc" => this.doc = text(meta)?,
                "extra" => this.extra = object(meta)?,
                "body_extra" => this.body_extra = object(meta)?,
                _ => return unknown(meta, "content, doc, extra and body_extra"),
            }
            Ok(())
        })?;
        Ok(this)
    }
}
