//! What `#[model(…)]` says, as data.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::meta::ParseNestedMeta;
use syn::parse::ParseStream;
use syn::{Attribute, DeriveInput, Lit, LitBool, LitStr, Path, Result, Token};

use super::rules::RuleAttributes;
use crate::{doc, encoding};

/// What `#[model(…)]` says about a type.
#[derive(Default)]
pub struct TypeAttributes {
    pub name: Option<String>,
    pub doc: String,
    pub deprecated: bool,
    pub deny_additional: bool,
    pub exclusive: Option<bool>,
    pub discriminator: Option<String>,
    pub rules: RuleAttributes,
}

impl TypeAttributes {
    pub fn of(input: &DeriveInput) -> Result<Self> {
        let mut this = Self { doc: doc::text(&input.attrs), ..Self::default() };
        each_model(&input.attrs, |meta| this.read(meta))?;
        Ok(this)
    }

    fn read(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name_of(meta).as_str() {
            "name" => self.name = Some(string(meta)?),
            "doc" => self.doc = string(meta)?,
            "deprecated" => self.deprecated = true,
            "deny_additional" => self.deny_additional = true,
            "one_of" => self.exclusive = Some(true),
            "any_of" => self.exclusive = Some(false),
            "discriminator" => self.discriminator = Some(string(meta)?),
            other => return self.rules.read(other, meta),
        }
        Ok(())
    }
}

/// What `#[model(…)]` says about a field, or about the value of a variant.
#[derive(Default)]
pub struct FieldAttributes {
    pub name: Option<String>,
    pub doc: String,
    pub deprecated: bool,
    pub default: Option<String>,
    pub access: Access,
    /// Whether it is refused from the side that may not send it.
    pub refused: bool,
    pub additional: bool,
    pub wire: WireAttributes,
    pub tags: Vec<String>,
    /// Whether it is the member of a union that takes what the discriminator does not name.
    pub fallback: bool,
    pub value: Option<Constant>,
    pub rules: RuleAttributes,
}

#[derive(Clone, Copy, Default, PartialEq)]
pub enum Access {
    #[default]
    Both,
    ReadOnly,
    WriteOnly,
}

/// The value of a variant.
pub enum Constant {
    Text(String),
    Integer(i64),
    Json(String),
}

/// How a parameter is written.
#[derive(Default)]
pub struct WireAttributes {
    pub style: Option<String>,
    pub explode: Option<bool>,
    pub allow_reserved: bool,
    pub allow_empty: bool,
    pub content: Option<String>,
    pub content_extra: Option<String>,
    pub extra: Option<String>,
}

impl FieldAttributes {
    pub fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut this = Self { doc: doc::text(attributes), ..Self::default() };
        each_model(attributes, |meta| this.read(meta))?;
        Ok(this)
    }

    fn read(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name_of(meta).as_str() {
            "name" => self.name = Some(string(meta)?),
            "doc" => self.doc = string(meta)?,
            "deprecated" => self.deprecated = true,
            "default" => self.default = Some(constant(meta)?.to_json()),
            "default_json" => self.default = Some(json(meta)?),
            "read_only" => self.access = Access::ReadOnly,
            "write_only" => self.access = Access::WriteOnly,
            "refused" => self.refused = true,
            "additional" => self.additional = true,
            "tag" => self.tags.push(string(meta)?),
            "fallback" => self.fallback = true,
            "value" => self.value = Some(constant(meta)?),
            "value_json" => self.value = Some(Constant::Json(json(meta)?)),
            other => return self.read_wire(other, meta),
        }
        Ok(())
    }

    fn read_wire(&mut self, name: &str, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name {
            "style" => self.wire.style = Some(style(meta)?),
            "explode" => self.wire.explode = Some(meta.value()?.parse::<LitBool>()?.value),
            "allow_reserved" => self.wire.allow_reserved = true,
            "allow_empty" => self.wire.allow_empty = true,
            "content" => self.wire.content = Some(string(meta)?),
            "content_extra" => self.wire.content_extra = Some(object(meta)?),
            "extra" => self.wire.extra = Some(object(meta)?),
            other => return self.rules.read(other, meta),
        }
        Ok(())
    }
}

/// The name of a style of parameters.
fn style(meta: &ParseNestedMeta<'_>) -> Result<String> {
    const STYLES: [&str; 8] =
        ["simple", "label", "matrix", "form", "spaceDelimited", "pipeDelimited", "deepObject", "cookie"];
    let text: LitStr = meta.value()?.parse()?;
    if STYLES.contains(&text.value().as_str()) {
        return Ok(text.value());
    }
    Err(syn::Error::new(text.span(), format!("there is no such style; there are {}", STYLES.join(", "))))
}

