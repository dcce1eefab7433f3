//! Reads the settings in attributes that all derives have alike.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Result, Token, parenthesized};

/// Calls `read` for each setting in the attributes of that name.
pub fn each(
    attributes: &[Attribute],
    name: &str,
    mut read: impl FnMut(&ParseNestedMeta<'_>) -> Result<()>,
) -> Result<()> {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        attribute.parse_nested_meta(|meta| read(&meta))?;
    }
    Ok(())
}

/// The name of a setting; a path of several segments has none.
pub fn name(meta: &ParseNestedMeta<'_>) -> String {
    meta.path.get_ident().map(ToString::to_string).unwrap_or_default()
}

/// The text after `=`.
pub fn text(meta: &ParseNestedMeta<'_>) -> Result<String> {
    Ok(meta.value()?.parse::<LitStr>()?.value())
}

/// The texts in parentheses.
pub fn texts(meta: &ParseNestedMeta<'_>) -> Result<Vec<String>> {
    let content;
    parenthesized!(content in meta.input);
    let texts = Punctuated::<LitStr, Token![,]>::parse_terminated(&content)?;
    Ok(texts.iter().map(LitStr::value).collect())
}

/// The text of a JSON object after `=`.
pub fn object(meta: &ParseNestedMeta<'_>) -> Result<String> {
    let text: LitStr = meta.value()?.parse()?;
    match serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text.value()) {
        Ok(_) => Ok(text.value()),
        Err(error) => Err(syn::Error::new(text.span(), format!("this is not a JSON object: {error}"))),
    }
}

/// There is no such setting.
pub fn unknown<T>(meta: &ParseNestedMeta<'_>, known: &str) -> Result<T> {
    Err(meta.error(format!("there is no such setting; there are {known}")))
}

/// Something is missing.
pub fn missing(span: Span, what: &str) -> syn::Error {
    syn::Error::new(span, what)
}
