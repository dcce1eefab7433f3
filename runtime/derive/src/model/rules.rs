//! The keywords that restrict a value.

use proc_macro2::TokenStream;
use quote::quote;
use syn::meta::ParseNestedMeta;
use syn::{Lit, LitInt, Path, Result};

use super::attributes::{name_of, negative, object, paths, string};
use super::table::Statics;

/// What the attributes say about a value.
#[derive(Default)]
pub struct RuleAttributes {
    checks: Vec<Keyword>,
    items: Option<Box<RuleAttributes>>,
    values: Option<Box<RuleAttributes>>,
    fragment: Option<String>,
    refs: Vec<Path>,
    formats_annotate: bool,
    pub nullable: bool,
}

/// A keyword and its argument.
enum Keyword {
    /// `MinLength` and the others that count.
    Count(&'static str, u64),
    /// `Minimum` and the others that compare.
    Number(&'static str, TokenStream),
    Pattern(String),
    Format(String),
    UniqueItems,
}

impl RuleAttributes {
    pub fn read(&mut self, name: &str, meta: &ParseNestedMeta<'_>) -> Result<()> {
        match name {
            "nullable" => self.nullable = true,
            "items" => self.items = Some(Box::new(nested(meta)?)),
            "values" => self.values = Some(Box::new(nested(meta)?)),
            "schema" => self.fragment = Some(object(meta)?),
            "formats_annotate" => self.formats_annotate = true,
            "refs" => self.refs = paths(meta)?,
            _ => {
                let Some(keyword) = keyword(name, meta)? else {
                    return Err(meta.error(format!("there is no setting `{name}` here")));
                };
                self.checks.push(keyword);
            }
        }
        Ok(())
    }

    /// Whether the attributes say nothing.
    pub fn is_empty(&self) -> bool {
        self.checks.is_empty() && self.items.is_none() && self.values.is_none() && self.fragment.is_none()
    }

    /// Whether values have to be seen whole.
    pub fn has_fragment(&self) -> bool {
        self.fragment.is_some()
    }

    /// A reference to the rules; `optional` for a field whose `None` means absence.
    pub fn reference(&self, optional: bool, statics: &mut Statics) -> TokenStream {
        if self.is_empty() && !optional {
            return quote! { rw::Rules::NONE };
        }
        if self.is_empty() {
            return quote! { rw::Rules::OPTIONAL };
        }
        let rules = self.value(optional, statics);
        quote! { &#rules }
    }

    /// The rules themselves.
    pub fn value(&self, optional: bool, statics: &mut Statics) -> TokenStream {
        if self.is_empty() {
            return if optional {
                quote! { *rw::Rules::OPTIONAL }
            } else {
                quote! { *rw::Rules::NONE }
            };
        }
        let checks = self.checks.iter().map(|keyword| keyword.check(statics)).collect::<Vec<_>>();
        let mut members = quote! { checks: &[#(#checks),*], };
        if let Some(items) = &self.items {
            let items = items.reference(false, statics);
            members.extend(quote! { items: Some(#items), });
        }
        if let Some(values) = &self.values {
            let values = values.reference(false, statics);
            members.extend(quote! { values: Some(#values), });
        }
        if let Some(text) = &self.fragment {
            let fragment = statics.fragment(text, &self.refs, self.formats_annotate);
            members.extend(quote! { fragment: Some(&#fragment), });
        }
        let rest = if optional {
            quote! { *rw::Rules::OPTIONAL }
        } else {
            quote! { *rw::Rules::NONE }
        };
        quote! { rw::Rules { #members ..#rest } }
    }
}

fn nested(meta: &ParseNestedMeta<'_>) -> Result<RuleAttributes> {
    let mut rules = RuleAttributes::default();
    meta.parse_nested_meta(|inner| rules.read(&name_of(&inner), &inner))?;
    Ok(rules)
}

fn keyword(name: &str, meta: &ParseNestedMeta<'_>) -> Result<Option<Keyword>> {
    let counts = |name| Ok(Some(Keyword::Count(name, meta.value()?.parse::<LitInt>()?.base10_parse()?)));
    let numbers = |name| Ok(Some(Keyword::Number(name, number(meta)?)));
    match name {
        "min_length" => counts("MinLength"),
        "max_length" => counts("MaxLength"),
        "min_items" => counts("MinItems"),
        "max_items" => counts("MaxItems"),
        "min_properties" => counts("MinProperties"),
        "max_properties" => counts("MaxProperties"),
        "minimum" => numbers("Minimum"),
        "maximum" => numbers("Maximum"),
        "exclusive_minimum" => numbers("ExclusiveMinimum"),
        "exclusive_maximum" => numbers("ExclusiveMaximum"),
        "multiple_of" => numbers("MultipleOf"),
        "pattern" => Ok(Some(Keyword::Pattern(string(meta)?))),
        "format" => Ok(Some(Keyword::Format(string(meta)?))),
        "unique_items" => Ok(Some(Keyword::UniqueItems)),
        _ => Ok(None),
    }
}

/// A number of so few characters is what its nearest float is written as.
const FEW: usize = 16;

/// A number that has more digits than a float.
fn written(is_negative: bool, digits: &str) -> Result<TokenStream> {
    let text = if is_negative { format!("-{digits}") } else { digits.to_owned() };
    let nearest: f64 = text.parse().unwrap_or(f64::INFINITY);
    let nearest = if nearest.is_finite() {
        let size = proc_macro2::Literal::f64_unsuffixed(nearest.abs());
        let sign = is_negative.then(|| quote! { - });
        quote! { #sign #size }
    } else if is_negative {
        quote! { f64::NEG_INFINITY }
    } else {
        quote! { f64::INFINITY }
    };
    Ok(quote! { rw::Num::Written(#nearest, #text) })
}

/// A number, as the constant that the engine compares with.
fn number(meta: &ParseNestedMeta<'_>) -> Result<TokenStream> {
    let input = meta.value()?;
    let sign = negative(input)?.then(|| quote! { - });
    match input.parse()? {
        Lit::Int(number) => match number.base10_parse() {
            Ok(value) => {
                let value = proc_macro2::Literal::i128_unsuffixed(value);
                Ok(quote! { rw::Num::Integer(#sign #value) })
            }
            Err(_) => written(sign.is_some(), number.base10_digits()),
        },
        Lit::Float(number) => {
            let value: f64 = number.base10_parse()?;
            if number.base10_digits().len() > FEW {
                return written(sign.is_some(), number.base10_digits());
            }
            let value = proc_macro2::Literal::f64_unsuffixed(value);
            Ok(quote! { rw::Num::Float(#sign #value) })
        }
        other => Err(syn::Error::new(other.span(), "expected a number")),
    }
}

impl Keyword {
    fn check(&self, statics: &mut Statics) -> TokenStream {
        match self {
            Self::Count(name, count) => {
                let name = quote::format_ident!("{name}");
                quote! { rw::Check::#name(#count) }
            }
            Self::Number(name, number) => {
                let name = quote::format_ident!("{name}");
                quote! { rw::Check::#name(#number) }
            }
            Self::Pattern(source) => {
                let pattern = statics.pattern(source);
                quote! { rw::Check::Pattern(&#pattern) }
            }
            Self::Format(name) => quote! { rw::Check::Format(#name) },
            Self::UniqueItems => quote! { rw::Check::UniqueItems },
        }
    }
}