impl Constant {
    /// The value as JSON text.
    pub fn to_json(&self) -> String {
        match self {
            Self::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
            Self::Integer(value) => value.to_string(),
            Self::Json(json) => json.clone(),
        }
    }
}

impl ToTokens for WireAttributes {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let plain = self.style.is_none()
            && self.explode.is_none()
            && !self.allow_reserved
            && !self.allow_empty
            && self.content.is_none()
            && self.extra.is_none();
        tokens.extend(if plain {
            quote! { &rw::Wire::DEFAULT }
        } else {
            let style = self.style.as_deref().unwrap_or_default();
            let explode = match self.explode {
                None => quote! { None },
                Some(explode) => quote! { Some(#explode) },
            };
            let (allow_reserved, allow_empty) = (self.allow_reserved, self.allow_empty);
            let content = self.content.as_deref().unwrap_or_default();
            let content_extra = self.content_extra.as_deref().unwrap_or_default();
            let encodings = encoding::table(content_extra);
            let extra = self.extra.as_deref().unwrap_or_default();
            quote! {
                &rw::Wire {
                    style: #style,
                    explode: #explode,
                    allow_reserved: #allow_reserved,
                    allow_empty: #allow_empty,
                    content: #content,
                    content_extra: #content_extra,
                    encodings: #encodings,
                    extra: #extra,
                }
            }
        });
    }
}

/// Calls `read` for each setting in the `#[model(…)]` attributes.
fn each_model(
    attributes: &[Attribute],
    mut read: impl FnMut(&ParseNestedMeta<'_>) -> Result<()>,
) -> Result<()> {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("model")) {
        attribute.parse_nested_meta(|meta| read(&meta))?;
    }
    Ok(())
}

/// The name of a setting; a path of several segments has none.
pub fn name_of(meta: &ParseNestedMeta<'_>) -> String {
    meta.path.get_ident().map(ToString::to_string).unwrap_or_default()
}

pub fn string(meta: &ParseNestedMeta<'_>) -> Result<String> {
    Ok(meta.value()?.parse::<LitStr>()?.value())
}

/// The text of any JSON value.
fn json(meta: &ParseNestedMeta<'_>) -> Result<String> {
    let text: LitStr = meta.value()?.parse()?;
    match serde_json::from_str::<serde_json::Value>(&text.value()) {
        Ok(_) => Ok(text.value()),
        Err(error) => Err(syn::Error::new(text.span(), format!("this is not JSON: {error}"))),
    }
}

/// The text of a JSON object.
pub fn object(meta: &ParseNestedMeta<'_>) -> Result<String> {
    let text: LitStr = meta.value()?.parse()?;
    match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text.value()) {
        Ok(_) => Ok(text.value()),
        Err(error) => Err(syn::Error::new(text.span(), format!("this is not a JSON object: {error}"))),
    }
}

/// A literal: text, a number, `true` or `false`.
fn constant(meta: &ParseNestedMeta<'_>) -> Result<Constant> {
    let input = meta.value()?;
    let negative = negative(input)?;
    let literal: Lit = input.parse()?;
    match (&literal, negative) {
        (Lit::Str(text), false) => Ok(Constant::Text(text.value())),
        (Lit::Bool(value), false) => Ok(Constant::Json(value.value.to_string())),
        (Lit::Int(number), _) => {
            let text = format!("{}{}", if negative { "-" } else { "" }, number.base10_digits());
            Ok(text.parse().map_or(Constant::Json(text), Constant::Integer))
        }
        (Lit::Float(number), _) => {
            Ok(Constant::Json(format!("{}{}", if negative { "-" } else { "" }, number.base10_digits())))
        }
        _ => Err(syn::Error::new(
            literal.span(),
            "expected text, a number, true or false; for anything else there is the `…_json` form",
        )),
    }
}

/// Reads a minus sign, if there is one.
pub fn negative(input: ParseStream<'_>) -> Result<bool> {
    let minus: Option<Token![-]> = input.parse()?;
    Ok(minus.is_some())
}

/// Reads the types in `refs(A, B)`.
pub fn paths(meta: &ParseNestedMeta<'_>) -> Result<Vec<Path>> {
    let mut paths = Vec::new();
    meta.parse_nested_meta(|inner| {
        paths.push(inner.path.clone());
        Ok(())
    })?;
    Ok(paths)
}
